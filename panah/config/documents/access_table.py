"""
docs/access-table.csv and .md: every page x role x whose record it is, behind which wall.

What stands here follows from three declarations: the permission of the page, the roles that hold it, and the kind of
record its address names. The tests ask every page as every role and compare.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from panah.access.models import Exchanged, Held, Register
from panah.access.roles import ROLES, Role
from panah.config.documents.markdown import page, table, words

SITE = "panah.config.urls"
OPEN, REFUSED, UNSEEN = "open", "refused", "unseen"
HEAD = ["address", "page", "permission", "role", "wall", "record of", *("own wall", "other wall", "other organisation")]
# (room or the page's noun, the id's noun) -> the table, where the address says it shorter
CALLED = {
    ("helpline", "link"): "report_link",
    ("place", "request"): "place_request",
    ("transport", "task"): "transport_task",
    ("staff", "staff"): "house_staff",
    ("wish", "wish"): "transfer_wish",
    ("order", "order"): "service_order",
    ("search", "search"): "saved_search",
    ("delivery", "order"): "service_order",
    ("payment", "request"): "money_request",
    ("award", "request"): "money_request",
    ("money", "request"): "money_request",
    ("prosecution", "group"): "criminal_group",
    ("coordination", "request"): "information_request",
    ("partnership", "item"): "minutes_item",
    ("prevention", "copy"): "story_copy",
    ("prevention", "stop"): "stock_stop",
    ("prevention", "check"): "placement_check",
    ("prevention", "entry"): "plan_entry",
    ("protection", "contact"): "mission_contact",
    ("duty", "duty"): "duty_to_investigate",
    ("duty", "notice"): "duty_notice",
    ("helpline", "draft"): "signal_draft",
    ("helpline", "notice"): "danger_notice",
    ("exchange", "upload"): "register_upload",
}
LEGEND = (
    "`open`: the page opens. `refused`: seen but not allowed (403). `unseen`: for this role the record does not exist "
    "(404), whether it exists or not. A live grant opens a record of another organisation for reading, for its field "
    "groups; what passes between two organisations is open to both ends. A register (events, campaigns, projects) is "
    "open to every reader with the permission and changed by its own organisation. A role stands behind one wall, so "
    "the column *other wall* is an employee of the same organisation behind another wall."
)


@dataclass(frozen=True)
class Page:
    """One page of the desk, as it is declared."""

    address: str
    name: str
    view: Any
    converters: dict[str, str]
    full_name: str

    @property
    def permission(self) -> Any:
        return getattr(self.view, "permission", None)

    @property
    def room(self) -> str:
        return str(self.view.__module__).split(".")[1]

    @property
    def model(self) -> type[models.Model] | None:
        """The record that the address names by its first id, or by its slug."""
        for argument in self.converters:
            if argument.endswith("_id"):
                noun = argument.removesuffix("_id")
                verb_of = self.name.split("_")[0]
                return find_model(CALLED.get((verb_of, noun)) or CALLED.get((self.room, noun)) or noun, self.room)
            if argument == "slug":
                return find_model(self.address.split("/")[2].removesuffix("s"), self.room)
        return None

    @property
    def kind(self) -> str:
        model = self.model
        if model is None:
            return "-"
        for base, name in ((Held, "holder"), (Exchanged, "both ends"), (Register, "register")):
            if issubclass(model, base):
                return name
        return "-"


def find_model(noun: str, room: str) -> type[models.Model] | None:
    """Find a record's table by the noun, in the page's own room first."""
    wanted = noun.replace("_", "")
    found = [
        model
        for model in apps.get_models()
        if model._meta.model_name == wanted and model.__module__.startswith("panah.")
    ]
    own = [model for model in found if model._meta.app_label == room]
    return next(iter(own or found), None)


def site_pages(site: str = SITE) -> Iterator[Page]:
    """Every page of ours that declares a permission."""
    for address, namespace, converters, pattern in walk(get_resolver(site).url_patterns):
        view = pattern.callback
        if str(view.__module__).startswith("panah.") and hasattr(view, "permission"):
            name = str(pattern.name)
            yield Page(f"/{address}", name, view, converters, f"{namespace}{name}")


def walk(
    patterns: Iterable[Any], prefix: str = "", namespace: str = "", outer: dict[str, str] | None = None
) -> Iterator[tuple[str, str, dict[str, str], URLPattern]]:
    """Every pattern below, with its whole address, its namespace and the converters of its arguments."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        own = {name: type(converter).__name__ for name, converter in pattern.pattern.converters.items()}
        converters = {**(outer or {}), **own}
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, path, inner, converters)
        else:
            yield path, namespace, converters, pattern


def answers(page: Page, role: Role) -> tuple[str, str, str]:
    """What a role meets: at its own organisation and wall, behind another wall there, at another organisation."""
    if page.permission not in role.permissions:
        return (REFUSED, REFUSED, REFUSED)
    if page.kind in ("holder", "both ends"):
        return (OPEN, UNSEEN, UNSEEN)
    return (OPEN, OPEN, OPEN)


def rows() -> Iterator[list[str]]:
    for each in site_pages():
        for role in ROLES.values():
            own, wall, other = answers(each, role)
            yield [
                each.address,
                each.name,
                each.permission.value,
                role.name,
                role.wall.value,
                each.kind,
                own,
                wall,
                other,
            ]


def pages() -> dict[str, str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(rows())
    return {"access-table.csv": text.getvalue(), "access-table.md": matrix()}


def matrix() -> str:
    rows_of_pages = [
        [
            f"`{each.address}`",
            words(each.permission.name),
            each.kind,
            ", ".join(words(role.name) for role in ROLES.values() if each.permission in role.permissions) or "nobody",
        ]
        for each in site_pages()
    ]
    head = ["address", "permission", "record of", "roles for which it opens"]
    return page(
        "Access table", LEGEND, "The full table is [access-table.csv](access-table.csv).", table(head, rows_of_pages)
    )
