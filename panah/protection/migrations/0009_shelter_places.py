"""Every shelter gets one unit of as many places as it had; its people get places; answers say where they stand."""

from typing import Any

from django.db import migrations, models

from panah.core.clock import today
from panah.core.db import unforced
from panah.core.ids import new_id

TABLES = (
    "protection_shelter",
    "protection_unit",
    "protection_place",
    "protection_block",
    "protection_stay",
    "protection_placeanswer",
)
# (women, men, children) that a house took -> for whom its unit is
FOR_WHOM = {
    (True, False, False): "women",
    (False, True, False): "men",
    (False, False, True): "children",
    (True, False, True): "women_children",
}
# What shelters answered with the reasons of referrals, in the words of places.
REASONS = {
    "no_capacity": "full",
    "not_competent": "not_eligible",
    "no_legal_basis": "not_eligible",
    "duplicate": "has_place",
}


def fill(apps: Any, schema_editor: Any) -> None:
    with unforced(*TABLES):
        for shelter in apps.get_model("protection", "Shelter").objects.order_by("id"):
            furnish(apps, shelter)
        tell(apps.get_model("protection", "PlaceAnswer"))


def furnish(apps: Any, shelter: Any) -> None:
    """Make the unit and its places, block as many as were blocked, and give the people present a place each."""
    unit_model, place_model = apps.get_model("protection", "Unit"), apps.get_model("protection", "Place")
    held = {"organisation_id": shelter.organisation_id, "wall": shelter.wall}
    taken = (shelter.takes_women, shelter.takes_men, shelter.takes_children)
    unit = unit_model.objects.create(
        id=new_id(), **held, shelter=shelter, name="1", for_whom=FOR_WHOM.get(taken, "mixed")
    )
    stays = list(apps.get_model("protection", "Stay").objects.filter(shelter=shelter, ended_on=None).order_by("id"))
    count = max(shelter.capacity, len(stays) + shelter.blocked_count)
    places = [place_model(id=new_id(), **held, unit=unit, number=number) for number in range(1, count + 1)]
    place_model.objects.bulk_create(places)
    for stay, place in zip(stays, places, strict=False):
        stay.place = place
        stay.save(update_fields=["place"])
    apps.get_model("protection", "Block").objects.bulk_create(
        apps.get_model("protection", "Block")(
            id=new_id(), **held, place=place, reason="other", from_on=today(), blocked_by_id=shelter.id
        )
        for place in places[count - shelter.blocked_count :]
    )


def tell(answers: Any) -> None:
    """Write where each answer stands, and its reason in the words of places."""
    answers.objects.filter(is_accepted=True, ended_on=None).update(state="accepted")
    answers.objects.filter(is_accepted=True, ended_on__isnull=False).update(state="left")
    answers.objects.filter(is_accepted=False).update(state="declined")
    for before, after in REASONS.items():
        answers.objects.filter(decline_reason=before).update(decline_reason=after)


class Migration(migrations.Migration):
    dependencies = [("protection", "0008_shelter_units")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="placeanswer",
            name="protection_placeanswer_complete",
        ),
        migrations.RemoveConstraint(
            model_name="shelter",
            name="protection_shelter_blocked",
        ),
        migrations.RemoveField(
            model_name="placeanswer",
            name="is_accepted",
        ),
        migrations.RemoveField(
            model_name="shelter",
            name="blocked_count",
        ),
        migrations.RemoveField(
            model_name="shelter",
            name="capacity",
        ),
        migrations.RemoveField(
            model_name="shelter",
            name="takes_children",
        ),
        migrations.RemoveField(
            model_name="shelter",
            name="takes_men",
        ),
        migrations.RemoveField(
            model_name="shelter",
            name="takes_women",
        ),
        migrations.AddConstraint(
            model_name="placeanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_on__isnull", False), ("state__in", ("accepted", "left"))),
                    models.Q(
                        ("started_on", None), ("state", "declined"), models.Q(("decline_reason", ""), _negated=True)
                    ),
                    models.Q(("held_until__isnull", False), ("started_on", None), ("state", "held")),
                    models.Q(("started_on", None), ("state", "eligible")),
                    _connector="OR",
                ),
                name="protection_placeanswer_stands",
            ),
        ),
    ]
