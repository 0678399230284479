"""What stands in the lists that leave as files: which rows, in which columns. Read in pieces, however long they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.policy import Actor
from panah.access.queries import restricted_cases
from panah.accounts.queries import names
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.crypto.blind import trace_id
from panah.crypto.fields import unseal_many
from panah.printing.spreadsheets import Cell
from panah.protection.models import Case, ListExport, Payment, Person, Stay
from panah.protection.queries.case import found_cases
from panah.protection.queries.money import payments
from panah.protection.rules import ListKind

PIECE = 1000
LEFT, STAYING = "ended", "present"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a list is read from, its headings, and how one row is written."""

    model: type[Model]
    case_column: str
    columns: tuple[str, ...]
    header: tuple[str, ...]
    write: Callable[[str, Row], list[Cell]]
    sealed: tuple[str, ...] = ()
    sealed_header: tuple[str, ...] = ()


def found_stays(*, actor: Actor, which: str = "") -> QuerySet[Stay]:
    """Return the stays in the actor's houses, or those that ended, or those that go on."""
    found = Stay.objects.own(actor).order_by("-started_on", "-id")
    return found.filter(ended_on__isnull=which == STAYING) if which in (LEFT, STAYING) else found


FOUND: dict[ListKind, Callable[..., QuerySet[Any]]] = {
    ListKind.PAYMENTS: payments,
    ListKind.CASES: found_cases,
    ListKind.STAYS: found_stays,
}


def ids_for_list(*, actor: Actor, list_kind: ListKind, most: int, **chosen: Any) -> list[UUID]:
    """Return which rows a list is to have, in their order; never those of a person who had sharing restricted."""
    found = FOUND[list_kind](actor=actor, **chosen)
    closed = {f"{COLUMNS[list_kind].case_column}__in": restricted_cases(actor=actor)}
    return list(found.exclude(**closed).values_list("id", flat=True)[:most])


def restricted_rows(*, actor: Actor, kind: ListKind) -> set[UUID]:
    """Return the rows of people who had sharing restricted: no list leaves with them."""
    of = COLUMNS[kind]
    closed = of.model.objects.own(actor).filter(  # type: ignore[attr-defined]
        **{f"{of.case_column}__in": restricted_cases(actor=actor)}
    )
    return set(closed.values_list("pk", flat=True))


def list_header(*, actor: Actor, export: ListExport) -> list[str]:
    """Return the headings of a list; those of names only where it was approved with them."""
    of = COLUMNS[ListKind(export.list_kind)]
    return [_(name) for name in (*of.header, *(of.sealed_header if export.with_names else ()))]


def list_rows(*, actor: Actor, export: ListExport) -> Iterator[list[Cell]]:
    """Return the rows of a list, a piece at a time; a row that its holder may not see any more is left out."""
    for at in range(0, len(export.row_ids), PIECE):
        yield from _piece(actor, export, export.row_ids[at : at + PIECE])


def _piece(actor: Actor, export: ListExport, ids: Sequence[UUID]) -> Iterator[list[Cell]]:
    kind = ListKind(export.list_kind)
    of = COLUMNS[kind]
    found = of.model.objects.own(actor).filter(pk__in=ids).values("id", *of.columns)  # type: ignore[attr-defined]
    rows = {row["id"]: row for row in found}
    if kind == ListKind.CASES:
        workers = names(actor=actor, ids={row["worker_id"] for row in rows.values() if row["worker_id"]})
        rows = {key: {**row, "worker": workers.get(row["worker_id"], "")} for key, row in rows.items()}
    sealed = _sealed(actor, of, kind, ids) if export.with_names else {}
    for key in ids:
        if key in rows:
            names_of = [sealed.get(key, {}).get(name, "") for name in of.sealed] if export.with_names else []
            mark = row_id(actor=actor, export=export, record_id=key)
            yield [mark, *of.write(export.language, rows[key]), *names_of]


