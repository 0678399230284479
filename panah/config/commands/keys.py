"""`panah keys`: the installation's root key. It is never shown and never replaced."""

import argparse

from panah.config.refusal import Refusal
from panah.core import installation
from panah.crypto import installation as key_installation


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["create", "prepare", "prove"])


def run(options: argparse.Namespace) -> int:
    """
    Create a key file, tie the installation to it, or prove that it is the right one.

    :raises Refusal: if there is a key file already
    """
    if options.what == "create":
        try:
            print(f"The root key is in {key_installation.create_key()}: keep a copy apart from database and backups.")
        except FileExistsError as error:
            raise Refusal(f"There is a root key at {error.filename} already: it is never replaced.") from error
    elif options.what == "prepare":
        key_installation.prepare(is_demo=installation.is_demo())
        print("The installation is tied to its root key.")
    else:
        key_installation.prove()
        print("The root key is this installation's own.")
    return 0
