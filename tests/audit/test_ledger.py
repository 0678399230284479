"""The ledger of erasures: outside the database, chained, copied; whom it names stays forgotten after a restore."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from panah.audit import ledger
from panah.audit.ledger import KEY, PERSON, LedgerBroken, parsed
from panah.config.commands import doctor
from panah.config.forgetting import forget_again
from panah.crypto.errors import Erased
from panah.crypto.fields import unseal
from panah.crypto.models import RecordKey
from panah.crypto.records import erase, erased_keys
from panah.matching.models import NameTag
from panah.protection import actions
from panah.protection.actions.retention import erase_record
from panah.protection.models import Person
from tests.protection.test_retention import _approved, _old_case, _proposed, as_worker
from tests.support import again, as_owner, sign_in

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "checkpoints"


def test_each_erasure_is_one_line_without_a_name_and_is_written_once(folder):
    one, two = uuid4(), uuid4()
    assert ledger.append([(KEY, one), (PERSON, two), (KEY, one)], on=DAY) == 2
    assert ledger.append([(KEY, one)], on=DAY) == 0
    text = (folder / ledger.NAME).read_text()
    assert [line.split(" ")[:3] for line in text.splitlines()] == [
        ["2026-11-22", "key", str(one)],
        ["2026-11-22", "person", str(two)],
    ]
    assert (folder / ledger.NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows[1:],
        lambda rows: [rows[1], rows[0], rows[2]],
        lambda rows: [rows[0], rows[1].replace("key", "person"), rows[2]],
        lambda rows: [rows[0], "nonsense", rows[2]],
    ],
)
def test_a_line_taken_out_moved_or_changed_is_found(folder, spoil):
    ledger.append([(KEY, uuid4()) for _ in range(3)], on=DAY)
    rows = (folder / ledger.NAME).read_text().splitlines()
    with pytest.raises(LedgerBroken):
        parsed("".join(f"{row}\n" for row in spoil(rows)))


def test_a_half_written_last_line_is_written_again(folder):
    ledger.append([(KEY, uuid4())], on=DAY)
    path = folder / ledger.NAME
    path.write_text(path.read_text() + "2026-11-22 key 12")
    assert len(ledger.read()) == 1
    ledger.append([(KEY, uuid4())], on=DAY)
    assert len(parsed(path.read_text())) == 2


def test_a_copy_elsewhere_fills_what_was_cut_off_here_and_a_different_one_is_refused(folder, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere"
    monkeypatch.setenv("PANAH_CHECKPOINT_FOLDERS", str(other))
    ledger.append([(KEY, uuid4()), (KEY, uuid4())], on=DAY)
    path = folder / ledger.NAME
    path.write_text(path.read_text().splitlines()[0] + "\n")
    assert len(ledger.read()) == 2
    path.unlink()
    ledger.append([(KEY, uuid4())], on=DAY)
    assert len(parsed(path.read_text())) == 3
    path.write_text(str(ledger.chained(ledger.BEGIN, day=DAY, kind=KEY, record_id=uuid4())) + "\n")
    with pytest.raises(LedgerBroken):
        ledger.read()


@pytest.mark.django_db
def test_after_a_restore_the_erased_are_erased_again_and_nobody_is_found_by_name():
    """The drill: backup, erase, restore, start. What is restored is the key and the index, as a backup would."""
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    person = Person.objects.get(case=case)
    tags = list(NameTag.objects.filter(subject_id=person.pk).values())
    with as_owner():
        backup = RecordKey.objects.get(pk=case.key_id)
    _proposed(actor)
    officer, erasure = _approved(case)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
    with as_owner():
        RecordKey.objects.filter(pk=case.key_id).update(wrapped=bytes(backup.wrapped), erased_at=None)
    again(officer)
    NameTag.objects.bulk_create(NameTag(**row) for row in tags)
    assert unseal(person, "given_name")["given_name"] == "Aygün"
    with as_owner():
        assert forget_again().again == 1
        assert forget_again() == (0, 0)
    again(officer)
    with pytest.raises(Erased):
        unseal(Person.objects.get(case=case), "given_name")
    assert not actions.find_people(actor=officer, text="Aygün Sınaqova")


@pytest.mark.django_db
def test_what_the_ledger_had_missed_is_told_to_it():
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    with as_owner():
        erase(case.key_id)
        assert case.key_id in erased_keys()
        assert forget_again().added >= 1
    assert case.key_id in {line.id for line in ledger.read()}


@pytest.mark.django_db
def test_a_broken_ledger_is_trouble_and_nothing_is_done(folder):
    ledger.append([(KEY, uuid4()), (KEY, uuid4())], on=DAY)
    path = folder / ledger.NAME
    path.write_text(path.read_text().splitlines()[1] + "\n")
    with as_owner():
        assert "ledger of erasures is broken" in doctor.ledger_troubles()[0].sentence
