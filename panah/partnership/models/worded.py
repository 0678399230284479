from typing import Any


def worded(record: Any, field: str, language: str) -> str:
    """Return a text of a record in a language; where that is empty, in English, then in Azerbaijani."""
    for code in (language, "en", "az"):
        text: str = getattr(record, f"{field}_{code}", "")
        if text:
            return text
    return ""
