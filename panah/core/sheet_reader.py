"""From an uploaded workbook to rows of text: sizes first, then a process of its own with little memory and time."""

import json
from dataclasses import dataclass

from panah.core import apart
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.files import UNPACKED, archive_parts

WORKBOOK = "panah.core.sheet_process"
UPLOADED = 5 * 1024 * 1024
PARTS = 300
SECONDS = 30
FORBIDDEN = ("vbaproject", "macrosheets", "externallinks", "activex", "embeddings", "oleobject", "querytables")

REFUSED = {
    "unreadable": gettext_noop("This is not an XLSX workbook that can be read. Save it again as XLSX."),
    "encrypted": gettext_noop("The workbook is protected by a password. Save it without one."),
    "declares": gettext_noop("The workbook holds something that no spreadsheet program writes. Save it again as XLSX."),
    "too_many_rows": gettext_noop("The sheet has more than 5,000 rows. Split it."),
    "too_many_columns": gettext_noop("The sheet has more than 200 columns. Delete the ones that are not needed."),
}


@dataclass(frozen=True, slots=True)
class Cells:
    """The first sheet of a workbook: text only. `from_1904`: days are counted from 1904, not from 1900."""

    rows: list[list[str]]
    from_1904: bool


def cells_of(content: bytes) -> Cells:
    """
    Return the first sheet of a workbook as text.

    :raises InvalidInput: if it is no such workbook, has macros, or is too large once unpacked
    """
    check_archive(content)
    done = apart.ask(WORKBOOK, content, seconds=SECONDS)
    if not done.is_whole:
        # Out of memory or time: what it was is not worth knowing, and the workbook is not read.
        raise InvalidInput(gettext_noop("The workbook is too large to be read. Split it."), field="file")
    answer = json.loads(done.said)
    if "error" in answer:
        raise _refused(answer["error"])
    return Cells(answer["rows"], answer["from_1904"])


def check_archive(content: bytes) -> None:
    """
    Look at the archive's directory alone: how large it says it is, and what it carries.

    :raises InvalidInput: if that is too much, or a macro
    """
    if len(content) > UPLOADED:
        raise InvalidInput(gettext_noop("The file is larger than 5 MB. Split it."), field="file")
    parts = archive_parts(content)
    if parts is None:
        raise _refused("unreadable")
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise InvalidInput(gettext_noop("The workbook is too large to be read. Split it."), field="file")
    names = [part.filename.lower() for part in parts]
    if any(word in name for name in names for word in FORBIDDEN):
        raise InvalidInput(
            gettext_noop("The workbook has macros or links to other files. Save it as plain XLSX."), field="file"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("encrypted")


def _refused(why: str) -> InvalidInput:
    return InvalidInput(REFUSED.get(why, REFUSED["unreadable"]), field="file")
