"""The desk at work on a large register: list, open, search, create, as one case manager of the demonstration."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from panah.config.bench.browser import Browser
from panah.config.bench.timing import Work
from panah.config.refusal import Refusal
from panah.config.wsgi import application
from panah.demo.sample import SIZE, sample

USERS, RATE_GOAL = 4, 40
WARM_UP = SIZE  # each of the sample's cases and names once, before time counts
GOALS = {"list": 25.0, "filtered": 25.0, "middle": 25.0, "open": 12.0, "search": 15.0, "create": 18.0, "concerns": 30.0}


def works() -> tuple[int, list[Work]]:
    """
    Return how many cases there are, and the work to be measured.

    :raises Refusal: if the demonstration's accounts are not there
    """
    found = sample()
    if found is None:
        raise Refusal("There are no demonstration accounts: run `panah demo --cases 100000` first.")
    browser = Browser(application)
    browser.cookies[settings.SESSION_COOKIE_NAME] = found.session
    operator = Browser(application)
    operator.cookies[settings.SESSION_COOKIE_NAME] = found.operator
    concerns = reverse("helpline:concern_list")
    listing = reverse("protection:case_list")
    return found.count, [
        Work("case list, newest", lambda: len(browser.get(listing)), GOALS["list"]),
        Work("case list, one state", lambda: len(browser.get(f"{listing}?status=closed")), GOALS["filtered"]),
        Work("case list, a middle page", lambda: len(browser.get(f"{listing}?after={found.middle}")), GOALS["middle"]),
        Work("open one case (logged)", _opening(browser, found.cases), GOALS["open"]),
        Work("search a person by name", _searching(browser, found.names), GOALS["search"]),
        Work("create a case, POST (log and encryption)", _creating(browser), GOALS["create"]),
        Work("the desk's list of concerns", lambda: len(operator.get(concerns)), GOALS["concerns"]),
    ]


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


def at_once(rounds: int) -> str:
    """
    Return a line about several users on the list at the same time, in this one process.

    :raises Refusal: if the demonstration's accounts are not there
    """
    found = sample()
    if found is None:
        raise Refusal("There are no demonstration accounts: run `panah demo --cases 100000` first.")
    listing, browsers = reverse("protection:case_list"), []
    for _ in range(USERS):
        browser = Browser(application)
        browser.cookies[settings.SESSION_COOKIE_NAME] = found.session
        browsers.append(browser)
    began = time.perf_counter()
    with ThreadPoolExecutor(USERS) as pool:
        pages = list(pool.map(lambda place: len(browsers[place % USERS].get(listing)), range(rounds * USERS)))
    rate = len(pages) / (time.perf_counter() - began)
    return f"{USERS} users on the list, one process: {rate:.0f} requests/s (goal {RATE_GOAL} with two)"
