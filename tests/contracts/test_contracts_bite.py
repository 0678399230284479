"""Every contract is proved: the fault it is there for is planted in a small folder, and must be found."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import path

from panah.access.permissions import Permission
from tests.contracts import code, registry

ACTION = """
@transaction.atomic
def close_case(*, actor, case_id):
    check(actor, Permission.PROTECTION_CASE_CLOSE)
    log.record(actor=actor, event=Event.PROTECTION_CASE_CLOSED, subject=case)
"""
STATES = """
class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    FORGOTTEN = "forgotten"

CASE_MOVES = {CaseState.OPEN: frozenset({CaseState.CLOSED}), CaseState.CLOSED: frozenset()}
"""
EDIT = """
def case_change(request, case_id):
    known = queries.case_to_change(actor=request.actor, case_id=case_id)
    return _part(request, CaseForm(initial=known))

def _part(request, form):
    return edit(request, form, actions.change_case)
"""
LONG = "\n".join(f"    line = {number}" for number in range(60))
BASE = {
    "protection/actions.py": ACTION,
    "protection/README.md": "",
    "protection/queries.py": "def cases(*, actor): ...",
    "protection/views/plan.py": EDIT,
}

FAULTS: list[tuple[Callable[[Path], list[str]], Mapping[str, str], str]] = [
    (code.careless_actions, {"protection/actions.py": ACTION.replace("@transaction.atomic", "")}, "transaction.atomic"),
    (code.careless_actions, {"protection/actions.py": ACTION.replace("check(", "pretend(")}, "check(actor"),
    (code.careless_actions, {"protection/actions.py": ACTION.replace("log.record(", "dict(")}, "log.record"),
    (code.careless_actions, {"protection/actions.py": ACTION.replace("actor, case", "case")}, "`actor`"),
    (code.careless_actions, {"protection/actions/case.py": ACTION.replace("check(", "pretend(")}, "check(actor"),
    (code.open_queries, {"protection/queries.py": "def cases(*, status): ..."}, "first keyword"),
    (code.unscoped_models, {"protection/queries.py": "def cases(*, actor): return Case.objects.all()"}, ".own(actor)"),
    (code.blind_edits, {"protection/views/case.py": EDIT.replace("edit(", "send(")}, "hand the form to `edit`"),
    (code.blind_edits, {"protection/views/case.py": EDIT.replace("_to_change", "")}, "`..._to_change`"),
    (code.untabled_states, {"protection/states.py": STATES}, "CaseState.FORGOTTEN is not in CASE_MOVES"),
    (code.untabled_states, {"protection/states.py": STATES.replace("CASE_MOVES", "OTHER")}, "has no table CASE_MOVES"),
    (
        code.jobs_without_task,
        {"protection/actions.py": 'def x():\n    enqueue("protection.notify")'},
        "protection.notify",
    ),
    (
        code.printed_addresses,
        {"printing/shelter.py": "from panah.protection.models import ShelterLocation"},
        "reviewed",
    ),
    (code.printed_addresses, {"printing/templates/stay.typ": "#data.show_location"}, "printing/templates/stay.typ"),
    (
        code.printed_addresses,
        {"protection/facts.py": "SELECT * FROM protection_shelterlocation"},
        "protection/facts.py",
    ),
    (code.printed_addresses, {"protection/views/transport.py": "from panah.printing import paper"}, "may not print"),
    (code.too_long, {"protection/rules.py": "x = 1\n" * 401}, "401 lines"),
    (code.too_long, {"protection/rules.py": f"def long():\n{LONG}"}, "61 lines, at most 50"),
    (code.too_long, {"protection/views/case.py": f"def case_read(request):\n{LONG[:600]}"}, "at most 25"),
    (code.too_long, {"protection/templates/protection/case_read.html": "<p>\n" * 151}, "151 lines"),
    (code.silent_tests, {"protection/test_rules.py": "def test_it(): ..."}, "asserts nothing"),
    (
        code.timed_tests,
        {"protection/test_rules.py": "def test_it():\n    assert time.monotonic() - began < 2"},
        "test_rules.py:2",
    ),
    (code.hidden_imports, {"protection/rules.py": "def x():\n    import json"}, "move the import"),
    (code.swallowed_errors, {"protection/rules.py": "try:\n    x()\nexcept Exception:\n    pass"}, "name the error"),
    (code.unseen_folders, {"protection/views/case.py": ""}, "protection/views/__init__.py is missing"),
    (code.foreign_names, {"protection/helpers.py": ""}, "protection/helpers.py"),
    (code.foreign_names, {"protection/queries/case.py": ""}, "both queries.py and queries/"),
    (code.missing_readmes, {"helpline/apps.py": ""}, "helpline/README.md"),
    (code.unused_templates, {"protection/templates/protection/old.html": ""}, "nothing renders"),
    (code.missing_templates, {"protection/templates/a.html": '{% extends "protection/gone.html" %}'}, "gone.html"),
    (
        registry.tangled_migrations,
        {"protection/migrations/0001_a.py": "", "protection/migrations/0001_b.py": ""},
        "0002",
    ),
    (registry.unlabelled_codes, {"sex.csv": "code,label_en,label_az,label_ru\nf,Female,,Ж"}, "f has no label_az"),
    (registry.unlabelled_codes, {"sex.csv": "code,label_en,label_az,label_ru\nf,F,Q,Ж\nf,F,Q,Ж"}, "twice"),
    (
        registry.untranslated,
        {"protection/rules.py": 'x = gettext_noop("Nobody translated this.")'},
        "Nobody translated",
    ),
    (
        registry.untranslated,
        {"protection/templates/a.html": '{% load i18n %}{% include "b.html" with heading=_("Nor that.") small=True %}'},
        "Nor that.",
    ),
    (registry.untranslated, {"protection/templates/a.html": '{% load i18n %}{% translate "Nor this." %}'}, "Nor this."),
    (
        registry.untranslated,
        {
            "protection/rules.py": 'x = _("Half")',
            "protection/locale/az/LC_MESSAGES/django.po": 'msgid ""\nmsgstr ""\n\nmsgid "Half"\nmsgstr ""\n',
        },
        "no az translation",
    ),
    (registry.uncompiled, {"protection/locale/az/LC_MESSAGES/django.po": 'msgid "a"\nmsgstr "b"\n'}, "compile it"),
]


def planted(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in {**BASE, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("promise", "files", "expected"), FAULTS, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_fault_is_found(
    tmp_path: Path, promise: Callable[[Path], list[str]], files: Mapping[str, str], expected: str
) -> None:
    assert expected in " ".join(promise(planted(tmp_path, files)))


@pytest.mark.parametrize(
    "promise", [code.careless_actions, code.open_queries, code.unscoped_models, code.blind_edits, code.foreign_names]
)
def test_sound_code_is_let_pass(tmp_path: Path, promise: Callable[[Path], list[str]]) -> None:
    assert promise(planted(tmp_path, {})) == []


def view(**declared: Any) -> Any:
    def case_read(request: Any) -> None: ...

    case_read.__module__ = "panah.protection.views.case"
    case_read.__dict__.update(declared)
    return case_read


def test_an_undeclared_page_is_found() -> None:
    assert "/case/" in registry.undeclared_pages([path("case/", view(), name="case_read")], {})[0]
    declared = view(permission=Permission.PROTECTION_CASE_READ)
    assert registry.undeclared_pages([path("case/", declared, name="case_read")], {}) == []


def test_a_page_with_two_names_is_found() -> None:
    assert registry.misnamed_pages([path("case/", view(), name="case_open")])


def test_an_unused_permission_and_a_role_without_a_sentence_are_found(tmp_path: Path) -> None:
    package = planted(tmp_path, {})
    assert registry.unused_members(package, "Permission", ["PROTECTION_CASE_CLOSE"]) == []
    assert "CASE_EAT" in registry.unused_members(package, "Permission", ["PROTECTION_CASE_EAT"])[0]
    role = SimpleNamespace(sentence="", permissions=frozenset())
    assert len(registry.strange_roles({"ghost": role}, [Permission.PROTECTION_CASE_OPEN])) == 2
