"""The public's process in the test process: its pages, its middleware, its database role."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from panah import website
from panah.concerns import busy
from panah.concerns.limits import Buckets

WEBSITE = Path(website.__file__).parent
PUBLIC_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "panah.config.headers.HeadersMiddleware",
    "panah.website.middleware.DoorMiddleware",
    "django.middleware.common.CommonMiddleware",
]


class Browser(Client):
    """A browser of somebody who is nobody: each request runs under the public's database role."""

    def request(self, **request: object) -> object:
        """Send a request as the public's role, then be the desk again."""
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SET LOCAL ROLE panah_public")
        try:
            return super().request(**request)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
                cursor.execute("SET LOCAL ROLE panah_desk")


@pytest.fixture
def public_site(settings: LazySettings) -> None:
    """Serve the public's pages."""
    settings.LOCALE_PATHS = [WEBSITE / "locale"]
    settings.MIDDLEWARE = PUBLIC_MIDDLEWARE
    settings.SECURE_REFERRER_POLICY = "no-referrer"
    settings.FILE_UPLOAD_HANDLERS = ["panah.core.uploads.DoorUploads"]
    settings.ROOT_URLCONF = "panah.config.urls_public"
    settings.LANGUAGES = [("az", "Azərbaycanca"), ("en", "English"), ("ru", "Русский")]
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "DIRS": [WEBSITE / "templates"],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "panah.website.context.public",
                ]
            },
        }
    ]


@pytest.fixture
def browser(public_site: None, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser in front of the public's pages, which nobody has asked for anything yet."""
    monkeypatch.setattr(busy, "OF_A_NETWORK", Buckets(capacity=20, per_minute=10))
    yield Browser(raise_request_exception=False)
