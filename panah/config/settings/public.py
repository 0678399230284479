"""
The public's process: its own database role, which can read nothing confidential; no sessions, no accounts, no cookies.

No pillar, no desk and no login is installed here, so that a hole in a public page leads into an empty house.
"""

import os

os.environ["PANAH_ROLE"] = "public"

from panah.config.settings.base import *
from panah.website import languages

INSTALLED_APPS = [
    "panah.core",
    "panah.codes",
    "panah.country",
    "panah.crypto",
    "panah.audit",
    "panah.organisations",
    "panah.access",
    "panah.published",
    "panah.concerns",
    "panah.website",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Nobody is known here by a cookie, so nothing of theirs can be guessed from how small a page becomes.
    "panah.website.middleware.SqueezeMiddleware",
    "csp.middleware.CSPMiddleware",
    "panah.config.headers.HeadersMiddleware",
    "panah.website.middleware.DoorMiddleware",
    "django.middleware.common.CommonMiddleware",
]

ROOT_URLCONF = "panah.config.urls_public"
WSGI_APPLICATION = "panah.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "panah.website.context.public",
            ],
        },
    }
]

SECURE_REFERRER_POLICY = "no-referrer"

LANGUAGES = languages.live()
AUTHENTICATION_BACKENDS: list[str] = []
# A report with everything the form asks for stays far below this, its files apart: they stay in memory until sealed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
FILE_UPLOAD_HANDLERS = ["panah.core.uploads.DoorUploads"]

# A page that fails says so in the log, but not what was sent to it, by whom, or to which address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
