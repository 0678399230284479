"""
Make the environment `.venv` for `./run` and `./test`: python3 environment.py requirements.txt

Runs before anything is installed, so it uses the standard library only. What is installed is what the hashes in
the file say, or nothing. A stamp remembers what was finished: a broken-off set-up is taken up again.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "panah-installed.json"
COMMAND = """#!/bin/sh
# Panah's command line.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
PYTHONPATH="${here%/.venv/bin}" exec "$here/python" -m panah "$@"
"""


class Refusal(Exception):
    """What is wrong and how to mend it, in one sentence."""


def main(requirements: str) -> int:
    """Make the environment hold the requirements; say one sentence if that cannot be."""
    try:
        (ROOT / "var").mkdir(exist_ok=True)
        with (ROOT / "var" / "environment.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_complete(requirements):
                create()
                install(requirements)
    except Refusal as refusal:
        print(f"{refusal}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or ROOT} cannot be written ({error.strerror}): make it yours.", file=sys.stderr)
        return 1
    return 0


def is_complete(requirements: str) -> bool:
    """Test if the last set-up was finished with these very requirements and still starts."""
    try:
        installed = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return installed.get(requirements) == fingerprint(requirements) and starts()


def fingerprint(requirements: str) -> str:
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()


def starts() -> bool:
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def create() -> None:
    """
    Create the environment, or keep the one that is there and starts.

    :raises Refusal: if Python's venv module is not complete
    """
    if starts():
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    command = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)] if uv else None
    if command and subprocess.run(command, capture_output=True).returncode == 0:
        return
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Refusal(
            "Python's venv module is not complete here: install it (on Debian and Ubuntu: apt install python3-venv)."
        )


def install(requirements: str) -> None:
    """
    Install by uv, which is quicker, or else by pip.

    :raises Refusal: if neither can
    """
    print(f"Installing {requirements} into .venv ...", flush=True)
    if not (by_uv(requirements) or by_pip(requirements)):
        raise Refusal(
            f"Not everything in {requirements} could be installed: read the lines above, "
            "check the network or your package index, and start again."
        )
    (VENV / "bin" / "panah").write_text(COMMAND, "utf-8")
    (VENV / "bin" / "panah").chmod(0o755)
    names = ["requirements.txt"] if requirements == "requirements.txt" else ["requirements.txt", requirements]
    STAMP.write_text(json.dumps({name: fingerprint(name) for name in names}), "utf-8")


def by_uv(requirements: str) -> bool:
    uv = shutil.which("uv") or installed_uv()
    if uv is None:
        return False
    command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes"]
    return subprocess.run([*command, "-r", str(ROOT / requirements)], capture_output=True).returncode == 0


def installed_uv() -> str | None:
    """Put uv itself into the environment, from its own hash-locked line."""
    done = pip("install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements-uv.txt"), quiet=True)
    path = VENV / "bin" / "uv"
    return str(path) if done and path.exists() else None


def by_pip(requirements: str) -> bool:
    subprocess.run([PYTHON, "-m", "ensurepip"], capture_output=True)
    return pip("install", "--quiet", "--require-hashes", "-r", str(ROOT / requirements), quiet=False)


def pip(*arguments: str, quiet: bool) -> bool:
    environment = dict(os.environ) | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [str(PYTHON), "-m", "pip", *arguments]
    return subprocess.run(command, env=environment, capture_output=quiet).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
