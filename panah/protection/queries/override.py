"""Reading what was passed on without consent, and why."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.protection.models import Override
from panah.protection.rules.consent import OFFICER

SHOWN = 20
TO_LOOK = timedelta(days=3)


def overrides(*, actor: Actor, case_id: UUID) -> QuerySet[Override]:
    """Return what stood above consent in a case of the actor's organisation, the newest first."""
    found = Override.objects.own(actor).filter(case_id=case_id).select_related("recipient")
    return found.order_by("-decided_at", "-id")


def override(*, actor: Actor, override_id: UUID) -> Override:
    """
    Return one override of the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Override | None = Override.objects.own(actor).select_related("recipient").filter(pk=override_id).first()
    if found is None:
        raise NotVisible(f"override {override_id}")
    return found


def override_to_change(*, actor: Actor, override_id: UUID) -> Override:
    """
    Return one override of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Override | None = Override.objects.own(actor).select_for_update().filter(pk=override_id).first()
    if found is None:
        raise NotVisible(f"override {override_id}")
    return found


def override_to_tell(*, actor: Actor, case_id: UUID, ground: str, recipient_id: UUID) -> bool:
    """Test if a duty of this name was recorded for telling this body of this case, and holds today."""
    return override_until(actor=actor, case_id=case_id, ground=ground, recipient_id=recipient_id) is not None


def any_override_to_tell(*, actor: Actor, case_id: UUID, recipient_id: UUID) -> bool:
    """Test if any duty above consent was recorded for telling this body of this case, and holds today."""
    held = Override.objects.own(actor).filter(case_id=case_id, recipient_id=recipient_id)
    return bool(held.filter(until__gte=today()).exists())


def override_until(*, actor: Actor, case_id: UUID, ground: str, recipient_id: UUID) -> date | None:
    """Return the last day of a duty that was recorded for telling this body of this case; None if none holds today."""
    held = Override.objects.own(actor).filter(case_id=case_id, ground=ground, recipient_id=recipient_id)
    found = held.filter(until__gte=today()).order_by("-until").values_list("until", flat=True)
    last: date | None = found.first()
    return last


def override_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the overrides that the data-protection officer has not looked at, and people who were not told yet."""
    if OFFICER in actor.duties and actor.may(Permission.PROTECTION_OVERRIDE_NOTE):
        waiting = Override.objects.own(actor).filter(noted_at=None).exclude(decided_by_id=actor.id)
        yield from _items(waiting, _("Somebody was told without consent: look at it"), _("Look at it"))
    if actor.may(Permission.PROTECTION_CONSENT_RECORD):
        untold = Override.objects.own(actor).filter(case__worker_id=actor.id).exclude(told="told")
        yield from _items(untold, _("Tell the person what was passed on without consent"), _("Open the case"))


def _items(rows: QuerySet[Override], title: str, action: str) -> Iterator[WorkItem]:
    for row in rows.select_related("case").order_by("decided_at", "id")[:SHOWN]:
        yield WorkItem(
            kind="case",
            title=title,
            reference=row.case.reference,
            sender=code_list("override_ground").label(row.ground, language()),
            due_at=row.decided_at + TO_LOOK,
            url=reverse("protection:case_consent", args=[row.case_id]),
            action=action,
        )
