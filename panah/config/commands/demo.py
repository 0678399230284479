"""`panah demo`: invented people, so that there is something to see. Never in a production database."""

import argparse

from panah.config.refusal import Refusal
from panah.core import installation
from panah.demo import build, concerns, logins, register

CASES_PER_CONCERN = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-new", action="store_true", help="do nothing if there are invented records already")
    parser.add_argument("--cases", type=int, metavar="N", help="make a large register of N cases instead")
    parser.add_argument("--logins", action="store_true", help="only print the accounts")


def run(options: argparse.Namespace) -> int:
    """
    Add invented records, or print who can sign in.

    :raises Refusal: if this is a production database
    """
    if not installation.is_demo():
        if options.logins or options.if_new:
            return 0
        raise Refusal("This is a production database: invented records would stand among real ones, so none are added.")
    if options.logins:
        for row in logins.logins():
            print("  ".join(f"{cell:<24}" for cell in row).rstrip())
    elif options.cases:
        register.fill(options.cases)
        print(f"{concerns.add_concerns(options.cases // CASES_PER_CONCERN)} concerns at the helpline's desk.")
    else:
        build.build(if_new=options.if_new)
    return 0
