from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.paging import page as page_of
from panah.helpline import actions, queries
from panah.helpline.forms import WriteShiftNoteForm


@page(Permission.HELPLINE_ROSTER_KEEP)
def overview_show(request: DeskRequest) -> HttpResponse:
    found = queries.overview(actor=request.actor)
    context = {"title": _("The line at a glance"), "found": found}
    return render(request, "helpline/overview_show.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def shiftnote_list(request: DeskRequest) -> HttpResponse:
    notes = queries.shiftnotes(actor=request.actor)
    found = page_of(notes, order=("-written_at", "-id"), after=request.GET.get("after"), size=30)
    ids = {key for row in found.rows for key in (row.written_by_id, row.acknowledged_by_id) if key}
    people = queries.people(actor=request.actor, ids=ids)
    rows = [(row, people.get(row.written_by_id, ""), people.get(row.acknowledged_by_id, "")) for row in found.rows]
    context = {"title": _("Notes of the shifts"), "page": found, "rows": rows}
    return render(request, "helpline/shiftnote_list.html", context)


@page(Permission.HELPLINE_CALL_LOG)
def shiftnote_write(request: DeskRequest) -> HttpResponse:
    form = WriteShiftNoteForm(request.POST or None)
    back = reverse("helpline:shiftnote_list")
    if send(request, form, actions.write_shiftnote):
        messages.success(request, _("The note lies ready for the next shift."))
        return redirect(back)
    left = queries.left_open(actor=request.actor)
    context = {"form": form, "title": _("Hand the desk over"), "left": left, "back_url": back}
    return render(request, "helpline/shiftnote_write.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_CALL_LOG)
def shiftnote_read(request: DeskRequest, shiftnote_id: UUID) -> HttpResponse:
    note, words = actions.read_shiftnote(actor=request.actor, shiftnote_id=shiftnote_id)
    ids = [key for key in (note.written_by_id, note.acknowledged_by_id) if key]
    people = queries.people(actor=request.actor, ids=ids)
    context = {
        "title": _("Note of the last shift"),
        "note": note,
        "words": words,
        "left": note.left_open,
        "written_by": people.get(note.written_by_id, ""),
        "acknowledged_by": people.get(note.acknowledged_by_id, "") if note.acknowledged_by_id else "",
        "may_acknowledge": note.acknowledged_at is None and note.written_by_id != request.actor.id,
        "back_url": reverse("helpline:shiftnote_list"),
    }
    return render(request, "helpline/shiftnote_read.html", context)


@page(Permission.HELPLINE_CALL_LOG)
@require_POST
def shiftnote_acknowledge(request: DeskRequest, shiftnote_id: UUID) -> HttpResponse:
    actions.acknowledge_shiftnote(actor=request.actor, shiftnote_id=shiftnote_id)
    messages.success(request, _("The desk is yours."))
    return redirect("helpline:shiftnote_read", shiftnote_id)
