"""From an exported log and its checkpoints alone, every planted fault is found and named."""

import json
import shutil
import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import connection

from panah.audit import export, log, notary, notes, verifier
from panah.audit.events import Event
from panah.audit.models import Checkpoint, Entry, Leaf
from panah.audit.tree import leaf_hash
from panah.core.db import unforced
from panah.crypto import boxes
from tests.support import as_owner, sign_in

ROWS = 25


@pytest.fixture
def owner(db, settings, tmp_path):
    """Be the owner, with the notary's key and checkpoints in a folder of their own."""
    settings.VAR = tmp_path / "var"
    with as_owner(), unforced("audit_entry"):
        connection.cursor().execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stands")
        yield tmp_path


def write(count):
    actor = sign_in("case_manager", organisation="vac")
    for number in range(count):
        log.record(actor=actor, event=Event.PROTECTION_CASE_OPENED, subject=None, number=number)


def signed(rows=ROWS, every=10):
    """Write rows and let the notary sign after each `every`."""
    for start in range(0, rows, every):
        write(min(every, rows - start))
        notary.run(once=True)


def judge(folder, *more):
    out = export.export(folder / "out")
    return run(out, *more)


def run(out, *more):
    command = [sys.executable, str(out / "verifier.py"), str(out / "log.jsonl"), str(out / "checkpoints")]
    done = subprocess.run([*command, str(out / "notary.pub"), *more], capture_output=True, text=True, cwd=out)
    return done.returncode, done.stdout + done.stderr


def rows():
    return list(Entry.objects.filter(sequence__isnull=False).order_by("sequence"))


def test_an_untouched_log_is_verified(owner):
    signed()
    assert judge(owner) == (0, "All 25 rows are as they were signed, under 3 checkpoints.\n")


def test_rows_after_the_last_checkpoint_are_said_to_be_unknown(owner):
    signed(10)
    write(2)
    notary.number_rows()
    code, text = judge(owner)
    assert code == 0
    assert "2 rows came after the last checkpoint" in text


def test_an_edited_row_is_named(owner):
    signed()
    Entry.objects.filter(sequence=13).update(actor_id=uuid4())
    assert judge(owner) == (1, "row 13: edited (in rows 11 to 20)\n")


def test_a_deleted_row_is_named(owner):
    signed()
    Entry.objects.filter(sequence=7).delete()
    assert judge(owner) == (1, "row 7: deleted (in rows 1 to 10)\n")


def test_swapped_rows_are_named(owner):
    signed()
    one, other = rows()[3], rows()[17]
    near = rows()[5]
    for left, right in ((one, near),):
        Entry.objects.filter(id=left.id).update(sequence=None)
        Entry.objects.filter(id=right.id).update(sequence=left.sequence)
        Entry.objects.filter(id=left.id).update(sequence=right.sequence)
    assert other.sequence == 18
    said = "row 4: swapped with row 6 (in rows 1 to 10)\nrow 6: swapped with row 4 (in rows 1 to 10)\n"
    assert judge(owner) == (1, said)


def test_a_truncated_log_is_named(owner):
    signed()
    Entry.objects.filter(sequence__gt=18).delete()
    Leaf.objects.filter(sequence__gt=18).delete()
    code, text = judge(owner)
    assert code == 1
    assert "truncated: rows from 19 on are gone (in rows 11 to 20)" in text


def test_a_row_deleted_with_its_kept_hash_is_named_and_the_rest_not_believed(owner):
    signed()
    Entry.objects.filter(sequence=12).delete()
    Leaf.objects.filter(sequence=12).delete()
    code, text = judge(owner)
    assert code == 1
    assert text == (
        "row 12: deleted (in rows 11 to 20)\nrows from 21 on: not proved, because rows before them are lost\n"
    )


def test_a_row_edited_with_its_kept_hash_is_found_by_its_interval(owner):
    signed()
    Entry.objects.filter(sequence=12).update(event="x.y.z")
    Leaf.objects.filter(sequence=12).update(hash=leaf_hash(b"recomputed"))
    code, text = judge(owner)
    assert code == 1
    assert "rows 11 to 20: changed" in text


def test_a_log_rewritten_with_new_checkpoints_fails_against_the_outside_copies(owner):
    signed()
    outside = shutil.copytree(owner / "var" / "checkpoints", owner / "outside")
    Entry.objects.filter(sequence=12).update(event="x.y.z", sequence=None)
    Entry.objects.filter(sequence__gt=11).update(sequence=None)
    Leaf.objects.filter(sequence__gt=11).delete()
    Checkpoint.objects.filter(size__gt=10).delete()
    notary.run(once=True)
    out = export.export(owner / "out")
    assert run(out)[0] == 1 or shutil.copytree(outside, out / "checkpoints", dirs_exist_ok=True)
    code, text = run(out)
    assert code == 1
    assert "changed" in text


def test_a_forged_checkpoint_is_named(owner):
    signed()
    out = export.export(owner / "out")
    text = notes.checkpoint_text(size=20, root=b"\x00" * 32)
    (out / "checkpoints" / "forged.txt").write_text(notes.signed_note(text, seed=boxes.new_key()))
    code, said = run(out)
    assert code == 1
    assert said.startswith("forged checkpoint: forged.txt (for 20 rows)")


def test_a_checkpoint_with_a_changed_number_is_forged(owner):
    signed()
    out = export.export(owner / "out")
    place = out / "checkpoints" / "000000000020.txt"
    place.write_text(place.read_text().replace("\n20\n", "\n19\n"))
    assert "forged checkpoint: 000000000020.txt (for 19 rows)" in run(out)[1]


def test_a_notary_that_signs_two_histories_is_caught(owner):
    signed()
    out = export.export(owner / "out")
    text = notes.checkpoint_text(size=20, root=b"\x00" * 32)
    (out / "checkpoints" / "two.txt").write_text(notes.signed_note(text, seed=notary.signing_seed()))
    assert "two histories: two different roots were signed for 20 rows" in run(out)[1]


def test_a_row_and_the_history_are_proved(owner):
    signed()
    code, text = judge(owner, "--row", "17", "--since", "10")
    assert code == 0
    assert "row 17 of 25: included" in text
    assert "10 rows and 25 rows: consistent" in text


@pytest.mark.parametrize("file", ["log.jsonl", "checkpoints/000000000010.txt", "notary.pub"])
def test_an_unreadable_file_is_said_in_one_sentence(owner, file):
    signed(10)
    out = export.export(owner / "out")
    (out / file).write_text("nothing of the kind\n")
    code, text = run(out)
    assert code == 2
    assert text.count("\n") == 1


def test_a_dump_edited_by_hand_is_found(owner):
    signed()
    out = export.export(owner / "out")
    lines = (out / "log.jsonl").read_text().splitlines()
    line = json.loads(lines[3])
    line["entry"]["sequence"] = 9
    (out / "log.jsonl").write_text("\n".join([*lines[:3], json.dumps(line), *lines[4:]]) + "\n")
    assert run(out) == (1, "row 4: its own number was edited (in rows 1 to 10)\n")


def test_main_runs_inside_the_command_line_too(owner, capsys):
    signed(10)
    out = export.export(owner / "out")
    names = ("log.jsonl", "checkpoints", "notary.pub")
    assert verifier.main([str(out / name) for name in names]) == 0
    assert "All 10 rows" in capsys.readouterr().out
