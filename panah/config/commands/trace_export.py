"""`panah trace-export FILE`: which export a found file came from."""

import argparse
from pathlib import Path

from panah.config.tracing import text_of, trace
from panah.core.clock import HOME
from panah.core.formats import moment_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the workbook, PDF, archive of PDFs or file of text that was found")


def run(options: argparse.Namespace) -> int:
    """
    Name the export, who asked for it, where and when. Ends with 1 when the file is of no export here.

    :raises Refusal: if the file cannot be read
    """
    found = trace(text_of(options.file))
    for export in found:
        by = [*(["its mark"] if export.has_mark else []), *([f"{export.rows} rows"] if export.rows else [])]
        print(f"List {export.number} ({export.purpose}), known by {' and '.join(by)}")
        print(f"  asked for by {export.account}, {export.organisation}")
        print(f"  on {moment_text(export.asked_at.astimezone(HOME), 'en')}")
    if not found:
        print("This file is of no export of this installation.")
    return 0 if found else 1
