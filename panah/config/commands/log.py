"""`panah log export FOLDER`: the log and its checkpoints, for somebody who does not trust this server."""

import argparse
from pathlib import Path

from panah.audit import export


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["export"])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("var/log-export"))


def run(options: argparse.Namespace) -> int:
    print(f"The log is in {export.export(options.folder)}: verify it elsewhere with panah-verify.")
    return 0
