"""While developing: errors are shown, static files are served as they lie. Nothing else differs."""

from panah.config.settings.base import *

DEBUG = True
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
