"""Addresses that work once, as the institution that gave them sees them."""

from uuid import UUID

from panah.access.policy import Actor
from panah.core.paging import Page, page
from panah.helpline.models import ReportLink
from panah.helpline.queries._one import one

NEWEST = ("-made_at", "-id")


def link_page(*, actor: Actor, after: str | None = None) -> Page:
    """Return one page of the links of the actor's institution, the newest first."""
    return page(ReportLink.objects.own(actor), order=NEWEST, after=after)


def link_to_change(*, actor: Actor, link_id: UUID) -> ReportLink:
    """
    Return one link, locked until the transaction ends.

    :raises NotVisible: if the actor's institution gave no such link
    """
    found: ReportLink = one(ReportLink.objects.own(actor).select_for_update(), link_id)
    return found
