"""The public's settings in a process of their own: what is in memory there, and what is not."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLOSED = (
    "panah.protection",
    "panah.prosecution",
    "panah.prevention",
    "panah.partnership",
    "panah.helpline",
    "panah.coordination",
    "panah.statistics",
    "panah.accounts",
    "panah.desk",
    "panah.matching",
    "panah.exchange",
    "panah.demo",
    "panah.crypto.keys",
    "django.contrib.auth.models",
    "django.contrib.sessions.models",
    "django.contrib.admin",
    "allauth",
)
SCRIPT = """
import sys
from panah.config.wsgi import application
from django.conf import settings
from django.urls import get_resolver, reverse
from panah.concerns import receipts
get_resolver().url_patterns
reverse("concerns:report_send"), reverse("website:home_show")
assert not any("session" in name.lower() or "auth" in name.lower() for name in settings.MIDDLEWARE)
assert settings.DATABASES["default"]["USER"] == "panah_public", settings.DATABASES["default"]["USER"]
print("\\n".join(sorted(sys.modules)))
"""


def loaded() -> set[str]:
    """Start the public's process and return the modules in its memory."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "panah.config.settings.public",
        "PANAH_DJANGO_KEY": "only-for-tests",
        "PANAH_VAR": "/nonexistent",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_publics_process_holds_no_pillar_no_login_and_no_key():
    modules = loaded()
    assert "panah.concerns.door" in modules
    held = {name for name in modules if any(name == closed or name.startswith(f"{closed}.") for closed in CLOSED)}
    assert held == set()
