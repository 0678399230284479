"""
Which column of a register means what: names of HTCDS 2.0, of its toolkit, of its version 0.2, and common ones.

Names are compared without case, spaces, underscores and the prefix of their table (`prs_`, `vic_`, `cas_` ...).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PREFIX = re.compile(r"^(?:org|prs|vic|per|cas|cco|hte|spl|con)_", re.IGNORECASE)
HEADINGS = 5  # rows among which the heading is looked for: the toolkit's sheet has labels above the names
ENOUGH = 2

# field -> (the name in the empty sheet, what else it is called)
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "source_id": (
        "source_id",
        ("id", "case id", "case number", "case no", "record id", "record number", "cas_Id", "prs_Id", "number", "no"),
    ),
    "given_name": ("prs_FirstName", ("given name", "name", "forename")),
    "patronymic": ("prs_MiddleName", ("patronymic", "father's name")),
    "surname": ("prs_SecondName", ("last name", "surname", "family name")),
    "birth_date": ("prs_Birthdate", ("date of birth", "birth date", "dob", "born on")),
    "sex": ("prs_Gender", ("sex",)),
    "citizenship": ("prs_Citizenship", ("prs_Nationality", "country of citizenship")),
    "language": ("prs_PrimaryLanguage", ("language", "speaks")),
    "document_number": ("prs_IdentityNumber", ("document number", "passport number", "identity card")),
    "mobile": ("prs_MobilePhone", ("mobile", "phone", "telephone")),
    "home_phone": ("prs_HomePhone", ()),
    "email": ("prs_Email", ("e-mail", "mail")),
    "trafficking_status": ("vic_TraffickingStatus", ("vic_TraffickinStatus", "victim status")),
    "body": (
        "vic_TraffickingStatusDecisionMakingOrg",
        ("vic_TraffickinStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization"),
    ),
    "forms": ("vic_TypeOfExploitation", ("exploitation", "exploitation type", "form of exploitation")),
    "country": ("hte_Country", ("country of exploitation",)),
    "status": ("cas_Status", ("case status",)),
    "closure": ("cas_ReasonForCaseClosure", ("closure reason", "reason for closure")),
    "closed_on": ("cas_ClosedOn", ("closed", "closed date", "date of closure")),
    "opened_on": ("cas_IncomingReferralDate", ("opened on", "date opened", "referral date", "registered on")),
}


def folded(name: str) -> str:
    """Return a column's name as it is compared."""
    plain = name.replace("\u00a0", " ").strip()
    return re.sub(r"[\W_]+", "", PREFIX.sub("", plain).lower())


KNOWN: dict[str, str] = {folded(name): field for field, (own, others) in COLUMNS.items() for name in (own, *others)}


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading stands, which columns are known, and which go into a note as they are."""

    row: int
    fields: dict[int, str]
    others: dict[int, str]
    names: dict[str, str]  # field -> as the file calls it


def heading(rows: Sequence[Sequence[str]]) -> Heading | None:
    """Return the heading of a sheet, or None if no row near the top names at least two known columns."""
    best, most = -1, ENOUGH - 1
    for number, row in enumerate(rows[:HEADINGS]):
        count = len({KNOWN[folded(cell)] for cell in row if folded(cell) in KNOWN})
        if count > most or (count == most and best >= 0 and number == best + 1):
            best, most = number, count
    if best < 0:
        return None
    fields: dict[int, str] = {}
    others: dict[int, str] = {}
    names: dict[str, str] = {}
    for column, cell in enumerate(rows[best]):
        field = KNOWN.get(folded(cell))
        if field and field not in names:
            fields[column], names[field] = field, cell.strip()
        elif cell.strip():
            others[column] = cell.strip()
    return Heading(best, fields, others, names)
