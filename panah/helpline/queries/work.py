"""What waits at the helpline, and what a search finds there."""

from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.roles import Duty
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.work import Found, Ringing, WorkItem
from panah.country.parameters import number
from panah.helpline.models import (
    Callback,
    Concern,
    DutyNotice,
    DutyToInvestigate,
    Handover,
    ShiftNote,
    Signal,
    SignalDraft,
)
from panah.helpline.queries.alarm import ringing
from panah.helpline.queries.callback import callback_rows
from panah.helpline.queries.concern import Waiting, concerns, concerns_with_news, unanswered, urgent, waiting
from panah.helpline.queries.draft import drafts, kept_until
from panah.helpline.queries.duty import Watched, duties, duties_answered, duties_to_answer, duties_watched
from panah.helpline.queries.handover import handovers
from panah.helpline.queries.overview import shiftnotes_to_acknowledge
from panah.helpline.queries.signal import signals
from panah.helpline.rules import Window, inquiry_due
from panah.helpline.states import ConcernState, SignalState
from panah.published.models import Offer
from panah.published.queries import offers_to_confirm
from panah.published.rules import confirmed_until

WORK_SHOWN = 20


def work(*, actor: Actor) -> list[WorkItem]:
    """Return what waits for the actor at the helpline."""
    items = _concern_items(actor) if actor.may(Permission.HELPLINE_CONCERN_READ) else []
    if actor.may(Permission.HELPLINE_SIGNAL_READ):
        open_signals = signals(actor=actor).filter(state=SignalState.OPEN).order_by("due_at", "id")
        items += [_signal_item(row) for row in open_signals[:WORK_SHOWN]]
        items += _duty_items(actor)
    if actor.may(Permission.HELPLINE_DUTY_ANSWER):
        items += [_told_item(row) for row in duties_to_answer(actor=actor)[:WORK_SHOWN]]
    if actor.may(Permission.HELPLINE_DUTY_WATCH):
        overdue = [row for row in duties_watched(actor=actor) if row.is_overdue]
        items += [_overdue_item(row) for row in overdue[:WORK_SHOWN]]
    if actor.may(Permission.PUBLISHED_OFFER_KEEP) and Duty.FOCAL_POINT in actor.duties:
        items += [_offer_item(row) for row in offers_to_confirm(actor=actor)[:WORK_SHOWN]]
    if actor.may(Permission.HELPLINE_SIGNAL_MAKE):
        items += [_draft_item(actor, row) for row in drafts(actor=actor)[:WORK_SHOWN]]
    return items


def _concern_items(actor: Actor) -> list[WorkItem]:
    items = [_alarm_item(row) for row in ringing(actor=actor)]
    line = gettext("Written concern")
    unopened = [*urgent(actor=actor), *waiting(actor=actor, size=WORK_SHOWN).rows]
    seen = {row.report_id: row for row in unopened}.values()
    items += [_report_item(row, line) for row in list(seen)[:WORK_SHOWN]]
    inquiries = concerns(actor=actor).filter(state=ConcernState.INQUIRY)
    open_concerns = (unanswered(actor=actor) | inquiries).order_by("answer_due_at", "id")
    items += [_concern_item(row) for row in open_concerns[:WORK_SHOWN]]
    items += [
        _concern_item(row)
        for row in concerns_with_news(actor=actor, size=WORK_SHOWN).rows
        if row.answered_on and row.state != ConcernState.INQUIRY
    ]
    if actor.may(Permission.HELPLINE_CALL_LOG):
        items += [_callback_item(*row) for row in callback_rows(actor=actor)[:WORK_SHOWN]]
        items += [_shiftnote_item(row) for row in shiftnotes_to_acknowledge(actor=actor)[:WORK_SHOWN]]
    if actor.may(Permission.HELPLINE_HANDOVER_SEND):
        items += [_handover_item(row, gettext("Take it over")) for row in _unanswered(actor)]
    return items


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return concerns and signals of the actor's desk whose reference begins with the text."""
    wanted = text.strip().upper()
    if len(wanted) < 3 or not actor.may(Permission.HELPLINE_CONCERN_READ):
        return []
    # Greater and smaller instead of LIKE: row security lets the index be used for these only.
    span = {"reference__gte": wanted, "reference__lt": f"{wanted}\uffff"}
    answers = [
        Found(row.reference, gettext("Written concern"), reverse("helpline:concern_read", args=[row.id]))
        for row in concerns(actor=actor).filter(**span)[:10]
    ]
    answers += [
        Found(row.reference, gettext("Signal"), reverse("helpline:signal_read", args=[row.id]))
        for row in signals(actor=actor).filter(**span)[:10]
    ]
    return answers


