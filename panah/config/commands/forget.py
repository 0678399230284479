"""`panah forget`: after a backup was restored, erase anew what had been erased since it was made."""

import argparse

from panah.audit.ledger import LedgerBroken
from panah.config.forgetting import forget_again
from panah.config.refusal import Refusal


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", action="store_true", help="say nothing when there was nothing to do")


def run(options: argparse.Namespace) -> int:
    """
    Make the database agree with the ledger of erasures.

    :raises Refusal: if the ledger was changed
    """
    try:
        done = forget_again()
    except LedgerBroken as error:
        raise Refusal(
            f"The ledger of erasures is broken ({error}): put its copy back from a checkpoint folder before you serve."
        ) from error
    if done.again or not options.brief:
        print(f"Erased anew: {done.again}. Told to the ledger: {done.added}.")
    return 0
