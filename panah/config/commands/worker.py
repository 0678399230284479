"""`panah worker`: run the jobs, under the only role that may assume a job's context."""

import argparse

from procrastinate.contrib.django import app


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="run what waits, then stop")


def run(options: argparse.Namespace) -> int:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(wait=not options.once, install_signal_handlers=True, delete_jobs="successful")
    return 0
