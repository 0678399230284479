import pytest

from panah.config.postgres import put_in_place


def folder(path, text):
    path.mkdir()
    (path / "postgres").write_text(text)
    return path


def test_a_finished_folder_gets_its_name(tmp_path):
    put_in_place(folder(tmp_path / "made", "mine"), tmp_path / "target")
    assert (tmp_path / "target" / "postgres").read_text() == "mine"


def test_two_who_copy_at_once_end_with_the_first_copy(tmp_path):
    target = folder(tmp_path / "target", "first")
    put_in_place(folder(tmp_path / "made", "second"), target)
    assert (target / "postgres").read_text() == "first"
    assert not (tmp_path / "made").exists()


def test_another_failure_is_not_hidden(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        put_in_place(folder(tmp_path / "made", "mine"), tmp_path / "missing" / "target")
