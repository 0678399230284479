"""Putting a text before the public, and taking it back. Rooms call this; they own the record behind the text."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.published import rules
from panah.published.models import Page
from panah.published.rules import Words


@transaction.atomic
def publish_page(*, actor: Actor, kind: str, slug: str, words: Mapping[str, Words], shown_on: date) -> list[Page]:
    """
    Publish a text in its languages, or replace what was published at this address.

    :param words: language code -> words
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
                "withdrawn_on": None,
            },
        )
        log.record(actor=actor, event=Event.PUBLISHED_PAGE_PUBLISHED, subject=page)
        pages.append(page)
    return pages


@transaction.atomic
def withdraw_page(*, actor: Actor, kind: str, slug: str) -> None:
    """
    Take a text back in every language: at the next request it is gone, and its words are erased here.

    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if the actor's organisation has published nothing at this address
    """
    check(actor, Permission.PUBLISHED_PAGE_PUBLISH)
    pages = list(Page.objects.own(actor).filter(kind=kind, slug=slug, withdrawn_on=None))
    if not pages:
        raise NotVisible(gettext_noop("This page does not exist."))
    for page in pages:
        page.title, page.summary, page.body, page.withdrawn_on = "", "", {}, today()
        page.save(update_fields=["title", "summary", "body", "withdrawn_on"])
        log.record(actor=actor, event=Event.PUBLISHED_PAGE_WITHDRAWN, subject=page)
