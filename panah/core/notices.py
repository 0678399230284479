"""The one-line notice that the next page shows: a signed cookie, bound to this host as the session's is."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class NoticeStorage(CookieStorage):
    """Django's own, under a name that browsers accept only from this very host, over https."""

    cookie_name = "__Host-notices" if settings.SESSION_COOKIE_SECURE else "notices"
