"""A text document without what the program wrote about whoever made it. Pure."""

import io
import re
import zipfile
import zlib

from panah.core.errors import InvalidInput
from panah.core.files import JPEG, PNG, bare, kind_of

# The parts that say who, where and with what; a small picture of the first page; what hangs behind the text.
TELLING = ("docprops/", "customxml/")
LISTS = re.compile(r"\[content_types\]\.xml|(?:.*/)?_rels/.*\.rels", re.IGNORECASE)
# Read once from front to back: an entry never reaches beyond the next "<", and what it names is looked for inside it.
ENTRY = re.compile(rb"<(?:Override|Relationship)\b[^<>]*(?:/>|>\s*</\w+>)", re.IGNORECASE)
NAMES = re.compile(rb'"[./]*(?:docProps|customXml)/', re.IGNORECASE)
LONGEST_LIST = 200_000
AUTHOR = re.compile(rb'(\bw\d*:(?:author|initials)=)(?:"[^"]*"|\'[^\']*\')')
WRITTEN = re.compile(rb'\sw\d*:date(?:Utc)?=(?:"[^"]*"|\'[^\']*\')')


def bare_document(content: bytes) -> bytes | None:
    """
    Return a text document without its properties, its authors and the places of its pictures, or None if it is torn.

    Its archive was looked at before (`files.trouble_of`): it unpacks to no more than a person may send.
    """
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                if not part.filename.lower().startswith(TELLING):
                    new.writestr(
                        zipfile.ZipInfo(part.filename), _part(part.filename, old.read(part)), zipfile.ZIP_DEFLATED
                    )
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, InvalidInput):
        return None
    return made.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if LISTS.fullmatch(name):
        if len(content) > LONGEST_LIST:
            raise ValueError(name)
        return ENTRY.sub(lambda entry: b"" if NAMES.search(entry[0]) else entry[0], content)
    if name.lower().endswith(".xml"):
        return WRITTEN.sub(b"", AUTHOR.sub(rb'\1"-"', content))
    return bare(content, field="files") if kind_of(content) in (JPEG, PNG) else content
