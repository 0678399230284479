"""`panah export-emergency`: the one page that the front server shows when Panah itself does not answer."""

import argparse
from pathlib import Path

from django.template.loader import render_to_string

from panah.config.refusal import Refusal
from panah.website import queries


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where the page is written, for example emergency.html")


def run(options: argparse.Namespace) -> int:
    """
    Write the page: the number and what to do, in three languages, with nothing to load from anywhere.

    :raises Refusal: if the file cannot be written
    """
    try:
        options.file.write_text(render_to_string("website/emergency.html", queries.the_call()), "utf-8")
    except OSError as error:
        raise Refusal(
            f"{options.file} cannot be written ({error.strerror}): name a file in your own folder."
        ) from error
    print(f"Written to {options.file}. docs/howto/front-server.md says how the front server shows it.")
    return 0
