from datetime import date

import pytest

from panah.concerns import rules
from panah.core.errors import InvalidInput

MINISTRY = rules.Body("mia", ())
UNIT = rules.Body("mia-atd", ("mia",), (("en", "Helpline 152"), ("az", "152 qaynar xətti")))
SHELTER = rules.Body("mia-shelter", ("mia-atd", "mia"))
POLICE = rules.Desk("police_helpline", UNIT, "k1", b"p" * 32)
CHILD = rules.Desk("child_helpline", rules.Body("child-helpline", ()), "k2", b"c" * 32)
OMBUDSMAN = rules.Desk("oversight", rules.Body("ombudsman", ()), "k3", b"o" * 32)
DESKS = (POLICE, CHILD, OMBUDSMAN)


@pytest.mark.parametrize("desk", DESKS)
def test_the_reporter_chooses_who_reads(desk):
    assert rules.chosen_desk(DESKS, channel=desk.channel, about=None) is desk


@pytest.mark.parametrize("about", [UNIT, MINISTRY, SHELTER])
def test_a_report_about_the_police_never_reaches_the_police_helpline(about):
    with pytest.raises(InvalidInput) as refused:
        rules.chosen_desk(DESKS, channel="police_helpline", about=about)
    assert refused.value.field == "reader"


@pytest.mark.parametrize("desk", DESKS)
def test_no_desk_reads_a_report_about_its_own_staff(desk):
    assert not rules.may_read(desk, about=desk.body)
    assert any(rules.may_read(other, about=desk.body) for other in DESKS)


def test_a_report_about_the_police_may_go_to_the_ombudsman():
    assert rules.chosen_desk(DESKS, channel="oversight", about=MINISTRY) is OMBUDSMAN


@pytest.mark.parametrize("channel", ["", "nobody"])
def test_without_a_reader_nothing_is_sent(channel):
    with pytest.raises(InvalidInput):
        rules.chosen_desk(DESKS, channel=channel, about=None)


def test_a_report_is_counted_under_one_topic():
    assert rules.topic_of(["work", "child"]) == "work"
    assert rules.topic_of([]) == "other"


def test_a_read_message_leaves_after_thirty_days_an_unread_one_after_half_a_year():
    assert rules.message_leaves(written_on=date(2026, 1, 1), read_on=None) == date(2026, 6, 30)
    assert rules.message_leaves(written_on=date(2026, 1, 1), read_on=date(2026, 1, 5)) == date(2026, 2, 4)


def test_a_desk_is_named_in_the_language_asked_for_or_in_english():
    assert POLICE.name("az") == "152 qaynar xətti"
    assert POLICE.name("ru") == "Helpline 152"
    assert CHILD.name("az") == "child-helpline"


def test_abuse_by_staff_is_read_by_the_first_named_body_that_is_not_concerned_itself():
    office, other = rules.Body("ombudsman", ()), rules.Body("ngo", ())
    desks = [rules.Desk("ngo", other, "2", b""), rules.Desk("oversight", office, "1", b"")]
    named = ("oversight", "ngo")
    assert rules.abuse_desk(desks, named=named, about=None).channel == "oversight"
    assert rules.abuse_desk(desks, named=named, about=rules.Body("regional-office", ("ombudsman",))).channel == "ngo"
    with pytest.raises(InvalidInput):
        rules.abuse_desk(desks[:1], named=named, about=other)
