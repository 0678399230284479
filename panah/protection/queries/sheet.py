"""Reading what was printed of a case, and what could be."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.protection.models import Case, Sheet
from panah.protection.queries.child import treated_as_child
from panah.protection.rules.sheet import fitting_forms

SHEETS = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be printed now."""

    form: str
    number: str
    title: str
    url: str


def sheets(*, actor: Actor, case_id: UUID) -> QuerySet[Sheet]:
    """Return what the actor's organisation printed of a case, the newest first."""
    return Sheet.objects.own(actor).filter(case_id=case_id).order_by("-printed_at", "-id")[:SHEETS]


def offers(*, actor: Actor, case: Case) -> list[Offer]:
    """Return the papers that fit the state of an own case."""
    if not actor.may(Permission.PROTECTION_SHEET_PRINT) or case.organisation_id != actor.organisation_id:
        return []
    codes, lang = code_list("sheet_form"), language()
    return [
        Offer(
            form,
            codes.codes[form].map,
            codes.label(form, lang),
            reverse("protection:sheet_print", args=[case.pk, form]),
        )
        for form in fitting_forms(
            case.status,
            has_reflection=case.reflection_from is not None,
            is_child=treated_as_child(actor=actor, case=case),
        )
    ]


def sheet_title(*, actor: Actor, form: str) -> str:
    """Return the name of a paper in the language of the page."""
    return code_list("sheet_form").label(form, language())
