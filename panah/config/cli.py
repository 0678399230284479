"""The `panah` command: finds the command, gives it the database role it needs, turns refusals into one sentence."""

import argparse
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

import django
from django.db import DatabaseError, OperationalError

from panah.config import database, postgres, secret
from panah.config.refusal import Refusal
from panah.core.errors import DomainError
from panah.crypto.errors import KeyMissing, KeyWrong

SPEAKING = (Refusal, DomainError, KeyMissing, KeyWrong)


class Words(NamedTuple):
    """A command as it is typed: its own name and what follows it."""

    name: str
    rest: list[str]


@dataclass(frozen=True)
class Command:
    """Where a command lives, the database role it runs as (None: no Django), and what it does."""

    module: str
    role: str | None
    does: str
    settings: str = "panah.config.settings.desk"


COMMANDS = {
    "up": Command("up", None, "set up whatever is missing and serve (what ./run does)"),
    "export-emergency": Command(
        "emergency", "public", "write the page for when Panah is down", "panah.config.settings.public"
    ),
    "serve": Command("serve", None, "serve the desk and the public pages, with worker and notary"),
    "migrate": Command("migrate", "owner", "create or update tables, keys and static files"),
    "load": Command("load", "owner", "load a country's sources: panah load country/az/sources/"),
    "demo": Command("demo", "owner", "add invented records (--cases N: a large register)"),
    "statement": Command("statement", "owner", "the statement for a period, in English or Azerbaijani"),
    "doctor": Command("doctor", "owner", "check database, roles, keys and durability"),
    "forget": Command("forget", "owner", "after a restore: erase anew what had been erased (serve does it)"),
    "log": Command("log", "owner", "export the log for the verifier: panah log export"),
    "trace-export": Command("trace_export", "owner", "which export a found file came from: panah trace-export FILE"),
    "verify": Command("verify", None, "verify an exported log against its checkpoints"),
    "begin": Command("begin", "owner", "make the first two administrators of a new installation"),
    "keys": Command("keys", "owner", "create or prove the installation's root key"),
    "bench": Command("bench", "desk", "measure: panah bench desk|concerns|plans"),
    "evidence": Command("evidence", None, "prove the promises and write the results (--only NAME)"),
    "database": Command("database", None, "print the SQL for a server of your own: panah database sql"),
    "docs": Command("docs", "owner", "write the generated pages of docs/", "panah.config.settings.test"),
    "worker": Command("worker", "worker", "run the jobs (serve starts it)"),
    "notary": Command("notary", "notary", "number and sign the log (serve starts it)"),
}


def main(words: list[str] | None = None) -> int:
    """Run a command; whatever a person has to mend is said in one sentence."""
    try:
        return run(parse(sys.argv[1:] if words is None else words))
    except SPEAKING as refusal:
        print(str(refusal), file=sys.stderr)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        print(f"The database cannot be reached ({reason}): start it, or correct DATABASE_URL.", file=sys.stderr)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        print(f"The database refused ({reason}): run `panah doctor` to see what is missing.", file=sys.stderr)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("panah"):
            raise
        print(f"The Python module {error.name} is missing: start ./run again, it installs it.", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def parse(words: list[str]) -> Words:
    """
    Split the words; print the list of commands when none is named.

    :raises Refusal: if there is no such command
    """
    if not words or words[0] in ("-h", "--help"):
        print(overview())
        raise SystemExit(0)
    if words[0] not in COMMANDS:
        raise Refusal(f"There is no command '{words[0]}': `panah --help` lists them.")
    return Words(words[0], words[1:])


def overview() -> str:
    lines = [f"  {name:<16} {command.does}" for name, command in COMMANDS.items()]
    return "\n".join(["panah COMMAND [--help]", "", *lines])


def run(words: Words) -> int:
    command = COMMANDS[words.name]
    if command.role is None:
        return call(words, command)
    os.environ["PANAH_ROLE"] = command.role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", command.settings)
    secret.make_django_keys(postgres.VAR / "secrets")
    if database.uses_own_server() or {"-h", "--help"} & set(words.rest):
        django.setup()
        return call(words, command)
    with database.ensure_cluster():
        django.setup()
        return call(words, command)


def call(words: Words, command: Command) -> int:
    """Commands are found by name only now: they import models, which need Django to be set up."""
    module = import_module(f"panah.config.commands.{command.module}")
    parser = argparse.ArgumentParser(prog=f"panah {words.name}", description=command.does)
    module.arguments(parser)
    answer: int = module.run(parser.parse_args(words.rest))
    return answer
