"""`panah verify`: the stand-alone verifier, started from here."""

import argparse

from panah.audit import verifier


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="DUMP CHECKPOINTS KEY")


def run(options: argparse.Namespace) -> int:
    return verifier.main(options.rest)
