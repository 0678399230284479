"""Does a text lead to somebody? Compared with general rules, and where it may be read, with the person's record."""

from panah.matching.telling.check import check_story, check_text
from panah.matching.telling.finding import Finding
from panah.matching.telling.record import Known

__all__ = ["Finding", "Known", "check_story", "check_text"]
