"""The desk at work on a large register: list, open, search, create, as one case manager of the demonstration."""

import time
from collections.abc import Callable
from itertools import cycle
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.urls import reverse

from panah.accounts.actors import METHODS_KEY
from panah.accounts.models import Account
from panah.accounts.sessions import SessionStore
from panah.config.bench.browser import Browser
from panah.config.bench.timing import Work
from panah.config.refusal import Refusal
from panah.config.wsgi import application
from panah.core.db import enter_session
from panah.core.paging import page
from panah.crypto.fields import unseal
from panah.protection.models import Case, Person

EMAIL = "case.manager@vac.example"
SAMPLE = 40
GOALS = {"list": 25.0, "filtered": 25.0, "middle": 25.0, "open": 12.0, "search": 15.0, "create": 18.0}


def works() -> tuple[int, list[Work]]:
    """
    Return how many cases there are, and the work to be measured.

    :raises Refusal: if the demonstration's accounts are not there
    """
    session = sign_in()
    browser = Browser(application)
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    cases, names, count = sample(session)
    after = middle_page(session)
    listing = reverse("protection:case_list")
    return count, [
        Work("case list, newest", lambda: len(browser.get(listing)), GOALS["list"]),
        Work("case list, one state", lambda: len(browser.get(f"{listing}?status=closed")), GOALS["filtered"]),
        Work("case list, a middle page", lambda: len(browser.get(f"{listing}?after={after}")), GOALS["middle"]),
        Work("open one case (logged)", _opening(browser, cases), GOALS["open"]),
        Work("search a person by name", _searching(browser, names), GOALS["search"]),
        Work("create a case, POST (log and encryption)", _creating(browser), GOALS["create"]),
    ]


def sign_in() -> str:
    """
    Open a session for the case manager and return its key.

    :raises Refusal: if there is no such account
    """
    account = Account.objects.filter(email=EMAIL).first()
    if account is None:
        raise Refusal("There are no demonstration accounts: run `panah demo --cases 100000` first.")
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[METHODS_KEY] = [{"method": "password", "at": time.time()}]
    store.create()
    return store.session_key or ""


def sample(session: str) -> tuple[list[str], list[str], int]:
    """Return some cases spread over the register, names of people in it, and how many cases there are."""
    account = Account.objects.get(email=EMAIL)
    with transaction.atomic():
        enter_session(session)
        own = Case.objects.filter(organisation_id=account.organisation_id, wall=account.wall)
        count = own.count()
        step = max(1, count // SAMPLE)
        ids = list(own.order_by("-opened_on", "-id").values_list("id", flat=True)[: step * SAMPLE : step])
        people = Person.objects.filter(organisation_id=account.organisation_id, case_id__in=ids)
        named = [unseal(person, "given_name", "surname") for person in people]
    return [str(one) for one in ids], [f"{name['given_name']} {name['surname']}" for name in named], count


def middle_page(session: str) -> str:
    """Return the cursor of a page in the middle of the list."""
    account = Account.objects.get(email=EMAIL)
    with transaction.atomic():
        enter_session(session)
        own = Case.objects.filter(organisation_id=account.organisation_id, wall=account.wall)
        days = own.order_by("opened_on").values_list("opened_on", flat=True)
        older = own.filter(opened_on__lte=days[own.count() // 2])
        return page(older, after=None, size=1).next_cursor or ""


def _opening(browser: Browser, cases: list[str]) -> Callable[[], int]:
    turn = cycle(cases)
    return lambda: len(browser.get(reverse("protection:case_read", args=[next(turn)])))


def _searching(browser: Browser, names: list[str]) -> Callable[[], int]:
    turn, address = cycle(names), reverse("protection:person_find")
    browser.read_form(address)
    tokens = {"csrfmiddlewaretoken": browser.tokens["csrfmiddlewaretoken"]}
    return lambda: len(browser.post(address, {**tokens, "once": "", "text": next(turn)}))


def _creating(browser: Browser) -> Callable[[], int]:
    address = reverse("protection:case_open")
    browser.read_form(address)
    given = {
        "given_name": "Bənövşə",
        "surname": "Ölçməli",
        "sex": "female",
        "safe_contact": "unknown",
        "source": "self",
    }
    # Each sending has a key of its own, as each opened form has; else the second would answer with the first's.
    return lambda: len(browser.post(address, {**given, "once": str(uuid4())}, expect=302))
