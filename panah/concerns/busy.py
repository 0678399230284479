"""
Whether somebody, or everybody together, asks for more than this process can do. The answer never closes the door.

Why the form is shorter then: each question costs the process to show and to check, files most of all, and whoever is in
need must still be able to say it. So only who reads, whether somebody is in danger and the words stay, beside the
number to call. Charged is what costs: the form, each sending with its files, each code (33 ms of Argon2id by design),
each further message, each survey. Pages that only show text are charged to nobody: help must open for everybody.
"""

import time

from django.conf import settings
from django.http import HttpRequest

from panah.concerns.limits import Buckets
from panah.core.clock import today

OF_A_NETWORK = Buckets(capacity=20, per_minute=10)
OF_ALL = Buckets(capacity=300, per_minute=3000)
DELAY = 0.25  # seconds


def is_busy(request: HttpRequest) -> bool:
    """Return whether the shorter form should be shown: this network, or all together, came too often."""
    seconds = time.monotonic()
    mine = OF_A_NETWORK.take(address_of(request), seconds=seconds, today=today())
    return not OF_ALL.take("", seconds=seconds, today=today()) or not mine


def wait_if_busy(request: HttpRequest) -> None:
    """Answer a sending a moment later when too many come. It is accepted all the same."""
    if is_busy(request):
        time.sleep(DELAY)


def address_of(request: HttpRequest) -> str:
    """Return whence a request came. Behind a front server that is what this server added last; the rest is hearsay."""
    if settings.IS_SECURE and (chain := request.headers.get("X-Forwarded-For")):
        return chain.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
