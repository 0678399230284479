from datetime import date

import pytest

from panah.matching import ranking
from panah.matching.ranking import Candidate, Level, rank, rank_text
from panah.matching.tags import Person

ELCHIN = Person(given_name="Elçin", surname="Heydərov", patronymic="Kərim", born_on=date(1990, 3, 12))


def levels(sought: Person, known: Person, namesakes: int | None = None) -> set[Level]:
    return set(ranking.compare(sought, Candidate(subject=1, person=known, namesakes=namesakes)))


def test_another_spelling_and_an_exchanged_date_are_said_in_words() -> None:
    heard = Person(given_name="Эльчин", surname="Гейдаров", born_on=date(1990, 12, 3))
    (match,) = rank(heard, [Candidate(subject=1, person=ELCHIN)])
    assert [level.reason for level in match.levels] == [
        "same given name, other spelling",
        "same surname, other spelling",
        "day and month exchanged",
    ]


def test_the_same_person_stands_before_a_brother_and_a_namesake() -> None:
    brother = Person(given_name="Anar", surname="Heydərov", patronymic="Kərim", born_on=date(1993, 7, 20))
    namesake = Person(given_name="Elçin", surname="Heydərov", patronymic="Rəşid", born_on=date(1971, 8, 25))
    people = [
        Candidate(subject=name, person=person) for name, person in (("b", brother), ("n", namesake), ("e", ELCHIN))
    ]
    assert rank(ELCHIN, people)[0].candidate.subject == "e"
    assert ranking.MAY_BE_SIBLING in levels(ELCHIN, brother)
    assert ranking.MAY_BE_NAMESAKE in levels(ELCHIN, namesake)


def test_names_in_each_others_place_are_noticed() -> None:
    crossed = Person(given_name="Heydarov", surname="Elchin", born_on=date(1990, 3, 12))
    assert ranking.EXCHANGED in levels(crossed, ELCHIN)


@pytest.mark.parametrize(
    ("born", "level"),
    [
        (date(1990, 3, 12), ranking.SAME_DATE),
        (date(1990, 12, 3), ranking.DAY_EXCHANGED),
        (date(1990, 3, 17), ranking.NEAR_DATE),
        (date(1984, 3, 12), ranking.SAME_DAY),
        (date(1990, 1, 1), ranking.SAME_YEAR),
        (date(1991, 1, 1), ranking.NEAR_YEAR),
        (date(1975, 6, 28), ranking.OTHER_DATE),
    ],
)
def test_each_level_of_a_date(born: date, level: Level) -> None:
    assert level in levels(Person(given_name="Elçin", surname="Heydərov", born_on=born), ELCHIN)


def test_a_rare_name_counts_more_than_a_common_one() -> None:
    assert ranking.RARE_NAME in levels(ELCHIN, ELCHIN, namesakes=1)
    assert ranking.COMMON_NAME in levels(ELCHIN, ELCHIN, namesakes=400)
    assert levels(ELCHIN, ELCHIN, namesakes=20).isdisjoint({ranking.RARE_NAME, ranking.COMMON_NAME})


def test_a_document_outweighs_another_name() -> None:
    renamed = Person(given_name="Elçin", surname="Quliyev", documents=("C1234567",))
    known = Person(given_name="Elçin", surname="Heydərov", documents=("c 1234567",))
    assert rank(renamed, [Candidate(subject=1, person=known)])


def test_strangers_are_not_listed_and_ten_are_the_most() -> None:
    stranger = Candidate(subject=0, person=Person(given_name="Rauf", surname="Babayev", born_on=date(1950, 5, 5)))
    assert rank(ELCHIN, [stranger]) == ()
    assert len(rank(ELCHIN, [Candidate(subject=number, person=ELCHIN) for number in range(30)])) == ranking.SHOWN


@pytest.mark.parametrize(
    "text", ["heyderov", "Elchin", "Heydarov Elchin", "Kərim oğlu Elçin", "Гейдаров", "Elçin Heyderow"]
)
def test_typed_words_are_looked_for_in_every_part_of_the_name(text: str) -> None:
    assert [match.candidate.subject for match in rank_text(text, [Candidate(subject=1, person=ELCHIN)])] == [1]


@pytest.mark.parametrize("text", ["", "Babayev", "Elçin Babayev", "152"])
def test_every_typed_word_must_be_there(text: str) -> None:
    assert rank_text(text, [Candidate(subject=1, person=ELCHIN)]) == ()


def test_a_search_is_settled_only_when_nobody_left_out_could_come_first() -> None:
    namesakes = [Candidate(subject=place, person=ELCHIN) for place in range(ranking.SHOWN)]
    near = Candidate(subject="near", person=Person(given_name="Elçin", surname="Heydarlı"))
    spelt = Candidate(subject="spelt", person=Person(given_name="Elçin", surname="Heydarov"))

    def is_settled(text: str, people: list[Candidate], *, others_named: bool = True) -> bool:
        return ranking.is_settled(text, rank_text(text, people), others_named=others_named)

    assert is_settled("Elçin Heydərov", namesakes)
    assert not is_settled("Elçin Heydərov", namesakes[1:])
    assert not is_settled("Elçin Heydərov", [*namesakes[1:], spelt])
    assert is_settled("Elçin Heydərov", [*namesakes[1:], spelt], others_named=False)
    assert not is_settled("Elçin Heydərov", [*namesakes[2:], near], others_named=False)
    assert not is_settled("Elchin Heydarov", namesakes)
    assert is_settled("Elchin Heydarov", namesakes, others_named=False)
    assert not is_settled("Elçin Heydərov Kərim", namesakes)
