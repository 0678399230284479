"""Reading referrals, from either end."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from panah.access.models import Grant
from panah.access.policy import Actor
from panah.access.queries import SAVES_LIFE
from panah.access.walls import Wall
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.coordination.models import Referral, ReferralReply, SignalOutcome
from panah.coordination.rules import HELPING_KINDS, IDENTIFYING_KINDS, PRESUMED, RECEIVING_KINDS, meets_clock
from panah.coordination.states import REFERRAL_MOVES, ReferralState
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.country.parameters import text
from panah.helpline import queries as helpline
from panah.organisations.forms import choices_of
from panah.organisations.models import Organisation
from panah.organisations.queries import organisations
from panah.protection import queries as protection
from panah.protection.rules.consent import consent_purpose

NEWEST = ("-sent_at", "-id")
ENDS = ("from_organisation", "to_organisation", "reply", "outcome")
SHARING = ("share_partner", "share_police", "share_foreign", "share_io")
LOOKS = 30
OF_SIGNAL = ("source", "danger", "is_child", "exploitation_form", "language")
OF_CASE = ("status", "forms", "country_of_exploitation", "opened_on", "presumed_on")
SOURCES = {
    "special_police_unit": "police",
    "law_enforcement": "police",
    "helpline": "hotline152",
    "assistance_centre": "social",
    "ngo": "ngo",
    "ngo_coalition": "ngo",
    "own_embassy": "consulate",
    "own_consulate": "consulate",
    "embassy": "consulate",
    "international_organisation": "io",
    "io_mission": "io",
    "health_facility": "health",
    "educational_institution": "school",
    "local_executive": "local_exec",
}


def referrals(*, actor: Actor, sent: bool = False, after: str | None = None) -> Page:
    """Return one page of the referrals that came to the actor's organisation, or went out from it, the newest first."""
    found = Referral.objects.sent_by_us(actor) if sent else Referral.objects.for_us(actor)
    return page(found.select_related(*ENDS), order=NEWEST, after=after)


def case_referrals(*, actor: Actor, case_id: UUID) -> list[Referral]:
    """Return the referrals that the actor's organisation sent about a case, the newest first."""
    found = Referral.objects.sent_by_us(actor).filter(case_id=case_id)
    return list(found.select_related(*ENDS).order_by(*NEWEST))


