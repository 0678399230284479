from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.queries import lock_to_change, locks
from panah.access.web import DeskRequest, page, send
from panah.accounts.queries import names
from panah.core.paging import page as page_of
from panah.protection import actions, forms, queries


@page(Permission.PROTECTION_CASE_LOCK)
def lock_list(request: DeskRequest) -> HttpResponse:
    found = page_of(locks(actor=request.actor), order=("-ordered_at", "-id"), after=request.GET.get("after"))
    people = {key for row in found.rows for key in (row.exempt_person_id, row.ordered_by_id) if key}
    known = names(actor=request.actor, ids=people)
    context = {
        "title": _("Cases that one person alone may open"),
        "page": found,
        "rows": [(row, known.get(row.exempt_person_id, ""), known.get(row.ordered_by_id, "")) for row in found.rows],
    }
    return render(request, "protection/lock_list.html", context)


@page(Permission.PROTECTION_CASE_LOCK)
def lock_place(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    workers = queries.worker_choices(actor=request.actor)
    form = forms.PlaceLockForm(request.POST or None, workers=workers, initial={"exempt_person_id": case.worker_id})
    if send(request, form, actions.place_lock, case_id=case_id):
        messages.success(request, _("The case is hidden. It stands in this list, where it can be opened again."))
        return redirect("protection:lock_list")
    context = {
        "form": form,
        "title": _("Let one person alone open %(reference)s") % {"reference": case.reference},
        "intro": _("Everybody else here, you too, sees the case in no list, search or page. Figures still count it."),
        "submit": _("Hide the case"),
        "back_url": reverse("protection:case_access", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_LOCK)
def lock_lift(request: DeskRequest, lock_id: UUID) -> HttpResponse:
    lock = lock_to_change(actor=request.actor, lock_id=lock_id)
    if request.method == "POST":
        actions.lift_lock(actor=request.actor, lock_id=lock_id)
        messages.success(request, _("Colleagues can open the case again."))
        return redirect("protection:lock_list")
    context = {
        "title": _("Let colleagues open %(reference)s again") % {"reference": lock.reference},
        "warning": _("Everybody who works on cases here sees it again."),
        "submit": _("Open it to colleagues"),
        "back_url": reverse("protection:lock_list"),
    }
    return render(request, "core/confirm_page.html", context)
