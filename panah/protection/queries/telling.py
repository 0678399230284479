"""What a case knows that a story must not tell, for the safety review at the organisation that holds it."""

from collections.abc import Iterable
from datetime import date

from panah.access.policy import Actor
from panah.crypto.fields import unseal_many
from panah.protection.models import Case, Episode


def case_numbered(*, actor: Actor, reference: str) -> Case | None:
    """Return a case of the actor's own organisation by its number, or None."""
    found: Case | None = Case.objects.own(actor).filter(reference=reference.strip().upper()).first()
    return found


def help_ended_on(*, actor: Actor, case: Case) -> date | None:
    """Return the day on which the organisation's help for the person of a case ended; None while it goes on."""
    days = list(Case.objects.own(actor).filter(person_id=case.person_id).values_list("closed_on", flat=True))
    return None if None in days or not days else max(day for day in days if day is not None)


def places_told(*, actor: Actor, episodes: Iterable[Episode]) -> list[str]:
    """Return the places of episodes, opened."""
    rows = Episode.objects.own(actor).filter(pk__in=[each.pk for each in episodes]).values("id", "key_id", "place")
    return [row["place"] for row in unseal_many(Episode, rows, ("place",)) if row["place"]]
