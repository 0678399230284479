"""A stranger's file is opened in a process of its own, which has little to lose: the door stays open."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from panah.core import apart, file_reader
from panah.core.errors import InvalidInput
from panah.core.file_reader import open_apart, open_one
from panah.core.seen import Seen, see
from tests.hostile import document_that_lies

PANAH = Path(__file__).parents[2] / "panah"
PHOTO = b"\xff\xd8\xff\xe1\x00\x08GPS !!\xff\xda\x00\x02picture\xff\xd9"
# One each: what a process that was turned against us would try first, and what a file alone can make it do.
TRIES = """
import os, socket
from panah.core.confined import confine
confine(seconds=1)
def tried(what):
    try:
        what()
    except (OSError, MemoryError) as refused:
        return type(refused).__name__
    return "allowed"
print(tried(lambda: open("/etc/passwd")), tried(lambda: open("/tmp/kept", "w")), tried(socket.socket),
      tried(os.pipe), tried(lambda: bytearray(600_000_000)), flush=True)
while True:
    pass
"""


def test_the_process_has_no_file_no_connection_little_memory_and_little_time():
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, cwd=apart.ROOT, timeout=20)
    assert done.stdout.split() == ["OSError"] * 4 + ["MemoryError"]
    assert done.returncode < 0  # it never ends by itself: its second of the processor was over


def test_what_is_opened_apart_is_what_would_have_been_opened_here():
    files = [
        PHOTO,
        b"",
        b"%PDF-1.7 /Encrypt",
        b"\xff\xd8\xff\xe0\x00",
        b"\x00\x00\x00\x20ftypheic",
        b"\xff\xfb sound\n",
    ]
    assert open_apart(files) == [see(file) for file in files]
    assert open_apart([]) == []


def test_a_document_that_unpacks_to_more_than_it_says_is_refused_and_the_files_before_it_are_known():
    bomb = document_that_lies(megabytes=900)
    assert len(bomb) < 1_000_000
    first, second, third = open_apart([PHOTO, bomb, PHOTO])
    assert (first, second, third) == (see(PHOTO), None, None)
    with pytest.raises(InvalidInput, match="could not be opened safely") as refused:
        open_one(bomb, field="scan")
    assert refused.value.field == "scan"
    assert isinstance(open_one(PHOTO, field="file"), Seen)


def test_who_takes_too_long_is_ended_and_nobody_waits_for_a_place_for_ever(monkeypatch):
    monkeypatch.setattr(file_reader, "SECONDS", 0.001)
    assert open_apart([PHOTO]) == [None]
    monkeypatch.setattr(file_reader, "SECONDS", 0.1)
    with apart.AT_ONCE, apart.AT_ONCE:
        assert open_apart([PHOTO]) == [None]
    monkeypatch.undo()
    assert open_apart([PHOTO]) == [see(PHOTO)]


def test_no_room_opens_a_file_itself():
    opening = re.compile(r"^from panah\.core\.\w+ import .*\b(see|bare|trouble_of|bare_\w+)\b", re.MULTILINE)
    found = {str(file.relative_to(PANAH)) for file in PANAH.rglob("*.py") if opening.search(file.read_text("utf-8"))}
    assert found == {"core/seen.py", "core/office.py", "core/file_process.py"}
