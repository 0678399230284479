from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import forms, queries
from panah.protection.actions.house_staff import bind_staff, release_staff
from panah.protection.queries.house_staff import houses, is_keeper, staff_choices


@page(Permission.PROTECTION_STAFF_KEEP)
def staff_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Who works in which house"),
        "intro": _("Nobody else of your organisation sees where a house is."),
        "houses": houses(actor=request.actor),
        "is_keeper": is_keeper(actor=request.actor),
    }
    return render(request, "protection/staff_list.html", context)


@page(Permission.PROTECTION_STAFF_KEEP)
def staff_bind(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter(actor=request.actor, shelter_id=shelter_id)
    form = forms.BindStaffForm(request.POST or None, people=staff_choices(actor=request.actor))
    if send(request, form, bind_staff, shelter_id=shelter_id):
        return redirect("protection:staff_list")
    context = {
        "form": form,
        "title": _("Somebody works in %(house)s") % {"house": shelter.name},
        "intro": _("From then on this person sees the address of the house. It is in the log."),
        "back_url": reverse("protection:staff_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_STAFF_KEEP)
@require_POST
def staff_release(request: DeskRequest, staff_id: UUID) -> HttpResponse:
    release_staff(actor=request.actor, staff_id=staff_id)
    return redirect("protection:staff_list")
