"""The end of a record: proposed by a job, approved by two, erased for ever; a hold stops it; figures stay."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from panah.access.models import Exchanged
from panah.accounts.models import Account
from panah.audit import ledger
from panah.audit.models import Entry
from panah.config.documents.personal_data import confidential_models
from panah.config.documents.retention import CLASSES, class_of, unclassed
from panah.coordination.actions import erase_words
from panah.coordination.actions._letter import seal_letter
from panah.coordination.models import OwnCopy, ReferralReply
from panah.core.case_tabs import CASE_TABS
from panah.core.clock import HOME, now, today
from panah.core.errors import NotPermitted, NotVisible, WrongState
from panah.core.ids import new_id
from panah.country.retention import CLOCKS, Retention
from panah.crypto.errors import Erased
from panah.crypto.fields import SealedTextField, seal, unseal
from panah.crypto.records import new_record_key
from panah.exchange.models import RegisterUpload
from panah.exchange.tasks import forget as forget_registers
from panah.organisations.models import Organisation
from panah.protection import actions
from panah.protection.actions.retention import (
    approve_erasure,
    erase_record,
    hold_erasure,
    place_hold,
    refuse_erasure,
    release_hold,
)
from panah.protection.models import (
    Assistance,
    Case,
    Erasure,
    FundEntry,
    HandOver,
    HandOverReceipt,
    Payment,
    Person,
    TransportTask,
)
from panah.protection.states import CaseStatus
from panah.protection.tasks import forget_notes, propose
from tests.protection.people import decide, open_case, open_shelter, works_in
from tests.support import account, again, client_of, desk_client, sign_in

OFFICER = {"duties": ("data_protection_officer",)}


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any, tmp_path: Any) -> None:
    """Keep the ledger of erasures out of this checkout's own data."""
    settings.VAR = tmp_path


