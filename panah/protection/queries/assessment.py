"""Reading assessments of needs and risks: the latest, and what changed since the one before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal
from panah.protection.models import Assessment, Case
from panah.protection.queries.case import rows_of_case
from panah.protection.rules import NEED_RANK, PRESSING, RISK_RANK, Change, changes

COLOURS = {"better": "green", "worse": "red", "same": "grey", "new": "amber", "unclear": "line"}


@dataclass(frozen=True, slots=True)
class Line:
    """One need or risk in words: its level now and before, and what changed."""

    domain: str
    level: str
    before: str
    change: str
    colour: str
    is_pressing: bool


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment beside the one before it."""

    assessment_id: UUID
    case_id: UUID
    on: date
    before_on: date | None
    highest_risk: str
    next_review_on: date | None
    needs: tuple[Line, ...]
    risks: tuple[Line, ...]
    own_view: str = ""
    narrative: str = ""


def assessments(*, actor: Actor, case: Case) -> list[Assessment]:
    """Return the assessments of a case which this actor was shown just now, the newest first."""
    return list(rows_of_case(actor=actor, case=case, model=Assessment).order_by("-assessed_on", "-id"))


def latest_assessment(*, actor: Actor, rows: list[Assessment]) -> Assessed | None:
    """Return the newest assessment beside the one before it, without the words."""
    return _assessed(rows[0], rows[1] if len(rows) > 1 else None) if rows else None


def assessment(*, actor: Actor, assessment_id: UUID) -> Assessment:
    """
    Return one assessment: an own one, or one that a grant opens.

    :raises NotVisible: if there is no such assessment for this actor
    """
    found: Assessment | None = Assessment.objects.visible_to(actor).filter(pk=assessment_id).first()
    if found is None:
        raise NotVisible(f"assessment {assessment_id}")
    return found


def assessed(*, actor: Actor, assessment: Assessment) -> Assessed:
    """Return an assessment that the actor was shown, with its words, beside the one before it."""
    earlier = Assessment.objects.visible_to(actor).filter(case_id=assessment.case_id)
    rows = list(earlier.order_by("-assessed_on", "-id"))
    place = next(index for index, row in enumerate(rows) if row.pk == assessment.pk)
    before = rows[place + 1] if place + 1 < len(rows) else None
    return _assessed(assessment, before, **unseal(assessment, "own_view", "narrative"))


def _assessed(now: Assessment, before: Assessment | None, *, own_view: str = "", narrative: str = "") -> Assessed:
    needs = changes(
        before=before.needs if before else None, now=now.needs, ranks=NEED_RANK, order=code_list("need_domain").codes
    )
    risks = changes(
        before=before.risks if before else None, now=now.risks, ranks=RISK_RANK, order=code_list("risk_domain").codes
    )
    return Assessed(
        assessment_id=now.pk,
        case_id=now.case_id,
        on=now.assessed_on,
        before_on=before.assessed_on if before else None,
        highest_risk=now.highest_risk,
        next_review_on=now.next_review_on,
        needs=tuple(_line(each, "need") for each in needs),
        risks=tuple(_line(each, "risk") for each in risks),
        own_view=own_view,
        narrative=narrative,
    )


def _line(each: Change, kind: str) -> Line:
    lang, levels = language(), code_list(f"{kind}_level")
    return Line(
        domain=code_list(f"{kind}_domain").label(each.domain, lang),
        level=levels.label(each.level, lang) if each.level else "",
        before=levels.label(each.before, lang) if each.before else "",
        change=code_list("assessment_change").label(each.change, lang),
        colour=COLOURS[each.change],
        is_pressing=each.level in PRESSING,
    )
