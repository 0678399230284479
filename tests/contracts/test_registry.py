"""Rules about what is declared: pages, permissions, roles, events, codes, messages, migrations."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from panah.access.permissions import Permission
from panah.access.roles import ROLES
from panah.audit.events import Event
from tests.contracts import code, registry
from tests.contracts.reviewed import PAGES_OF_OTHERS
from tests.contracts.verdict import kept

SITES = ["panah.config.urls", "panah.config.urls_public"]
PUBLIC_PROCESS = """
import os, sys
os.environ.update(DJANGO_SETTINGS_MODULE="panah.config.settings.public", PANAH_DJANGO_KEY="x" * 50)
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
rooms = "prevention protection prosecution partnership helpline coordination"
rooms = f"{rooms} statistics desk accounts exchange demo".split()
print(*sorted(name for name in sys.modules if name.startswith(tuple(f"panah.{room}" for room in rooms))))
"""


@pytest.mark.parametrize("site", SITES)
def test_every_page_declares_who_may_open_it(site: str) -> None:
    kept(registry.undeclared_pages(get_resolver(site).url_patterns, PAGES_OF_OTHERS))


@pytest.mark.parametrize("site", SITES)
def test_an_address_and_its_view_carry_one_name(site: str) -> None:
    kept(registry.misnamed_pages(get_resolver(site).url_patterns))


def test_every_permission_is_asked_for() -> None:
    kept(registry.unused_members(code.PACKAGE, "Permission", [each.name for each in Permission]))


def test_every_event_is_logged_somewhere() -> None:
    sql = " ".join(path.read_text("utf-8") for path in code.PACKAGE.rglob("*.sql"))
    in_python = [each.name for each in Event if f"'{each.value}'" not in sql]
    kept(registry.unused_members(code.PACKAGE, "Event", in_python))


def test_every_role_has_its_sentence_and_every_permission_a_role() -> None:
    kept(registry.strange_roles(ROLES, Permission))


def test_every_code_has_a_label_in_every_language() -> None:
    kept(registry.unlabelled_codes(code.PACKAGE / "codes" / "lists"))


def test_every_message_is_translated() -> None:
    kept(registry.untranslated(code.PACKAGE))


def test_compiled_messages_equal_their_sources() -> None:
    kept(registry.uncompiled(code.PACKAGE))


def test_migrations_are_one_line() -> None:
    kept(registry.tangled_migrations(code.PACKAGE))


@pytest.mark.django_db
def test_models_need_no_further_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_the_public_process_holds_no_room_of_the_desk() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PUBLIC_PROCESS], capture_output=True, text=True, cwd=code.PACKAGE.parent
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
