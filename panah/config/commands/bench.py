"""`panah bench desk|concerns|plans`: measured times as a table, with the goals of the design; and what would grow."""

import argparse

from panah.config.bench import concerns, desk, plans
from panah.config.bench.timing import measure, table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["desk", "concerns", "plans"])
    parser.add_argument("--rounds", type=int, default=60, metavar="N", help="how often each piece of work is done")


def run(options: argparse.Namespace) -> int:
    """
    Measure and print.

    :raises Refusal: if there is nothing to measure on
    """
    if options.what == "plans":
        lines, is_flat = plans.run()
        print("\n".join(lines))
        return 0 if is_flat else 1
    if options.what == "concerns":
        return concerns.run(options.rounds)
    count, works = desk.works()
    print(f"{count} cases, one client, work in turns")
    print(table(measure(works, rounds=options.rounds, warm_up=desk.WARM_UP)))
    print(desk.at_once(options.rounds))
    return 0
