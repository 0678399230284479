"""Everything that is changed in statistics. Permission, record, rule, then write and log."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import reference
from panah.core.jobs import enqueue
from panah.published import actions as published
from panah.statistics import queries, rules
from panah.statistics.engine import process, taking
from panah.statistics.indicators.catalogue import of_statement
from panah.statistics.models import Report, Snapshot, Statement
from panah.statistics.reports import release
from panah.statistics.reports.layout import LANGUAGES, layout
from panah.statistics.states import SnapshotState, move_snapshot


@transaction.atomic
def take_snapshot(*, actor: Actor) -> Snapshot:
    """
    Ask for a new snapshot; a job takes it. One that was asked for long ago and never came counts as failed.

    :raises NotPermitted: if the actor may not take snapshots
    :raises WrongState: if one is being taken already
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_TAKE)
    if queries.snapshot_being_taken(actor=actor) is not None:
        raise WrongState(gettext_noop("A snapshot is being taken already. Wait until it is there."))
    for hanging in queries.hanging_snapshots(actor=actor):
        hanging.state = move_snapshot(SnapshotState(hanging.state), SnapshotState.FAILED)
        hanging.save(update_fields=["state"])
    snapshot = Snapshot.objects.create(
        organisation_id=actor.organisation_id, reference=reference("S", year=today().year), requested_by_id=actor.id
    )
    enqueue("statistics.take_snapshot", snapshot_id=snapshot.id)
    log.record(actor=actor, event=Event.STATISTICS_SNAPSHOT_REQUESTED, subject=snapshot)
    return snapshot


@transaction.atomic
def freeze_snapshot(*, actor: Actor, snapshot_id: UUID) -> Snapshot:
    """
    Take the snapshot that was asked for: read every fact, freeze the rows, keep their hash.

    :raises NotPermitted: if the actor may not take snapshots
    :raises NotVisible: if the actor's organisation asked for no such snapshot
    :raises WrongState: if it was taken already, or the facts cannot be frozen
    """
    check(actor, Permission.STATISTICS_SNAPSHOT_TAKE)
    snapshot = queries.snapshot_to_change(actor=actor, snapshot_id=snapshot_id)
    snapshot.state = move_snapshot(SnapshotState(snapshot.state), SnapshotState.TAKEN)
    snapshot.taken_at, snapshot.as_of_on = now(), today()
    frozen = taking.take(reference=snapshot.reference, taken_at=snapshot.taken_at, as_of=snapshot.as_of_on)
    snapshot.digest, snapshot.row_count = frozen.digest, frozen.rows
    snapshot.save()
    log.record(actor=actor, event=Event.STATISTICS_SNAPSHOT_TAKEN, subject=snapshot, rows=frozen.rows)
    return snapshot


@transaction.atomic
def draw_statement(*, actor: Actor, first: date, last: date, as_of: date | None = None) -> Statement:
    """
    Draw the statement for a period from the newest snapshot. It is internal, and the question is kept.

    :raises NotPermitted: if the actor may not draw statements
    :raises WrongState: if there is no snapshot yet, or its files are not as they were frozen
    :raises InvalidInput: if the period cannot be, or the snapshot is too old to know the as-of date
    """
    check(actor, Permission.STATISTICS_STATEMENT_DRAW)
    snapshot = queries.newest_snapshot(actor=actor)
    if snapshot is None or snapshot.as_of_on is None:
        raise WrongState(gettext_noop("There is no snapshot yet. Take one first."))
    known = as_of or snapshot.as_of_on
    if known > snapshot.as_of_on:
        raise InvalidInput(gettext_noop("The newest snapshot is older than this date. Take a new one."), field="as_of")
    period = rules.period(first=first, last=last, as_of=known)
    folder = taking.root() / snapshot.reference
    figures = process.count(folder, digest=snapshot.digest, keys=of_statement(), period=period, as_of=known)
    statement = Statement.objects.create(
        organisation_id=actor.organisation_id,
        snapshot=snapshot,
        first_on=period.first,
        last_on=period.last,
        as_of_on=known,
        figures=figures,
        drawn_by_id=actor.id,
    )
    log.record(actor=actor, event=Event.STATISTICS_STATEMENT_DRAWN, subject=statement, first=first, last=last)
    return statement


@transaction.atomic
def draw_report(*, actor: Actor, year: int) -> Report:
    """
    Count the annual report's figures on victims and assistance from the newest snapshot, beside the year before.

    :raises NotPermitted: if the actor may not draw figures
    :raises WrongState: if there is no snapshot yet, or its files are not as they were frozen
    :raises InvalidInput: if the year cannot be known from the newest snapshot
    """
    check(actor, Permission.STATISTICS_STATEMENT_DRAW)
    snapshot = queries.newest_snapshot(actor=actor)
    if snapshot is None or snapshot.as_of_on is None:
        raise WrongState(gettext_noop("There is no snapshot yet. Take one first."))
    rules.report_year(year, as_of=snapshot.as_of_on)
    figures = process.report(
        taking.root() / snapshot.reference,
        digest=snapshot.digest,
        wanted=layout().wanted,
        years=(year, year - 1),
        as_of=snapshot.as_of_on,
    )
    report = Report.objects.create(
        organisation_id=actor.organisation_id,
        snapshot=snapshot,
        year=year,
        as_of_on=snapshot.as_of_on,
        figures=figures,
        drawn_by_id=actor.id,
    )
    log.record(actor=actor, event=Event.STATISTICS_REPORT_DRAWN, subject=report, year=year)
    return report


@transaction.atomic
def release_report(*, actor: Actor, report_id: UUID) -> Report:
    """
    Put a whole year's figures before the public, small numbers hidden. Whoever drew them does not release them.

    :raises NotPermitted: if the actor may not release figures, or drew these
    :raises NotVisible: if there is no such report
    :raises WrongState: if the year is not over, or its figures are public already: two versions can be subtracted
    """
    check(actor, Permission.STATISTICS_REPORT_RELEASE)
    report = queries.report_to_release(actor=actor, report_id=report_id)
    wait_for(f"release of {report.year}")
    rules.check_release(
        year=report.year,
        as_of=report.as_of_on,
        is_public=queries.is_released(actor=actor, year=report.year),
        is_own=report.drawn_by_id == actor.id,
    )
    words = {
        language: release.page(
            queries.report_table(
                actor=actor, report=report, language=language, for_publication=True, name=release.OPEN
            ),
            year=report.year,
            day=f"{report.as_of_on:%d.%m.%Y}",
            language=language,
        )
        for language in LANGUAGES
    }
    published.publish_page(
        actor=actor, kind=release.KIND, slug=str(report.year), words=words, shown_on=date(report.year, 12, 31)
    )
    log.record(actor=actor, event=Event.STATISTICS_REPORT_RELEASED, subject=report, year=report.year)
    return report


@transaction.atomic
def withdraw_report(*, actor: Actor, report_id: UUID) -> Report:
    """
    Take a year's figures back. What was copied cannot be recalled.

    :raises NotPermitted: if the actor may not release figures
    :raises NotVisible: if there is no such report, or the actor's organisation has not released its year
    """
    check(actor, Permission.STATISTICS_REPORT_RELEASE)
    report = queries.report_to_release(actor=actor, report_id=report_id)
    published.withdraw_page(actor=actor, kind=release.KIND, slug=str(report.year))
    log.record(actor=actor, event=Event.STATISTICS_REPORT_WITHDRAWN, subject=report, year=report.year)
    return report
