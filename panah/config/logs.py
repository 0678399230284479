"""What a log line may not keep: an address that is a key."""

import logging
import re

TOKEN = re.compile(r"(/helpline/once/)[^/\s\"'?]+")


class HideTokens(logging.Filter):
    """Take the token out of the address of a one-time link, in whatever line it stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return that the line is written, without any token in it."""
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = TOKEN.sub(r"\1…", said), None
        return True
