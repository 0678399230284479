"""The public's process and the desk's share no key."""

import pytest

from panah.config import secret
from panah.config.commands import serve
from panah.config.refusal import Refusal


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    monkeypatch.delenv(secret.GIVEN, raising=False)
    monkeypatch.delenv(secret.GIVEN_PUBLIC, raising=False)
    monkeypatch.delenv(secret.GIVEN_PAIRING, raising=False)


def keys(folder):
    return [secret.django_key(folder, role=role) for role in ("desk", "worker", "public")]


def test_a_new_installation_draws_one_key_for_the_public_and_one_for_the_desk(tmp_path):
    secret.make_django_keys(tmp_path)
    desk, worker, public = keys(tmp_path)
    assert desk == worker
    assert desk != public
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o400] * 3


def test_the_desk_and_the_public_have_one_key_for_a_surveys_pairs(tmp_path, monkeypatch):
    with pytest.raises(Refusal):
        secret.pairing_key(tmp_path)
    secret.make_django_keys(tmp_path)
    drawn = secret.pairing_key(tmp_path)
    assert drawn not in keys(tmp_path)
    monkeypatch.setenv(secret.GIVEN, "given")
    at_desk = secret.pairing_key(tmp_path)
    environment = dict(secret.os.environ)
    secret.keep_from_public(environment)
    monkeypatch.delenv(secret.GIVEN)
    monkeypatch.setenv(secret.GIVEN_PUBLIC, environment[secret.GIVEN_PUBLIC])
    assert secret.pairing_key(tmp_path) == at_desk != secret.public_key_of("given")
    monkeypatch.setenv(secret.GIVEN_PAIRING, "of all")
    assert secret.pairing_key(tmp_path) == "of all"


def test_an_older_installation_keeps_its_desks_key(tmp_path):
    (tmp_path / "django.key").write_text("drawn long ago", "ascii")
    with pytest.raises(Refusal):
        secret.django_key(tmp_path, role="public")
    secret.make_django_keys(tmp_path)
    desk, _, public = keys(tmp_path)
    assert desk == "drawn long ago"
    assert public not in ("", desk)


def test_one_given_key_is_not_the_publics(tmp_path, monkeypatch):
    monkeypatch.setenv(secret.GIVEN, "given")
    desk, _, public = keys(tmp_path)
    assert desk == "given"
    assert "given" not in public


def test_the_publics_process_starts_without_the_desks_key(tmp_path, monkeypatch):
    monkeypatch.setenv(secret.GIVEN, "given")
    environments = []
    monkeypatch.setattr(serve.subprocess, "Popen", lambda *_, env, **__: environments.append(env))
    for role in ("desk", "public"):
        serve.Child(role, ["x"], role, "y").start()
    desk, public = environments
    assert desk[secret.GIVEN] == "given"
    assert secret.GIVEN not in public
    assert public[secret.GIVEN_PUBLIC] == secret.public_key_of("given")
