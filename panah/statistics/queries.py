"""Everything that is read about snapshots and statements. Figures only: there is no way from here to a record."""

from datetime import date, timedelta
from uuid import UUID

from babel import Locale
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.core.text import fold
from panah.core.work import Found, WorkItem
from panah.country.tables import PACK
from panah.published import queries as published
from panah.statistics import rules
from panah.statistics.indicators.catalogue import Indicator, Wording, indicators
from panah.statistics.models import Report, Snapshot, Statement
from panah.statistics.reports import table
from panah.statistics.reports.layout import ANNUAL
from panah.statistics.reports.layout import layout as report_layout
from panah.statistics.reports.release import KIND
from panah.statistics.rules import Period
from panah.statistics.statement import sheet as layout
from panah.statistics.statement.sheet import Sheet
from panah.statistics.statement.wording import LANGUAGES
from panah.statistics.states import SnapshotState

STILL_AT_WORK = timedelta(minutes=30)
SHOWN = 5
YEARS = 5


def snapshots(*, actor: Actor, after: str | None = None) -> Page:
    """Return snapshots, the newest first."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    return page(Snapshot.objects.all_for(actor), order=("-requested_at", "-id"), after=after)


def newest_snapshot(*, actor: Actor) -> Snapshot | None:
    """Return the snapshot from which a statement is drawn now."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    newest: Snapshot | None = _taken(actor).order_by("-taken_at").first()
    return newest


def snapshot_being_taken(*, actor: Actor) -> Snapshot | None:
    """Return the snapshot that was asked for and is not there yet; one that hangs is not waited for."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    waiting = Snapshot.objects.all_for(actor).filter(
        state=SnapshotState.REQUESTED, requested_at__gt=now() - STILL_AT_WORK
    )
    newest: Snapshot | None = waiting.order_by("-requested_at").first()
    return newest


def hanging_snapshots(*, actor: Actor) -> QuerySet[Snapshot]:
    """Return the own organisation's snapshots that were asked for long ago and never came, locked."""
    own: QuerySet[Snapshot] = Snapshot.objects.own(actor).select_for_update()
    return own.filter(state=SnapshotState.REQUESTED, requested_at__lte=now() - STILL_AT_WORK)


def snapshot_to_change(*, actor: Actor, snapshot_id: UUID) -> Snapshot:
    """
    Return a snapshot of the own organisation, locked.

    :raises NotVisible: if there is no such snapshot for this actor
    """
    found: Snapshot | None = Snapshot.objects.own(actor).select_for_update().filter(pk=snapshot_id).first()
    if found is None:
        raise NotVisible
    return found


def statements(*, actor: Actor, after: str | None = None) -> Page:
    """Return the statements drawn so far, the newest first."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    drawn = Statement.objects.all_for(actor).select_related("snapshot").defer("figures")
    return page(drawn, order=("-drawn_at", "-id"), after=after)


def statement(*, actor: Actor, statement_id: UUID | None) -> Statement | None:
    """
    Return a statement, or the newest one when none is named; None when there is none yet.

    :raises NotVisible: if the one named does not exist
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    drawn: QuerySet[Statement] = Statement.objects.all_for(actor).select_related("snapshot")
    if statement_id is None:
        return drawn.order_by("-drawn_at").first()
    found = drawn.filter(pk=statement_id).first()
    if found is None:
        raise NotVisible
    return found


def reports(*, actor: Actor, after: str | None = None) -> Page:
    """Return the annual reports drawn so far, the newest first."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    drawn = Report.objects.all_for(actor).select_related("snapshot").defer("figures")
    return page(drawn, order=("-drawn_at", "-id"), after=after)


def report(*, actor: Actor, report_id: UUID | None) -> Report | None:
    """
    Return an annual report, or the newest one when none is named; None when there is none yet.

    :raises NotVisible: if the one named does not exist
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    drawn: QuerySet[Report] = Report.objects.all_for(actor).select_related("snapshot")
    if report_id is None:
        return drawn.order_by("-drawn_at").first()
    found = drawn.filter(pk=report_id).first()
    if found is None:
        raise NotVisible
    return found


def report_to_release(*, actor: Actor, report_id: UUID) -> Report:
    """
    Return an annual report that was named.

    :raises NotVisible: if there is no such report
    """
    found = report(actor=actor, report_id=report_id)
    if found is None:
        raise NotVisible
    return found


def is_released(*, actor: Actor, year: int) -> bool:
    """Test if the public reads the figures of a year now."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    return bool(published.languages(kind=KIND, slug=str(year)))


def report_table(
    *, actor: Actor, report: Report, language: str, for_publication: bool, name: str = ANNUAL
) -> table.Report:
    """Return all that the page of an annual report shows; for publication without what could tell of a person."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)

    def label(cut: str, code: str) -> str:
        if code == table.NOT_KNOWN:
            return code_list("yes_no_unknown").label("unknown", language)
        if cut == "month":
            return str(Locale(language).months["stand-alone"]["wide"][int(code)])
        wanted = table.code_list_of(cut)
        if wanted == "country":
            return countries.name(code, language)
        return code_list(wanted).label(code, language) if wanted else code

    years = (report.figures[str(report.year)], report.figures.get(str(report.year - 1)))
    return table.table(
        report_layout(name), indicators(), years, language=language, label=label, for_publication=for_publication
    )


def indicator(*, actor: Actor, key: str) -> Indicator:
    """
    Return one declared indicator.

    :raises NotVisible: if none has this key
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    if key not in indicators():
        raise NotVisible
    return indicators()[key]


def explained(*, actor: Actor, language: str) -> list[tuple[Indicator, Wording]]:
    """Return every declared indicator with its wording in a language."""
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    return [(one, one.wording[language]) for one in indicators().values()]


def sheet(*, actor: Actor, statement: Statement, key: str, language: str) -> Sheet:
    """
    Return all that the page of a statement shows, with one figure opened.

    :raises NotVisible: if the statement has no such figure
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_READ)
    if key not in statement.figures:
        raise NotVisible
    return layout.sheet(
        statement.figures,
        indicators(),
        period=Period(statement.first_on, statement.last_on),
        as_of=statement.as_of_on,
        language=language,
        countries=country_names(),
        current=key,
    )


def country_names() -> dict[str, str]:
    """Return the reference country's name in each language of the statement."""
    return {code: Locale(code).territories[PACK.name.upper()] for code in LANGUAGES}


def suggested_period(*, actor: Actor) -> dict[str, date]:
    """Return the period that the form opens with: the one drawn last, or the five years that ended yesterday."""
    last = statement(actor=actor, statement_id=None)
    if last is not None:
        return {"first": last.first_on, "last": last.last_on, "as_of": last.as_of_on}
    past = rules.past_years(YEARS, as_of=today())
    return {"first": past.first, "last": past.last}


def work(*, actor: Actor) -> list[WorkItem]:
    """Return what waits for the actor: nothing does, figures are drawn when they are wanted."""
    return []


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return the indicators whose title holds the words."""
    if not actor.may(Permission.STATISTICS_SNAPSHOT_READ):
        return []
    language, wanted = get_language() or "en", fold(text)
    titles = [(one, one.wording[language if language in one.wording else "en"].title) for one in indicators().values()]
    hits = [(one, title) for one, title in titles if wanted and wanted in fold(title)]
    return [Found(title, one.key, reverse("statistics:indicator_read", args=[one.key])) for one, title in hits[:SHOWN]]


def _taken(actor: Actor) -> QuerySet[Snapshot]:
    taken: QuerySet[Snapshot] = Snapshot.objects.all_for(actor).filter(state=SnapshotState.TAKEN)
    return taken
