"""
Two people edit one record: the later one sees what stands now beside what was typed, and chooses.

The page of a form carries a signed digest of each value that stood in the record when it was opened. The digests are
keyed and salted for each page: whoever reads the page's source learns nothing from them.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import get_language, gettext, gettext_noop

from panah.core.formats import day_text

STOOD, CHOICE = "stood", "choose_"
NOW, TYPED = "now", "typed"
COLLIDED = gettext_noop(
    "Somebody else changed this while you had it open. Choose for each answer what shall stand. Nothing you wrote is "
    "lost."
)


@dataclass(frozen=True, slots=True)
class Collision:
    """One answer that somebody else changed meanwhile: what stands now, what was typed, and what was chosen."""

    name: str
    label: str
    now: str
    typed: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What the page of a form carries: a token of what stood in the record, and what has to be chosen."""

    token: str
    collisions: tuple[Collision, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stood:
    """What a page said when it was opened: a digest of each value, and which answers had to be chosen there."""

    nonce: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def guard(form: forms.Form) -> bool:
    """
    Let a form carry what stands in its record, and test if what was sent can be written.

    It cannot if an answer was changed by somebody else since the page was opened, until it is chosen which one stands;
    an answer that says the same as the record collides with nothing. The caller reads the form's initial values under
    the record's lock.
    """
    stands = {name: _value(form.get_initial_for_field(each, name)) for name, each in form.fields.items()}
    stood = _read(form.data.get(STOOD, "")) if form.is_bound else _Stood()
    differs = form.changed_data if form.is_bound else []
    moved = {name for name in differs if stood.digests.get(name) != _digest(stood.nonce, name, stands[name])}
    collisions = tuple(
        _collision(form, name, is_new=name in moved) for name in form.fields if name in moved or name in stood.asked
    )
    for each in collisions:
        if each.chosen == NOW:
            form.fields[each.name.removeprefix(CHOICE)].disabled = True
    token = _token(stands, asked=[each.name.removeprefix(CHOICE) for each in collisions])
    form.guard = Guard(token, collisions)  # type: ignore[attr-defined]
    return all(each.chosen for each in collisions)


def _collision(form: forms.Form, name: str, *, is_new: bool) -> Collision:
    each = form.fields[name]
    chosen = "" if is_new else form.data.get(CHOICE + name, "")
    try:
        typed = each.clean(form[name].data)
    except ValidationError:
        typed = form[name].data
    return Collision(
        name=CHOICE + name,
        label=str(form[name].label),
        now=_words(each, form.get_initial_for_field(each, name)),
        typed=_words(each, typed),
        chosen=chosen if chosen in (NOW, TYPED) else "",
    )


def _words(each: forms.Field, value: Any) -> str:
    """Return a value as somebody reads it."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return day_text(value, get_language() or "en")
    if isinstance(each.widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else each.widget.decompress(value) or []
        return ".".join(str(part) for part in parts if part) or "–"
    labels = {str(code): str(label) for code, label in getattr(each, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values if one not in (None, "")) or "–"


def _value(value: Any) -> str:
    return json.dumps(value if value not in (None, [], ()) else "", default=str, sort_keys=True)


def _digest(nonce: str, name: str, value: str) -> str:
    return salted_hmac(f"{__name__}:{nonce}:{name}", value, algorithm="sha256").hexdigest()[:24]


def _token(stands: dict[str, str], *, asked: list[str]) -> str:
    nonce = get_random_string(16)
    digests = {name: _digest(nonce, name, value) for name, value in stands.items()}
    return signing.dumps([nonce, digests, asked], salt=__name__, compress=True)


def _read(token: str) -> _Stood:
    """Return what a page said when it was opened; nothing if it was not ours, so that every change is asked about."""
    try:
        return _Stood(*signing.loads(token, salt=__name__))
    except signing.BadSignature:
        return _Stood()
