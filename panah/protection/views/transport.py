from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.errors import NotVisible
from panah.core.paging import page as page_of
from panah.protection import actions, forms, queries
from panah.protection.actions.journey import report_transport
from panah.protection.queries import journey as journey_queries
from panah.protection.states import TRANSPORT_MOVES, JourneyState, TransportState


@page(Permission.PROTECTION_TRANSPORT_END)
def transport_list_given(request: DeskRequest) -> HttpResponse:
    tasks = queries.transports_given(actor=request.actor)
    found = page_of(tasks, order=("-valid_from", "-id"), after=request.GET.get("after"))
    given = found.rows
    said = journey_queries.journeys(actor=request.actor, task_ids=[task.pk for task in given])
    rows = [
        (task, task.state, TransportState.ENDED in TRANSPORT_MOVES[task.state], said.get(task.pk, "")) for task in given
    ]
    context = {
        "title": _("Transport tasks"),
        "intro": _("Who may see an address, and until when. End a task as soon as the person has arrived."),
        "page": found,
        "rows": rows,
        "shelters": queries.shelters(actor=request.actor),
    }
    return render(request, "protection/transport_list_given.html", context)


@page(Permission.PROTECTION_TRANSPORT_GIVE)
def transport_give(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter(actor=request.actor, shelter_id=shelter_id)
    form = forms.GiveTransportForm(request.POST or None, officers=queries.officer_choices(actor=request.actor))
    back = reverse("protection:transport_list_given")
    if send(request, form, actions.give_transport, shelter_id=shelter_id):
        messages.success(request, _("The task is given. It ends by itself."))
        return redirect(back)
    context = {"form": form, "title": _("Give a transport task"), "intro": shelter.name, "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_TRANSPORT_END)
def transport_end(request: DeskRequest, task_id: UUID) -> HttpResponse:
    back = reverse("protection:transport_list_given")
    if request.method != "POST":
        queries.transport_to_end(actor=request.actor, task_id=task_id)
        return render(request, "core/confirm_page.html", {"title": _("End the task now"), "back_url": back})
    actions.end_transport(actor=request.actor, task_id=task_id)
    return redirect(back)


@page(Permission.PROTECTION_TRANSPORT_READ)
def transport_list(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("My transport tasks"),
        "rows": [(task, task.state) for task in queries.transports(actor=request.actor)],
    }
    return render(request, "protection/transport_list.html", context)


@page(Permission.PROTECTION_TRANSPORT_READ)
def transport_read(request: DeskRequest, task_id: UUID) -> HttpResponse:
    task = queries.transport(actor=request.actor, task_id=task_id)
    state = journey_queries.journey(actor=request.actor, task_id=task_id)
    context = {
        "title": task.reference,
        "task": task,
        "is_live": task.state == TransportState.LIVE,
        "journey": state,
        "words": journey_queries.words_on_the_way(actor=request.actor, state=state),
    }
    return render(request, "protection/transport_read.html", context)


@page(Permission.PROTECTION_TRANSPORT_READ)
@require_POST
def transport_report(request: DeskRequest, task_id: UUID, word: str) -> HttpResponse:
    queries.transport(actor=request.actor, task_id=task_id)
    if word not in set(JourneyState) - {JourneyState.WAITING}:
        raise NotVisible(f"word {word}")
    report_transport(actor=request.actor, task_id=task_id, said=JourneyState(word))
    messages.success(request, _("Said. The shelter sees it now."))
    return redirect("protection:transport_read", task_id)


@page(Permission.PROTECTION_TRANSPORT_SHOW)
def transport_show(request: DeskRequest, task_id: UUID) -> HttpResponse:
    task = queries.transport(actor=request.actor, task_id=task_id)
    if request.method != "POST":
        context = {
            "title": _("Show the address"),
            "warning": _("Every look at an address is logged."),
            "back_url": reverse("protection:transport_read", args=[task_id]),
        }
        return render(request, "core/confirm_page.html", context)
    shown = actions.show_transport(actor=request.actor, task_id=task_id)
    return render(request, "protection/transport_show.html", {"title": _("Address"), "task": task, "shown": shown})
