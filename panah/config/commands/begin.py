"""`panah begin`: the first two administrators of a new installation, who open every further account."""

import argparse

from panah.accounts.founding import make_first_administrators
from panah.config.refusal import Refusal
from panah.core.db import unforced
from panah.core.errors import DomainError
from panah.organisations.queries import UnknownOrganisation, organisation


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, metavar="CODE", help="the body both work for")
    parser.add_argument("--name", action="append", required=True, help="a person's name; give it twice")
    parser.add_argument("--email", action="append", required=True, help="that person's address, in the same order")
    parser.add_argument("--language", choices=["az", "en"], default="az")


def run(options: argparse.Namespace) -> int:
    """
    Make two accounts and print their invitations, which work once and for three days.

    :raises Refusal: if there are administrators already, or the two are not two
    """
    if len(options.name) != len(options.email):
        raise Refusal("Give a name and an address for each of the two persons: --name N --email E, twice.")
    people = list(zip(options.name, options.email, strict=True))
    try:
        body = organisation(code=options.organisation)
        with unforced("audit_entry"):
            paths = make_first_administrators(organisation_id=body.id, people=people, language=options.language)
    except UnknownOrganisation as error:
        hint = f"; the nearest is {error.nearest}" if error.nearest else ""
        raise Refusal(f"There is no organisation {options.organisation!r}{hint}.") from error
    except DomainError as error:
        raise Refusal(error.message) from error
    for (name, _email), path in zip(people, paths, strict=True):
        print(f"{name}: {path}")
    print("Hand each link to its person alone, on a safe way; it works once, for three days, at the desk's address.")
    return 0
