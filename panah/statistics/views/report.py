from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.clock import today
from panah.statistics import actions, queries
from panah.statistics.forms import YearForm


@page(Permission.STATISTICS_SNAPSHOT_READ)
def report_read(request: DeskRequest, report_id: UUID | None = None) -> HttpResponse:
    report = queries.report(actor=request.actor, report_id=report_id)
    for_publication = request.GET.get("for") == "publication"
    language = get_language() or "en"
    context = {
        "report": report,
        "for_publication": for_publication,
        "is_released": report and queries.is_released(actor=request.actor, year=report.year),
        "may_release": request.actor.may(Permission.STATISTICS_REPORT_RELEASE),
        "newest": queries.newest_snapshot(actor=request.actor),
        "waiting": queries.snapshot_being_taken(actor=request.actor),
        "table": report
        and queries.report_table(
            actor=request.actor, report=report, language=language, for_publication=for_publication
        ),
    }
    return render(request, "statistics/report_read.html", context)


@page(Permission.STATISTICS_REPORT_RELEASE)
@require_POST
def report_release(request: DeskRequest, report_id: UUID) -> HttpResponse:
    actions.release_report(actor=request.actor, report_id=report_id)
    messages.success(request, _("The public reads these figures now."))
    return redirect("statistics:report_read", report_id)


@page(Permission.STATISTICS_REPORT_RELEASE)
@require_POST
def report_withdraw(request: DeskRequest, report_id: UUID) -> HttpResponse:
    actions.withdraw_report(actor=request.actor, report_id=report_id)
    messages.success(request, _("The figures are taken back. What was copied cannot be recalled."))
    return redirect("statistics:report_read", report_id)


@page(Permission.STATISTICS_SNAPSHOT_READ)
def report_list(request: DeskRequest) -> HttpResponse:
    drawn = queries.reports(actor=request.actor, after=request.GET.get("after"))
    return render(request, "statistics/report_list.html", {"page": drawn})


@page(Permission.STATISTICS_STATEMENT_DRAW)
def report_draw(request: DeskRequest) -> HttpResponse:
    form = YearForm(request.POST or None, initial={"year": today().year - 1})
    report = send(request, form, actions.draw_report)
    if report is not None:
        return HttpResponseRedirect(reverse("statistics:report_read", args=[report.id]))
    context = {
        "form": form,
        "title": _("Draw the annual report"),
        "intro": _("Counted from the newest snapshot. The question and its answer are kept."),
        "submit": _("Draw the report"),
        "back_url": reverse("statistics:report_read"),
    }
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)
