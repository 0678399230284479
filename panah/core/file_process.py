"""
Opens the files of strangers, one after the other. Runs as a process of its own, started by `file_reader.py`.

On standard input each file comes behind its length; to standard output goes a line of JSON for each, and what is kept
of it. Whichever takes all memory or time ends this process: it is the first one without an answer.
"""

import json
import sys

from panah.core.confined import confine
from panah.core.seen import see

SECONDS = 10


def main() -> None:
    """Answer for every file on standard input."""
    confine(seconds=SECONDS)
    while head := sys.stdin.buffer.read(8):
        seen = see(sys.stdin.buffer.read(int.from_bytes(head)))
        found = {"kind": seen.kind and seen.kind.code, "trouble": seen.trouble, "is_heic": seen.is_heic}
        size = None if seen.bare is None else len(seen.bare)
        line = json.dumps({**found, "dots": seen.dots, "size": size})
        sys.stdout.buffer.write(line.encode() + b"\n" + (seen.bare or b""))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
