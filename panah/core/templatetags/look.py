"""Template words of the look: icons, tags, clocks, dates and numbers."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import pi
from typing import Any
from uuid import uuid4

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override

from panah.core import clock as clocks
from panah.core import formats
from panah.core.case_tabs import CASE_TABS, GROUPS, ShownTab, ShownTabs
from panah.core.icons import drawing

register = template.Library()

COLOURS = ("", "amber", "red", "green", "grey", "plum", "line")
RADIUS = 10.5
AROUND = 2 * pi * RADIUS


def _language() -> str:
    return get_language() or "en"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """
    Draw an icon; it is hidden from screen readers, so a word must stand beside it.

    :raises KeyError: if there is no icon of this name
    """
    return mark_safe(drawing(name, small=size == "s"))  # noqa: S308 - our own drawings only


@register.simple_tag
def tag(text: str, colour: str = "", symbol: str = "") -> SafeString:
    """
    Draw a state as a word in a coloured box, with an optional icon.

    :raises ValueError: if the colour is not one of ours
    """
    if colour not in COLOURS:
        raise ValueError(f"{colour} is not a tag colour: {', '.join(COLOURS)}")
    kind = f"pn-tag pn-tag--{colour}" if colour else "pn-tag"
    return format_html('<span class="{}">{}{}</span>', kind, icon(symbol) if symbol else "", text)


@register.simple_tag
def clock(due: datetime | date | None, since: datetime | str | None = None) -> SafeString:
    """Draw a deadline: ring, how long in words, when in small words; say so when there is none."""
    if not due:
        return format_html('<span class="pn-clock pn-clock--none"><b>{}</b></span>', gettext("no deadline"))
    begun = since if isinstance(since, datetime) else None
    shown = formats.countdown(due, timezone.localtime(clocks.now()), _language(), begun)
    return format_html(
        '<span class="pn-clock pn-clock--{}"><svg viewBox="0 0 30 30" aria-hidden="true" focusable="false">{}</svg>'
        "<b>{}</b><small>{}</small></span>",
        shown.urgency,
        _ring(shown),
        shown.label,
        shown.due,
    )


def _ring(shown: formats.Countdown) -> SafeString:
    track = format_html('<circle class="pn-clock__track" cx="15" cy="15" r="{}"/>', RADIUS)
    if shown.urgency == "late":
        return track + mark_safe('<path d="M15 9.5V16M15 19.5v.3"/>')
    return track + format_html(
        '<circle class="pn-clock__share" cx="15" cy="15" r="{}" stroke-dasharray="{} {}" '
        'transform="rotate(-90 15 15)"/>',
        RADIUS,
        f"{AROUND * shown.share:.1f}",
        f"{AROUND:.1f}",
    )


@register.simple_tag
def once() -> SafeString:
    """Put the key into a form that lets a double click count once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def link_to(name: str, *args: Any) -> str:
    """Return the address of a page, or nothing if the page does not exist in this process."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def case_tabs(case_id: str, current: str) -> ShownTabs:
    """Return the groups of a case page, and the tabs of the current one; a page not installed is left out."""
    installed = [(tab, address) for tab in CASE_TABS if (address := link_to(tab.url_name, case_id))]
    here = next((tab.group for tab, _address in installed if tab.key == current), "")
    first: dict[str, str] = {}
    for tab, address in installed:
        first.setdefault(tab.group, address)
    groups = (ShownTab(gettext(GROUPS[group]), address, group == here) for group, address in first.items())
    tabs = (
        ShownTab(gettext(tab.label), url, tab.key == current, tab.locked) for tab, url in installed if tab.group == here
    )
    return ShownTabs(tuple(groups), tuple(tabs))


@register.simple_tag
def links(items: Iterable[Any], here: str = "page") -> SafeString:
    """Draw the items of a navigation in one go: each has `url`, `label`, `current`, and perhaps `locked`."""
    current = format_html(' aria-current="{}"', here)
    rows = (
        (item.url, current if item.current else "", icon("lock") if getattr(item, "locked", False) else "", item.label)
        for item in items
    )
    return format_html_join("", '<li><a href="{}"{}>{}{}</a></li>', rows)


@register.simple_tag
def case_tab(current: str) -> str:
    """Return the label of a tab of a case page."""
    return next((gettext(tab.label) for tab in CASE_TABS if tab.key == current), "")


@register.simple_tag
def words(only: str = "") -> str:
    """Return the words that scripts show, for a data attribute; of one kind only where a page needs no other."""
    return _words(_language(), only)


@cache
def _words(language: str, only: str) -> str:
    with override(language):
        shown = {kind: said() for kind, said in SHOWN_BY_SCRIPTS.items() if only in ("", kind)}
    return json.dumps(shown, ensure_ascii=False)


def _of_passwords() -> dict[str, Any]:
    return {
        "showPassword": gettext("Show"),
        "hidePassword": gettext("Hide"),
        "showPasswordAriaLabel": gettext("Show password"),
        "hidePasswordAriaLabel": gettext("Hide password"),
        "passwordShownAnnouncement": gettext("Your password can be seen"),
        "passwordHiddenAnnouncement": gettext("Your password is hidden"),
    }


def _of_counts() -> dict[str, Any]:
    forms = ("one", "few", "many", "other")
    return {
        "charactersAtLimit": gettext("No characters left"),
        "charactersUnderLimit": dict.fromkeys(forms, gettext("Characters left: %{count}")),
        "charactersOverLimit": dict.fromkeys(forms, gettext("Characters too many: %{count}")),
    }


SHOWN_BY_SCRIPTS = {"password": _of_passwords, "count": _of_counts}


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date: 22 November 2026, or 22.11.2026 in Azerbaijani and Russian."""
    return formats.day_text(_local(value), _language()) if value else ""


@register.filter
def shortday(value: date | datetime | None) -> str:
    """Write a date without its year: 22 Nov, or 22.11."""
    return formats.short_day_text(_local(value), _language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a date with its time in 24 hours."""
    return formats.moment_text(_local(value), _language()) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """Write the time of day in 24 hours."""
    return f"{_local(value):%H:%M}" if value else ""


@register.filter
def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """Write a number; blank is not zero, so nothing stays nothing."""
    return "" if value is None or value == "" else formats.number_text(value, _language(), places)


@register.filter
def signed(value: int | float | Decimal) -> str:
    """Write a difference with its sign."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + formats.number_text(-value if value < 0 else value, _language(), None)


@register.filter
def money(value: int | Decimal | None, currency: str = "AZN") -> str:
    """Write an amount with its currency."""
    return "" if value is None or value == "" else formats.money_text(value, currency, _language())


@register.filter
def under(row: list[Any], head: list[str]) -> list[tuple[str, Any]]:
    """Return the cells of a row, each with the head of its column: a narrow screen shows them beside each other."""
    return list(zip(head, row, strict=True))


def _local(value: Any) -> Any:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.simple_tag
def options_of(options: list[dict[str, Any]]) -> SafeString:
    """Draw the options of a drop-down in one go: a template for each costs more than the whole page around it."""
    blank = gettext("not chosen")
    rows = (
        (
            "" if option["value"] is None else str(option["value"]),
            mark_safe(" selected") if option["selected"] else "",
            mark_safe(" disabled") if option["attrs"].get("disabled") else "",
            option["label"] if option["value"] or option["label"] not in ("", "---------") else blank,
        )
        for option in options
    )
    return format_html_join("", '<option value="{}"{}{}>{}</option>', rows)
