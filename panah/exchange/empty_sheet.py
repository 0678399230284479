"""An empty sheet for an organisation's register: the columns that are known, and the values they allow."""

from panah.codes.catalogue import code_list
from panah.exchange.columns import COLUMNS
from panah.exchange.register import CASE_STATE_NAMES, STATUS_NAMES
from panah.printing.spreadsheets import Table, book_bytes

LISTS = {
    "sex": "sex_gender",
    "language": "language",
    "forms": "exploitation_form",
    "body": "status_decision_body",
    "closure": "case_closure",
}


def empty_sheet(*, language: str) -> bytes:
    """Return the workbook: a sheet with a heading alone, and a sheet with every value that is allowed."""
    values = [[COLUMNS["trafficking_status"][0], name, ""] for name in STATUS_NAMES]
    values += [[COLUMNS["status"][0], name, ""] for name in CASE_STATE_NAMES]
    for field, name in LISTS.items():
        values += [[COLUMNS[field][0], code.code, code.label(language)] for code in code_list(name)]
    return book_bytes(
        Table("Register", [own for own, _others in COLUMNS.values()], []),
        Table("Values", ["column", "value", "label"], values),
    )
