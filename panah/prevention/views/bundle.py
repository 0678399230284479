from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.prevention import actions, queries


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
@require_POST
def bundle_ask(request: DeskRequest, version_id: UUID) -> HttpResponse:
    asked = actions.ask_bundle(actor=request.actor, version_id=version_id, layout=request.POST.get("layout", ""))
    return redirect("prevention:bundle_show", asked.pk)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def bundle_show(request: DeskRequest, bundle_id: UUID) -> HttpResponse:
    row = queries.bundle(actor=request.actor, bundle_id=bundle_id)
    context = {
        "title": _("Sheets for every place"),
        "intro": str(row.bundle.version.material),
        "row": row,
        "left_out": queries.left_out_count(actor=request.actor, version=row.bundle.version),
        "back_url": reverse("prevention:version_show", args=[row.bundle.version_id]),
    }
    return render(request, "prevention/bundle_show.html", context)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
@require_POST
def bundle_continue(request: DeskRequest, bundle_id: UUID) -> HttpResponse:
    actions.continue_bundle(actor=request.actor, bundle_id=bundle_id)
    return redirect("prevention:bundle_show", bundle_id)


@page(Permission.PREVENTION_PLACEMENT_CHANGE)
def bundle_fetch(request: DeskRequest, bundle_id: UUID) -> HttpResponse:
    made = actions.fetch_bundle(actor=request.actor, bundle_id=bundle_id)
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="panah-{str(bundle_id)[-6:]}.zip"'
    return answer
