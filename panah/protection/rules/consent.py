"""Rules of consent: who gives it, how it is signed, and what may stand above it. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from panah.core.errors import InvalidInput, NotPermitted, gettext_noop
from panah.core.files import JPEG, PDF, PNG, kind_of
from panah.core.seen import Seen
from panah.protection.rules.case import is_child

# Duties that stand above consent, each by its name. No other reason does.
OVERRIDES = frozenset({"vital_danger", "child_protection", "court_order"})
# What telling anybody of a case rests on. A law that names no such duty is no ground: an adult is asked.
TELLING_BASES = ("consent", *sorted(OVERRIDES))
# Bodies of another state: they are told by way of consular help alone, where asylum and fear are asked first.
FOREIGN_KINDS = frozenset({"embassy", "foreign_government"})
# Consent is given for one purpose: what was agreed for a partner opens nothing to the police or to a foreign state.
CONSENT_PURPOSES: dict[str, str] = {
    **dict.fromkeys(("special_police_unit", "law_enforcement", "prosecution"), "share_police"),
    **dict.fromkeys(("international_organisation", "io_mission"), "share_io"),
    **dict.fromkeys(FOREIGN_KINDS, "share_foreign"),
}
POLICING = "law_enforcement"
OFFICER = "data_protection_officer"
OVERRIDE_LASTS = timedelta(days=30)
REASON_LENGTH = 20
# What our own script draws: moves and lines in whole numbers on a board of 600 by 200.
PATH = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+){1,400}")
PATH_LENGTH = 40_000
SCAN_SIZE = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How a person showed that they agree. Without a kind, the agreement was only noted and waits to be signed."""

    kind: str = ""
    signature: str = ""
    scan: bytes = b""
    witness_name: str = ""

    def proof(self) -> dict[str, str]:
        """Return what is sealed with the consent itself; a scan has a record of its own."""
        return {
            "signature": self.signature if self.kind == "drawn" else "",
            "witness_name": self.witness_name if self.kind == "oral" else "",
        }


NOT_SIGNED = Signing()


def check_signing(signing: Signing) -> None:
    """
    Allow a way of signing: each carries its own proof.

    :raises InvalidInput: if nothing was drawn, no scan was added, or the witness has no name
    """
    if signing.kind == "drawn" and not is_drawing(signing.signature):
        raise InvalidInput(gettext_noop("Sign in the box, or choose another way of signing."), field="signature")
    if signing.kind == "paper" and not signing.scan:
        raise InvalidInput(gettext_noop("Add a photo or a scan of the signed paper."), field="scan")
    if signing.kind == "oral" and not signing.witness_name.strip():
        raise InvalidInput(gettext_noop("Write who heard it: a witness other than yourself."), field="witness_name")


def is_drawing(path: str) -> bool:
    """Test if a text is a path as our script draws it, and nothing else."""
    return len(path) <= PATH_LENGTH and PATH.fullmatch(path) is not None


def check_child_view(*, band: str, giver: str, view: str) -> None:
    """
    Allow a consent for a child. The child is heard: what it thinks itself is written down beside the guardian's yes.

    :raises InvalidInput: if the child's own view is missing
    """
    if is_child(band) and giver != "person" and not view:
        raise InvalidInput(gettext_noop("Write down what the child itself thinks."), field="child_view")


def check_override(*, ground: str, reason: str, order_number: str, told: str, today: date, until: date) -> None:
    """
    Allow somebody to be told without consent: only by a named duty, with a reason, for a short time.

    :raises InvalidInput: if no duty is named, the reason is too short, the order has no number, or it lasts too long
    """
    if ground not in OVERRIDES:
        raise InvalidInput(gettext_noop("Only a named duty stands above consent."), field="ground")
    if len(reason.strip()) < REASON_LENGTH:
        raise InvalidInput(gettext_noop("Write in at least 20 characters what makes it necessary now."), field="reason")
    if ground == "court_order" and not order_number.strip():
        raise InvalidInput(gettext_noop("Write the number and the day of the order."), field="order_number")
    if not told:
        raise InvalidInput(gettext_noop("Say whether the person was told."), field="told")
    if not today <= until <= today + OVERRIDE_LASTS:
        raise InvalidInput(gettext_noop("Without consent at most 30 days are possible."), field="until")


def check_officer(duties: Collection[str]) -> None:
    """
    Allow what only the data-protection officer may do.

    :raises NotPermitted: if it is somebody else
    """
    if OFFICER not in duties:
        raise NotPermitted(gettext_noop("Only the data-protection officer of your organisation may do this."))


def scan_of(content: bytes, *, seen: Seen) -> bytes:
    """
    Return a scan of a signed paper without what a camera adds: place, time and device.

    :raises InvalidInput: if it is neither PDF nor JPEG nor PNG, or too large
    """
    if len(content) > SCAN_SIZE:
        raise InvalidInput(gettext_noop("The file is too large: at most 2 MB."), field="scan")
    if seen.kind not in (PDF, JPEG, PNG):
        raise InvalidInput(gettext_noop("Only PDF, JPEG and PNG are taken."), field="scan")
    return seen.kept(field="scan")


def scan_type(content: bytes) -> tuple[str, str]:
    """Return the media type of a scan and the ending of its file name."""
    kind = kind_of(content) or JPEG
    return kind.media, kind.ending


def consent_purpose(*, kind: str, focus: Collection[str] = ()) -> str:
    """Return the purpose that a consent must name before such a body is told: an office of the police is police."""
    return CONSENT_PURPOSES.get(kind) or ("share_police" if POLICING in focus else "share_partner")


def check_basis(*, basis: str, is_consented: bool, is_overridden: bool) -> None:
    """
    Accept what telling another body of a case rests on.

    :raises InvalidInput: if neither a consent to this receiver nor a recorded duty above it stands behind it
    """
    if basis == "consent" and not is_consented:
        raise InvalidInput(gettext_noop("Choose a consent that the person gave for this receiver."), field="consent_id")
    if basis != "consent" and (basis not in OVERRIDES or not is_overridden):
        raise InvalidInput(
            gettext_noop("Record first, under Consent in the case, which duty stands above consent and why."),
            field="basis",
        )


def check_told(*, is_consented: bool, has_duty: bool, field: str) -> None:
    """
    Let a body be told only what the person agreed to, or what a recorded duty above consent wants.

    :raises InvalidInput: if neither is recorded for this body
    """
    if not is_consented and not has_duty:
        raise InvalidInput(
            gettext_noop("The person has not agreed that this body is told. Record the consent first, under Consent."),
            field=field,
        )


def check_not_foreign(kind: str, *, field: str) -> None:
    """
    Accept a body as one that may be told of a person without the questions about asylum and fear.

    :raises InvalidInput: if it is a foreign state's
    """
    if kind in FOREIGN_KINDS:
        raise InvalidInput(
            gettext_noop("An embassy is asked under Consular help in the case, where asylum and fear are asked first."),
            field=field,
        )
