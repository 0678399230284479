"""The note that goes along with materials: how many of what were handed to whom, and who received them."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.codes.catalogue import code_list
from panah.core.errors import NotVisible, gettext_noop
from panah.core.formats import day_text
from panah.prevention.models import Delivery
from panah.prevention.queries.placements import delivery_name
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words


def delivery_paper(*, actor: Actor, delivery_id: UUID, language: str) -> OfficePaper:
    """
    Return the note of one line of the distribution ledger.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = Delivery.objects.all_for(actor).select_related("material", "host", "event", "organisation")
    row = found.filter(pk=delivery_id).first()
    if row is None:
        raise NotVisible(gettext_noop("This line of the ledger does not exist."))
    with translation.override(language):
        rows = (
            (_("What"), str(row.material)),
            (_("Kind"), code_list("campaign_material").label(row.material.kind, language)),
            (_("Language"), code_list("language").label(row.language, language) if row.language else ""),
            (_("How many"), "" if row.given_count is None else str(row.given_count)),
            (
                _("Where to"),
                delivery_name(actor=actor, delivery=row, language=language)
                or code_list("distribution_site").label(row.site, language),
            ),
            (_("Day"), day_text(row.delivered_on, language) if row.delivered_on else ""),
        )
        told = (
            _("Put them where people can take one without being seen by others."),
            _("Say when few are left, or when something was said about them."),
        )
        return OfficePaper(
            language=language,
            publisher=row.organisation.name(language),
            title=code_list("sheet_form").label("distribution", language),
            parts=(Part(rows=rows), Part(points=told)),
            signatures=(words(language)("sign_handed"), words(language)("sign_received")),
        )
