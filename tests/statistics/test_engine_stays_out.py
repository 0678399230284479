import subprocess
import sys

WORK = """
import os, sys
os.environ["PANAH_ROLE"], os.environ["PANAH_DJANGO_KEY"] = "desk", "only-for-this-test-0000000000000000"
os.environ["DJANGO_SETTINGS_MODULE"] = "panah.config.settings.{settings}"
import django
django.setup()
import {urls}
print("loaded", *[name for name in sys.modules if name.startswith({kept_out})])
"""
ENGINE = ("duckdb", "numpy", "scipy", "pandas")


def loaded(*kept_out, settings, urls):
    """Start a process with these settings and return what it said it holds in memory of what shall stay out."""
    script = WORK.format(settings=settings, urls=urls, kept_out=kept_out)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_the_desk_never_loads_the_engine():
    assert loaded(*ENGINE, settings="desk", urls="panah.config.urls") == ["loaded"]


def test_the_public_process_knows_no_statistics():
    kept_out = (*ENGINE, "panah.statistics")
    assert loaded(*kept_out, settings="public", urls="panah.config.urls_public") == ["loaded"]
