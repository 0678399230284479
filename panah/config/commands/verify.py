"""`panah verify`: the stand-alone verifier, started from here."""

import argparse

from panah.audit import verifier


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dump", help="the exported log.jsonl")
    parser.add_argument("checkpoints", help="a folder or file of checkpoints, best from an outside holder")
    parser.add_argument("key", help="the notary's public key")
    parser.add_argument("--row", help="also print the proof that this row is in the signed tree")
    parser.add_argument("--since", help="also print the proof that nothing before this size was changed")


def run(options: argparse.Namespace) -> int:
    words = [options.dump, options.checkpoints, options.key]
    words += ["--row", options.row] if options.row else []
    words += ["--since", options.since] if options.since else []
    return verifier.main(words)
