"""Use the cluster of the installation in PANAH_VAR until the one who started this closes its input."""

import sys

from panah.config import database


def main() -> None:
    """Say when the server runs, then wait."""
    with database.ensure_cluster():
        sys.stdout.write("running\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
