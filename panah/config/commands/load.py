"""`panah load FOLDER ...`: the sources of a country, every fact stated or inferred."""

import argparse
from pathlib import Path

from panah.exchange import sources


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, help="YAML files, or folders of them")
    parser.add_argument("--if-new", action="store_true", help="do nothing if these sources were loaded before")


def run(options: argparse.Namespace) -> int:
    sources.load(options.paths, if_new=options.if_new)
    return 0
