"""Reading data breaches: by the officer of the organisation, and as notices by oversight."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.coordination.models import Breach, BreachNotice, BreachReceipt
from panah.coordination.rules import still_to_tell
from panah.coordination.states import BreachState
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.core.work import WorkItem
from panah.crypto.fields import unseal
from panah.organisations.models import Organisation
from panah.protection.rules.consent import OFFICER

NEWEST = ("-found_at", "-id")
SHOWN = 20


def breaches(*, actor: Actor, after: str | None = None) -> Page:
    """Return one page of the breaches of the actor's organisation, the newest first; to its officer alone."""
    found = Breach.objects.own(actor)
    return page(found if OFFICER in actor.duties else found.none(), order=NEWEST, after=after)


def breach(*, actor: Actor, breach_id: UUID) -> Breach:
    """
    Return one breach of the actor's organisation.

    :raises NotVisible: if there is none
    """
    return _one(Breach.objects.own(actor), breach_id)


def breach_to_change(*, actor: Actor, breach_id: UUID) -> Breach:
    """
    Return one breach of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(Breach.objects.own(actor).select_for_update(), breach_id)


def _one(found: QuerySet[Breach], breach_id: UUID) -> Breach:
    row = found.filter(pk=breach_id).first()
    if row is None:
        raise NotVisible(f"breach {breach_id}")
    return row


def breach_words(*, actor: Actor, breach: Breach) -> dict[str, str]:
    """Return what was written of a breach: to the officer alone, and only in a session with a passkey."""
    is_open = OFFICER in actor.duties and actor.sees_words
    return unseal(breach, "words", "measures") if is_open else {}


def untold(*, actor: Actor, breach: Breach) -> tuple[str, ...]:
    """Return who has to be told of a breach yet."""
    return still_to_tell(
        breach.risk,
        authority_told=breach.authority_told_on is not None,
        people_told=breach.people_told_on is not None,
        oversight_told=breach.oversight_told_on is not None,
        people_untold=breach.people_untold,
    )


def notices(*, actor: Actor, after: str | None = None) -> Page:
    """Return one page of what oversight was told of breaches, the newest first."""
    found = BreachNotice.objects.for_us(actor).select_related("from_organisation", "receipt")
    shown = page(found, order=("-sent_at", "-id"), after=after)
    read = [row.receipt for row in shown.rows if getattr(row, "receipt", None)]
    people = names(actor=actor, ids=[receipt.sent_by_id for receipt in read])
    for receipt in read:
        receipt.reader = people.get(receipt.sent_by_id, "")
    return shown


def notice_to_acknowledge(*, actor: Actor, notice_id: UUID) -> BreachNotice:
    """
    Return one notice that came to the actor's organisation.

    :raises NotVisible: if none such came
    """
    found: BreachNotice | None = BreachNotice.objects.for_us(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotVisible(f"breach notice {notice_id}")
    return found


def receipt_of(*, actor: Actor, breach: Breach) -> BreachReceipt | None:
    """Return oversight's receipt for the notice of an own breach, or None as long as nobody there has read it."""
    received = BreachReceipt.objects.for_us(actor).select_related("from_organisation")
    found: BreachReceipt | None = received.filter(notice__breach_id=breach.pk).first()
    return found


def oversight_body(*, actor: Actor) -> Organisation:
    """
    Return the body that oversees this country's organisations.

    :raises NotVisible: if the country has none
    """
    found: Organisation | None = Organisation.objects.filter(kind="ombudsman", retired_on=None).first()
    if found is None:
        raise NotVisible("oversight body")
    return found


def breach_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the breaches that wait for the data-protection officer until everybody is told; unread notices."""
    yield from _unread(actor)
    if OFFICER not in actor.duties or not actor.may(Permission.COORDINATION_BREACH_KEEP):
        return
    for row in Breach.objects.own(actor).filter(state=BreachState.OPEN).order_by("due_at", "id")[:SHOWN]:
        whom = untold(actor=actor, breach=row)
        labels = code_list("breach_told")
        told = ", ".join(labels.label(each, language()) for each in whom)
        yield WorkItem(
            kind="breach",
            title=_("Data breach: tell %(whom)s") % {"whom": told} if whom else _("Data breach: close it"),
            reference=row.reference,
            sender=code_list("breach_kind").label(row.kind, language()),
            due_at=row.due_at if whom else None,
            url=reverse("coordination:breach_read", args=[row.pk]),
            action=_("Open it"),
        )


def _unread(actor: Actor) -> Iterator[WorkItem]:
    if not actor.may(Permission.COORDINATION_BREACH_WATCH):
        return
    unread = BreachNotice.objects.for_us(actor).filter(receipt=None).select_related("from_organisation")
    for row in unread.order_by("sent_at", "id")[:SHOWN]:
        yield WorkItem(
            kind="breach",
            title=_("Notice of a data breach: confirm that you have read it"),
            reference=row.reference,
            sender=row.from_organisation.name(language()),
            due_at=None,
            url=reverse("coordination:breach_watch"),
            action=_("Open it"),
        )
