"""
Uploads stay in memory until they are sealed: a file on the way through would lie on the disk in clear.

Attack: Django writes an upload above 2.5 MB into a temporary file; whoever takes the disk, or a backup of it, reads it.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# The most that any form takes; what is longer is cut after this and one byte, so that its rule says "too large".
LARGEST = 20_000_000


class MemoryUploads(FileUploadHandler):
    """Keep an upload in memory, and no more of it than any form takes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, as long as there is room for it."""
        room = LARGEST + 1 - self.kept.tell()
        self.kept.write(raw_data[: max(room, 0)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over what was kept."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, size, self.charset
        )
