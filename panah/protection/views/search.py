from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.protection import queries
from panah.protection.actions.search import delete_search, save_search
from panah.protection.forms.search import SaveSearchForm
from panah.protection.queries import search as search_queries


@page(Permission.PROTECTION_CASE_READ)
def search_list(request: DeskRequest) -> HttpResponse:
    workers = queries.worker_choices(actor=request.actor)
    form = SaveSearchForm(request.POST or None, initial=request.GET.dict(), workers=workers)
    if send(request, form, save_search):
        messages.success(request, _("Saved"))
        return redirect("protection:search_list")
    context = {
        "form": form,
        "title": _("My searches"),
        "intro": _("Only you see them. Their names are sealed. At most 20."),
        "submit": _("Keep this search"),
        "searches": search_queries.search_links(actor=request.actor),
        "back_url": reverse("protection:case_list"),
    }
    return render(request, "protection/search_list.html", context)


@page(Permission.PROTECTION_CASE_READ)
@require_POST
def search_delete(request: DeskRequest, search_id: UUID) -> HttpResponse:
    delete_search(actor=request.actor, search_id=search_id)
    return redirect("protection:search_list")
