"""The launcher of the embedded server: what it creates, how it ends, what it refuses."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from panah.config import database, doctor, postgres
from panah.config.database_roles import LOGIN_ROLES, roles_sql
from panah.config.refusal import Refusal

PURPOSE = f"launcher{os.getpid()}"
KILLED_USER = f"""
import os, signal
from panah.config import database
database.ensure_cluster("{PURPOSE}")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[database.Cluster]:
    with database.ensure_cluster(PURPOSE) as started:
        yield started
    database.cluster_file(PURPOSE).unlink(missing_ok=True)


def ends(at: postgres.Place, *, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if postgres.running_pid(at) is None:
            return True
        time.sleep(0.05)
    return False


def troubles(cluster: database.Cluster, role: str) -> str:
    with psycopg.connect(cluster.url(role)) as connection:
        return " ".join(trouble.sentence for trouble in doctor.role_troubles(connection, role))


def test_it_listens_on_a_short_private_socket_only(cluster: database.Cluster) -> None:
    folder = Path(cluster.host)
    assert len(os.fsencode(folder / f".s.PGSQL.{postgres.PORT}")) <= postgres.SOCKET_PATH_LIMIT
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with psycopg.connect(cluster.url("owner")) as owner:
        assert owner.execute("SHOW listen_addresses").fetchone() == ("",)


def test_every_role_needs_its_own_password(cluster: database.Cluster) -> None:
    for role in LOGIN_ROLES:
        with psycopg.connect(cluster.url(role)) as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == (f"panah_{role}",)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.url(role).replace(cluster.passwords[role], "wrong"))


def test_passwords_lie_in_a_file_for_the_owner_alone(cluster: database.Cluster) -> None:
    assert stat.S_IMODE(database.cluster_file(PURPOSE).stat().st_mode) == 0o600


def test_a_new_table_is_open_to_the_desk_but_for_deleting(cluster: database.Cluster) -> None:
    with psycopg.connect(cluster.url("owner")) as owner:
        owner.execute("CREATE TABLE note (id int)")
        rights = {
            (role, right): owner.execute(
                "SELECT has_table_privilege(%s, 'note', %s)", [f"panah_{role}", right]
            ).fetchone()
            for role in LOGIN_ROLES[1:]
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        }
        owner.rollback()
    allowed = {each for each, row in rights.items() if row == (True,)}
    assert allowed == {(role, right) for role in ("desk", "worker") for right in ("SELECT", "INSERT", "UPDATE")}


def test_the_owner_hands_a_view_over_and_takes_it_away_again(cluster: database.Cluster) -> None:
    with psycopg.connect(cluster.url("owner")) as owner:
        owner.execute("CREATE VIEW fact AS SELECT 1 AS one")
        owner.execute("ALTER VIEW fact OWNER TO panah_facts")
        owner.execute("DROP VIEW fact")


def test_a_superuser_is_refused_and_so_is_who_may_become_one(cluster: database.Cluster) -> None:
    assert troubles(cluster, "desk") == ""
    with database.superuser(cluster, "postgres") as superuser:
        superuser.execute("CREATE ROLE mighty SUPERUSER")
        for grant, revoke in (
            ("ALTER ROLE panah_desk SUPERUSER", "ALTER ROLE panah_desk NOSUPERUSER"),
            ("ALTER ROLE panah_desk BYPASSRLS", "ALTER ROLE panah_desk NOBYPASSRLS"),
            ("GRANT mighty TO panah_desk", "REVOKE mighty FROM panah_desk"),
            ("GRANT panah_worker TO panah_desk", "REVOKE panah_worker FROM panah_desk"),
        ):
            superuser.execute(grant.encode())
            assert "panah_desk" in troubles(cluster, "desk")
            superuser.execute(revoke.encode())
    assert troubles(cluster, "desk") == ""


def test_a_role_that_is_answered_too_early_is_found(cluster: database.Cluster) -> None:
    with database.superuser(cluster, "postgres") as superuser:
        superuser.execute("ALTER ROLE panah_public SET synchronous_commit = off")
        assert "panah_public is answered before" in troubles(cluster, "public")
        superuser.execute("ALTER ROLE panah_public RESET synchronous_commit")
    assert troubles(cluster, "public") == ""


