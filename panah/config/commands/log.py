"""`panah log export FOLDER`: the log and its checkpoints, for somebody who does not trust this server."""

import argparse
from pathlib import Path

from panah.audit import export


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["export"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("var/log-export"))


def run(options: argparse.Namespace) -> int:
    folder = export.export(options.folder)
    print(f"The log is in {folder}. Elsewhere: python3 verifier.py log.jsonl checkpoints notary.pub")
    return 0
