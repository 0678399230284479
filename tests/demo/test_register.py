import itertools
from importlib import import_module
from multiprocessing import get_context

import pytest
from django.urls import reverse

from panah.core.db import unforced
from panah.crypto.fields import unseal
from panah.demo import register
from panah.demo.rows import secured_tables
from panah.matching.models import NameTag
from panah.organisations import reference
from panah.protection import queries
from panah.protection.models import Case, Person
from tests import support

pytestmark = pytest.mark.django_db
CASES = 60


@pytest.fixture
def register_of_sixty(settings, tmp_path, as_owner):
    settings.VAR = tmp_path
    said = []
    with as_owner():
        reference.load()
        register.fill(CASES, say=said.append)
    assert said[0].startswith(f"{CASES} cases")


def test_a_large_register_is_like_any_other(register_of_sixty, as_owner, monkeypatch):
    client = support.client_of(support.Account.objects.get(email="case.manager@vac.example"))
    support.again(client.actor)
    assert Case.objects.own(client.actor).count() == CASES
    person = Person.objects.own(client.actor).first()
    name = unseal(person, "given_name", "surname")
    hits = queries.people_like(actor=client.actor, text=f"{name['given_name']} {name['surname']}")
    assert person.pk in {hit.person.pk for hit in hits}
    monkeypatch.setattr(import_module("panah.protection.queries.person"), "OPENED", (1, 2))
    assert queries.people_like(actor=client.actor, text=f"{name['given_name']} {name['surname']}") == hits
    assert client.get(reverse("protection:case_list")).status_code == 200
    assert client.get(reverse("protection:case_read", args=[person.case_id])).status_code == 200


def test_more_cases_can_be_added_and_nothing_waits_in_them(register_of_sixty, as_owner):
    with as_owner():
        register.fill(CASES, say=lambda _: None)
        with unforced(*secured_tables()):
            references = list(Case.objects.values_list("reference", flat=True))
            assert len(set(references)) == len(references) == 2 * CASES
            tags = NameTag.objects.values_list("subject_id", flat=True).distinct().count()
            assert tags == Person.objects.count()
    client = support.client_of(support.Account.objects.get(email="case.manager@vac.example"))
    support.again(client.actor)
    assert list(queries.work(actor=client.actor)) == []


def test_the_makers_wait_for_the_writer():
    asked = []

    def run_ahead(sizes):
        """Ask for all that may be asked for before anything is handed over."""
        asked.extend(itertools.islice(sizes, 3))
        yield from asked

    made = register._in_step(run_ahead, iter([(place, 1) for place in range(9)]), ahead=3)
    assert [next(made) for _ in range(3)] == [(0, 1), (1, 1), (2, 1)]
    assert len(asked) == 3
    made.close()


def test_a_writing_that_breaks_off_leaves_nobody_waiting():
    with get_context("fork").Pool(2) as pool:
        many = iter([(place, 1) for place in range(1000)])
        made = register._in_step(lambda step: pool.imap_unordered(first, step), many, ahead=2)
        assert next(made) in range(4)
        made.close()


def first(size):
    return size[0]
