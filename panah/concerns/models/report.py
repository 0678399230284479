from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id


class Report(Held):
    """
    A report from the public: a sealed envelope with an address, a day and a topic.

    Only the desk's key opens it. `mailbox_tag` and `mailbox_key` come from the reporter's code, which is kept nowhere.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    desk_key_id = models.UUIDField()
    sealed = models.BinaryField()
    topic = CodeField("concern_topic")
    language = CodeField("language")
    is_urgent = models.BooleanField(default=False)
    received_on = models.DateField()
    about_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    mailbox_tag = models.BinaryField(max_length=32, unique=True)
    mailbox_key = models.BinaryField(max_length=32)
    sending = models.BinaryField(max_length=32, unique=True)
    is_opened = models.BooleanField(default=False)
    has_news = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "wall", "received_on", "id"],
                name="concerns_report_unopened",
                condition=models.Q(has_news=True, is_opened=False),
            ),
            models.Index(
                fields=["organisation", "wall", "received_on", "id"],
                name="concerns_report_urgent",
                condition=models.Q(has_news=True, is_opened=False, is_urgent=True),
            ),
            models.Index(
                fields=["organisation", "wall", "received_on", "id"],
                name="concerns_report_news",
                condition=models.Q(has_news=True, is_opened=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("about_organisation")), name="concerns_report_not_own_staff"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
