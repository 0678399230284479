"""What may be counted carries no record's id, no name and no word."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection

from panah.core.clock import today
from panah.protection import actions
from panah.protection.facts import FACTS
from panah.protection.models import Case
from panah.protection.rules import EpisodeDetails, rough_date
from tests.protection.people import decide, open_case
from tests.support import sign_in

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[a-z0-9_]{1,40}|[A-Z]{1,3}|X_[a-z]+")


def rows(fact: str) -> list[dict[str, Any]]:
    """Read a fact as the statistics role does."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_statistics")
        cursor.execute(f"SELECT * FROM {fact}")
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_desk")
    return found


@pytest.fixture
def case() -> Case:
    manager = sign_in("case_manager", organisation="vac")
    case = open_case(manager, birth_date=date(2002, 3, 4), contact="+994 00 000 00 00")
    grounds = {
        "presumed_on": today(),
        "body": "ngo",
        "indicator_list": "practical",
        "answers": {},
        "grounds": "Locked in.",
    }
    actions.presume(actor=manager, case_id=case.pk, **grounds)
    actions.record_service(
        actor=manager, case_id=case.pk, service="medical", outcome="accepted", on=today(), note="A broken arm."
    )
    return case


@pytest.fixture
def told(case) -> Case:
    """The same case with two episodes, a screening, a guardian and the answer about the family."""
    manager = sign_in("case_manager", organisation="vac")
    first = EpisodeDetails(
        stage="recruitment", began=rough_date(year=2020), place="Behind the mill.", division="AZ-BA",
        means={"fraud": "no", "deception": "unknown"},
    )  # fmt: skip
    second = EpisodeDetails(
        stage="exploitation", form="forced_labour", labour_sector="F", means={"fraud": "yes", "abduction": "no"}
    )
    for details in (first, second):
        actions.record_episode(actor=manager, case_id=case.pk, details=details)
    actions.screen(
        actor=manager, case_id=case.pk, indicator_list="practical", screened_on=today(), answers={"child_begging": "no"}
    )
    actions.appoint_guardian(
        actor=manager, case_id=case.pk, kind="guardian", body="court", appointed_on=today(), name="Invented Guardian"
    )
    actions.assess_family(actor=manager, case_id=case.pk, assessed_on=today(), involvement="unclear", grounds="Heard.")
    return case


def test_a_share_counts_only_who_was_asked_and_a_yes_counts_before_a_no(told):
    answers = {(row["question"], row["code"]): row["answer"] for row in rows("fact_episode_answer")}
    assert answers == {
        ("means", "fraud"): "yes", ("means", "abduction"): "no", ("means", "deception"): "unknown",
    }  # fmt: skip


def test_what_happened_is_counted_with_how_precisely_it_is_known(told):
    known = {row["stage"]: (row["began_on"], row["began_precision"], row["form"]) for row in rows("fact_episode")}
    assert known == {
        "recruitment": (date(2020, 1, 1), "year", None),
        "exploitation": (None, "unknown", "forced_labour"),
    }


def test_one_person_is_one_pseudonym_in_every_fact_and_never_the_id(case):
    decide(case)
    people = {rows(name)[0]["person"] for name in ("fact_case", "fact_presumption", "fact_service", "fact_decision")}
    (person,) = people
    assert str(person) not in {str(case.person_id), str(case.pk)}


def test_a_fact_holds_only_codes_days_numbers_and_the_pseudonym(told):
    decide(told)
    for fact in FACTS:
        for row in rows(fact.name):
            for name, value in row.items():
                if name == "person" or value is None or isinstance(value, bool | int | date):
                    continue
                assert CODE.fullmatch(str(value)), (fact.name, name, value)


def test_no_fact_names_an_id_or_a_sealed_column():
    for fact in FACTS:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [fact.name]
            )
            columns = dict(cursor.fetchall())
        assert not [name for name in columns if name == "id" or name.endswith("_id")], fact.name
        assert "bytea" not in columns.values(), fact.name


@pytest.mark.parametrize(
    ("outcome", "status"), [("identified", "identified"), ("not_identified", "not_victim"), ("suspended", "presumed")]
)
def test_a_decision_speaks_of_the_status_that_it_leaves(case, outcome, status):
    decide(case, outcome=outcome)
    (row,) = rows("fact_decision")
    assert (row["status"], row["decided_on"], row["body"]) == (status, today(), "special_police")


def test_a_presumption_is_counted_with_what_is_known_of_the_person(case):
    (row,) = rows("fact_presumption")
    assert (row["sex"], row["citizenship"], row["age_band"], row["form"]) == ("female", "AZ", "24_26", "unknown")


def test_who_may_be_a_child_is_counted_as_one(case):
    manager = sign_in("case_manager", organisation="vac")
    actions.assess_age(actor=manager, case_id=case.pk, assessed_on=today(), method="none")
    for fact in ("fact_case", "fact_presumption", "fact_service"):
        (row,) = rows(fact)
        assert (row["age_band"], row["age_group"]) == ("9_17", "child"), fact


def test_the_desk_reads_no_facts():
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("SELECT 1 FROM fact_case")
