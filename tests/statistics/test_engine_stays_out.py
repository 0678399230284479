import subprocess
import sys

WORK = """
import os, sys
os.environ["PANAH_ROLE"], os.environ["PANAH_DJANGO_KEY"] = "desk", "only-for-this-test-0000000000000000"
os.environ["DJANGO_SETTINGS_MODULE"] = "panah.config.settings.{settings}"
import django
django.setup()
import {urls}
found = [name for name in ("duckdb", "numpy", "scipy", "pandas") if name in sys.modules]
assert not found, found
"""


def test_the_desk_never_loads_the_engine():
    subprocess.run([sys.executable, "-c", WORK.format(settings="desk", urls="panah.config.urls")], check=True)


def test_the_public_process_knows_no_statistics():
    script = WORK.format(settings="public", urls="panah.config.urls_public")
    script += "assert not [name for name in sys.modules if name.startswith('panah.statistics')]"
    subprocess.run([sys.executable, "-c", script], check=True)
