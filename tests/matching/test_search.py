"""Indexing and looking up, on the database and within one organisation."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from panah.access.policy import Actor
from panah.core.ids import new_id
from panah.matching import queries
from panah.matching.actions import forget_person, index_person
from panah.matching.models import NameTag
from panah.matching.tags import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Actor]

PEOPLE = (
    Person(given_name="Elçin", surname="Heydərov", patronymic="Kərim", born_on=date(1990, 3, 12)),
    Person(given_name="Nigar", surname="Əliyeva", patronymic="Rauf", born_on=date(2001, 1, 1)),
    Person(given_name="Шахла", surname="Гусейнова"),
    Person(given_name="Iuliana", surname="Popescu", documents=("RO 123456",)),
)


@pytest.fixture
def manager(sign_in: SignIn) -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def subjects(manager: Actor) -> list[UUID]:
    found = []
    for person in PEOPLE:
        subject = new_id()
        index_person(organisation_id=manager.organisation_id, wall=manager.wall, subject_id=subject, person=person)
        found.append(subject)
    return found


def search(actor: Actor, text: str) -> list[UUID]:
    return list(queries.search(organisation_id=actor.organisation_id, wall=actor.wall, text=text).subjects)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Heydərov Elçin", 0),
        ("Гейдаров Эльчин", 0),
        ("HEYDEROV ELCIN KERIM", 0),
        ("Heyderov Elcim", 0),
        ("Aliyeva Nigar", 1),
        ("Нигяр Алиева", 1),
        ("Şəhla Hüseynova", 2),
        ("Popescu Juliana", 3),
    ],
)
def test_a_name_is_found_in_any_script_and_order(manager: Actor, subjects: list[UUID], text: str, place: int) -> None:
    assert search(manager, text)[0] == subjects[place]


@pytest.mark.parametrize(
    ("text", "named"), [("Heydərov Elçin", 1), ("Heyderov Elcim", 0), ("HEYDEROV ELCIN KERIM", 1), ("Heydərov", 4)]
)
def test_it_says_how_many_share_both_names(manager: Actor, subjects: list[UUID], text: str, named: int) -> None:
    found = queries.search(organisation_id=manager.organisation_id, wall=manager.wall, text=text)
    assert (found.named, len(found.subjects)) == (named, max(named, 1))


def test_one_word_looks_through_the_newest(manager: Actor, subjects: list[UUID]) -> None:
    assert search(manager, "Heydərov") == list(reversed(subjects))


@pytest.mark.parametrize("text", ["", "152", "Babayev Rauf"])
def test_nobody_is_found_for_nothing(manager: Actor, subjects: list[UUID], text: str) -> None:
    assert search(manager, text) == []


def test_somebody_who_comes_again_is_known(manager: Actor, subjects: list[UUID]) -> None:
    again = Person(given_name="Эльчин", surname="Гейдаров", born_on=date(1990, 12, 3))
    found = queries.known_like(organisation_id=manager.organisation_id, wall=manager.wall, person=again)
    assert (found.subjects[0], found.is_whole) == (subjects[0], True)


def test_a_document_finds_whatever_the_name(manager: Actor, subjects: list[UUID]) -> None:
    renamed = Person(given_name="Ana", documents=("ro123456",))
    found = queries.known_like(organisation_id=manager.organisation_id, wall=manager.wall, person=renamed)
    assert found.subjects == (subjects[3],)


def test_a_changed_name_replaces_the_old_one(manager: Actor, subjects: list[UUID]) -> None:
    married = Person(given_name="Nigar", surname="Məmmədova")
    index_person(organisation_id=manager.organisation_id, wall=manager.wall, subject_id=subjects[1], person=married)
    assert search(manager, "Mamedova Nigar") == [subjects[1]]
    assert subjects[1] not in search(manager, "Aliyeva Nigar")


def test_a_forgotten_person_is_not_found(manager: Actor, subjects: list[UUID]) -> None:
    forget_person(organisation_id=manager.organisation_id, subject_id=subjects[0])
    assert search(manager, "Heydərov Elçin") == []


def test_another_organisation_finds_nobody_whatever_it_asks(
    manager: Actor, subjects: list[UUID], sign_in: SignIn
) -> None:
    other = sign_in("case_manager", organisation="ngo-clean-world")
    assert search(other, "Heydərov Elçin") == []
    # Not even when it names the holder: row security shows it no row.
    found = queries.search(organisation_id=manager.organisation_id, wall=manager.wall, text="Heydərov Elçin")
    assert found.subjects == ()
    assert not NameTag.objects.exists()


def test_a_tag_that_too_many_share_tells_nothing(
    manager: Actor, subjects: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = new_id()
    index_person(organisation_id=manager.organisation_id, wall=manager.wall, subject_id=twin, person=PEOPLE[0])
    monkeypatch.setattr(queries, "TOO_COMMON", 1)
    found = queries.search(organisation_id=manager.organisation_id, wall=manager.wall, text="Heydərov Elçin")
    assert (set(found.subjects), found.is_whole) == ({twin, subjects[0]}, False)


def test_slips_are_looked_at_where_too_few_bear_both_names(manager: Actor, subjects: list[UUID]) -> None:
    slip, twin = new_id(), new_id()
    for subject, surname in ((slip, "Heydəlov"), (twin, "Heydərov")):
        person = Person(given_name="Elçin", surname=surname)
        index_person(organisation_id=manager.organisation_id, wall=manager.wall, subject_id=subject, person=person)

    def found(limit: int) -> queries.Found:
        text, wall = "Heydərov Elçin", manager.wall
        return queries.search(organisation_id=manager.organisation_id, wall=wall, text=text, limit=limit)

    assert (found(3).subjects, found(3).is_whole) == ((twin, subjects[0], slip), False)
    assert (found(4).subjects, found(4).is_whole) == ((twin, subjects[0], slip), True)
    assert (found(2).subjects, found(2).is_whole) == ((twin, subjects[0]), False)


def test_a_search_is_one_question_to_the_database(
    manager: Actor, subjects: list[UUID], django_assert_num_queries: Callable[..., object]
) -> None:
    search(manager, "warm up")
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        search(manager, "Heydərov Elçin")


def test_the_index_holds_no_name(manager: Actor, subjects: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM matching_nametag t")
        held = cursor.fetchone()[0].lower()
    assert not any(part in held for part in ("heyd", "elçin", "popescu", "ktr", "123456"))
