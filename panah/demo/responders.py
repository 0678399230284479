"""The same day of first responders and of the line: begun, given, told of danger, referred, and what came of it."""

from panah.coordination import actions as coordination
from panah.core.clock import today
from panah.demo.today import DAY, HOLDER, UNIT, Today
from panah.helpline import actions as helpline
from panah.helpline.actions import link as links
from panah.helpline.models import DangerNotice, DutyToInvestigate

INVENTED = "Invented: "


def play(day: Today) -> None:
    """Play every scene."""
    workers_from_abroad(day)
    links_are_given(day)
    danger_is_told(day)
    a_person_is_presumed(day)
    the_shift_ends(day)


def workers_from_abroad(day: Today) -> None:
    """Let an inspector report workers from abroad, tell the unit to investigate, and begin another report."""
    with day.acting("first_responder", "labour-inspection") as actor:
        signal = helpline.make_signal(
            actor=actor,
            source="labour_inspection",
            summary=INVENTED + "eleven bricklayers, no pay for three months.",
            foreign_workers="yes",
            workers_count=11,
        )
        duty = DutyToInvestigate.objects.own(actor).get(signal=signal)
        helpline.send_duty(actor=actor, duty_id=duty.id, to_organisation_id=day.places.id(UNIT))
        helpline.save_draft(actor=actor, answers={"source": "labour_inspection", "summary": INVENTED + "a laundry."})


def links_are_given(day: Today) -> None:
    """Let a focal point give two links and take one back."""
    with day.acting("first_responder", "moe-ganja") as actor:
        links.make_link(actor=actor, duty="teacher")
        given = links.make_link(actor=actor, duty="social")
        links.withdraw_link(actor=actor, link_id=given.link.id)


def danger_is_told(day: Today) -> None:
    """Let a border guard tell the line of danger; somebody of the line acts, and the alarm is over."""
    with day.acting("first_responder", "sbs") as actor:
        helpline.make_signal(
            actor=actor, source="border", summary=INVENTED + "somebody waits for her outside.", danger="immediate"
        )
    with day.acting("helpline_operator", UNIT) as actor:
        for notice in DangerNotice.objects.for_us(actor):
            alarm = helpline.take_notice(actor=actor, notice_id=notice.id)
            helpline.end_alarm(actor=actor, alarm_id=alarm.id, outcome="police_sent")


def a_person_is_presumed(day: Today) -> None:
    """Let the line presume a person, who wants help and no police; the centre takes her and says what it found."""
    with day.acting("helpline_operator", UNIT) as actor:
        signal = helpline.make_signal(
            actor=actor, source="hotline152", summary=INVENTED + "her papers were taken.", danger="medium"
        )
        (sent,) = coordination.presume_signal(
            actor=actor,
            signal_id=signal.id,
            to_organisation_id=day.places.id(HOLDER),
            agreed="help_only",
            note=INVENTED + "she calls from a friend's telephone.",
            expires_on=today() + 30 * DAY,
        )
        doubtful = helpline.make_signal(actor=actor, source="family_public", summary=INVENTED + "a van at night.")
        helpline.judge_signal(actor=actor, signal_id=doubtful.id, state="rejected", reason="no_signs")
    with day.acting("case_manager", HOLDER) as actor:
        coordination.accept_referral(actor=actor, referral_id=sent.id)
        coordination.tell_outcome(actor=actor, referral_id=sent.id, outcome="presumed")


def the_shift_ends(day: Today) -> None:
    """Write to the next shift."""
    with day.acting("helpline_operator", UNIT) as actor:
        helpline.write_shiftnote(actor=actor, words=INVENTED + "a call-back is due at nine; the rest can wait.")
