"""How the two sites are served: gunicorn, with the same words wherever it is started."""

import os
import sys

HOST = os.environ.get("PANAH_BIND", "127.0.0.1")
APPLICATION = "panah.config.wsgi:application"


def web_server(port: int, application: str = APPLICATION) -> list[str]:
    """Two processes use two cores, threads keep a slow reader from holding one (docs/decisions/web-server.md)."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}"]
    command += ["--worker-class", "gthread", "--workers", os.environ.get("PANAH_WORKERS", "2"), "--threads", "4"]
    command += ["--no-control-socket", "--preload", "--log-level", "warning"]
    return [*command, "--graceful-timeout", "10", "--max-requests", "20000"]
