from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.helpline.models.call import Call
from panah.helpline.models.danger import DangerNotice
from panah.helpline.models.handover import Handover
from panah.helpline.models.signal import Signal

RINGS = models.Q(ended_at=None)
ABOUT = ("call", "signal", "report_id", "notice", "handover")
PAGED_ONCE = models.Q(step__in=["first", "second", "everyone"])


def _about(name: str) -> models.Q:
    return models.Q(**{f"{each}__isnull": each != name for each in ABOUT})


class Alarm(Held):
    """
    Somebody is in danger now: people are paged until one of them takes it.

    Of a report the alarm knows when the desk first saw it, never when it was sent.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="+")
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="+")
    report_id = models.UUIDField(null=True)
    notice = models.ForeignKey(DangerNotice, models.PROTECT, null=True, related_name="+")
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.UUIDField(null=True)
    outcome = CodeField("alarm_outcome", blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_about("call")
                | _about("signal")
                | _about("report_id")
                | _about("notice")
                | _about("handover")
                # The report was emptied after its time: what it was about is told no more.
                | _about("") & models.Q(ended_at__isnull=False),
                name="helpline_alarm_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False, taken_at__isnull=False) & ~models.Q(outcome=""),
                name="helpline_alarm_ended_with_outcome",
            ),
            # One rings about one thing; when it has ended, the same report, call or signal may ring again.
            models.UniqueConstraint(fields=["report_id"], condition=RINGS, name="helpline_alarm_one_a_report"),
            models.UniqueConstraint(fields=["call"], condition=RINGS, name="helpline_alarm_one_a_call"),
            models.UniqueConstraint(fields=["signal"], condition=RINGS, name="helpline_alarm_one_a_signal"),
            models.UniqueConstraint(fields=["notice"], condition=RINGS, name="helpline_alarm_one_a_notice"),
            models.UniqueConstraint(fields=["handover"], condition=RINGS, name="helpline_alarm_one_a_handover"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "wall", "opened_at"],
                name="helpline_alarm_rings",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["organisation", "wall", "-opened_at", "-id"], name="helpline_alarm_newest"),
        ]

    def __str__(self) -> str:
        return f"alarm {self.id}"


class AlarmStep(Held):
    """Who was paged when, and by whom it was taken and ended. Rows are added, never changed."""

    GRANT_CASE = None

    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="+")
    step = CodeField("alarm_step")
    account_id = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alarm", "step", "account_id"], condition=PAGED_ONCE, name="helpline_alarmstep_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.alarm_id}"