def _report_item(row: Waiting, line: str) -> WorkItem:
    topic = code_list("concern_topic").label(row.topic, language())
    url = reverse("helpline:concern_list")
    return WorkItem("concern", f"{line}: {topic}", "", "", row.due_at, url, gettext("Open it"))


def _concern_item(row: Concern) -> WorkItem:
    title = code_list("concern_topic").label(row.topic, language())
    url = reverse("helpline:concern_read", args=[row.id])
    if row.answered_on and row.state == ConcernState.INQUIRY:
        due_at = inquiry_due(received_on=row.received_on, inquiry_days=number("abuse_inquiry_days", on=today()))
        return WorkItem("staff_abuse", title, row.reference, "", due_at, url, gettext("Give the outcome"))
    return WorkItem("concern", title, row.reference, "", row.answer_due_at, url, gettext("Answer"))


def _signal_item(row: Signal) -> WorkItem:
    title = code_list("referral_source").label(row.source, language())
    url = reverse("helpline:signal_read", args=[row.id])
    return WorkItem("signal", title, row.reference, "", row.due_at, url, gettext("Hand over"))


def _alarm_item(row: Ringing) -> WorkItem:
    action = gettext("Say what came of it") if row.is_taken else gettext("I take it")
    return WorkItem("alarm", gettext("Somebody is in danger now"), "", row.title, row.since, row.url, action)


def _callback_item(row: Callback, window: Window) -> WorkItem:
    title = code_list("hotline_topic").label(row.call.topic, language())
    due = window.closes_at if window.is_open else window.opens_at
    url = reverse("helpline:callback_read", args=[row.id])
    return WorkItem("callback", title, "", "", due, url, gettext("Call back"))


def _shiftnote_item(row: ShiftNote) -> WorkItem:
    url = reverse("helpline:shiftnote_read", args=[row.id])
    return WorkItem("shift_note", gettext("Note of the last shift"), "", "", row.written_at, url, gettext("Read it"))


def _duty_items(actor: Actor) -> list[WorkItem]:
    owed = list(duties(actor=actor)[:WORK_SHOWN])
    answered = duties_answered(actor=actor) if owed else set()
    return [_duty_item(row, is_answered=row.id in answered) for row in owed]


def _duty_item(row: DutyToInvestigate, *, is_answered: bool) -> WorkItem:
    url = reverse("helpline:signal_read", args=[row.signal_id])
    title = gettext("Credible report about workers from abroad")
    if is_answered:
        title = gettext("The body that investigates has answered")
    return WorkItem("duty", title, row.signal.reference, "", row.due_at, url, gettext("Say what came of it"))


def _told_item(row: DutyNotice) -> WorkItem:
    url = reverse("helpline:duty_read", args=[row.id])
    title = gettext("Credible report about workers from abroad")
    desk = row.from_organisation.name(language())
    return WorkItem("duty", title, row.reference, desk, row.due_at, url, gettext("Say what was done"))


def _overdue_item(row: Watched) -> WorkItem:
    title = gettext("A duty to investigate is overdue")
    body = (row.body or row.desk).name(language())
    return WorkItem("duty", title, "", body, row.due_at, reverse("helpline:duty_watch"), gettext("Read it"))


def _offer_item(row: Offer) -> WorkItem:
    title = gettext("Is it still right? %(service)s") % {"service": code_list("service").label(row.service, language())}
    due_at = confirmed_until(confirmed_on=row.confirmed_on, confirm_days=number("offer_confirm_days", on=today()))
    return WorkItem("offer", title, "", "", due_at, reverse("helpline:offer_read", args=[row.id]), gettext("Confirm"))


def _draft_item(actor: Actor, row: SignalDraft) -> WorkItem:
    url = f"{reverse('helpline:signal_make')}?draft={row.id}"
    due_at = kept_until(actor=actor, draft=row)
    return WorkItem("draft", gettext("A signal that is not sent yet"), "", "", due_at, url, gettext("Go on writing"))


def _unanswered(actor: Actor) -> list[Handover]:
    """Return what came and waits for an answer, and what was sent and was not taken, unless that was seen."""
    came = handovers(actor=actor, sent=False).filter(reply=None)[:WORK_SHOWN]
    back = handovers(actor=actor, sent=True).filter(reply__answer="not_taken", noted_at=None)[:WORK_SHOWN]
    return [*came, *back]


def _handover_item(row: Handover, action: str) -> WorkItem:
    is_back = hasattr(row, "reply")
    title = gettext("A hand-over was not taken") if is_back else gettext("A caller is handed over to you")
    other = row.to_organisation if is_back else row.from_organisation
    url = reverse("helpline:handover_read", args=[row.id])
    return WorkItem(
        "handover", title, "", other.name(language()), row.sent_at, url, gettext("Read it") if is_back else action
    )
