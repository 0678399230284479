"""
What the public may read.

These functions take no actor: the pages are public, and the public's database role sees only what is not withdrawn.
"""

from django.db.models import Q, QuerySet

from panah.core.errors import NotVisible, gettext_noop
from panah.published.models import Page


def pages(*, kind: str, language: str) -> QuerySet[Page]:
    """Return the pages of one kind in one language, the newest first."""
    return _live().filter(kind=kind, language=language).order_by("-shown_on", "-id")


def page(*, kind: str, slug: str, language: str) -> Page:
    """
    Return one page.

    :raises NotVisible: if there is none, or it was withdrawn
    """
    found = _live().filter(kind=kind, slug=slug, language=language).first()
    if found is None:
        raise NotVisible(gettext_noop("This page does not exist."))
    return found


def related_pages(*, page: Page) -> QuerySet[Page]:
    """Return the pages that a page names, those that name it, and those that name the same, in its language."""
    named = [{"kind": each["kind"], "slug": each["slug"]} for each in page.body.get("related", [])]
    wanted = Q()
    for other in named:
        wanted |= Q(**other)
    for other in [*named, {"kind": page.kind, "slug": page.slug}]:
        wanted |= Q(body__related__contains=[other])
    found = _live().filter(wanted, language=page.language).exclude(pk=page.pk)
    return found.order_by("kind", "-shown_on", "-id")


def languages(*, kind: str, slug: str) -> list[str]:
    """Return the languages in which a page can be read."""
    return list(_live().filter(kind=kind, slug=slug).order_by("language").values_list("language", flat=True))


def _live() -> QuerySet[Page]:
    return Page.objects.filter(withdrawn_on=None)
