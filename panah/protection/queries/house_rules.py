"""Reading the rules of the houses: the text in force, its older versions, to whom it was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.country.house_rules import default_rules
from panah.crypto.fields import unseal
from panah.protection.models import HouseRules, RulesGiven, Stay
from panah.protection.queries.shelter import shelters
from panah.protection.rules import day_ends
from panah.protection.rules.house_rules import RULES_LANGUAGES

COLUMNS = tuple(f"words_{language}" for language in RULES_LANGUAGES)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules with its words. Without an id it is the text of the country pack."""

    id: UUID | None
    version: int
    words: dict[str, str]
    written_at: datetime | None = None

    def lines(self, language: str) -> tuple[str, ...]:
        """Return the rules in a language, or in English where they are not written in it; one rule a line."""
        words = self.words.get(language) or self.words["en"]
        return tuple(line.strip() for line in words.splitlines() if line.strip())


def _opened(row: HouseRules) -> Rules:
    words = unseal(row, *COLUMNS)
    return Rules(row.pk, row.version, {name[-2:]: text for name, text in words.items()}, row.written_at)


def versions(*, actor: Actor, shelter_id: UUID) -> list[Rules]:
    """Return every version that a house of the actor has written, the newest first."""
    rows = HouseRules.objects.own(actor).filter(shelter_id=shelter_id).order_by("-version")
    return [_opened(row) for row in rows]


def rules_in_force(*, actor: Actor, shelter_id: UUID) -> Rules:
    """Return the newest version of a house, or our own text where it has written none."""
    row = HouseRules.objects.own(actor).filter(shelter_id=shelter_id).order_by("-version").first()
    if row is not None:
        return _opened(row)
    ours = default_rules()
    return Rules(None, ours.version, ours.words)


def rules_of_houses(*, actor: Actor) -> list[tuple[str, Rules]]:
    """Return the rules in force of each house of the actor, by its neutral name."""
    return [(house.name, rules_in_force(actor=actor, shelter_id=house.pk)) for house in shelters(actor=actor)]


def rules_given(*, actor: Actor, stay_id: UUID) -> QuerySet[RulesGiven]:
    """Return when somebody of the house was given which rules, the last time first."""
    found: QuerySet[RulesGiven] = RulesGiven.objects.own(actor).filter(stay_id=stay_id).order_by("-recorded_at", "-id")
    return found


def rules_of_stay(*, actor: Actor, stay: Stay) -> tuple[RulesGiven | None, Rules]:
    """Return what was given last in a stay with its text; where nothing was, the text in force."""
    given = rules_given(actor=actor, stay_id=stay.pk).select_related("rules").first()
    if given is None:
        return None, rules_in_force(actor=actor, shelter_id=stay.shelter_id)
    if given.rules is not None:
        return given, _opened(given.rules)
    ours = default_rules(given.version)
    return given, Rules(None, ours.version, ours.words)


def house_rules(*, actor: Actor, shelter_id: UUID, version: int) -> Rules:
    """
    Return one version of a house's rules.

    :raises NotVisible: if the actor has no such house, or the house has no such version
    """
    row = HouseRules.objects.own(actor).filter(shelter_id=shelter_id, version=version).first()
    if row is None:
        raise NotVisible(f"house rules {shelter_id}, version {version}")
    return _opened(row)


def rules_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return who of the house has not been given the rules that are in force."""
    if not actor.may(Permission.PROTECTION_STAY_ADMIT):
        return
    newest = dict(HouseRules.objects.own(actor).order_by("shelter_id", "version").values_list("shelter_id", "id"))
    if not newest:
        return
    present = Stay.objects.own(actor).filter(ended_on=None, shelter_id__in=newest).select_related("shelter")
    told = set(RulesGiven.objects.own(actor).filter(rules_id__in=newest.values()).values_list("stay_id", "rules_id"))
    waiting = [stay for stay in present if (stay.pk, newest[stay.shelter_id]) not in told]
    for stay in waiting[:SHOWN]:
        yield WorkItem(
            kind="presence",
            title=_("Give the new house rules"),
            reference=stay.reference,
            sender=stay.shelter.name,
            due_at=day_ends(today()),
            url=reverse("protection:rules_give", args=[stay.pk]),
            action=_("Give them"),
        )
