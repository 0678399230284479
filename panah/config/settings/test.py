"""Tests: the database's owner, who becomes the desk in every test (see tests/conftest.py)."""

import os

os.environ["PANAH_ROLE"] = "owner"
os.environ["PANAH_DJANGO_KEY"] = "only-for-tests-and-never-written-to-a-disk-000000000000"

from panah.config.settings.base import *

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
