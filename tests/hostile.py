"""Files made to do harm."""

import io
import zipfile
import zlib


def document_that_lies(*, megabytes: int) -> bytes:
    """Return a text document of a few kilobytes that says it is small and unpacks to far more."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", piece * megabytes + packer.flush())
    content = bytearray(made.getvalue())
    for head, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.rindex(head) + method
        content[at : at + 2] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    return bytes(content)
