"""The walls between those who work for the same person, and the groups of fields that can be shared across them."""

from enum import StrEnum


class Wall(StrEnum):
    """Where a role stands. Nobody stands behind two, not even inside one organisation."""

    PROTECTION = "protection"
    PROSECUTION = "prosecution"
    CONSULAR = "consular"
    HELPLINE = "helpline"
    COORDINATION = "coordination"
    STATISTICS = "statistics"
    COMMUNICATIONS = "communications"
    OVERSIGHT = "oversight"
    SYSTEM = "system"


class FieldGroup(StrEnum):
    """What a grant opens. Each implies those before it, except LOCATION, which is implied by nothing."""

    REFERENCE = "reference"
    CASE = "case"
    IDENTITY = "identity"
    HEALTH = "health"
    LOCATION = "location"


GROUP_IMPLIES: dict[FieldGroup, frozenset[FieldGroup]] = {
    FieldGroup.REFERENCE: frozenset({FieldGroup.REFERENCE}),
    FieldGroup.CASE: frozenset({FieldGroup.REFERENCE, FieldGroup.CASE}),
    FieldGroup.IDENTITY: frozenset({FieldGroup.REFERENCE, FieldGroup.CASE, FieldGroup.IDENTITY}),
    FieldGroup.HEALTH: frozenset({FieldGroup.REFERENCE, FieldGroup.CASE, FieldGroup.IDENTITY, FieldGroup.HEALTH}),
    FieldGroup.LOCATION: frozenset({FieldGroup.LOCATION}),
}


def implied(groups: frozenset[FieldGroup] | set[FieldGroup]) -> frozenset[FieldGroup]:
    """Return all groups that the given ones open."""
    return frozenset().union(*(GROUP_IMPLIES[group] for group in groups))