def referral(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Return one referral, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(Referral.objects.visible_to(actor).select_related(*ENDS), referral_id)


def referral_sent_to_change(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Return one referral that the actor's organisation sent, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found = Referral.objects.sent_by_us(actor).select_for_update(of=("self",))
    return _one(found.select_related("reply", "outcome"), referral_id)


def signal_referrals(*, actor: Actor, signal_id: UUID) -> list[Referral]:
    """
    Return the referrals that the actor's desk sent about a signal, the newest first.

    :raises NotVisible: if there is no such signal for this actor
    """
    helpline.signal(actor=actor, signal_id=signal_id)
    found = Referral.objects.sent_by_us(actor).filter(signal_id=signal_id)
    return list(found.select_related(*ENDS).order_by(*NEWEST))


def referrals_out(*, actor: Actor, signal_id: UUID) -> QuerySet[Referral]:
    """Return the own referrals about a signal whose receivers neither declined nor said what came of it."""
    found = Referral.objects.sent_by_us(actor).filter(signal_id=signal_id, withdrawn_at=None, outcome=None)
    return found.exclude(reply__answer="declined")


def referrals_of_case(*, actor: Actor, case_id: UUID) -> list[Referral]:
    """
    Return the referrals that were sent about an own case, and the one that it came by.

    :raises NotVisible: if the actor's organisation holds no such case
    """
    came_by = protection.case(actor=actor, case_id=case_id).referral_id
    sent = Referral.objects.sent_by_us(actor).filter(case_id=case_id)
    came = Referral.objects.for_us(actor).filter(pk=came_by)
    return [*sent.select_related("reply"), *came.select_related("reply")]


def referrals_on_consent(*, actor: Actor, consent_id: UUID) -> list[Referral]:
    """Return the own referrals that rest on a consent and are under way, locked until the transaction ends."""
    found = Referral.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(consent_id=consent_id)
    return [row for row in found.select_related("reply") if ReferralState.WITHDRAWN in REFERRAL_MOVES[row.state]]


def keeps_clock(*, actor: Actor, signal_id: UUID) -> bool:
    """Test if a signal's clock still runs: nothing that is out for it stops it."""
    out = list(referrals_out(actor=actor, signal_id=signal_id).values_list("purpose", "agreed"))
    has_unit = identifying_body(actor=actor, signal_id=signal_id) is not None
    return not any(meets_clock(purpose=purpose, agreed=agreed, has_unit=has_unit) for purpose, agreed in out)


def is_referred_besides(*, actor: Actor, referral: Referral) -> bool:
    """Test if another own referral of the same case for identification is under way."""
    sent = Referral.objects.sent_by_us(actor).filter(case_id=referral.case_id, purpose="identification")
    others = sent.exclude(pk=referral.pk).select_related("reply")
    return any(ReferralState.WITHDRAWN in REFERRAL_MOVES[row.state] for row in others)


def referrals_under_way(*, actor: Actor, case_id: UUID) -> list[Referral]:
    """Return the own referrals of a case whose receiver has made no record yet, locked; not what saves a life."""
    found = Referral.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(case_id=case_id)
    return [
        row
        for row in found.exclude(basis=SAVES_LIFE).select_related("reply")
        if ReferralState.WITHDRAWN in REFERRAL_MOVES[row.state]
        and getattr(getattr(row, "reply", None), "taken_up_on", None) is None
    ]


def referral_for_us_to_change(*, actor: Actor, referral_id: UUID) -> Referral:
    """
    Return one referral that came to the actor's organisation, to be answered.

    :raises NotVisible: if there is none
    """
    return _one(Referral.objects.for_us(actor).select_related("reply", "outcome", "from_organisation"), referral_id)


def answer_to_change(*, actor: Actor, referral: Referral) -> ReferralReply | None:
    """Return the actor's own reply to a referral, locked until the transaction ends, if there is one."""
    found: ReferralReply | None = (
        ReferralReply.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(referral=referral).first()
    )
    return found


def outcome_to_change(*, actor: Actor, referral: Referral) -> SignalOutcome | None:
    """Return what the actor's organisation said of a signal before, locked until the transaction ends."""
    found: SignalOutcome | None = (
        SignalOutcome.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(referral=referral).first()
    )
    return found


def waits_for_outcome(*, actor: Actor, referral_id: UUID, outcome: str) -> bool:
    """Test if the sender of a referral about a signal has not heard this outcome yet, nor a presumption."""
    taken = Referral.objects.for_us(actor).filter(pk=referral_id, withdrawn_at=None, reply__answer="accepted")
    return bool(taken.exclude(signal_id=None).exclude(outcome__outcome__in=(PRESUMED, outcome)).exists())


def identifying_body(*, actor: Actor, signal_id: UUID | None = None) -> Organisation | None:
    """Return the first body that identifies; none whose staff the report is about that a signal was made of."""
    return organisations(kinds=IDENTIFYING_KINDS, on=today()).exclude(pk__in=_concerned(actor, signal_id)).first()


def helping_choices(*, actor: Actor, signal_id: UUID | None = None) -> list[tuple[str, str]]:
    """Return the bodies that a presumed person can be referred to for help, as choices of a form."""
    found = organisations(kinds=HELPING_KINDS, on=today()).exclude(pk__in=_concerned(actor, signal_id))
    return choices_of(found, language=language())


def helping_body(*, actor: Actor) -> UUID | None:
    """Return the body to which the country refers a presumed person, unless another is chosen."""
    code = text("presumed_refer_to", on=today())
    return organisations(kinds=HELPING_KINDS, on=today()).filter(code=code).values_list("pk", flat=True).first()


def _concerned(actor: Actor, signal_id: UUID | None) -> set[UUID]:
    return helpline.bodies_concerned(actor=actor, signal_id=signal_id) if signal_id else set()


def _one(found: QuerySet[Referral], referral_id: UUID) -> Referral:
    row = found.filter(pk=referral_id).first()
    if row is None:
        raise NotVisible(f"referral {referral_id}")
    return row


def grant_is_live(*, actor: Actor, grant_id: UUID) -> bool:
    """Test if a grant of the actor's organisation was not withdrawn yet, by a consent that ended for example."""
    return bool(Grant.objects.given_by_us(actor).filter(pk=grant_id, withdrawn_at=None).exists())


def source_of(*, actor: Actor, referral: Referral) -> str:
    """Return the code that says where a case comes from that is opened by a referral."""
    return SOURCES.get(referral.from_organisation.kind, "social")


def body_to_refer_to(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """
    Return a body that works now; what may be asked of it is a rule of its own (`check_body`).

    :raises NotVisible: if there is no such body
    """
    found: Organisation | None = organisations(on=today()).filter(pk=organisation_id).first()
    if found is None:
        raise NotVisible(f"organisation {organisation_id}")
    return found


def receiver_choices(*, actor: Actor, signal_id: UUID | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the bodies that somebody can be referred to, as choices of a form, under the purposes they answer."""
    bodies = list(organisations(on=today()).exclude(pk__in=_concerned(actor, signal_id)))
    purposes = code_list("referral_purpose")
    return [
        (
            " / ".join(purposes.label(purpose, language()) for purpose in answered),
            choices_of((body for body in bodies if body.kind in kinds), language=language()),
        )
        for answered, kinds in RECEIVING_KINDS.items()
    ]


def bodies_to_ask(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the bodies that can be asked for information, as choices of a form."""
    return choices_of(organisations(on=today()), language=language())


def consent_choices(*, actor: Actor, case_id: UUID | None) -> list[tuple[str, str]]:
    """Return the live consents of a case to share it, as choices of a form."""
    if case_id is None or actor.wall is not Wall.PROTECTION:
        return []
    return [
        choice
        for purpose in SHARING
        for choice in protection.consent_choices(actor=actor, case_id=case_id, purpose=purpose)
    ]


def consent_to_tell(
    *, actor: Actor, case_id: UUID | None, consent_id: UUID | None, body: Organisation
) -> protection.Consented | None:
    """Return a live consent of the case if it is for telling this body."""
    if case_id is None or consent_id is None or actor.wall is not Wall.PROTECTION:
        return None
    purpose = consent_purpose(kind=body.kind, focus=body.focus_areas)
    return protection.consent_to_tell(
        actor=actor, case_id=case_id, consent_id=consent_id, purpose=purpose, recipient_id=body.pk
    )


@dataclass(frozen=True, slots=True)
class About:
    """What a referral is about, as far as its grant opens it to the actor."""

    facts: dict[str, Any]
    summary: str = ""
    case_id: UUID | None = None


def what_it_is_about(*, actor: Actor, referral: Referral) -> About:
    """Return what the actor may read of the case or signal behind a referral; empty where the grant has ended."""
    try:
        if referral.signal_id is not None:
            signal = helpline.signal(actor=actor, signal_id=referral.signal_id)
            # Words that may name somebody are not for a session without a passkey.
            words = helpline.summary(actor=actor, signal_id=referral.signal_id) if actor.sees_words else ""
            return About({name: getattr(signal, name) for name in OF_SIGNAL}, summary=words)
        if referral.case_id is not None and actor.wall is Wall.PROTECTION:
            case = protection.case(actor=actor, case_id=referral.case_id)
            return About({name: getattr(case, name) for name in OF_CASE}, case_id=case.pk)
    except NotVisible:
        return About({})
    return About({})
