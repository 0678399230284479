"""What a receiving desk does at the public's door: opens a report, answers it. Receiving is the database's work."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.concerns import queries, sealing
from panah.concerns.models import Message, Report
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.country.notices import notice_text
from panah.crypto.sealing import desk_public


@transaction.atomic
def open_report(*, actor: Actor, report_id: UUID) -> queries.Conversation:
    """
    Open a report and read the conversation; what was new counts as seen.

    :raises NotPermitted: if the actor may not read concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_READ)
    report = queries.report(actor=actor, report_id=report_id)
    conversation = queries.conversation(actor=actor, report_id=report_id)
    if report.has_news or not report.is_opened:
        Report.objects.own(actor).filter(pk=report.pk).update(is_opened=True, has_news=False)
    log.record(actor=actor, event=Event.CONCERNS_REPORT_READ, subject=report, groups=("identity",))
    return conversation


@transaction.atomic
def answer_report(*, actor: Actor, report_id: UUID, words: str) -> None:
    """
    Put an answer into the reporter's mailbox, sealed to the reporter.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    :raises InvalidInput: if a receipt code stands in the answer
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    report = queries.report(actor=actor, report_id=report_id)
    _write(actor, report, words)
    log.record(actor=actor, event=Event.CONCERNS_REPORT_ANSWERED, subject=report)


@transaction.atomic
def tell_outcome(*, actor: Actor, report_id: UUID) -> None:
    """
    Tell the reporter in the mailbox that the work on a report has ended, and nothing of what came of it.

    The words are the country's, in the language of the report; whoever reads over a shoulder learns no more.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    report = queries.report(actor=actor, report_id=report_id)
    _notify(actor, report, "concern_ended")
    log.record(actor=actor, event=Event.CONCERNS_REPORT_ENDED, subject=report)


@transaction.atomic
def tell_handed_over(*, actor: Actor, report_id: UUID) -> None:
    """
    Tell the reporter in the mailbox that another line has it now, and nothing of which.

    :raises NotPermitted: if the actor may not answer concerns
    :raises NotVisible: if the actor's desk has no such report, or it is about the actor's own body
    """
    check(actor, Permission.HELPLINE_CONCERN_ANSWER)
    report = queries.report(actor=actor, report_id=report_id)
    _notify(actor, report, "concern_handed_over")
    log.record(actor=actor, event=Event.CONCERNS_REPORT_ANSWERED, subject=report)


def _notify(actor: Actor, report: Report, kind: str) -> None:
    """Put words of the country into a mailbox, in the language of the report."""
    _write(actor, report, " ".join(notice_text(kind=kind, language=report.language, fallback="en").paragraphs))


def _write(actor: Actor, report: Report, words: str) -> None:
    """Put words of the desk into a mailbox: sealed to the reporter, with a copy sealed to the desk."""
    key = desk_public(organisation_id=report.organisation_id, wall=report.wall)
    # One answer at a time gets a place: the report's row is the lock.
    Report.objects.own(actor).filter(pk=report.pk).update(is_opened=True)
    last = Message.objects.own(actor).filter(report=report).aggregate(last=Max("place"))["last"] or 0
    Message.objects.bulk_create(
        [
            Message(
                organisation_id=report.organisation_id,
                wall=report.wall,
                report=report,
                place=last + 1,
                is_from_desk=True,
                desk_key_id=key.key_id,
                sealed=sealing.seal({"words": words}, to=bytes(report.mailbox_key)),
                copy=sealing.seal({"words": words}, to=key.public),
                written_on=today(),
            )
        ]
    )


@transaction.atomic
def open_attachment(*, actor: Actor, attachment_id: UUID) -> queries.OpenedFile:
    """
    Open what a reporter attached, as it is looked at: a picture without place and time. Each opening is logged.

    :raises NotPermitted: if the actor may not open files of reports
    :raises NotVisible: if the actor's desk has no such file, or its report is about the actor's own body
    """
    check(actor, Permission.HELPLINE_ATTACHMENT_OPEN)
    opened = queries.opened_file(actor=actor, attachment_id=attachment_id, is_original=False)
    found = queries.attachment(actor=actor, attachment_id=attachment_id)
    log.record(actor=actor, event=Event.CONCERNS_ATTACHMENT_OPENED, subject=found, groups=("identity",))
    return opened


@transaction.atomic
def open_original(*, actor: Actor, attachment_id: UUID, reason: str) -> queries.OpenedFile:
    """
    Open a picture as it came, with the place and the time that a camera wrote into it. The reason is logged.

    :raises NotPermitted: if the actor may not open originals
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's desk has no such picture, or its report is about the actor's own body
    :raises InvalidInput: if no reason of the list was given
    """
    check(actor, Permission.HELPLINE_ORIGINAL_OPEN)
    opened = queries.opened_file(actor=actor, attachment_id=attachment_id, is_original=True)
    if reason not in code_list("original_reason"):
        raise InvalidInput(gettext_noop("Say why the original is needed."), field="reason")
    found = queries.attachment(actor=actor, attachment_id=attachment_id)
    groups = ("identity", "location")
    log.record(actor=actor, event=Event.CONCERNS_ORIGINAL_OPENED, subject=found, groups=groups, reason=reason)
    return opened
