"""A pytest plugin: the tests use the server that the proof of PostgreSQL 15 started, not the embedded one."""

import json

from panah.config import database


def pytest_configure() -> None:
    known = json.loads(database.cluster_file("test").read_text("utf-8"))
    database.ensure_cluster = lambda _purpose="test": database.Cluster(**known)
