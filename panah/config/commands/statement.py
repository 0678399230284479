"""`panah statement`: the paragraph of the 2019 speech for any period, from a snapshot taken now."""

import argparse
from datetime import date

from panah.config.refusal import Refusal
from panah.core import installation
from panah.core.clock import now, today
from panah.core.db import unforced
from panah.core.ids import reference
from panah.organisations.models import Organisation
from panah.statistics import queries, rules
from panah.statistics.engine import process, taking
from panah.statistics.indicators.catalogue import of_statement
from panah.statistics.models import Report, Snapshot, Statement
from panah.statistics.reports.layout import layout
from panah.statistics.rules import Period
from panah.statistics.statement.segments import keyed, plain
from panah.statistics.statement.wording import LANGUAGES, Source, footnotes, write
from panah.statistics.states import SnapshotState

HOLDER = "coordinator_office"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="what was known on this date")
    parser.add_argument("--report", type=int, metavar="YEAR", help="draw the annual report of this year as well")
    parser.add_argument("--keys", action="store_true", help="print each figure with the key of its definition")


def run(options: argparse.Namespace) -> int:
    """
    Take a snapshot, draw the statement, print it and keep the question.

    :raises Refusal: if no organisation is loaded yet
    :raises InvalidInput: if the period cannot be
    """
    as_of = options.as_of or today()
    period = rules.period(first=options.first, last=options.last, as_of=as_of)
    snapshot = take()
    statement = draw(snapshot, period=period, as_of=as_of)
    if options.report:
        draw_report(snapshot, year=options.report)
    counts = {key: figure["total"] for key, figure in statement.figures.items()}
    country = queries.country_names()[options.language]
    paragraph = write(counts, language=options.language, period=period, as_of=as_of, country=country)
    print(keyed(paragraph) if options.keys else plain(paragraph))
    source = Source(snapshot.reference, snapshot.taken_at or now(), as_of, installation.is_demo())
    print("\n" + "\n".join(footnotes(source, language=options.language)))
    return 0


def take() -> Snapshot:
    """
    Take a snapshot of every fact that the indicators need.

    :raises Refusal: if no organisation is loaded that could hold it
    """
    holder = Organisation.objects.filter(kind=HOLDER).first()
    if holder is None:
        raise Refusal("No coordinator's office is loaded: run `panah load panah/country/az/sources` first.")
    moment, day = now(), today()
    snapshot = Snapshot(organisation=holder, reference=reference("S", year=day.year), taken_at=moment, as_of_on=day)
    frozen = taking.take(reference=snapshot.reference, taken_at=moment, as_of=day)
    snapshot.state, snapshot.digest, snapshot.row_count = SnapshotState.TAKEN, frozen.digest, frozen.rows
    with unforced("statistics_snapshot"):
        snapshot.save(force_insert=True)
    return snapshot


def draw(snapshot: Snapshot, *, period: Period, as_of: date) -> Statement:
    """Count the figures and keep the statement."""
    folder = taking.root() / snapshot.reference
    figures = process.count(folder, digest=snapshot.digest, keys=of_statement(), period=period, as_of=as_of)
    statement = Statement(
        organisation_id=snapshot.organisation_id,
        snapshot=snapshot,
        first_on=period.first,
        last_on=period.last,
        as_of_on=as_of,
        figures=figures,
    )
    with unforced("statistics_statement"):
        statement.save(force_insert=True)
    return statement


def draw_report(snapshot: Snapshot, *, year: int) -> Report:
    """
    Count the annual report's figures from the same snapshot and keep it.

    :raises InvalidInput: if the year cannot be known yet
    """
    as_of = snapshot.as_of_on or today()
    folder, years = taking.root() / snapshot.reference, (rules.report_year(year, as_of=as_of), year - 1)
    figures = process.report(folder, digest=snapshot.digest, wanted=layout().wanted, years=years, as_of=as_of)
    report = Report(
        organisation_id=snapshot.organisation_id, snapshot=snapshot, year=year, as_of_on=as_of, figures=figures
    )
    with unforced("statistics_report"):
        report.save(force_insert=True)
    return report
