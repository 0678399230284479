"""A signal whose person is presumed goes to helpers and to the body that identifies; what they find comes back."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from panah.audit.models import Entry
from panah.coordination import actions, queries
from panah.coordination.models import Referral, SignalOutcome
from panah.coordination.rules import basis_of, check_outcome, purposes_of
from panah.coordination.states import ReferralState
from panah.coordination.tasks import tell_outcome
from panah.core.clock import today
from panah.core.db import leave_context
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions as helpline
from panah.helpline import queries as signals
from panah.organisations.queries import organisation
from panah.protection import actions as protection
from tests.coordination.people import refer, worker
from tests.helpline.support import report_for
from tests.support import again, as_owner

WHY = "He is locked in and cannot be asked."


@pytest.mark.parametrize("agreed", ["agreed", "guardian", "help_only"])
def test_who_agrees_is_referred_on_consent(agreed):
    assert basis_of(agreed=agreed, ground="", reason="") == "consent"


def test_without_consent_only_a_named_duty_with_its_reason_sends_anybody_on():
    assert basis_of(agreed="duty", ground="vital_danger", reason=WHY) == "vital_danger"
    for agreed, ground, reason in (("duty", "", WHY), ("duty", "vital_danger", "short"), ("", "consent", WHY)):
        with pytest.raises(InvalidInput):
            basis_of(agreed=agreed, ground=ground, reason=reason)


def test_nobody_goes_to_the_police_unit_who_wants_help_alone():
    assert purposes_of("help_only") == ("assistance",)
    assert purposes_of("agreed") == purposes_of("duty") == ("assistance", "identification")


def test_what_a_receiver_may_say_of_a_signal():
    taken = {"has_signal": True, "state": ReferralState.ACCEPTED}
    check_outcome("rejected", **taken, before="")
    check_outcome("presumed", **taken, before="rejected")
    for outcome, error, change in (
        ("open", InvalidInput, {}),
        ("presumed", WrongState, {"has_signal": False}),
        ("presumed", WrongState, {"state": ReferralState.SENT}),
        ("presumed", WrongState, {"before": "presumed"}),
        ("rejected", WrongState, {"before": "presumed"}),
    ):
        with pytest.raises(error):
            check_outcome(outcome, **{**taken, "before": "", **change})


def presumed(actor, **more):
    again(actor)
    signal = helpline.make_signal(actor=actor, source="family_public", summary="A girl is locked in.")
    given = {"to_organisation_id": organisation(code="vac").pk, "expires_on": today(), "agreed": "agreed"}
    return signal, actions.presume_signal(actor=actor, signal_id=signal.pk, **given | more)


def state_of(actor, signal):
    again(actor)
    return signals.signal(actor=actor, signal_id=signal.pk).state


@pytest.mark.django_db
def test_presuming_refers_for_help_and_for_identification_at_once_or_refuses():
    operator = worker("mia-atd", "helpline_operator")
    signal, sent = presumed(operator)
    assert [(each.purpose, each.to_organisation.code, each.basis, each.agreed) for each in sent] == [
        ("assistance", "vac", "consent", "agreed"),
        ("identification", "mia-atd", "consent", "agreed"),
    ]
    assert state_of(operator, signal) == "handed_over"
    assert Entry.objects.filter(event="coordination.signal.presumed", subject_id=signal.pk).count() == 1
    with pytest.raises(WrongState):
        refer(operator, to="vac", purpose="assistance", signal_id=signal.pk)
    _, (alone,) = presumed(operator, agreed="help_only")
    assert alone.purpose == "assistance"
    _, on_duty = presumed(operator, agreed="duty", ground="vital_danger", note=WHY)
    assert {each.basis for each in on_duty} == {"vital_danger"}
    before = Referral.objects.sent_by_us(operator).count()
    with pytest.raises(InvalidInput):
        presumed(operator, agreed="duty", note=WHY)
    with pytest.raises(WrongState):
        actions.presume_signal(
            actor=operator,
            signal_id=signal.pk,
            to_organisation_id=organisation(code="vac").pk,
            expires_on=today(),
            agreed="agreed",
        )
    assert Referral.objects.sent_by_us(operator).count() == before
    given = {"signal_id": signal.pk, "to_organisation_id": signal.pk, "agreed": "agreed", "expires_on": today()}
    with pytest.raises(NotVisible):
        actions.presume_signal(actor=worker("sms", "first_responder"), **given)
    with pytest.raises(NotPermitted):
        actions.presume_signal(actor=worker("stat-committee", "statistician"), **given)


@pytest.mark.django_db
def test_the_signal_follows_what_its_receivers_find():
    operator = worker("mia-atd", "helpline_operator")
    signal, (to_help, to_unit) = presumed(operator)
    manager, officer = worker(), worker("mia-atd", "identification_officer")
    again(manager)
    with pytest.raises(WrongState):
        actions.tell_outcome(actor=manager, referral_id=to_help.pk, outcome="presumed")
    actions.accept_referral(actor=manager, referral_id=to_help.pk)
    case_id = actions.take_up_referral(actor=manager, referral_id=to_help.pk)
    with pytest.raises(WrongState):
        actions.complete_referral(actor=manager, referral_id=to_help.pk, completed_on=today())
    found = {"body": "ngo", "indicator_list": "ilo11", "answers": {"isolation": "yes"}, "presumed_on": today()}
    protection.presume(actor=manager, case_id=case_id, **found)
    asked = "SELECT args FROM procrastinate_jobs WHERE task_name = 'coordination.tell_outcome'"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(asked)
        job = json.loads(cursor.fetchone()[0])
    again(officer)
    actions.accept_referral(actor=officer, referral_id=to_unit.pk)
    actions.tell_outcome(actor=officer, referral_id=to_unit.pk, outcome="rejected")
    with pytest.raises(NotVisible):
        actions.tell_outcome(actor=officer, referral_id=to_help.pk, outcome="rejected")
    again(operator)
    with pytest.raises(WrongState):
        actions.note_outcome(actor=operator, referral_id=to_help.pk)
    assert "Not confirmed" in next(item.title for item in queries.work(actor=operator))
    actions.note_outcome(actor=operator, referral_id=to_unit.pk)
    assert state_of(operator, signal) == "handed_over"  # the other body has it still
    again(manager)
    for _ in range(2):
        tell_outcome(**{name: value for name, value in job.items() if name != "context"})
    assert SignalOutcome.objects.sent_by_us(manager).get().outcome == "presumed"
    again(operator)
    (item,) = queries.work(actor=operator)
    assert "Presumed victim" in item.title
    actions.note_outcome(actor=operator, referral_id=to_help.pk)
    assert state_of(operator, signal) == "presumed"
    assert queries.work(actor=operator) == []


@pytest.mark.django_db
def test_what_nobody_confirms_is_rejected_by_its_receiver_and_believed_when_it_is_presumed_later():
    responder = worker("sms", "first_responder")
    signal, (only,) = presumed(responder, agreed="help_only")
    manager = worker()
    actions.accept_referral(actor=manager, referral_id=only.pk)
    for told, state in (("rejected", "rejected"), ("presumed", "presumed")):
        again(manager)
        actions.tell_outcome(actor=manager, referral_id=only.pk, outcome=told)
        again(responder)
        assert [item.kind for item in queries.work(actor=responder)] == ["referral"]
        noted = actions.note_outcome(actor=responder, referral_id=only.pk)
        assert (state_of(responder, signal), noted.noted_at is not None) == (state, True)
        with pytest.raises(WrongState):
            actions.note_outcome(actor=responder, referral_id=only.pk)
    with pytest.raises(NotPermitted):
        actions.note_outcome(actor=worker("stat-committee", "statistician"), referral_id=only.pk)


@pytest.mark.django_db
def test_both_referrals_are_sent_from_one_confirmed_page(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    again(operator.actor)
    signal = helpline.make_signal(actor=operator.actor, source="hotline152", summary="A girl is locked in.")
    vac = str(organisation(code="vac").pk)
    leave_context()
    address = reverse("coordination:signal_presume", args=[signal.pk])
    assert address in operator.get(reverse("helpline:signal_read", args=[signal.pk])).content.decode()
    assert f'value="{vac}" selected' in operator.get(address).content.decode()
    day = {"expires_on_day": today().day, "expires_on_month": today().month, "expires_on_year": today().year}
    given = {"agreed": "agreed", "to_organisation_id": vac, **day}
    unconfirmed = operator.post(address, given)
    assert (unconfirmed.status_code, "Confirm what is sent" in unconfirmed.content.decode()) == (422, True)
    silent = operator.post(address, {**given, "agreed": "duty", "is_confirmed": "on"})
    assert (silent.status_code, "Nothing is passed on without consent" in silent.content.decode()) == (422, True)
    sent = operator.post(address, {**given, "is_confirmed": "on"}, follow=True).content.decode()
    assert ("Help and services" in sent, "Identification by the special" in sent) == (True, True)
    again(operator.actor)
    to_help = Referral.objects.sent_by_us(operator.actor).get(purpose="assistance")
    manager = desk_client("case_manager", organisation="vac")
    again(manager.actor)
    actions.accept_referral(actor=manager.actor, referral_id=to_help.pk)
    leave_context()
    told = manager.post(reverse("coordination:referral_tell", args=[to_help.pk]), {"outcome": "presumed"})
    assert told.status_code == 302
    page = operator.get(reverse("coordination:referral_read", args=[to_help.pk])).content.decode()
    assert "What became of your signal:" in page
    taken = operator.post(reverse("coordination:referral_follow", args=[to_help.pk]), follow=True).content.decode()
    assert "Presumed victim" in taken


@pytest.mark.django_db
def test_a_body_hears_nothing_of_a_report_about_its_own_staff():
    oversight = worker("ombudsman", "oversight_officer")
    report_id = report_for(oversight, reader="oversight", about_staff="mia", urgent="no")
    concern = helpline.open_concern(actor=oversight, report_id=report_id)
    assert signals.about_staff(actor=oversight, concern=concern, language="en") == "Ministry of Internal Affairs"
    signal = helpline.make_signal(actor=oversight, source="family_public", summary="x", concern_id=concern.pk)
    unit = organisation(code="mia-atd")
    assert queries.identifying_body(actor=oversight) == unit
    assert queries.identifying_body(actor=oversight, signal_id=signal.pk) is None
    offered = [pk for _, rows in queries.receiver_choices(actor=oversight, signal_id=signal.pk) for pk, _ in rows]
    assert offered
    assert str(unit.pk) not in offered
    for purpose in ("identification", "referral"):
        with pytest.raises(InvalidInput) as refused:
            refer(oversight, to="mia-atd", purpose=purpose, signal_id=signal.pk)
        assert refused.value.field == "to_organisation_id"
    given = {"to_organisation_id": organisation(code="vac").pk, "expires_on": today(), "agreed": "agreed"}
    (only,) = actions.presume_signal(actor=oversight, signal_id=signal.pk, **given)
    assert (only.purpose, state_of(oversight, signal)) == ("assistance", "handed_over")
