"""What waits for somebody in coordination, and what a search finds."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.coordination.models import InformationRequest, Referral, StoryReview
from panah.coordination.queries.breach import breach_work
from panah.coordination.queries.request import answers_to_read
from panah.coordination.queries.story import to_answer, to_take_over
from panah.core.clock import HOME, now
from panah.core.work import Found, WorkItem
from panah.organisations.models import Organisation

MOST = 20
STOPPED_SHOWN = timedelta(days=14)
NOT_ANSWERED = Q(reply=None) | Q(reply__answer="")


def work(*, actor: Actor) -> list[WorkItem]:
    """Return referrals and requests that wait for an answer, referrals that were declined, and answers to read."""
    items: list[WorkItem] = []
    if actor.may(Permission.COORDINATION_REFERRAL_ANSWER):
        items += _to_answer(actor)
    if actor.may(Permission.COORDINATION_REFERRAL_SEND):
        items += _declined(actor)
    if actor.may(Permission.COORDINATION_REFERRAL_ANSWER) or actor.may(Permission.COORDINATION_REFERRAL_SEND):
        items += _stopped(actor)
    if actor.may(Permission.COORDINATION_REQUEST_ANSWER):
        items += _asked(actor)
    if actor.may(Permission.COORDINATION_REQUEST_SEND):
        items += _answered(actor)
    if actor.may(Permission.COORDINATION_STORY_ANSWER):
        rows = to_answer(actor=actor)[:MOST]
        items += [_story_item(row, row.from_organisation, _("Is this story safe for the person?")) for row in rows]
    if actor.may(Permission.COORDINATION_STORY_SEND):
        rows = to_take_over(actor=actor)[:MOST]
        items += [_story_item(row, row.to_organisation, _("The safety review of a story is answered")) for row in rows]
    items += breach_work(actor=actor)
    return items


def _story_item(row: StoryReview, other: Organisation, title: str) -> WorkItem:
    return WorkItem(
        kind="story",
        title=title,
        reference=row.reference,
        sender=other.name(language()),
        due_at=None,
        url=reverse("coordination:story_read", args=[row.pk]),
        action=_("Open it"),
    )


def _to_answer(actor: Actor) -> list[WorkItem]:
    found = Referral.objects.for_us(actor).filter(NOT_ANSWERED, withdrawn_at=None, paused_at=None)
    rows = found.select_related("from_organisation").order_by("due_at", "id")[:MOST]
    return [_referral_item(row, _("Answer the referral"), _("Answer it"), sender=True) for row in rows]


def _declined(actor: Actor) -> list[WorkItem]:
    """Return what was declined, and what the receivers of signals found, until it is noted."""
    told = Q(outcome__isnull=False) & (Q(noted_at=None) | Q(noted_at__lt=F("outcome__sent_at")))
    found = Referral.objects.sent_by_us(actor).filter(Q(reply__answer="declined", noted_at=None) | told)
    rows = found.filter(withdrawn_at=None).select_related("to_organisation", "outcome").order_by("sent_at", "id")
    return [_ended_item(row) for row in rows[:MOST]]


def _ended_item(row: Referral) -> WorkItem:
    if told := getattr(row, "outcome", None):
        found = code_list("signal_state").label(told.outcome, language())
        return _referral_item(
            row, _("What became of your signal: %(found)s") % {"found": found}, _("Take the outcome over")
        )
    return _referral_item(row, _("The referral was declined: find another way"), _("Read why"))


def _stopped(actor: Actor) -> list[WorkItem]:
    """Tell both ends for some days that a person withdrew consent while a referral was under way."""
    found = Referral.objects.visible_to(actor).filter(
        withdrawn_because="consent_withdrawn", withdrawn_at__gte=now() - STOPPED_SHOWN
    )
    rows = found.select_related("from_organisation", "to_organisation").order_by("withdrawn_at", "id")[: 2 * MOST]
    title = _("Stop: the person withdrew consent to this referral")
    items = [(_referral_item(row, title, _("Open it")), _other_end(actor, row)) for row in rows]
    return [replace(item, sender=body.name(language())) for item, body in items]


def _other_end(actor: Actor, row: Referral) -> Organisation:
    is_ours = row.from_organisation_id == actor.organisation_id and row.from_wall == actor.wall
    return row.to_organisation if is_ours else row.from_organisation


def _referral_item(row: Referral, title: str, action: str, *, sender: bool = False) -> WorkItem:
    other = row.from_organisation if sender else row.to_organisation
    purpose = code_list("referral_purpose").label(row.purpose, language())
    return WorkItem(
        kind="referral",
        title=f"{title}: {purpose}" if sender else title,
        reference=row.reference,
        sender=other.name(language()),
        due_at=row.due_at if sender else None,
        url=reverse("coordination:referral_read", args=[row.pk]),
        action=action,
    )


def _asked(actor: Actor) -> list[WorkItem]:
    found = InformationRequest.objects.for_us(actor).filter(answer=None, withdrawn_at=None)
    rows = found.select_related("from_organisation").order_by("due_on", "id")[:MOST]
    return [
        WorkItem(
            kind="request",
            title=_("Answer the information request"),
            reference=row.reference,
            sender=row.from_organisation.name(language()),
            due_at=datetime.combine(row.due_on, time.max, HOME),
            url=reverse("coordination:request_read", args=[row.pk]),
            action=_("Answer it"),
        )
        for row in rows
    ]


def _answered(actor: Actor) -> list[WorkItem]:
    found = answers_to_read(actor=actor).select_related("to_organisation", "answer")
    states = code_list("request_state")
    return [
        WorkItem(
            kind="request",
            title=_("Your information request: %(state)s") % {"state": states.label(row.state, language())},
            reference=row.reference,
            sender=row.to_organisation.name(language()),
            due_at=None,
            url=reverse("coordination:request_read", args=[row.pk]),
            action=_("Read the answer"),
        )
        for row in found.order_by("answer__answered_on", "id")[:MOST]
    ]


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return referrals and requests of either direction by the beginning of their number."""
    start = text.strip().upper()
    span = {"reference__gte": start, "reference__lt": start + "\uffff"}
    hits: list[Found] = []
    if actor.may(Permission.COORDINATION_REFERRAL_READ):
        rows = Referral.objects.visible_to(actor).filter(**span).values_list("reference", "id")[:MOST]
        page = "coordination:referral_read"
        hits += [Found(number, _("Referral"), reverse(page, args=[key])) for number, key in rows]
    if actor.may(Permission.COORDINATION_REQUEST_READ):
        rows = InformationRequest.objects.visible_to(actor).filter(**span).values_list("reference", "id")[:MOST]
        page = "coordination:request_read"
        hits += [Found(number, _("Information request"), reverse(page, args=[key])) for number, key in rows]
    return hits
