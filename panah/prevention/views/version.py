from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.files import KINDS
from panah.prevention import actions, forms, queries

WORDS = ("language", "translated_from", "headline", "subline", "signs_title", "body", "picture_id")
DRAFT = "draft"
PRINTED = ("printed_count", "printed_on")


@page(Permission.PREVENTION_CAMPAIGN_READ)
def version_show(request: DeskRequest, version_id: UUID) -> HttpResponse:
    version = queries.version(actor=request.actor, version_id=version_id)
    own = version.organisation_id == request.actor.organisation_id
    may_change = own and request.actor.may(Permission.PREVENTION_MATERIAL_CHANGE)
    may_place = own and request.actor.may(Permission.PREVENTION_PLACEMENT_CHANGE)
    cues, told = queries.captions(actor=request.actor, version=version)
    context = {
        "title": str(version.material),
        "version": version,
        "cues": cues,
        "transcript": told,
        "papers": queries.sheet_papers(actor=request.actor, version=version),
        "places_count": queries.to_print(actor=request.actor, version=version).count() if may_place else 0,
        "bundles": queries.bundles(actor=request.actor, version=version) if may_place else [],
        "reviews": queries.version_reviews(actor=request.actor, version=version),
        "demands_missing": queries.demands_missing(actor=request.actor, version=version),
        "logos_missing": queries.logos_missing(actor=request.actor, version=version),
        "design": queries.design_kind(actor=request.actor, version_id=version_id),
        "back_url": reverse("prevention:material_show", args=[version.material_id]),
        "may_write": may_change,
        "may_judge": may_change and request.actor.id not in version.makers,
    }
    return render(request, "prevention/version_show.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def version_write(request: DeskRequest, material_id: UUID) -> HttpResponse:
    queries.material_to_change(actor=request.actor, material_id=material_id)
    row = queries.material(actor=request.actor, material_id=material_id)
    # What the words are written over: a version in the language that is sent may be there although none was opened.
    language = request.POST.get("language") or request.GET.get("language")
    wanted = max((one for one in row.versions if one.language == language), key=lambda one: one.number, default=None)
    # What was printed was printed of the number before: only a draft keeps its own.
    names = (*WORDS, *PRINTED) if wanted and wanted.state == DRAFT else WORDS
    initial = {name: getattr(wanted, name) for name in names} | {"signs": "\n".join(wanted.signs)} if wanted else {}
    shown = queries.picture_choices(actor=request.actor, keep=wanted.picture_id if wanted else None)
    form = forms.VersionForm(request.POST or None, initial=initial, pictures=shown)
    if version := edit(request, form, actions.write_version, material_id=material_id):
        return redirect("prevention:version_show", version.pk)
    back_url = reverse("prevention:material_show", args=[material_id])
    context = {"form": form, "title": _("Words in one language"), "intro": str(row.material), "back_url": back_url}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def version_translate_back(request: DeskRequest, version_id: UUID) -> HttpResponse:
    version = queries.version_to_change(actor=request.actor, version_id=version_id)
    form = forms.TranslateBackForm(request.POST or None)
    if send(request, form, actions.translate_version_back, version_id=version_id):
        return redirect("prevention:version_show", version_id)
    back_url = reverse("prevention:version_show", args=[version_id])
    context = {"form": form, "title": _("Translate it back"), "intro": str(version.material), "back_url": back_url}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
@require_POST
def version_approve(request: DeskRequest, version_id: UUID) -> HttpResponse:
    actions.approve_version(actor=request.actor, version_id=version_id)
    messages.success(request, _("The version is approved and can be printed."))
    return redirect("prevention:version_show", version_id)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def design_upload(request: DeskRequest, version_id: UUID) -> HttpResponse:
    version = queries.version_to_change(actor=request.actor, version_id=version_id)
    form = forms.DesignForm(request.POST or None, request.FILES or None)
    if send(request, form, actions.upload_design, version_id=version_id):
        messages.success(request, _("The design is kept as the file of this version."))
        return redirect("prevention:version_show", version_id)
    back_url = reverse("prevention:version_show", args=[version_id])
    context = {"form": form, "title": _("Upload a design"), "intro": str(version.material), "back_url": back_url}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def design_open(request: DeskRequest, version_id: UUID) -> HttpResponse:
    found = queries.design(actor=request.actor, version_id=version_id)
    kind = KINDS[found.kind]
    answer = HttpResponse(bytes(found.content), content_type=kind.media)
    answer["Content-Disposition"] = f'attachment; filename="panah-{str(version_id)[-6:]}.{kind.ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page(Permission.PREVENTION_CAMPAIGN_READ)
def sheet_print(request: DeskRequest, version_id: UUID) -> HttpResponse:
    wanted = {"layout": request.GET.get("layout", ""), "code": request.GET.get("code", "")[:8]}
    made = actions.print_sheet(actor=request.actor, version_id=version_id, **wanted)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="panah-{str(version_id)[-6:]}.pdf"'
    return response


@page(Permission.PREVENTION_CAMPAIGN_READ)
def sheet_preview(request: DeskRequest, version_id: UUID) -> HttpResponse:
    number = request.GET.get("page", "1")
    drawn = queries.preview(
        actor=request.actor,
        version_id=version_id,
        layout=request.GET.get("layout", ""),
        page=int(number) if number.isascii() and number.isdigit() else 0,
    )
    return HttpResponse(drawn, content_type="image/png")