@pytest.mark.parametrize(("version", "said"), [(140012, "PostgreSQL 14"), (90624, "PostgreSQL 9"), (150000, "")])
def test_a_server_that_is_too_old_is_found(version: int, said: str) -> None:
    server = SimpleNamespace(info=SimpleNamespace(server_version=version))
    found = " ".join(trouble.sentence for trouble in doctor.version_troubles(server))  # type: ignore[arg-type]
    assert said in found
    assert bool(found) == bool(said)


def test_weak_durability_and_an_open_table_are_found(cluster: database.Cluster) -> None:
    with psycopg.connect(cluster.url("owner")) as owner:
        found = [trouble.sentence for trouble in doctor.durability_troubles(owner)]
        assert any("fsync is off" in sentence for sentence in found)  # a cluster for tests is not durable
        assert not any("data_checksums" in sentence for sentence in found)
        assert list(doctor.unforced_troubles(owner)) == []
        owner.execute("CREATE TABLE half (id int)")
        owner.execute("ALTER TABLE half ENABLE ROW LEVEL SECURITY")
        assert "half is not forced" in next(doctor.unforced_troubles(owner)).sentence
        owner.rollback()
        assert list(doctor.text_troubles(owner)) == []
        assert list(doctor.version_troubles(owner)) == []


def test_it_goes_on_while_somebody_uses_it_and_after_a_killed_user(cluster: database.Cluster) -> None:
    at = postgres.place(PURPOSE)
    before = postgres.running_pid(at)
    with database.ensure_cluster(PURPOSE):
        assert postgres.running_pid(at) == before
    killed = subprocess.run([sys.executable, "-c", KILLED_USER], cwd=postgres.ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert postgres.running_pid(at) == before


def test_a_killed_only_user_leaves_nothing_running() -> None:
    purpose = f"{PURPOSE}alone"
    subprocess.run([sys.executable, "-c", KILLED_USER.replace(PURPOSE, purpose)], cwd=postgres.ROOT)
    assert ends(postgres.place(purpose))
    database.cluster_file(purpose).unlink()


def test_a_number_that_another_program_has_now_is_no_server(tmp_path: Path) -> None:
    at = postgres.Place(purpose="main", state=tmp_path, binaries=tmp_path, socket=tmp_path / "socket", user=None)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n", "utf-8")
    assert postgres.running_pid(at) is None
    postgres.forget_stale_pid(at)
    assert not (tmp_path / "data" / "postmaster.pid").exists()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    assert postgres.socket_folder(tmp_path / "short").parent == tmp_path / "short" or len(str(tmp_path)) > 80
    folder = postgres.socket_folder(tmp_path / ("long" * 40))
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= postgres.SOCKET_PATH_LIMIT


def test_a_folder_that_somebody_else_prepared_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "socket"
    target.symlink_to(tmp_path)
    with pytest.raises(Refusal, match="belongs to somebody else"):
        postgres.private_folder(target, user=None)
    target.unlink()
    target.mkdir(mode=0o755)
    with pytest.raises(Refusal, match="belongs to somebody else"):
        postgres.private_folder(target, user=None)


def test_no_role_of_an_own_server_is_powerful() -> None:
    sql = roles_sql(dict.fromkeys(LOGIN_ROLES, "it's"), for_tests=False)
    assert sql.count("NOSUPERUSER NOBYPASSRLS") == len(LOGIN_ROLES)
    assert "'it''s'" in sql
    assert "GRANT panah_desk" not in sql


@pytest.mark.parametrize(
    ("urls", "sentence"),
    [
        ({"DATABASE_URL": "postgresql://panah_owner:x@db/panah"}, "DATABASE_URL_DESK is not"),
        ({"DATABASE_URL": "x", "DATABASE_URL_DESK": "mysql://panah_desk@db/panah"}, "is not of the form"),
        ({"DATABASE_URL": "x", "DATABASE_URL_DESK": "postgresql://postgres@db/panah"}, "must log in as panah_desk"),
    ],
)
def test_a_wrong_url_is_named(monkeypatch: pytest.MonkeyPatch, urls: dict[str, str], sentence: str) -> None:
    for name, value in urls.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Refusal, match=sentence):
        database.connection("desk")


def test_an_own_server_is_read_from_its_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://panah_owner:p%40ss@db.example:6432/panah?sslmode=verify-full")
    entry = database.connection("owner")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "6432", "panah")
    assert (entry["USER"], entry["PASSWORD"]) == ("panah_owner", "p@ss")
    assert entry["OPTIONS"] == {"sslmode": "verify-full"}
