"""Consent: given for one purpose to one recipient, withdrawn at any time."""

from base64 import b64decode, b64encode
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from panah.access.actions import withdraw_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.queries import grants_on_case
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.core.file_reader import open_one
from panah.core.jobs import enqueue
from panah.country.consent_texts import consent_text
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.actions.order import stop_orders
from panah.protection.actions.place_stop import stop_place_requests
from panah.protection.actions.transfer import stop_transfers
from panah.protection.models import Case, Consent, ConsentPaper
from panah.protection.rules import check_consent_dates, check_consent_giver
from panah.protection.rules.consent import NOT_SIGNED, Signing, check_child_view, check_signing, scan_of


@transaction.atomic
def record_consent(
    *,
    actor: Actor,
    case_id: UUID,
    purpose: str,
    language: str,
    given_on: date,
    text: str = "",
    giver: str = "person",
    guardian_name: str = "",
    child_view: str = "",
    child_words: str = "",
    signing: Signing = NOT_SIGNED,
    recipient_id: UUID | None = None,
    expires_on: date | None = None,
) -> Consent:
    """
    Record that the person agreed to one purpose, after everything was explained in a language they understand.

    :param text: the code of the text that was shown; the newest one of the purpose if it is not named

    :raises NotPermitted: if the actor may not record consent
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if a child is said to consent alone or was not heard, a signature or date cannot be right
    """
    check(actor, Permission.PROTECTION_CONSENT_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    _check_giver(actor, case_id, giver=giver, guardian_name=guardian_name, child_view=child_view)
    check_consent_dates(given_on=given_on, expires_on=expires_on, today=today())
    check_signing(signing)
    code, digest = _text(actor, text=text, purpose=purpose, language=language)
    consent = Consent(
        **_held(case),
        purpose=purpose,
        recipient_id=recipient_id,
        text=code,
        language=language,
        text_digest=digest,
        giver=giver,
        child_view=child_view,
        signing=signing.kind,
        paper=_keep_paper(case, signing),
        given_on=given_on,
        expires_on=expires_on,
        recorded_by_id=actor.id,
    )
    seal(consent, **signing.proof(), guardian_name=guardian_name if giver != "person" else "", child_words=child_words)
    consent.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CONSENT_RECORDED,
        subject=consent,
        case_id=case.id,
        purpose=purpose,
        recipient_id=recipient_id,
        text=consent.text,
        signing=signing.kind or "not_signed",
    )
    return consent


def _held(case: Case) -> dict[str, Any]:
    return {"organisation_id": case.organisation_id, "wall": case.wall, "key_id": case.key_id, "case": case}


def _check_giver(actor: Actor, case_id: UUID, *, giver: str, guardian_name: str, child_view: str) -> None:
    """
    Allow who consents.

    :raises InvalidInput: if a child is said to consent alone or was not heard, or the guardian has no name
    """
    case = queries.case(actor=actor, case_id=case_id)
    # Whoever may be a child does not consent alone.
    band = queries.band_of(actor=actor, case=case)
    check_consent_giver(band=band, giver=giver, guardian_name=guardian_name)
    check_child_view(band=band, giver=giver, view=child_view)


def _text(actor: Actor, *, text: str, purpose: str, language: str) -> tuple[str, bytes | None]:
    """Return the code of the text that was shown, and what proves its letters: nothing if it was read from paper."""
    shown = queries.text_to_show(actor=actor, purpose=purpose, language=language)
    named = consent_text(code=text, language=shown.language) if text else shown
    return text or shown.code, named.digest if named else None


def _keep_paper(case: Case, signing: Signing) -> ConsentPaper | None:
    """
    Seal the scan of a signed paper, without what a camera adds to it.

    :raises InvalidInput: if it is neither PDF nor picture, or too large
    """
    if signing.kind != "paper":
        return None
    content = scan_of(signing.scan, seen=open_one(signing.scan, field="scan"))
    paper = ConsentPaper(**_held(case), size=len(content))
    seal(paper, content=b64encode(content).decode())
    paper.save(force_insert=True)
    return paper


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent_id: UUID) -> Consent:
    """
    Withdraw a consent at once, and with it every grant, transfer, order and open request for a place that rests on it.

    Referrals that rest on it are stopped next.

    :raises NotPermitted: if the actor may not withdraw consents
    :raises NotVisible: if the actor's organisation holds no such consent
    :raises WrongState: if it was withdrawn before
    """
    check(actor, Permission.PROTECTION_CONSENT_WITHDRAW)
    consent = queries.consent_to_change(actor=actor, consent_id=consent_id)
    if consent.withdrawn_at is not None:
        raise WrongState(gettext_noop("This consent was withdrawn before."))
    consent.withdrawn_at = now()
    consent.save(update_fields=["withdrawn_at"])
    resting = grants_on_case(actor=actor, case_id=consent.case_id).filter(consent_id=consent.pk, withdrawn_at=None)
    for grant_id in list(resting.values_list("pk", flat=True)):
        withdraw_grant(actor=actor, grant_id=grant_id, permission=Permission.PROTECTION_CONSENT_WITHDRAW)
    stop_transfers(actor=actor, consent_id=consent.pk)
    rests = {"case_id": consent.case_id, "consent_id": consent.pk}
    stop_orders(actor=actor, permission=Permission.PROTECTION_CONSENT_WITHDRAW, **rests)
    stop_place_requests(actor=actor, **rests)
    # What others sent or hold is told by the room above; the grants have ended in this very transaction.
    enqueue("coordination.stop_referrals", consent_id=consent.pk, account_id=actor.id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_CONSENT_WITHDRAWN,
        subject=consent,
        case_id=consent.case_id,
        purpose=consent.purpose,
    )
    return consent


class Signed(NamedTuple):
    """What is sealed with a consent, opened for somebody who asked for it."""

    signature: str
    witness_name: str
    guardian_name: str
    child_words: str


@transaction.atomic
def show_signature(*, actor: Actor, consent_id: UUID) -> Signed:
    """
    Return the signature of a consent, and who stands behind it. Each look is logged.

    :raises NotPermitted: if the actor may not see who somebody is
    :raises NotVisible: if the actor's organisation holds no such consent
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    consent = queries.own_consent(actor=actor, consent_id=consent_id)
    log.record(
        actor=actor,
        event=Event.PROTECTION_SIGNATURE_SHOWN,
        subject=consent,
        case_id=consent.case_id,
        groups=(FieldGroup.IDENTITY,),
    )
    return Signed(**unseal(consent, *Signed._fields))


@transaction.atomic
def open_paper(*, actor: Actor, consent_id: UUID) -> bytes:
    """
    Return the scan of the paper that was signed. Each look is logged.

    :raises NotPermitted: if the actor may not see who somebody is
    :raises NotVisible: if the actor's organisation holds no such consent, or it was not signed on paper
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    consent = queries.own_consent(actor=actor, consent_id=consent_id)
    if consent.paper is None:
        raise NotVisible(f"paper of consent {consent_id}")
    log.record(
        actor=actor,
        event=Event.PROTECTION_SIGNATURE_SHOWN,
        subject=consent,
        case_id=consent.case_id,
        groups=(FieldGroup.IDENTITY,),
        signing="paper",
    )
    return b64decode(unseal(consent.paper, "content")["content"])
