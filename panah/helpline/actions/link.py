"""Addresses that work once: the focal point gives one to somebody of a duty, who has no account."""

import base64
import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check, check_focal_point
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.core.errors import WrongState, gettext_noop
from panah.country.parameters import number
from panah.crypto import boxes
from panah.helpline.actions._link import hash_of
from panah.helpline.models import ReportLink
from panah.helpline.queries.link import link_to_change
from panah.helpline.rules import LinkState, link_state


class Made(NamedTuple):
    """A link, and the token that is shown once and kept nowhere."""

    link: ReportLink
    token: str


@transaction.atomic
def make_link(*, actor: Actor, duty: str, once: str = "") -> Made:
    """
    Make an address with which one signal can be made for the actor's institution.

    Asked twice with the same `once` (a double tap), it is one link, and its token is the same.

    :raises NotPermitted: if the actor is not its focal point
    """
    check(actor, Permission.HELPLINE_LINK_MAKE)
    check_focal_point(actor.duties)
    token = _token(actor, once) if once else secrets.token_urlsafe(32)
    if link := ReportLink.objects.own(actor).filter(token_hash=hash_of(token)).first():
        return Made(link, token)
    link = ReportLink(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        duty=duty,
        token_hash=hash_of(token),
        made_by_id=actor.id,
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(hours=number("report_link_hours", on=clock.today())),
    )
    ReportLink.objects.bulk_create([link])
    log.record(actor=actor, event=Event.HELPLINE_LINK_MADE, subject=link, duty=duty)
    return Made(link, token)


def _token(actor: Actor, once: str) -> str:
    """Return a token that only this installation can make, and makes again for the same sending of a form."""
    key = boxes.derive(settings.SECRET_KEY.encode(), "helpline link")
    made = hmac.digest(key, f"{actor.id} {once}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


@transaction.atomic
def withdraw_link(*, actor: Actor, link_id: UUID) -> ReportLink:
    """
    Withdraw a link: nobody can use it any more.

    :raises NotPermitted: if the actor is not the focal point
    :raises NotVisible: if the actor's institution gave no such link
    :raises WrongState: if it was used, withdrawn or is too old
    """
    check(actor, Permission.HELPLINE_LINK_MAKE)
    link = link_to_change(actor=actor, link_id=link_id)
    check_focal_point(actor.duties)
    now = clock.now()
    state = link_state(now=now, expires_at=link.expires_at, used_at=link.used_at, withdrawn_at=link.withdrawn_at)
    if state is not LinkState.LIVE:
        raise WrongState(gettext_noop("This link does not work any more. There is nothing to withdraw."))
    link.withdrawn_at = now
    link.save(update_fields=["withdrawn_at"])
    log.record(actor=actor, event=Event.HELPLINE_LINK_WITHDRAWN, subject=link)
    return link
