"""`panah doctor`: is this installation fit to work? Ends with 1 when it is not."""

import argparse
import sys

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from panah.audit.ledger import LedgerBroken
from panah.config import database, doctor
from panah.config.forgetting import forget_again
from panah.core.models import Installation
from panah.crypto import installation as key_installation
from panah.crypto.errors import CryptoError

EMBEDDED = (
    "Note: this is the embedded PostgreSQL, meant for trying, testing and one office; its package is young and kept by "
    "one person. In production set DATABASE_URL to your organisation's own server."
)

NO_MAIL = "Note: no mail server is named (PANAH_SMTP): whoever is paged hears of it on the desk's pages only."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", action="store_true", help="only the server, before there are tables")
    parser.add_argument("--brief", action="store_true", help="say nothing but troubles and one closing line")


def run(options: argparse.Namespace) -> int:
    troubles = [*doctor.server_troubles(), *doctor.file_troubles()]
    if not options.server and not troubles:
        troubles += installation_troubles()
    for trouble in troubles:
        print(trouble.sentence, file=sys.stderr)
    if not options.brief and not database.uses_own_server():
        print(EMBEDDED)
    if not options.server and not options.brief and not settings.EMAIL_HOST:
        print(NO_MAIL)
    if troubles:
        return 1
    print("The server is fit." if options.server else "The installation is fit.")
    return 0


def installation_troubles() -> list[doctor.Trouble]:
    """Check tables, mark and key."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return [doctor.Trouble(f"{len(waiting)} changes of the tables were not made yet: run `panah migrate`.")]
    if not Installation.objects.exists():
        return [doctor.Trouble("The database has no mark: run `panah migrate --mark production` (or demo).")]
    try:
        key_installation.prove()
    except CryptoError as error:
        return [doctor.Trouble(str(error))]
    return ledger_troubles()


def ledger_troubles() -> list[doctor.Trouble]:
    """Erase anew what a restored backup brought back; a broken ledger is trouble."""
    try:
        again = forget_again().again
    except LedgerBroken as error:
        return [doctor.Trouble(f"The ledger of erasures is broken ({error}): put its copy back.")]
    if again:
        print(f"A restored backup had brought back {again} erased records: they are erased again.")
    return []
