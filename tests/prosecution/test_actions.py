"""What an investigator does, what nobody else can, and what cannot be done in the wrong state."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.queries import organisation
from panah.prosecution import actions, queries
from panah.prosecution.models import CriminalGroup, Suspect
from tests.prosecution.people import accused, group_of, investigator, two_members
from tests.support import again, sign_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)


def events(subject):
    return list(Entry.objects.filter(subject_id=subject.pk).values_list("event", flat=True))


# ---- groups


def test_a_group_is_opened_with_its_name_sealed_and_logged():
    actor = investigator()
    group = group_of(actor)
    assert group.reference.startswith("G-2026-")
    assert b"Sahil" not in bytes(CriminalGroup.objects.get(pk=group.pk).name)
    assert queries.group_name(actor=actor, group=group)["name"] == "Sahil"
    assert events(group) == ["prosecution.group.opened"]


def test_a_group_cannot_be_opened_in_the_future():
    with pytest.raises(InvalidInput):
        group_of(investigator(), opened_on=today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("role", "organisation"),
    [("supervising_prosecutor", "prosecutor"), ("case_manager", "vac"), ("identification_officer", "mia-atd")],
)
def test_nobody_else_opens_a_group(role, organisation):
    with pytest.raises(NotPermitted):
        group_of(sign_in(role, organisation=organisation))


def test_reading_a_group_is_logged():
    actor = investigator()
    group = group_of(actor)
    actions.look_at_group(actor=actor, group_id=group.pk)
    assert "prosecution.group.read" in events(group)


@pytest.mark.parametrize("elsewhere", ["mia", "prosecutor"])
def test_a_group_of_another_body_does_not_exist(elsewhere):
    group = group_of(investigator())
    stranger = investigator(elsewhere)
    with pytest.raises(NotVisible):
        actions.look_at_group(actor=stranger, group_id=group.pk)
    with pytest.raises(NotVisible):
        actions.add_suspect(actor=stranger, group_id=group.pk, role="recruiter", name="x")


def test_an_investigator_sees_no_shelter_and_a_shelter_no_group():
    group = group_of(investigator())
    with connection.cursor() as cursor:
        for table in ("protection_case", "protection_shelter", "protection_stay", "protection_person"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
    sign_in("shelter_manager", organisation="mia-atd")
    assert not CriminalGroup.objects.filter(pk=group.pk).exists()


# ---- members and links


def test_members_go_by_numbers_and_a_name_is_shown_with_a_log_entry():
    actor = investigator()
    group = group_of(actor)
    one, two = two_members(actor, group)
    company = actions.add_suspect(actor=actor, group_id=group.pk, role="broker", name="Səyahət MMC", is_company=True)
    assert [one.label, two.label, company.label] == ["S-01", "S-02", "O-01"]
    _suspect, words = actions.show_suspect(actor=actor, suspect_id=one.pk)
    assert words["name"] == "Elçin Heydərov"
    assert events(one) == ["prosecution.suspect.added", "prosecution.suspect.shown"]


def test_a_member_of_another_body_is_not_shown():
    actor = investigator()
    one, _two = two_members(actor, group_of(actor))
    with pytest.raises(NotVisible):
        actions.show_suspect(actor=investigator("mia"), suspect_id=one.pk)
    with pytest.raises(NotPermitted):
        actions.show_suspect(actor=sign_in("case_manager", organisation="vac"), suspect_id=one.pk)


def link(actor, group, one, two, **more):
    given = {"kind": "drives_for", "basis": "inferred", "reason": "Same car on three days."}
    ends = {"from_suspect": one.pk, "to_suspect": two.pk}
    return actions.add_link(actor=actor, group_id=group.pk, **given | ends | more)


def test_a_link_has_a_direction_and_a_reason():
    actor = investigator()
    group = group_of(actor)
    one, two = two_members(actor, group)
    link(actor, group, one, two)
    row = queries.links(actor=actor, group=group)[0]
    assert (row["from_suspect_id"], row["to_suspect_id"], row["basis"]) == (one.pk, two.pk, "inferred")
    assert row["reason"] == "Same car on three days."


def test_a_link_joins_two_members_of_this_group():
    actor = investigator()
    group, other = group_of(actor), group_of(actor)
    one, two = two_members(actor, group)
    stranger, _more = two_members(actor, other)
    with pytest.raises(InvalidInput):
        link(actor, group, one, one)
    with pytest.raises(NotVisible):
        link(actor, group, one, stranger)
    with pytest.raises(NotVisible):
        link(actor, group, one, two, to_suspect=uuid4())


def test_the_graph_and_its_table_hold_the_same():
    actor = investigator()
    group = group_of(actor)
    one, two = two_members(actor, group)
    link(actor, group, one, two)
    graph = queries.graph(actor=actor, group=group)
    assert graph.is_drawn
    assert [(edge.from_label, edge.to_label, edge.is_inferred) for edge in graph.edges] == [("S-01", "S-02", True)]
    _label, _role, cells = graph.rows[0]
    assert cells[0].kind == "self"
    assert cells[1].letters.endswith("?")


# ---- opening to the prosecutor


def test_a_prosecutor_reads_a_group_only_while_it_is_open_to_the_office():
    actor = investigator()
    group = group_of(actor)
    one, _two = two_members(actor, group)
    office = organisation(code="prosecutor")
    prosecutor = sign_in("supervising_prosecutor", organisation="prosecutor")
    with pytest.raises(NotVisible):
        actions.look_at_group(actor=prosecutor, group_id=group.pk)
    again(actor)
    until = today() + timedelta(days=30)
    actions.share_group(actor=actor, group_id=group.pk, to_organisation_id=office.pk, expires_on=until)
    again(prosecutor)
    assert actions.look_at_group(actor=prosecutor, group_id=group.pk).pk == group.pk
    assert actions.show_suspect(actor=prosecutor, suspect_id=one.pk)[1]["name"] == "Elçin Heydərov"
    assert [row["id"] for row in queries.shared_groups(actor=prosecutor)] == [group.pk]
    assert queries.groups(actor=prosecutor).rows == []
    with pytest.raises(NotVisible):
        actions.record_disposition(actor=prosecutor, group_id=group.pk, stage="arrest", disposed_on=DAY)


def test_a_group_is_opened_to_others_after_a_fresh_sign_in_only():
    actor = investigator()
    office, group = organisation(code="prosecutor").pk, group_of(actor)
    stale = replace(actor, stepped_up_at=now() - timedelta(minutes=6))
    with pytest.raises(StepUpNeeded):
        actions.share_group(actor=stale, group_id=group.pk, to_organisation_id=office, expires_on=today())


def test_a_group_is_open_to_others_for_ninety_days_at_most():
    actor = investigator()
    office, late = organisation(code="prosecutor").pk, today() + timedelta(days=91)
    with pytest.raises(InvalidInput):
        actions.share_group(actor=actor, group_id=group_of(actor).pk, to_organisation_id=office, expires_on=late)


# ---- investigations


def case_of(actor, group, reported_on=DAY):
    return actions.open_investigation(actor=actor, group_id=group.pk, article="cc_144_1", reported_on=reported_on)


def step(actor, case, state, taken_on=DAY, **more):
    return actions.move_investigation_on(actor=actor, investigation_id=case.pk, state=state, taken_on=taken_on, **more)


def test_a_case_takes_its_steps_and_keeps_their_days():
    actor = investigator()
    group = group_of(actor)
    case = case_of(actor, group)
    for number, state in enumerate(["opened", "arrested", "charged", "in_court"], start=1):
        step(actor, case, state, DAY + timedelta(days=number))
    titles = [entry.at for entry in queries.timeline(actor=actor, group=group)]
    assert titles == [DAY + timedelta(days=number) for number in (4, 3, 2, 1, 0)]
    assert queries.investigations(actor=actor, group=group)[0].state == "in_court"


def test_a_case_cannot_leap_go_back_or_be_dated_in_the_future():
    actor = investigator()
    case = case_of(actor, group_of(actor))
    with pytest.raises(WrongState):
        step(actor, case, "convicted")
    with pytest.raises(InvalidInput):
        step(actor, case, "opened", DAY - timedelta(days=1))
    with pytest.raises(InvalidInput):
        step(actor, case, "opened", today() + timedelta(days=1))


def test_reclassification_names_the_new_article():
    actor = investigator()
    case = case_of(actor, group_of(actor))
    step(actor, case, "opened")
    with pytest.raises(InvalidInput):
        step(actor, case, "reclassified")
    assert step(actor, case, "reclassified", article="other").article == "other"


def test_only_the_holder_changes_a_case():
    actor = investigator()
    case = case_of(actor, group_of(actor))
    with pytest.raises(NotVisible):
        step(investigator("mia"), case, "opened")
    with pytest.raises(NotPermitted):
        step(sign_in("supervising_prosecutor", organisation="prosecutor"), case, "opened")


# ---- dispositions


def dispose(actor, group, stage="arrest", disposed_on=DAY):
    return actions.record_disposition(actor=actor, group_id=group.pk, stage=stage, disposed_on=disposed_on)


@pytest.mark.parametrize(
    ("kind", "said"), [("network", "prevented"), ("organised_group", "neutralised"), ("criminal_group", "neutralised")]
)
def test_the_kind_decides_what_is_said(kind, said):
    actor = investigator()
    assert dispose(actor, accused(actor, kind=kind)).kind == said


def test_a_group_has_one_disposition_that_stands():
    actor = investigator()
    group = accused(actor)
    dispose(actor, group)
    with pytest.raises(WrongState):
        dispose(actor, group)
    actions.correct_disposition(actor=actor, group_id=group.pk, correction="acquittal")
    assert queries.standing_disposition(actor=actor, group=group) is None
    dispose(actor, group, stage="judgment")
    assert len(queries.dispositions(actor=actor, group=group)) == 2


def test_a_disposition_is_not_recorded_wrongly():
    actor = investigator()
    group = accused(actor)
    with pytest.raises(InvalidInput):
        dispose(actor, group, stage="acquittal")
    with pytest.raises(InvalidInput):
        dispose(actor, group, disposed_on=today() + timedelta(days=1))
    with pytest.raises(NotVisible):
        actions.correct_disposition(actor=actor, group_id=group.pk, correction="acquittal")
    dispose(actor, group)
    with pytest.raises(InvalidInput):
        actions.correct_disposition(actor=actor, group_id=group.pk, correction="because")
    with pytest.raises(NotPermitted):
        dispose(sign_in("liaison_officer", organisation="sms"), group)


@pytest.mark.parametrize("steps", [(), ("registered",)])
def test_a_group_is_not_counted_before_its_case_is_opened(steps):
    actor = investigator()
    group = group_of(actor)
    with pytest.raises(WrongState, match="criminal case was opened"):
        dispose(actor, group)
    case = case_of(actor, group)
    for state in steps:
        step(actor, case, state)
    with pytest.raises(WrongState, match="criminal case was opened"):
        dispose(actor, group)
    step(actor, case, "opened")
    assert dispose(actor, group).kind == "neutralised"


def test_an_acquittal_asks_for_a_correction():
    actor = investigator()
    group = group_of(actor)
    case = case_of(actor, group)
    assert [item.reference for item in queries.work(actor=actor)] == [case.reference]
    for state in ("opened", "charged", "in_court"):
        step(actor, case, state)
    dispose(actor, group, stage="indictment")
    assert queries.work(actor=actor) == []
    step(actor, case, "acquitted")
    assert [item.reference for item in queries.work(actor=actor)] == [group.reference]
    actions.correct_disposition(actor=actor, group_id=group.pk, correction="acquittal")
    assert queries.work(actor=actor) == []


def test_search_finds_own_numbers_only():
    actor = investigator()
    group = group_of(actor)
    assert [hit.title for hit in queries.found(actor=actor, text=group.reference.lower()[:8])] == [group.reference]
    assert queries.found(actor=investigator("mia"), text=group.reference) == []
    assert queries.found(actor=sign_in("case_manager", organisation="vac"), text=group.reference) == []


def test_the_log_names_no_member():
    actor = investigator()
    two_members(actor, group_of(actor))
    assert Suspect.objects.count() == 2
    assert "Heydərov" not in " ".join(str(facts) for facts in Entry.objects.values_list("facts", flat=True))
