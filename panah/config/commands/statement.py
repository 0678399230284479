"""`panah statement`: the paragraph of the 2019 speech for any period, by counting."""

import argparse
from datetime import date

from panah.config.refusal import Refusal
from panah.statistics import command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--language", choices=["en", "az"], default="az")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as known on this day (today)")


def run(options: argparse.Namespace) -> int:
    """
    Print the statement.

    :raises Refusal: if the period ends before it begins
    """
    if options.end < options.start:
        raise Refusal(f"The period ends ({options.end}) before it begins ({options.start}): swap the two dates.")
    print(command.statement(start=options.start, end=options.end, language=options.language, as_of=options.as_of))
    return 0
