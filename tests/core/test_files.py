"""What a file is, by its content; what a camera added is gone; an upload never touches the disk."""

import io
import zipfile

import pytest
from django.test import RequestFactory

from panah.core.errors import InvalidInput
from panah.core.files import DOCX, JPEG, PDF, PNG, XLSX, bare, kind_of
from panah.core.uploads import LARGEST


def archive(*names: str, size: int = 1) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            book.writestr(name, b"0" * size)
    return made.getvalue()


DOCUMENT = archive("[Content_Types].xml", "word/document.xml")
WORKBOOK = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", PDF),
        (b"\xff\xd8\xff\xe0", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (DOCUMENT, DOCX),
        (WORKBOOK, XLSX),
        (b"MZ\x90 a program", None),
        (b"<html><script>", None),
        (b"PK\x03\x04 broken", None),
        (archive("readme.txt"), None),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/externalLinks/externalLink1.xml"), None),
        (archive("[Content_Types].xml", "xl/workbook.xml", size=40_000_000), None),
    ],
    ids=range(12),
)
def test_the_content_says_what_a_file_is(content, kind):
    assert kind_of(content) is kind


def test_a_second_picture_behind_the_first_goes_with_its_place():
    first = b"\xff\xd8\xff\xe1\x00\x08GPS !!\xff\xda\x00\x02picture\xff\xd9"
    assert (
        bare(first + b"\xff\xd8\xff\xe1 GPS 40.4\xff\xd9", field="file") == b"\xff\xd8\xff\xda\x00\x02picture\xff\xd9"
    )
    assert bare(first + b"trailing place 40.4", field="file").endswith(b"picture\xff\xd9")


def test_a_broken_picture_is_refused_at_its_field():
    with pytest.raises(InvalidInput) as refused:
        bare(b"\xff\xd8\xff\xe0\x00", field="file")
    assert refused.value.field == "file"
    assert bare(b"%PDF-1.7", field="file") == b"%PDF-1.7"


def _upload(size: int, settings) -> bytes:
    settings.FILE_UPLOAD_HANDLERS = ["panah.core.uploads.MemoryUploads"]
    file = io.BytesIO(b"x" * size)
    file.name = "a.pdf"
    request = RequestFactory().post("/", {"file": file})
    kept = request.FILES["file"]
    assert not hasattr(kept, "temporary_file_path")
    return kept.read()


def test_a_large_upload_stays_in_memory_and_is_cut_where_nobody_takes_more(settings):
    assert len(_upload(3_000_000, settings)) == 3_000_000
    assert len(_upload(LARGEST + 70_000, settings)) == LARGEST + 1


def test_the_desk_uses_it(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["panah.core.uploads.MemoryUploads"]
