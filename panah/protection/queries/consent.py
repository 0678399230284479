"""Reading consents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import FALLBACK, LANGUAGES, code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.formats import day_text
from panah.country.consent_texts import ConsentText, consent_text, current_text
from panah.organisations.models import Organisation
from panah.protection.models import Consent
from panah.protection.rules.consent import consent_purpose


def consents(*, actor: Actor, case_id: UUID) -> QuerySet[Consent]:
    """Return the consents of a case, withdrawn and expired ones too, the newest first."""
    found = Consent.objects.visible_to(actor).filter(case_id=case_id).select_related("recipient")
    return found.order_by("-given_on", "-id")


def live_consents(*, actor: Actor, case_id: UUID, purpose: str = "") -> QuerySet[Consent]:
    """Return the consents of a case that hold today."""
    holds = Q(expires_on=None) | Q(expires_on__gte=today())
    found = consents(actor=actor, case_id=case_id).filter(holds, withdrawn_at=None)
    return found.filter(purpose=purpose) if purpose else found


@dataclass(frozen=True, slots=True)
class Consented:
    """A consent that holds today: what may rest on it, and until when."""

    id: UUID
    expires_on: date | None


def consent_to_tell(
    *, actor: Actor, case_id: UUID, consent_id: UUID, purpose: str, recipient_id: UUID
) -> Consented | None:
    """Return a live consent to this purpose, if it was given for this recipient or for any."""
    for_it = Q(recipient_id=recipient_id) | Q(recipient_id=None)
    found = live_consents(actor=actor, case_id=case_id, purpose=purpose).filter(for_it, pk=consent_id).first()
    return None if found is None else Consented(found.pk, found.expires_on)


def consent_for(*, actor: Actor, case_id: UUID, body: Organisation) -> Consented | None:
    """Return the consent to tell a body of a case that holds longest, if one holds today."""
    purpose = consent_purpose(kind=body.kind, focus=body.focus_areas)
    for_it = Q(recipient_id=body.pk) | Q(recipient_id=None)
    held = live_consents(actor=actor, case_id=case_id, purpose=purpose).filter(for_it)
    found = held.order_by(F("expires_on").desc(nulls_first=True), "-id").first()
    return None if found is None else Consented(found.pk, found.expires_on)


def consent_choices(*, actor: Actor, case_id: UUID, purpose: str) -> list[tuple[str, str]]:
    """Return the live consents to one purpose, as choices of a form."""
    name = code_list("consent_purpose").label(purpose, language())
    return [
        (
            str(row.pk),
            _("%(purpose)s: %(recipient)s, given on %(day)s")
            % {
                "purpose": name,
                "recipient": row.recipient.name(language()) if row.recipient else _("any body"),
                "day": day_text(row.given_on, language()),
            },
        )
        for row in live_consents(actor=actor, case_id=case_id, purpose=purpose)
    ]


def consent_to_change(*, actor: Actor, consent_id: UUID) -> Consent:
    """
    Return one own consent, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such consent
    """
    found: Consent | None = Consent.objects.own(actor).select_for_update().filter(pk=consent_id).first()
    if found is None:
        raise NotVisible(f"consent {consent_id}")
    return found


def own_consent(*, actor: Actor, consent_id: UUID) -> Consent:
    """
    Return one consent that the actor's organisation recorded, with its paper.

    :raises NotVisible: if there is none
    """
    found: Consent | None = (
        Consent.objects.own(actor).select_related("recipient", "paper").filter(pk=consent_id).first()
    )
    if found is None:
        raise NotVisible(f"consent {consent_id}")
    return found


def text_to_show(*, actor: Actor, purpose: str, language: str) -> ConsentText:
    """
    Return the text that is shown and read aloud before somebody consents: in their language, or to be interpreted.

    :raises UnknownEntry: if there is no text for this purpose
    """
    own = actor.language if actor.language in LANGUAGES else FALLBACK
    return current_text(purpose=purpose, language=language, fallback=own, on=today())


def text_shown(*, actor: Actor, consent: Consent) -> ConsentText | None:
    """Return the text that stood above a signature, letter by letter; None if it was read from paper."""
    tried = (consent_text(code=consent.text, language=each) for each in (consent.language, *LANGUAGES))
    found = [text for text in tried if text is not None]
    proven = [text for text in found if consent.text_digest and text.digest == bytes(consent.text_digest)]
    return next(iter(proven or found), None)
