"""Whether somebody, or everybody together, asks for more than this process can do. The answer never closes the door."""

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
