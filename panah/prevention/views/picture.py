from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.files import KINDS
from panah.core.paging import page as page_of
from panah.prevention import actions, forms, queries


@page(Permission.PREVENTION_CAMPAIGN_READ)
def picture_list(request: DeskRequest) -> HttpResponse:
    after = request.GET.get("after")
    context = {
        "title": _("Pictures and logos"),
        "page": page_of(queries.pictures(actor=request.actor), order=("-id",), after=after, size=24),
        "logos": queries.logos(actor=request.actor),
        "may_change": request.actor.may(Permission.PREVENTION_MATERIAL_CHANGE),
    }
    return render(request, "prevention/picture_list.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def picture_show(request: DeskRequest, picture_id: UUID) -> HttpResponse:
    picture = queries.picture(actor=request.actor, picture_id=picture_id)
    own = picture.organisation_id == request.actor.organisation_id
    context = {
        "title": str(picture),
        "picture": picture,
        "is_open": queries.picture_holds(actor=request.actor, picture=picture),
        "uses": queries.picture_uses(actor=request.actor, picture=picture),
        "back_url": reverse("prevention:picture_list"),
        "may_change": own and request.actor.may(Permission.PREVENTION_MATERIAL_CHANGE),
    }
    return render(request, "prevention/picture_show.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def picture_add(request: DeskRequest) -> HttpResponse:
    form = forms.PictureForm(request.POST or None, request.FILES or None)
    if picture := send(request, form, actions.add_picture):
        messages.success(request, _("The picture is in the library. Choose it where you write a material's words."))
        return redirect("prevention:picture_show", picture.pk)
    context = {"form": form, "title": _("Add a picture"), "back_url": reverse("prevention:picture_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
@require_POST
def picture_withdraw(request: DeskRequest, picture_id: UUID) -> HttpResponse:
    actions.withdraw_picture(actor=request.actor, picture_id=picture_id)
    messages.success(request, _("The picture is taken back. Nothing with it is printed any more."))
    return redirect("prevention:picture_show", picture_id)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def logo_keep(request: DeskRequest) -> HttpResponse:
    bodies = queries.body_choices(actor=request.actor)
    form = forms.LogoForm(request.POST or None, request.FILES or None, bodies=bodies)
    if send(request, form, actions.keep_logo):
        return redirect("prevention:picture_list")
    context = {"form": form, "title": _("Keep a logo"), "back_url": reverse("prevention:picture_list")}
    context["intro"] = _("The logo of whoever pays must stand on what it pays for; a partner's may.")
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_CAMPAIGN_READ)
def picture_open(request: DeskRequest, picture_id: UUID) -> HttpResponse:
    picture = queries.picture_file(actor=request.actor, picture_id=picture_id)
    return _file(picture.kind, bytes(picture.content))


@page(Permission.PREVENTION_CAMPAIGN_READ)
def logo_open(request: DeskRequest, logo_id: UUID) -> HttpResponse:
    logo = queries.logo(actor=request.actor, logo_id=logo_id)
    return _file(logo.kind, bytes(logo.content))


def _file(kind: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS[kind].media)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
