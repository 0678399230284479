"""`panah docs`: write the generated pages of docs/."""

import argparse

from panah.config import postgres
from panah.config.documents import pages

FOLDER = postgres.ROOT / "docs"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say which pages are no longer true")


def run(options: argparse.Namespace) -> int:
    changed = []
    for path, text in pages().items():
        file = FOLDER / path
        if file.exists() and file.read_text("utf-8") == text:
            continue
        changed.append(path)
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    for path in changed:
        print(f"{'no longer true' if options.check else 'written'}: docs/{path}")
    return 1 if changed and options.check else 0
