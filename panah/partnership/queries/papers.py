"""Papers of events and measures: an attendance sheet to sign, a progress sheet. Their titles are public."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.formats import day_text
from panah.partnership.queries.events import event
from panah.partnership.queries.measures import measure
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words

LINES = 18


def attendance_paper(*, actor: Actor, slug: str, language: str) -> OfficePaper:
    """
    Return the sheet on which those who come to an event sign. Bodies that are known stand on it already.

    :raises NotVisible: if there is no such event
    """
    with translation.override(language):
        shown = event(actor=actor, slug=slug)
        known = shown.participations.select_related("body").filter(body__isnull=False).order_by("id")
        rows = [("", row.body.name(language), "", "") for row in known if row.body is not None]
        rows += [("", "", "", "")] * max(0, LINES - len(rows))
        days = [day_text(day, language) for day in (shown.starts_on, shown.ends_on) if day]
        about = (
            (_("Event"), shown.title(language)),
            (_("Day"), " – ".join(dict.fromkeys(days))),
            (_("Place"), shown.venue),
        )
        head = (_("Name"), _("Organisation"), _("Contact"), _("Signature"))
        return OfficePaper(
            language=language,
            publisher=shown.organisation.name(language),
            title=code_list("sheet_form").label("attendance", language),
            intro=_("Whoever does not want to stand on a list need not sign; they are counted all the same."),
            parts=(Part(rows=about), Part(table=(head, *rows))),
            signatures=(words(language)("sign_office"),),
        )


def measure_paper(*, actor: Actor, measure_id: UUID, language: str) -> OfficePaper:
    """
    Return how far a measure of the action plan has come.

    :raises NotVisible: if there is none
    """
    with translation.override(language):
        shown = measure(actor=actor, measure_id=measure_id)
        bodies = ", ".join(row.body.name(language) for row in shown.executors.all())
        rows = (
            (_("Action plan"), f"{shown.plan} {shown.number}"),
            (_("Direction"), code_list("pillar").label(shown.pillar, language)),
            (_("Who leads"), shown.lead.name(language)),
            (_("With whom"), bodies),
            (_("From"), day_text(shown.starts_on, language) if shown.starts_on else ""),
            (_("Until"), day_text(shown.due_on, language) if shown.due_on else ""),
            (_("Status"), code_list("measure_status").label(shown.status, language)),
            (_("Done on"), day_text(shown.done_on, language) if shown.done_on else ""),
        )
        shows = Part(heading=_("What shows it"), text=shown.evidence, lines=0 if shown.evidence else 3)
        return OfficePaper(
            language=language,
            publisher=shown.lead.name(language),
            title=code_list("sheet_form").label("measure", language),
            parts=(
                Part(text=shown.text(language)),
                Part(rows=rows),
                shows,
                Part(heading=_("What stands in the way, and what comes next"), lines=5),
            ),
            signatures=(words(language)("sign_office"),),
        )
