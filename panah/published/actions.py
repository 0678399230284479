"""Putting a text before the public, and taking it back; rooms call this. Keeping the directory of services."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_focal_point
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.organisations.queries import organisation_by_id
from panah.published import queries, rules
from panah.published.models import Clip, Offer, Page, Piece
from panah.published.rules import Download, OfferDetails, Words

LANGUAGES = ("az", "en", "ru")
NO_FILES: Mapping[str, Iterable[Download]] = {}
FOR_GOOD: Mapping[str, date | None] = {}


@transaction.atomic
def publish_page(
    *,
    actor: Actor,
    kind: str,
    slug: str,
    words: Mapping[str, Words],
    shown_on: date,
    files: Mapping[str, Iterable[Download]] = NO_FILES,
    until: Mapping[str, date | None] = FOR_GOOD,
) -> list[Page]:
    """
    Publish a text in its languages, or replace what was published at this address.

    :param words: language code -> words
    :param files: language code -> what can be downloaded there; what could be before is gone
    :param until: language code -> the last day on which it may be read there
    :param shown_on: the day that lists are sorted by (of an event: when it was)
    :raises NotPermitted: if the actor may not publish
    :raises InvalidInput: if a body has a part that the public's templates do not know
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    code_list("page_kind").check(kind)
    pages = []
    for language, text in words.items():
        rules.check_body(text.body)
        page, _ = Page.objects.update_or_create(
            kind=kind,
            slug=slug,
            language=language,
            defaults={
                "organisation_id": actor.organisation_id,
                "title": text.title,
                "summary": text.summary,
                "body": dict(text.body),
                "shown_on": shown_on,
                "published_on": today(),
                "shown_until": until.get(language),
                "withdrawn_on": None,
            },
        )
        _put_files(page, files.get(language, ()))
        log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=page)
        pages.append(page)
    return pages


@transaction.atomic
def withdraw_page(*, actor: Actor, kind: str, slug: str, is_sure: bool = True, clip_stays: bool = False) -> None:
    """
    Take a text back in every language: at the next request it is gone, and its words are erased here.

    :param is_sure: that something stands there; a clock may have been faster
    :param clip_stays: the same page follows at once, and its film need not be carried there again
    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if the actor's organisation has published nothing at this address
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    pages = list(Page.objects.own(actor).filter(kind=kind, slug=slug, withdrawn_on=None))
    if is_sure and not pages:
        raise NotVisible(gettext_noop("This page does not exist."))
    for page in pages:
        page.title, page.summary, page.body, page.withdrawn_on = "", "", {}, today()
        page.save(update_fields=["title", "summary", "body", "withdrawn_on"])
        _put_files(page, ())
        log.record(actor=actor, event=Event.PUBLISHED_PAGE_WITHDRAWN, subject=page)
    for clip in () if clip_stays else Clip.objects.own(actor).filter(kind=kind, slug=slug):
        _empty(clip)


@transaction.atomic
def end_page(*, actor: Actor, kind: str, slug: str, language: str, until: date) -> None:
    """
    Set the last day of a text that is shown in a language; where nothing is shown, nothing ends.

    :raises NotPermitted: if the actor may not publish
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    for page in Page.objects.own(actor).filter(kind=kind, slug=slug, language=language, withdrawn_on=None):
        page.shown_until = until
        page.save(update_fields=["shown_until"])
        log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=page, until=until)


def _put_files(page: Page, files: Iterable[Download]) -> None:
    """Put these beside a page, and empty whatever else stood there."""
    page.files.update(kind="", content=b"", size=0)
    for file in files:
        defaults = {"organisation_id": page.organisation_id, "kind": file.kind, "content": file.content}
        page.files.update_or_create(name=file.name, defaults={**defaults, "size": len(file.content)})


@transaction.atomic
def publish_clip(
    *, actor: Actor, kind: str, slug: str, media: str, mark: str, size: int, poster_kind: str, poster: bytes
) -> Clip:
    """
    Put a film beside the pages of an address. It is shown when its pieces are there; those of the same film stay.

    :param mark: the SHA-256 of the whole
    :raises NotPermitted: if the actor may not publish
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    clip = Clip.objects.own(actor).filter(kind=kind, slug=slug).first() or Clip(
        organisation_id=actor.organisation_id, kind=kind, slug=slug
    )
    if clip.mark and clip.mark != mark:
        _empty(clip)
    clip.media, clip.mark, clip.size, clip.poster_kind, clip.poster = media, mark, size, poster_kind, poster
    clip.save()
    log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=clip, size=size)
    return clip


@transaction.atomic
def put_clip_piece(*, actor: Actor, clip_id: UUID, number: int, content: bytes) -> Piece:
    """
    Put a piece of a film there.

    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if the actor's organisation has no such film there
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    clip = queries.clip_to_change(actor=actor, clip_id=clip_id)
    piece: Piece
    piece, _created = Piece.objects.own(actor).update_or_create(
        clip=clip, number=number, defaults={"organisation_id": clip.organisation_id, "content": content}
    )
    log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=clip, number=number)
    return piece


