"""The generated pages of docs/ say what the code says."""

from pathlib import Path

import pytest

from panah.access.roles import ROLES
from panah.config import documents
from panah.config.documents import roles
from tests.contracts.verdict import kept

DOCS = Path(__file__).parents[2] / "docs"


def untrue(folder: Path) -> list[str]:
    """Pages that are missing or say something else than the code."""
    return [
        f"docs/{path}: write it again with `panah docs`"
        for path, text in documents.pages().items()
        if not (folder / path).is_file() or (folder / path).read_text("utf-8") != text
    ]


def test_generated_pages_equal_the_code() -> None:
    kept(untrue(DOCS))


def test_a_page_that_is_no_longer_true_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in documents.pages().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert untrue(tmp_path) == []
    monkeypatch.setattr(roles, "ROLES", dict(list(ROLES.items())[1:]))
    assert any("roles.md" in fault for fault in untrue(tmp_path))


def test_links_between_pages_lead_somewhere() -> None:
    kept(
        f"{page.name}: {link} leads nowhere"
        for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]
        for link in links(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    )


def links(text: str) -> list[str]:
    found = [part.split(")")[0].split("#")[0] for part in text.split("](")[1:]]
    return [link for link in found if link and "://" not in link]
