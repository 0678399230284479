"""
Which database Panah uses: the embedded one, or the organisation's own server.

The organisation's own is chosen by `DATABASE_URL` (role `panah_owner`) together with one URL per further role:
`DATABASE_URL_DESK`, `_PUBLIC`, `_WORKER`, `_NOTARY`, `_STATISTICS`. Otherwise the embedded cluster is started
when needed; what is needed to reach it stands in a file that its owner alone may read.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

import psycopg

from panah.config import postgres
from panah.config.database_roles import LOGIN_ROLES, database_sql, role_name, roles_sql, schema_sql
from panah.config.refusal import Refusal

__all__ = ["Cluster", "cluster_file", "connection", "ensure_cluster", "superuser", "uses_own_server"]

SECRETS = postgres.VAR / "secrets"
DBNAME = "panah"
ROLES = LOGIN_ROLES


@dataclass(kw_only=True)
class Cluster:
    """A reachable server: `with ensure_cluster() as cluster:` stops it after its last user."""

    host: str
    port: int
    dbname: str
    passwords: dict[str, str] = field(repr=False)
    superuser_password: str = field(default="", repr=False)
    purpose: str = postgres.MAIN
    _users_lock: int | None = field(default=None, repr=False, compare=False)

    def url(self, role: str) -> str:
        """The libpq URL of one role: owner, desk, public, worker, notary or statistics."""
        user, password = role_name(role), quote(self.passwords[role], safe="")
        host = quote(self.host, safe="")
        return f"postgresql://{user}:{password}@/{quote(self.dbname)}?host={host}&port={self.port}"

    def django(self, role: str) -> dict[str, Any]:
        """An entry of Django's DATABASES for one role."""
        return django_entry(
            host=self.host, port=self.port, dbname=self.dbname, user=role_name(role), password=self.passwords[role]
        )

    def stop(self) -> None:
        """Let go of the server; it ends with its last user, and this waits for that end."""
        if self._users_lock is None:
            return
        os.close(self._users_lock)
        self._users_lock = None
        at = postgres.place(self.purpose)
        deadline = time.monotonic() + 30
        while postgres.running_pid(at) is not None and time.monotonic() < deadline:
            alone = postgres.try_lock(at.state / "users.lock")
            if alone is None:
                return
            os.close(alone)
            time.sleep(0.1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def cluster_file(purpose: str = postgres.MAIN) -> Path:
    return SECRETS / f"cluster-{purpose}.json"


def ensure_cluster(purpose: str = postgres.MAIN) -> Cluster:
    """
    Start the embedded cluster if it does not run yet, and be one of its users.

    Every purpose but "main" is temporary: its data are thrown away after its last user.

    :raises Refusal: if it cannot be created, started or reached
    """
    at = postgres.place(purpose)
    postgres.own_folder(SECRETS, user=None)
    with postgres.locked(at.state / "start.lock"):
        postgres.stop_unkept(at)
        runs = postgres.running_pid(at) is not None
        cluster = known_cluster(at, runs=runs) or new_cluster(at)
        cluster._users_lock = postgres.take_lock(at.state / "users.lock", shared=True)
        if not runs:
            start(at)
        if not (at.data / "panah.ready").exists():
            prepare(cluster, temporary=at.temporary)
            (at.data / "panah.ready").touch()
    return cluster


def known_cluster(at: postgres.Place, *, runs: bool) -> Cluster | None:
    """The cluster as its file describes it, unless its data are gone or were only for a run that is over."""
    file = cluster_file(at.purpose)
    if not at.data.is_dir() or not file.exists() or (at.temporary and not runs):
        return None
    known = Cluster(**json.loads(file.read_text("utf-8")))
    known.host = str(at.socket)
    return known


def new_cluster(at: postgres.Place) -> Cluster:
    """Create a cluster; data that lie there without their passwords are moved away, never deleted."""
    if at.data.exists() and not at.temporary:
        sys.stderr.write(f"The passwords of an earlier database are gone: it was moved to {postgres.set_aside(at)}.\n")
    if at.data.exists():
        shutil.rmtree(at.data)
    cluster = Cluster(
        host=str(at.socket),
        port=postgres.PORT,
        dbname=DBNAME,
        passwords={role: secrets.token_urlsafe(24) for role in ROLES},
        superuser_password=secrets.token_urlsafe(24),
        purpose=at.purpose,
    )
    write_secret(cluster_file(at.purpose), json.dumps(describe(cluster), indent=1))
    postgres.create(at, superuser_password=cluster.superuser_password)
    return cluster


def describe(cluster: Cluster) -> dict[str, Any]:
    return {name: value for name, value in asdict(cluster).items() if not name.startswith("_")}


def write_secret(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)


def start(at: postgres.Place) -> None:
    """
    Start the server through its keeper.

    :raises Refusal: with the keeper's sentence if it does not start
    """
    done = subprocess.run(
        [sys.executable, "-m", "panah.config.keeper", at.purpose],
        cwd=postgres.ROOT,
        env=dict(os.environ) | {"PYTHONPATH": str(postgres.ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if done.returncode != 0:
        raise Refusal((done.stderr.strip().splitlines() or ["PostgreSQL did not start: read var/postgres."])[-1])


def prepare(cluster: Cluster, *, temporary: bool) -> None:
    """Create roles and the database; everything may run again after a broken-off set-up."""
    with superuser(cluster, "template1") as connection:
        connection.execute(roles_sql(cluster.passwords, for_tests=temporary).encode())
        connection.execute(schema_sql().encode())
    with superuser(cluster, "postgres") as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [cluster.dbname]).fetchone()
        if found is None:
            connection.execute(f"CREATE DATABASE {cluster.dbname} OWNER panah_owner TEMPLATE template1".encode())
        connection.execute(database_sql(cluster.dbname).encode())


def superuser(cluster: Cluster, dbname: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """
    Connect as the cluster's superuser, which only the launcher and the drill use.

    :raises Refusal: if the password in the cluster's file is not the server's
    """
    try:
        return psycopg.connect(
            host=cluster.host,
            port=cluster.port,
            dbname=dbname,
            user=postgres.SUPERUSER,
            password=cluster.superuser_password,
            autocommit=True,
        )
    except psycopg.OperationalError as error:
        raise Refusal(
            f"The embedded database cannot be reached ({str(error).strip().splitlines()[-1]}): "
            f"put {cluster_file(cluster.purpose)} back from your backup, or remove the data folder to begin anew."
        ) from error


def connection(role: str) -> dict[str, Any]:
    """
    Django's DATABASES entry for a role, for use in settings: nothing is started here.

    :raises Refusal: if `DATABASE_URL` is set and the role's own URL is missing or names another role
    """
    if os.environ.get("DATABASE_URL"):
        return from_url(role)
    file = Path(os.environ.get("PANAH_CLUSTER") or cluster_file())
    if file.exists():
        return Cluster(**json.loads(file.read_text("utf-8"))).django(role)
    return django_entry(
        host=str(postgres.VAR / "postgres"), port=postgres.PORT, dbname=DBNAME, user=role_name(role), password=""
    )


def uses_own_server() -> bool:
    return bool(os.environ.get("DATABASE_URL"))


def from_url(role: str) -> dict[str, Any]:
    name = "DATABASE_URL" if role == "owner" else f"DATABASE_URL_{role.upper()}"
    value = os.environ.get(name, "")
    if not value:
        raise Refusal(f"DATABASE_URL is set but {name} is not: `panah database sql` prints the roles and their URLs.")
    parts = urlsplit(value)
    query = parse_qs(parts.query)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Refusal(f"{name} is not of the form postgresql://{role_name(role)}:PASSWORD@HOST:5432/panah: correct it.")
    if parts.username != role_name(role):
        raise Refusal(f"{name} must log in as {role_name(role)}, not as {parts.username}: correct the URL.")
    entry = django_entry(
        host=query.pop("host", [parts.hostname or ""])[0],
        port=parts.port or int(query.pop("port", ["5432"])[0]),
        dbname=unquote(parts.path.strip("/")),
        user=role_name(role),
        password=unquote(parts.password or ""),
    )
    entry["OPTIONS"] = {key: values[0] for key, values in query.items()}
    return entry


def django_entry(*, host: str, port: int, dbname: str, user: str, password: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host,
        "PORT": str(port),
        "NAME": dbname,
        "USER": user,
        "PASSWORD": password,
    }
