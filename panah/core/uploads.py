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
# The public's door takes less, and of one request no more than this, however many files somebody sends at once.
DOOR_LARGEST, DOOR_ALTOGETHER = 10_000_000, 40_000_000


class MemoryUploads(FileUploadHandler):
    """Keep an upload in memory, and no more of it than any form takes."""

    largest = LARGEST

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, as long as there is room for it."""
        room = self.room()
        self.kept.write(raw_data[: max(room, 0)])

    def room(self) -> int:
        """Return how much more of this file is kept."""
        return self.largest + 1 - self.kept.tell()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over what was kept, with the size it had: a file that was cut is never taken for a whole one."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


class DoorUploads(MemoryUploads):
    """The same for the public's door: of all files together no more than one process can hold."""

    largest = DOOR_LARGEST
    before = 0  # bytes of the files that came before in this request

    def room(self) -> int:
        """Return how much more of this file is kept."""
        return min(super().room(), DOOR_ALTOGETHER - self.before - self.kept.tell())

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over what was kept, and count it."""
        self.before += self.kept.getbuffer().nbytes
        return super().file_complete(file_size)
