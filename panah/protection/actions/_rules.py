"""What admission and a later reading of the house rules have in common."""

from collections.abc import Collection
from uuid import UUID

from panah.access.policy import Actor
from panah.core.clock import today
from panah.protection.models import RulesGiven, Stay
from panah.protection.queries.house_rules import rules_in_force
from panah.protection.rules.house_rules import check_in_force, check_way


def record_rules_given(
    *, actor: Actor, stay: Stay, seen: Collection[UUID | None], rules_language: str, way: str
) -> RulesGiven:
    """
    Write down which rules were given in a stay.

    :raises WrongState: if the version in force was not on the page
    :raises InvalidInput: if somebody would have read it alone in a language in which it is not written
    """
    rules = rules_in_force(actor=actor, shelter_id=stay.shelter_id)
    check_in_force(rules.id, seen=seen)
    check_way(way, language=rules_language)
    return RulesGiven.objects.create(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        stay=stay,
        rules_id=rules.id,
        version=rules.version,
        language=rules_language,
        way=way,
        given_on=today(),
        given_by_id=actor.id,
    )
