"""A found file names the export it came from: by a mark nobody sees, or by one row alone."""

import argparse
import io
import zipfile
from decimal import Decimal

import pytest

from panah.config.commands import trace_export
from panah.config.refusal import Refusal
from panah.config.tracing import text_of, trace
from panah.printing.tracer import hidden, tokens
from panah.protection import actions
from panah.protection.models import Payment
from tests.protection.test_list_export import ask, officer
from tests.support import again, as_owner

__all__ = ["officer"]
TOKEN = bytes(range(8))


def test_a_mark_has_no_width_and_is_found_again_in_the_middle_of_words():
    mark = hidden(TOKEN)
    assert not [letter for letter in mark if letter.isprintable() and letter.strip() and letter.isalnum()]
    assert tokens(f"Number{mark}\n{hidden(bytes(8))}") == {TOKEN, bytes(8)}
    assert tokens("Number " + mark[1:]) == set()
    with pytest.raises(ValueError, match="8 bytes"):
        hidden(b"short")


def fetched(actor, tmp_path, **wanted):
    export = ask(actor, **wanted)
    name, content = actions.fetch_list_export(actor=actor, list_export_id=export.pk)
    path = tmp_path / name
    path.write_bytes(content)
    return export, path


@pytest.mark.django_db
def test_a_workbook_names_its_export_and_who_asked_for_it(officer, tmp_path, capsys):
    export, path = fetched(officer, tmp_path)
    again(officer)
    ask(officer)
    with as_owner():
        found = trace(text_of(path))
        assert [(each.number, each.has_mark, each.rows) for each in found] == [(export.number, True, 1)]
        assert officer.name in found[0].account
        assert trace_export.run(argparse.Namespace(file=path)) == 0
    said = capsys.readouterr().out
    assert export.number in said
    assert officer.name in said


@pytest.mark.django_db
def test_a_pdf_names_its_list_by_its_mark_and_by_each_row_and_so_does_an_archive(officer, tmp_path, monkeypatch):
    export, path = fetched(officer, tmp_path, file_kind="pdf")
    assert path.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr("panah.printing.lists.ROWS", 1)
    award = Payment.objects.own(officer).get().award
    Payment.objects.own(officer).update(amount=40)
    actions.place_payment(actor=officer, award_id=award.id, amount=Decimal(20), method="cash", payee="self")
    longer, archive = fetched(officer, tmp_path, file_kind="pdf")
    assert archive.suffix == ".zip"
    with as_owner():
        (one,), (many,) = trace(text_of(path)), trace(text_of(archive))
    assert (one.number, one.has_mark, one.rows) == (export.number, True, 1)
    assert (many.number, many.has_mark, many.rows) == (longer.number, True, 2)
    assert officer.name in one.account
    assert one.asked_at == export.asked_at


@pytest.mark.django_db
def test_one_row_or_one_heading_copied_elsewhere_is_enough(officer, tmp_path):
    export, path = fetched(officer, tmp_path)
    with zipfile.ZipFile(path) as book:
        strings = book.read("xl/worksheets/sheet1.xml").decode()
    with as_owner():
        row = next(text for text in strings.split('"preserve">') if len(text.split("<")[0]) == 16).split("<")[0]
        known_by_row = trace(f"somebody posted: {row};100;AZN")
        heading = next(iter(tokens(strings)))
        known_by_mark = trace(f"Row{hidden(heading)}\tNumber")
    assert [(each.number, each.has_mark, each.rows) for each in known_by_row] == [(export.number, False, 1)]
    assert [(each.number, each.has_mark, each.rows) for each in known_by_mark] == [(export.number, True, 0)]


@pytest.mark.django_db
def test_a_file_of_somebody_else_names_nobody(tmp_path, capsys):
    path = tmp_path / "other.csv"
    path.write_text(f"0123456789abcdef{hidden(TOKEN)}")
    with as_owner():
        assert trace(text_of(path)) == []
        assert trace_export.run(argparse.Namespace(file=path)) == 1
    assert "no export" in capsys.readouterr().out
    with pytest.raises(Refusal):
        text_of(tmp_path / "missing.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("panah.config.tracing.LARGEST", 1024)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", b"0" * 4096)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(made.getvalue())
    with pytest.raises(Refusal, match="not read"):
        text_of(path)
