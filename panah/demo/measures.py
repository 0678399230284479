"""An invented action plan: measures of all four directions, most of them done, some due now, one late."""

import csv
from datetime import date, timedelta
from pathlib import Path

from panah.demo.places import Places
from panah.demo.rows import Rows
from panah.partnership.models import Measure

FILE = Path(__file__).with_name("measures.csv")
PLAN = "MFP (nümayiş)"
EVIDENCE = "Invented evidence: a report of the body that leads."
USUAL_DELAY = timedelta(days=20)


def plan_measures(rows: Rows, places: Places, *, today: date) -> None:
    """Write the action plan. A measure that is not done yet is due so many days from today."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for number, line in enumerate(lines, 1):
        done_on = date.fromisoformat(line["done_on"]) if line["done_on"] else None
        rows.add(
            Measure(
                organisation_id=places.id("coordinator"),
                plan=PLAN,
                number=f"{number:02}",
                pillar=line["pillar"],
                text_en=line["text_en"],
                text_az=line["text_az"],
                lead_id=places.id(line["lead"]),
                due_on=done_on + USUAL_DELAY if done_on else today + timedelta(days=int(line["due_in_days"])),
                status=line["status"],
                done_on=done_on,
                evidence=EVIDENCE if done_on else "",
            )
        )
