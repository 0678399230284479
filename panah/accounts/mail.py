"""E-mail to the people of the desk: an alarm pages them. It says that something urgent waits, never what."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from panah.accounts.models import Notification
from panah.core.clock import now

TRIES = 60  # once a minute: a mail server may be away for an hour
KEPT = timedelta(days=7)

logger = logging.getLogger(__name__)


def send_waiting() -> int:
    """Send what waits to be sent, each message in a transaction of its own; return how many went out."""
    if not settings.EMAIL_HOST:
        return 0
    waiting = Notification.objects.filter(sent_at=None, account__is_active=True)
    return sum(_sent(key) for key in waiting.order_by("wanted_at").values_list("id", flat=True))


@transaction.atomic
def _sent(key: UUID) -> bool:
    # Another worker may be at the same one: then it is theirs.
    rows = Notification.objects.select_for_update(of=("self",), skip_locked=True).select_related("account")
    found = rows.filter(pk=key, sent_at=None).first()
    if found is None:
        return False
    found.tries += 1
    try:
        message(found.account.email, found.account.language).send()
    except (SMTPException, OSError) as error:
        # Without the address: a log is read by others.
        logger.warning("An e-mail was not sent (%s); try %d of %d.", type(error).__name__, found.tries, TRIES)
        return _kept(found)
    found.sent_at = now()
    found.save(update_fields=["tries", "sent_at"])
    return True


def _kept(found: Notification) -> bool:
    """Keep what could not be sent for another try; given up, it stands in the way of no later one."""
    if found.tries < TRIES:
        found.save(update_fields=["tries"])
    else:
        found.delete()
    return False


def message(address: str, language: str) -> EmailMessage:
    """Return the one message there is, in the reader's language: no link, no name, nothing to learn from it."""
    with translation.override(language):
        return EmailMessage(
            _("Something urgent waits for you"),
            _("Something urgent waits for you. Sign in now to see it."),
            to=[address],
        )


def forget_sent() -> int:
    """Delete what was sent, or could not be, a week ago; return how many."""
    return Notification.objects.filter(wanted_at__lt=now() - KEPT).delete()[0]