def _sealed(actor: Actor, of: Columns, kind: ListKind, ids: Iterable[UUID]) -> dict[UUID, Row]:
    model, key = (Person, "case_id") if kind == ListKind.CASES else (of.model, "id")
    rows = model.objects.own(actor).filter(**{f"{key}__in": ids})  # type: ignore[attr-defined]
    columns = dict.fromkeys(("id", "key_id", key, *of.sealed))
    return {row[key]: row for row in unseal_many(model, rows.values(*columns), of.sealed)}


def row_id(*, actor: Actor, export: ListExport, record_id: UUID) -> str:
    """Return the id of a record in one list: another list names it otherwise, so one leaked row names its list."""
    return trace_id(export.id, str(record_id))


def _payment(language: str, row: Row) -> list[Cell]:
    what = _label(language, "money_kind", row["kind"])
    if row["purpose"]:
        what = f"{what}: {_label(language, 'aid_purpose', row['purpose'])}"
    label = partial(_label, language)
    how, state = label("payment_method", row["method"]), label("payment_state", row["state"])
    return [row["number"], what, row["amount"], row["currency"], how, state, row["approved_on"]]


def _case(language: str, row: Row) -> list[Cell]:
    label = partial(_label, language)
    return [
        row["reference"],
        label("case_status", row["status"]),
        row["opened_on"],
        row["closed_on"],
        row["worker"],
        label("sex_gender", row["person__sex"]),
        label("age_band", row["person__age_band"]),
        countries.name(row["person__citizenship"], language) if row["person__citizenship"] else "",
    ]


def _stay(language: str, row: Row) -> list[Cell]:
    label = partial(_label, language)
    why, where = label("stay_exit_reason", row["exit_reason"]), label("exit_destination", row["exit_to"])
    # The one who asked for the place may have told more since the person came.
    sex, age_band = (row[f"request__{name}"] or row[name] for name in ("sex", "age_band"))
    who = [label("sex_gender", sex), label("age_band", age_band)]
    return [row["reference"], row["shelter__name"], *who, row["started_on"], row["ended_on"], why, where]


def _label(language: str, name: str, code: object) -> str:
    return code_list(name).label(str(code), language) if code else ""


ROW = gettext_noop("Row")
COLUMNS: dict[ListKind, Columns] = {
    ListKind.PAYMENTS: Columns(
        Payment,
        "case_id",
        ("number", "kind", "purpose", "amount", "currency", "method", "state", "approved_on"),
        (
            ROW,
            gettext_noop("Payment number"),
            gettext_noop("What"),
            gettext_noop("Amount"),
            gettext_noop("Currency"),
            gettext_noop("How it is paid"),
            gettext_noop("State"),
            gettext_noop("Approved on"),
        ),
        _payment,
        ("payee_name", "payee_account"),
        (gettext_noop("Who receives it"), gettext_noop("Account or place")),
    ),
    ListKind.CASES: Columns(
        Case,
        "pk",
        (
            "reference",
            "status",
            "opened_on",
            "closed_on",
            "worker_id",
            "person__sex",
            "person__age_band",
            "person__citizenship",
        ),
        (
            ROW,
            gettext_noop("Case"),
            gettext_noop("State"),
            gettext_noop("Opened on"),
            gettext_noop("Closed on"),
            gettext_noop("Case manager"),
            gettext_noop("Sex"),
            gettext_noop("Age"),
            gettext_noop("Citizenship"),
        ),
        _case,
        ("surname", "given_name"),
        (gettext_noop("Surname"), gettext_noop("Given name")),
    ),
    ListKind.STAYS: Columns(
        Stay,
        "case_id",
        (
            "reference",
            "shelter__name",
            "sex",
            "age_band",
            "request__sex",
            "request__age_band",
            "started_on",
            "ended_on",
            "exit_reason",
            "exit_to",
        ),
        (
            ROW,
            gettext_noop("Reference"),
            gettext_noop("House"),
            gettext_noop("Sex"),
            gettext_noop("Age"),
            gettext_noop("Since"),
            gettext_noop("Left on"),
            gettext_noop("Why"),
            gettext_noop("Where to"),
        ),
        _stay,
    ),
}
