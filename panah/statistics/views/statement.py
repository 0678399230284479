from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.statistics import actions, queries
from panah.statistics.forms import PeriodForm
from panah.statistics.statement.sheet import FIRST_OPENED


@page(Permission.STATISTICS_SNAPSHOT_READ)
def statement_read(request: DeskRequest, statement_id: UUID | None = None, key: str = FIRST_OPENED) -> HttpResponse:
    statement = queries.statement(actor=request.actor, statement_id=statement_id)
    context = {
        "statement": statement,
        "newest": queries.newest_snapshot(actor=request.actor),
        "waiting": queries.snapshot_being_taken(actor=request.actor),
        "sheet": statement
        and queries.sheet(actor=request.actor, statement=statement, key=key, language=get_language() or "en"),
    }
    return render(request, "statistics/statement_read.html", context)


@page(Permission.STATISTICS_SNAPSHOT_READ)
def statement_list(request: DeskRequest) -> HttpResponse:
    drawn = queries.statements(actor=request.actor, after=request.GET.get("after"))
    return render(request, "statistics/statement_list.html", {"page": drawn})


@page(Permission.STATISTICS_STATEMENT_DRAW)
def statement_draw(request: DeskRequest) -> HttpResponse:
    form = PeriodForm(request.POST or None, initial=queries.suggested_period(actor=request.actor))
    statement = send(request, form, actions.draw_statement)
    if statement is not None:
        return HttpResponseRedirect(reverse("statistics:statement_read", args=[statement.id]))
    context = {
        "form": form,
        "submit": _("Draw a statement"),
        "newest": queries.newest_snapshot(actor=request.actor),
        "back_url": reverse("statistics:statement_read"),
    }
    return render(request, "statistics/statement_draw.html", context, status=422 if form.errors else 200)
