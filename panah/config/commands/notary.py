"""`panah notary`: number the log's rows and sign checkpoints, under a role that can do nothing else."""

import argparse

from panah.audit import notary


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="what waits now, then stop")


def run(options: argparse.Namespace) -> int:
    notary.run(once=options.once)
    return 0