@contextmanager
def as_worker() -> Iterator[None]:
    """Be the role of the jobs inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_worker")
        yield
        cursor.execute("SET LOCAL ROLE panah_desk")


def _old_case(actor: Any, *, years: int = 4, outcome: str = "", age_band: str = "24_26", held: bool = False) -> Case:
    ended = today() - timedelta(days=366 * years)
    case = open_case(actor)
    Person.objects.filter(case=case).update(age_band=age_band)
    case.status, case.opened_on, case.closed_on, case.closure_reason = "closed", ended, ended, "goals_met"
    case.outcome, case.decided_on = outcome, ended if outcome else None
    case.save()
    if held:
        place_hold(actor=actor, case_id=case.pk, basis="criminal_case", held_on=today())
    return case


def _proposed(actor: Any) -> list[str]:
    with as_worker():
        propose()
    again(actor)
    return list(Erasure.objects.own(actor).values_list("case_reference", flat=True))


def _approved(case: Case) -> tuple[Any, Erasure]:
    """Let two persons approve, and return the second with the proposal."""
    supervisor = sign_in("case_supervisor", organisation="vac")
    erasure = Erasure.objects.own(supervisor).get(case_id=case.pk)
    approve_erasure(actor=supervisor, erasure_id=erasure.pk)
    officer = sign_in("case_manager", organisation="vac", **OFFICER)
    return officer, approve_erasure(actor=officer, erasure_id=erasure.pk)


@pytest.mark.django_db
def test_only_what_has_run_out_is_proposed_and_nothing_is_deleted() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    due = _old_case(actor)
    _old_case(actor, years=2)
    _old_case(actor, outcome="identified", years=9)
    positive = _old_case(actor, outcome="identified", years=11)
    _old_case(actor, age_band="9_17", years=5)
    _old_case(actor, held=True)
    open_case(actor)
    assert sorted(_proposed(actor)) == sorted([due.reference, positive.reference])
    assert sorted(_proposed(actor)) == sorted([due.reference, positive.reference])
    assert unseal(Person.objects.get(case=due), "given_name")["given_name"] == "Aygün"


@pytest.mark.django_db
def test_a_childs_record_waits_until_the_child_is_grown() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor, age_band="9_17", years=5)
    with time_machine.travel(today() + timedelta(days=365 * 12), tick=False), as_worker():
        propose()
    assert Erasure.objects.filter(case_id=case.pk, retention="presumed").count() == 1


@pytest.mark.django_db
def test_the_desk_cannot_propose_and_strangers_see_no_proposal() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    _old_case(actor)
    _proposed(actor)
    stranger = sign_in("case_supervisor", organisation="ngo-clean-world")
    assert not Erasure.objects.visible_to(stranger).exists()
    with pytest.raises(NotVisible):
        approve_erasure(actor=stranger, erasure_id=Erasure(id=actor.id).pk)


@pytest.mark.django_db
def test_two_persons_approve_and_one_is_the_data_protection_officer() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    _proposed(actor)
    erasure = Erasure.objects.get(case_id=case.pk)
    plain = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        approve_erasure(actor=plain, erasure_id=erasure.pk)
    again(actor)
    approve_erasure(actor=actor, erasure_id=erasure.pk)
    with pytest.raises(WrongState, match="second person"):
        approve_erasure(actor=actor, erasure_id=erasure.pk)
    other = sign_in("case_supervisor", organisation="vac")
    with pytest.raises(WrongState, match="data-protection officer"):
        approve_erasure(actor=other, erasure_id=erasure.pk)
    officer = sign_in("case_manager", organisation="vac", **OFFICER)
    assert approve_erasure(actor=officer, erasure_id=erasure.pk).state == "approved"


@pytest.mark.django_db
def test_after_erasure_no_name_can_be_unsealed_and_figures_are_unchanged() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    before = [(c.status, c.outcome, c.closed_on, c.opened_on) for c in Case.objects.own(actor)]
    clear = Person.objects.filter(case=case).values("sex", "age_band", "citizenship").get()
    _proposed(actor)
    officer, erasure = _approved(case)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
        assert not erase_record(actor=officer, erasure_id=erasure.pk)
    person = Person.objects.get(case=case)
    with pytest.raises(Erased):
        unseal(person, "given_name")
    assert [(c.status, c.outcome, c.closed_on, c.opened_on) for c in Case.objects.own(officer)] == before
    assert Person.objects.filter(case=case).values("sex", "age_band", "citizenship").get() == clear
    assert not actions.find_people(actor=officer, text="Aygün Sınaqova")
    with pytest.raises(NotVisible):
        actions.show_name(actor=officer, case_id=case.pk)
    with pytest.raises(WrongState, match="erased"):
        actions.reopen_case(actor=officer, case_id=case.pk)
    assert Entry.objects.filter(event="protection.case.erased").count() == 1


@pytest.mark.django_db
def test_every_section_of_an_erased_case_still_opens() -> None:
    client = desk_client("case_supervisor", organisation="vac", **OFFICER)
    actor = client.actor
    again(actor)
    case = _old_case(actor)
    Case.objects.filter(pk=case.pk).update(status="presumed", closed_on=None, closure_reason="")
    actions.add_note(actor=actor, case_id=case.pk, text="canary-71")
    actions.record_service(actor=actor, case_id=case.pk, service="medical", outcome="accepted", on=today(), note="n")
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=case.closed_on, closure_reason="goals_met")
    _proposed(actor)
    officer, erasure = _approved(case)
    with as_worker():
        erase_record(actor=officer, erasure_id=erasure.pk)
    for tab in CASE_TABS:
        answer = client.get(reverse(tab.url_name, args=[case.pk]))
        assert answer.status_code == 200, tab.key
        assert "canary-71" not in answer.content.decode()
        assert ">None<" not in answer.content.decode()


@pytest.mark.django_db
def test_a_hold_takes_approvals_back_and_blocks_until_two_release_it() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    _proposed(actor)
    officer, erasure = _approved(case)
    hold = place_hold(actor=officer, case_id=case.pk, basis="civil_case", held_on=today())
    with as_worker():
        assert not erase_record(actor=officer, erasure_id=erasure.pk)
    with pytest.raises(WrongState, match="hold"):
        approve_erasure(actor=officer, erasure_id=erasure.pk)
    with pytest.raises(WrongState, match="already"):
        place_hold(actor=officer, case_id=case.pk, basis="civil_case", held_on=today())
    release_hold(actor=officer, hold_id=hold.pk)
    with pytest.raises(WrongState, match="second person"):
        release_hold(actor=officer, hold_id=hold.pk)
    again(actor)
    assert release_hold(actor=actor, hold_id=hold.pk).released_at is not None
    erasure.refresh_from_db()
    assert (erasure.state, erasure.first_by_id, erasure.second_by_id) == ("proposed", None, None)


@pytest.mark.django_db
def test_a_case_that_is_opened_again_is_not_erased() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    _proposed(actor)
    officer, erasure = _approved(case)
    with pytest.raises(WrongState, match="decided already"):
        refuse_erasure(actor=officer, erasure_id=erasure.pk)
    # As if somebody opened it past the action: neither a third approval nor the job takes it for an ended one.
    Case.objects.filter(pk=case.pk).update(status="assistance", closed_on=None, closure_reason="")
    with pytest.raises(WrongState, match="open again"):
        approve_erasure(actor=officer, erasure_id=erasure.pk)
    with as_worker():
        assert not erase_record(actor=officer, erasure_id=erasure.pk)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=case.closed_on, closure_reason="goals_met")
    again(actor)
    actions.reopen_case(actor=actor, case_id=case.pk)
    erasure.refresh_from_db()
    assert erasure.state == "refused"
    assert Entry.objects.filter(event="protection.erasure.refused", case_id=case.pk).count() == 1
    assert unseal(Person.objects.get(case=case), "given_name")["given_name"] == "Aygün"


@pytest.mark.django_db
def test_a_judgement_that_is_mended_keeps_the_record() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = open_case(actor)
    Case.objects.filter(pk=case.pk).update(status="rejected", status_on=today() - timedelta(days=200))
    _proposed(actor)
    actions.change_case_status(actor=actor, case_id=case.pk, to=CaseStatus.SCREENING)
    assert Erasure.objects.get(case_id=case.pk).state == "refused"


@pytest.mark.django_db
def test_what_is_kept_is_not_proposed_again_at_once() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    _proposed(actor)
    refuse_erasure(actor=actor, erasure_id=Erasure.objects.get(case_id=case.pk).pk)
    _proposed(actor)
    assert list(Erasure.objects.values_list("state", flat=True)) == ["refused"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["az", "en"])
def test_the_page_lists_proposals_holds_and_what_is_done(language: str) -> None:
    client = desk_client("case_supervisor", organisation="vac", language=language, **OFFICER)
    again(client.actor)
    case, held = _old_case(client.actor), _old_case(client.actor)
    _proposed(client.actor)
    assert client.get(f"/protection/cases/{held.pk}/hold/").status_code == 200
    day = today()
    when = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    assert client.post(f"/protection/cases/{held.pk}/hold/", {"basis": "complaint", **when}).status_code == 302
    page = client.get("/protection/records/end/").content.decode()
    assert case.reference in page
    assert held.reference in page
    again(client.actor)
    erasure = Erasure.objects.get(case_id=case.pk)
    assert client.post(f"/protection/records/end/{erasure.pk}/approve/").status_code == 302
    assert client.post(f"/protection/records/end/{erasure.pk}/refuse/").status_code == 302
    page = client.get("/protection/records/end/").content.decode()
    assert ("It cannot be erased" if language == "en" else "Onu silmək olmaz") in page


def _abroad(*, years: int, is_returned: bool = True) -> Any:
    """Return who helps at a mission, and the record of somebody whose safe arrival was confirmed years ago."""
    consul = sign_in("consular_officer", organisation="mfa-consular", duties=("focal_point",))
    person = {"given_name": "Aygün", "surname": "Sınaqova", "sex": "female", "age_band": "24_26", "citizenship": "AZ"}
    told = {"country": "TR", "channel": "phone", "document_status": "lost"}
    record = actions.open_assistance(actor=consul, consented=True, **person, **told)
    day = today() - timedelta(days=366 * years)
    Assistance.objects.filter(pk=record.pk).update(state="closed", closed_on=day)
    if not is_returned:
        return consul, record
    here, there = consul.organisation_id, Organisation.objects.get(code="vac").pk
    over = HandOver.objects.create(
        from_organisation_id=here, from_wall=consul.wall, to_organisation_id=there, to_wall="protection",
        sent_by_id=consul.id, assistance=record, person_id=record.person_id, assistance_reference=record.reference,
        sex="female", age_band="24_26", arrives_on=day, is_escorted=False,
    )  # fmt: skip
    signer = sign_in("case_manager", organisation="vac")
    HandOverReceipt.objects.create(
        from_organisation_id=there, from_wall=signer.wall, to_organisation_id=here, to_wall=consul.wall,
        sent_by_id=signer.id, hand_over=over, arrived_on=day, signed_by_id=signer.id,
    )  # fmt: skip
    again(consul)
    return consul, record


@pytest.mark.django_db
def test_a_consular_copy_ends_a_year_after_the_arrival_by_two_persons() -> None:
    fresh = _abroad(years=0)[1]
    stayed = _abroad(years=2, is_returned=False)[1]
    consul, record = _abroad(years=2)
    assert sorted(_proposed(consul)) == sorted([record.reference, stayed.reference])
    erasure = Erasure.objects.own(consul).get(other_key_id=record.key_id)
    assert (erasure.retention, erasure.other_key_id) == ("consular", record.key_id)
    hold = hold_erasure(actor=consul, erasure_id=erasure.pk, basis="complaint", held_on=today())
    with pytest.raises(WrongState, match="hold"):
        approve_erasure(actor=consul, erasure_id=erasure.pk)
    release_hold(actor=consul, hold_id=hold.pk)
    officer = sign_in("consular_officer", organisation="mfa-consular", **OFFICER)
    release_hold(actor=officer, hold_id=hold.pk)
    again(consul)
    approve_erasure(actor=consul, erasure_id=erasure.pk)
    again(officer)
    approve_erasure(actor=officer, erasure_id=erasure.pk)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
    assert set(actions.show_national(actor=officer, assistance_id=record.pk).values()) == {""}
    assert actions.show_national(actor=officer, assistance_id=fresh.pk)["given_name"] == "Aygün"
    with pytest.raises(WrongState, match="decided already"):
        hold_erasure(actor=officer, erasure_id=erasure.pk, basis="complaint", held_on=today())
    stranger = sign_in("consular_officer", organisation="mfa-istanbul", **OFFICER)
    with pytest.raises(NotVisible):
        hold_erasure(actor=stranger, erasure_id=erasure.pk, basis="complaint", held_on=today())


@pytest.mark.django_db
def test_the_story_of_an_incident_ends_by_a_clock_of_its_own() -> None:
    keeper, unit = open_shelter()
    told = {"actor": keeper, "shelter_id": unit.shelter_id, "kind": "stranger", "note": "A man at the gate."}
    days = [today() - timedelta(days=366 * years) for years in (11, 11, 9)]
    old, waits, fresh = (
        actions.record_incident(**told, severity=severity, happened_on=day, told=["police"])
        for severity, day in zip(("minor", "serious", "minor"), days, strict=True)
    )
    assert _proposed(keeper) == [f"I-{days[0].isoformat()}"]
    erasure = Erasure.objects.own(keeper).get()
    assert (erasure.retention, erasure.other_key_id) == ("incident", old.key_id)
    lead = sign_in("shelter_manager", organisation="mia-shelter", duties=("focal_point",))
    approve_erasure(actor=lead, erasure_id=erasure.pk)
    officer = sign_in("shelter_manager", organisation="mia-shelter", **OFFICER)
    works_in(officer, unit)
    approve_erasure(actor=officer, erasure_id=erasure.pk)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
    shown = [actions.show_incident(actor=officer, incident_id=each.pk) for each in (old, waits, fresh)]
    assert shown == ["", "A man at the gate.", "A man at the gate."]


@pytest.mark.django_db
def test_the_reasons_of_a_decision_have_their_own_clock_at_the_unit() -> None:
    manager = sign_in("case_manager", organisation="vac")
    case = _old_case(manager, outcome="identified", years=11)
    waits = open_case(manager)
    decision = decide(case, decided_on=today() - timedelta(days=366 * 11))
    running = decide(waits, decided_on=today() - timedelta(days=366 * 11))
    unit = sign_in("identification_officer", organisation="mia-atd", duties=("focal_point",))
    for row in (decision, running):
        row.key_id = new_record_key(organisation_id=unit.organisation_id, wall=unit.wall)
        seal(row, reasons="Told and believed.")
        row.save()
    assert _proposed(unit) == [decision.reference]
    erasure = Erasure.objects.own(unit).get()
    approve_erasure(actor=unit, erasure_id=erasure.pk)
    officer = sign_in("identification_officer", organisation="mia-atd", **OFFICER)
    approve_erasure(actor=officer, erasure_id=erasure.pk)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
    assert actions.show_reasons(actor=officer, decision_id=decision.pk) == ""
    assert actions.show_reasons(actor=officer, decision_id=running.pk) == "Told and believed."


@pytest.mark.django_db
def test_erasure_at_the_holder_leaves_the_reasons_to_the_unit_alone() -> None:
    manager = sign_in("case_supervisor", organisation="vac")
    case = _old_case(manager)
    decision = decide(case, outcome="not_identified")
    unit = sign_in("identification_officer", organisation="mia-atd")
    decision.key_id = new_record_key(organisation_id=unit.organisation_id, wall=unit.wall)
    seal(decision, reasons="Heard, and not believed.")
    decision.save()
    _proposed(manager)
    officer, erasure = _approved(case)
    assert actions.show_reasons(actor=officer, decision_id=decision.pk) == "Heard, and not believed."
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
    assert actions.show_reasons(actor=officer, decision_id=decision.pk) == ""
    again(unit)
    assert actions.show_reasons(actor=unit, decision_id=decision.pk) == "Heard, and not believed."


@pytest.mark.django_db
def test_what_is_of_use_for_hours_loses_its_key_when_they_are_over() -> None:
    keeper, unit = open_shelter()
    driver = account("transport_officer", organisation="ngo-clean-world")
    given = {"actor": keeper, "shelter_id": unit.shelter_id, "officer_id": driver.id, "note": "canary-74"}
    tasks = [actions.give_transport(**given, valid_from=now(), hours=4) for _each in range(3)]
    actions.end_transport(actor=keeper, task_id=tasks[0].pk)
    TransportTask.objects.filter(pk=tasks[1].pk).update(
        valid_from=now() - timedelta(hours=5), valid_until=now() - timedelta(hours=1)
    )
    uploads = [RegisterUpload(**_mine(keeper), uploaded_by_id=keeper.id) for _each in range(3)]
    for upload, hours in zip(uploads, (0, 0, 25), strict=True):
        seal(upload, cells="canary-75")
        upload.uploaded_at = now() - timedelta(hours=hours)
        upload.save(force_insert=True)
    RegisterUpload.objects.filter(pk=uploads[0].pk).update(ended_at=now())
    with as_worker():
        assert (forget_notes(), forget_registers(), forget_notes(), forget_registers()) == (2, 2, 0, 0)
    for row, name in [(tasks[0], "note"), (tasks[1], "note"), (uploads[0], "cells"), (uploads[2], "cells")]:
        with pytest.raises(Erased):
            unseal(row, name)
    assert unseal(tasks[2], "note")["note"] == "canary-74"
    assert unseal(uploads[1], "cells")["cells"] == "canary-75"
    assert len(ledger.read()) == 4


def _mine(actor: Any) -> dict[str, Any]:
    held = {"organisation_id": actor.organisation_id, "wall": actor.wall}
    return held | {"key_id": new_record_key(**held)}


def test_every_class_has_a_clock_and_every_confidential_table_a_class() -> None:
    assert set(CLOCKS) == set(Retention)
    assert unclassed() == []
    assert set(CLASSES) <= {model._meta.db_table for model in confidential_models()}
    assert date(2026, 1, 1) < today()


def _sealed_models() -> list[type[models.Model]]:
    """Name every table with sealed words that a case leads to; the pieces of a document name the document."""
    leads = {"case", "case_id", "document"}
    return [model for model in _with_words() if leads & {field.name for field in model._meta.fields}]


def _with_words() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if any(isinstance(f, SealedTextField) for f in model._meta.fields)]


# What ends with no case although it has no other clock: docs/retention.md says so of what names somebody.
UNREACHED = {
    "protection_savedsearch": "a name for filters: about nobody",
    "protection_shelterlocation": "where a house is: about nobody",
    "coordination_informationrequest": "it names no case",
    "coordination_requestanswer": "it names no case",
    "coordination_referralreply": "by its referral, as its copies: planted below",
    "coordination_owncopy": "by its referral, as its copies: planted below",
}


def test_all_sealed_words_end_with_a_case_or_by_a_clock_of_their_own() -> None:
    names = {model._meta.db_table for model in set(_with_words()) - set(_sealed_models())}
    assert {name for name in names if class_of(name) == Retention.WITH_CASE} == set(UNREACHED)


def _filled(model: type[models.Model], **given: Any) -> models.Model:
    """Return a row of a model with something in every column that needs it."""
    for field in model._meta.concrete_fields:
        if field.name in given or field.has_default() or field.null or field.is_relation:
            continue
        kind = field.get_internal_type()
        made = {"DateField": today(), "DateTimeField": now(), "UUIDField": new_id(), "ArrayField": ["other"]}
        given[field.name] = made.get(kind, field.name[: min(field.max_length or 0, 9)] or 0)
    return model(**{name: value for name, value in given.items() if hasattr(model, name)})


@pytest.mark.django_db
def test_no_sealed_word_that_a_case_leads_to_is_readable_after_erasure() -> None:
    actor = sign_in("case_supervisor", organisation="vac")
    case = _old_case(actor)
    unit = Organisation.objects.get(code="mia-atd").pk
    ends = {"from_organisation_id": case.organisation_id, "from_wall": "protection", "sent_by_id": actor.id}
    ends |= {"to_organisation_id": unit, "to_wall": "protection", "case_id": case.pk, "referral_id": None}
    books = {model for model in _sealed_models() if class_of(model._meta.db_table) == Retention.BOOKKEEPING}
    planted = []
    for model in set(_sealed_models()) - books:
        own_key = issubclass(model, Exchanged)
        key = new_record_key(organisation_id=case.organisation_id, wall="protection") if own_key else case.key_id
        row = _filled(model, **ends, key_id=key, basis="vital_danger", reference=f"X-{len(planted)}")
        names = [field.name for field in model._meta.fields if isinstance(field, SealedTextField)]
        seal(row, **dict.fromkeys(names, "canary-72"))
        if own_key:
            row.save(force_insert=True)
        planted.append((row, names))
    referral = next(row for row, _ in planted if row._meta.db_table == "coordination_referral")
    replied = ReferralReply(**_turned(ends), referral=referral, received_at=now())
    seal_letter(actor=actor, record=replied, words={"note": "canary-73"})
    copy = OwnCopy.objects.get(subject_id=replied.pk)
    OwnCopy.objects.filter(pk=copy.pk).update(subject_id=referral.pk)
    _proposed(actor)
    officer, erasure = _approved(case)
    with pytest.raises(WrongState):
        erase_words(actor=officer, case_id=case.pk)
    with as_worker():
        assert erase_record(actor=officer, erasure_id=erasure.pk)
        assert erase_words(actor=officer, case_id=case.pk)
        assert not erase_words(actor=officer, case_id=case.pk)
    (kept,) = [row for row, _ in planted if row._meta.db_table == "protection_decision"]
    assert unseal(kept, "reasons")["reasons"] == "canary-72"  # by the clock of the body that decided
    gone = [(row, names) for row, names in planted if row is not kept] + [(copy, ["words"])]
    for row, names in gone:
        with pytest.raises(Erased):
            unseal(row, *names)
    assert len({type(row) for row, _ in planted if issubclass(type(row), Exchanged)}) == 6
    again(actor)
    assert {line.id for line in ledger.read()} >= {row.key_id for row, _ in gone}


def _turned(ends: dict[str, Any]) -> dict[str, Any]:
    """Return the ends of an answer."""
    names = ("organisation_id", "wall")
    turned = {f"from_{name}": ends[f"to_{name}"] for name in names}
    return turned | {f"to_{name}": ends[f"from_{name}"] for name in names} | {"sent_by_id": ends["sent_by_id"]}


def _paid(*, years: int) -> tuple[Any, Payment]:
    """Return an officer of the fund, and a payment of an allowance whose last step lies years back."""
    manager = sign_in("case_manager", organisation="vac")
    case = open_case(manager)
    decide(case)
    fund = Organisation.objects.get(code="aid-fund")
    again(manager)
    asked = actions.request_allowance(actor=manager, case_id=case.pk, to_organisation_id=fund.pk)
    officer = sign_in("aid_fund_officer", organisation="aid-fund", **OFFICER)
    payment = actions.draft_payment(
        actor=officer, request_id=asked.pk, method="post", payee="trusted", payee_name="Sınaqova", payee_account="P-1"
    )
    actions.approve_payment(actor=sign_in("aid_fund_approver", organisation="aid-fund"), payment_id=payment.pk)
    again(officer)
    actions.pay(actor=officer, payment_id=payment.pk, paid_on=today(), receipt="QB-7")
    day = today() - timedelta(days=366 * years)
    at = datetime.combine(day, time(12), HOME)
    Payment.objects.filter(pk=payment.pk).update(paid_on=day, approved_on=day, drafted_at=at)
    return officer, payment


@pytest.mark.django_db
def test_the_words_of_a_payment_end_five_years_after_the_last_one_and_its_amount_stays() -> None:
    _paid(years=4)
    officer, payment = _paid(years=6)
    Payment.objects.filter(pk=payment.pk).update(state="missed", paid_on=None)
    assert _proposed(officer) == [], "never while a payment to the person is under way"
    Payment.objects.filter(pk=payment.pk).update(state="receipted", paid_on=today() - timedelta(days=366 * 6))
    assert _proposed(officer) == [payment.number]
    erasure = Erasure.objects.own(officer).get()
    assert (erasure.retention, erasure.other_key_id) == ("bookkeeping", payment.key_id)
    hold = hold_erasure(actor=officer, erasure_id=erasure.pk, basis="complaint", held_on=today())
    with pytest.raises(WrongState, match="hold"):
        approve_erasure(actor=officer, erasure_id=erasure.pk)
    release_hold(actor=officer, hold_id=hold.pk)
    leader = sign_in("aid_fund_approver", organisation="aid-fund", duties=("focal_point",))
    release_hold(actor=leader, hold_id=hold.pk)
    with pytest.raises(NotPermitted):
        approve_erasure(actor=sign_in("aid_fund_approver", organisation="aid-fund"), erasure_id=erasure.pk)
    again(officer)
    approve_erasure(actor=officer, erasure_id=erasure.pk)
    again(leader)
    approve_erasure(actor=leader, erasure_id=erasure.pk)
    with as_worker():
        assert erase_record(actor=leader, erasure_id=erasure.pk)
    again(officer)
    assert set(actions.show_payee(actor=officer, payment_id=payment.pk).values()) == {""}
    kept = Payment.objects.own(officer).get(pk=payment.pk)
    assert kept.amount == payment.amount
    assert FundEntry.objects.own(officer).filter(payment=kept).count() == 2
    assert client_of(Account.objects.get(pk=officer.id)).get(f"/protection/payments/{kept.pk}/").status_code == 200