@transaction.atomic
def finish_clip(*, actor: Actor, clip_id: UUID) -> Clip:
    """
    Show a film whose pieces are all there.

    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if the actor's organisation has no such film there
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    clip = queries.clip_to_change(actor=actor, clip_id=clip_id)
    clip.is_whole = True
    clip.save(update_fields=["is_whole"])
    log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=clip)
    return clip


def _empty(clip: Clip) -> None:
    """Take a film away, with every piece of it."""
    clip.media = clip.mark = clip.poster_kind = ""
    clip.size, clip.is_whole, clip.poster = 0, False, b""
    clip.save()
    clip.pieces.update(content=b"")


@transaction.atomic
def keep_offer(*, actor: Actor, details: OfferDetails) -> Offer:
    """
    Put a service of the actor's organisation into the directory.

    :raises NotPermitted: if the actor is not the focal point of a body that helps
    :raises InvalidInput: if it cannot stand there like that
    """
    check(actor, Permission.PUBLISHED_OFFER_KEEP)
    check_focal_point(actor.duties)
    offer = Offer(organisation_id=actor.organisation_id)
    _describe(offer, details)
    offer.save(force_insert=True)
    log.record(actor=actor, event=Event.PUBLISHED_OFFER_KEPT, subject=offer, service=offer.service)
    return offer


@transaction.atomic
def change_offer(*, actor: Actor, offer_id: UUID, details: OfferDetails) -> Offer:
    """
    Describe a service anew, which confirms it.

    :raises NotVisible: if the actor's organisation keeps no such service
    :raises NotPermitted: if the actor is not its focal point
    :raises WrongState: if it was taken out of the directory
    :raises InvalidInput: if it cannot stand there like that
    """
    check(actor, Permission.PUBLISHED_OFFER_KEEP)
    offer = _kept(actor, offer_id)
    _describe(offer, details)
    offer.save()
    log.record(actor=actor, event=Event.PUBLISHED_OFFER_CHANGED, subject=offer, service=offer.service)
    return offer


@transaction.atomic
def confirm_offer(*, actor: Actor, offer_id: UUID) -> Offer:
    """
    Say that what the directory tells of a service is still right.

    :raises NotVisible: if the actor's organisation keeps no such service
    :raises NotPermitted: if the actor is not its focal point
    :raises WrongState: if it was taken out of the directory
    """
    check(actor, Permission.PUBLISHED_OFFER_KEEP)
    offer = _kept(actor, offer_id)
    offer.confirmed_on = today()
    offer.save(update_fields=["confirmed_on"])
    log.record(actor=actor, event=Event.PUBLISHED_OFFER_CONFIRMED, subject=offer)
    return offer


@transaction.atomic
def withdraw_offer(*, actor: Actor, offer_id: UUID) -> Offer:
    """
    Take a service out of the directory.

    :raises NotVisible: if the actor's organisation keeps no such service
    :raises NotPermitted: if the actor is not its focal point
    :raises WrongState: if it was done before
    """
    check(actor, Permission.PUBLISHED_OFFER_KEEP)
    offer = _kept(actor, offer_id)
    offer.withdrawn_on = today()
    offer.save(update_fields=["withdrawn_on"])
    log.record(actor=actor, event=Event.PUBLISHED_OFFER_WITHDRAWN, subject=offer)
    return offer


def _kept(actor: Actor, offer_id: UUID) -> Offer:
    offer = queries.offer_to_change(actor=actor, offer_id=offer_id)
    check_focal_point(actor.duties)
    if offer.withdrawn_on is not None:
        raise WrongState(gettext_noop("This service was taken out of the directory."))
    return offer


def _describe(offer: Offer, details: OfferDetails) -> None:
    """Write what the provider says, and that it is confirmed today."""
    provider = organisation_by_id(organisation_id=offer.organisation_id)
    sheltered = rules.is_sheltered(service=details.service, organisation_kind=provider.kind)
    rules.check_offer(details, sheltered=sheltered)
    for name in ("service", "division", "days", "from_hour", "until_hour", "capacity", "phone", "web", "address"):
        setattr(offer, name, getattr(details, name))
    offer.groups, offer.languages = list(details.groups), list(details.languages)
    offer.names = {} if sheltered else {language: provider.name(language) for language in LANGUAGES}
    notes = {language: getattr(details, f"note_{language}").strip() for language in LANGUAGES}
    offer.notes = {language: words for language, words in notes.items() if words}
    offer.confirmed_on = today()
