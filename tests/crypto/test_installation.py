"""The root key: given once, proved at each start, never replaced by itself."""

import pytest

from panah.crypto import installation, keys
from panah.crypto.errors import CryptoError, KeyMissing, KeyWrong
from panah.crypto.models import CompartmentKey, DeskKey, KeyCheck, RecordKey
from tests.support import as_owner


@pytest.fixture
def elsewhere(db, settings, tmp_path):
    """An installation without check value, compartments or key file."""
    settings.PANAH_ROOT_KEY_FILE = str(tmp_path / "secrets" / "root.key")
    with as_owner():
        KeyCheck.objects.all().delete()
        for table in (DeskKey, RecordKey, CompartmentKey):
            table.objects.all().delete()
        yield tmp_path / "secrets" / "root.key"
    keys.forget()


def put(path, text, mode=0o400):
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text)
    path.chmod(mode)


def test_a_demo_draws_its_key_once_and_keeps_it(elsewhere):
    installation.prepare(is_demo=True)
    key = elsewhere.read_text()
    assert elsewhere.stat().st_mode & 0o777 == 0o400
    assert elsewhere.parent.stat().st_mode & 0o777 == 0o700
    installation.prepare(is_demo=True)
    assert elsewhere.read_text() == key


def test_production_draws_no_key_by_itself(elsewhere):
    with pytest.raises(KeyMissing, match="panah keys create"):
        installation.prepare(is_demo=False)
    assert installation.create_key() == str(elsewhere)
    installation.prepare(is_demo=False)


def test_a_lost_key_is_not_replaced(elsewhere):
    installation.prepare(is_demo=True)
    elsewhere.unlink()
    for step in (lambda: installation.prepare(is_demo=True), installation.prove, installation.create_key):
        with pytest.raises(KeyMissing):
            step()
    assert not elsewhere.exists()


def test_a_key_file_is_not_overwritten(elsewhere):
    installation.create_key()
    with pytest.raises(FileExistsError):
        installation.create_key()


def test_sealed_records_without_a_check_value_are_refused(elsewhere):
    installation.prepare(is_demo=True)
    CompartmentKey.objects.create(organisation_id="0" * 32, wall="protection", purpose="records", wrapped=b"x")
    KeyCheck.objects.all().delete()
    keys.forget()
    with pytest.raises(KeyMissing, match="backup"):
        installation.prepare(is_demo=True)


@pytest.mark.parametrize(
    ("text", "mode"), [("ab" * 32, 0o400), ("not a key", 0o400), ("ab" * 31, 0o400), ("ab" * 32, 0o444), ("ə", 0o400)]
)
def test_a_wrong_key_is_refused_in_one_sentence(elsewhere, text, mode):
    installation.prepare(is_demo=True)
    put(elsewhere, text, mode)
    with pytest.raises(KeyWrong) as caught:
        installation.prove()
    assert str(caught.value).endswith(".")
    assert isinstance(caught.value, CryptoError)


def test_an_installation_that_was_given_no_key_says_so(elsewhere):
    put(elsewhere, "ab" * 32)
    with pytest.raises(KeyMissing, match="panah keys prepare"):
        keys.ring()


def test_where_the_key_is_looked_for(settings, monkeypatch, tmp_path):
    settings.PANAH_ROOT_KEY_FILE = None
    assert keys.root_key_file() == settings.VAR / "secrets" / "root.key"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert keys.root_key_file() == tmp_path / "panah-root-key"
    settings.PANAH_ROOT_KEY_FILE = str(tmp_path / "x")
    assert keys.root_key_file() == tmp_path / "x"
