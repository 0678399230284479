"""`panah migrate`: tables, the mark, the key, the static files. Safe to repeat."""

import argparse

from django.conf import settings
from django.core.management import call_command

from panah.config.refusal import Refusal
from panah.config.setup import set_up_reference
from panah.core import installation
from panah.core.migrating import drawing_little
from panah.core.models import Installation


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mark",
        choices=["demo", "production"],
        help="what a new database is for; it is marked once and for ever",
    )


def run(options: argparse.Namespace) -> int:
    """
    Bring the installation up to date.

    :raises Refusal: if a new database is given no mark
    :raises KeyMissing: if its root key is not there
    """
    with drawing_little():
        call_command("migrate", interactive=False, verbosity=0)
    if options.mark is None and not Installation.objects.exists():
        raise Refusal("This database is new: say what it is for, `panah migrate --mark production` or `--mark demo`.")
    set_up_reference(demo=options.mark == "demo")
    call_command("collectstatic", interactive=False, verbosity=0)
    kind = "demonstration" if installation.is_demo() else "production"
    print(f"The {kind} database is up to date; static files are in {settings.STATIC_ROOT}.")
    return 0
