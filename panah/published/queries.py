"""
What the public may read, and what a provider keeps of it.

Functions without an actor read what is public; the public's database role sees only what is not withdrawn.
"""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country.parameters import number
from panah.published import rules
from panah.published.models import Clip, File, Offer, Page, Piece


def pages(*, kind: str, language: str, instead: str = "") -> QuerySet[Page]:
    """Return the pages of one kind in one language, the newest first; in another where a page is not in the first."""
    found = _live().filter(kind=kind)
    wanted = Q(language=language)
    if instead:
        wanted |= Q(language=instead) & Q(~Exists(found.filter(slug=OuterRef("slug"), language=language)))
    return found.filter(wanted).order_by("-shown_on", "-id")


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


def find_pages(*, kind: str, language: str, instead: str = "", text: str = "", code: str = "") -> QuerySet[Page]:
    """Return the pages of one kind whose title or summary has a text, or whose head names a code."""
    found = pages(kind=kind, language=language, instead=instead)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(summary__icontains=text))
    return found.filter(body__head__code=code) if code else found


def files(*, page: Page) -> QuerySet[File]:
    """Return what can be downloaded from a page; the content is not read."""
    return page.files.exclude(kind="").defer("content").order_by("name")


def file(*, file_id: UUID) -> File:
    """
    Return one file with its page.

    :raises NotVisible: if there is none, or its page was withdrawn
    """
    found = File.objects.filter(page__in=_live()).exclude(kind="").select_related("page")
    row: File | None = found.filter(pk=file_id).first()
    if row is None:
        raise NotVisible(gettext_noop("This file does not exist."))
    return row


def clip(*, kind: str, slug: str) -> Clip | None:
    """Return the film beside the pages of an address, whole or not; None if there is none."""
    return Clip.objects.filter(kind=kind, slug=slug, size__gt=0).defer("poster").first()


def clip_numbers(*, clip: Clip) -> set[int]:
    """Return the numbers of the pieces of a film that are there."""
    return set(clip.pieces.exclude(content=b"").values_list("number", flat=True))


def clip_to_change(*, actor: Actor, clip_id: UUID) -> Clip:
    """
    Return a film that the actor's organisation has put there, locked.

    :raises NotVisible: if there is none
    """
    found: Clip | None = Clip.objects.own(actor).select_for_update().filter(pk=clip_id, size__gt=0).first()
    if found is None:
        raise NotVisible(gettext_noop("This video does not exist."))
    return found


def shown_clip(*, clip_id: UUID) -> Clip:
    """
    Return a whole film whose page may be read.

    :raises NotVisible: if there is none, or its page was withdrawn
    """
    live = _live().filter(kind=OuterRef("kind"), slug=OuterRef("slug"))
    found: Clip | None = Clip.objects.filter(Exists(live), pk=clip_id, is_whole=True).first()
    if found is None:
        raise NotVisible(gettext_noop("This video does not exist."))
    return found


def shown_page(*, page_id: UUID) -> Page:
    """
    Return a page by its number.

    :raises NotVisible: if there is none, or it was withdrawn
    """
    found = _live().filter(pk=page_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This page does not exist."))
    return found


def clip_part(*, clip: Clip, first: int, count: int) -> bytes:
    """
    Return some bytes of a film, from a place on; never more than one piece is at hand.

    :raises NotVisible: if it was taken away meanwhile
    """
    number, at = divmod(first, rules.CLIP_PIECE)
    row = Piece.objects.filter(clip=clip, number=number).first()
    content = bytes(row.content[at : at + count]) if row else b""
    if not content:
        raise NotVisible(gettext_noop("This video does not exist."))
    rest = count - len(content)
    return content + clip_part(clip=clip, first=first + len(content), count=rest) if rest else content


def _live() -> QuerySet[Page]:
    return Page.objects.filter(Q(shown_until=None) | Q(shown_until__gte=today()), withdrawn_on=None)


def offers(*, service: str = "", division: str = "", language: str = "") -> QuerySet[Offer]:
    """Return services of the directory by need, place and language; what serves the whole country serves a place."""
    found = Offer.objects.filter(withdrawn_on=None)
    if service:
        found = found.filter(service=service)
    if division:
        found = found.filter(division__in=(division, ""))
    return found.filter(languages__contains=[language]) if language else found


def fresh_since() -> date:
    """Return the earliest day of a confirmation that still holds; a service confirmed before is stale."""
    return rules.fresh_since(today=today(), confirm_days=number("offer_confirm_days", on=today()))


def offer(*, offer_id: UUID) -> Offer:
    """
    Return one service of the directory.

    :raises NotVisible: if there is none, or it was taken out
    """
    return _offer(Offer.objects.filter(withdrawn_on=None), offer_id)


def own_offers(*, actor: Actor) -> QuerySet[Offer]:
    """Return the services that the actor's organisation keeps, those first that were confirmed longest ago."""
    found: QuerySet[Offer] = Offer.objects.own(actor).filter(withdrawn_on=None)
    return found.order_by("confirmed_on", "id")


def offers_to_confirm(*, actor: Actor) -> QuerySet[Offer]:
    """Return the actor's own services whose confirmation ends today or has ended."""
    return own_offers(actor=actor).filter(confirmed_on__lte=fresh_since())


def offer_to_change(*, actor: Actor, offer_id: UUID) -> Offer:
    """
    Return one service of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation keeps no such service
    """
    return _offer(Offer.objects.own(actor).select_for_update(), offer_id)


def _offer(found: QuerySet[Offer], offer_id: UUID) -> Offer:
    row = found.filter(pk=offer_id).first()
    if row is None:
        raise NotVisible(gettext_noop("There is no such record."))
    return row
