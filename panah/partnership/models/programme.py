from django.db import models

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.event import Event
from panah.partnership.models.worded import worded


class Speech(Register):
    """Who spoke, holding which post, for which body. Officials in public office, not protected persons."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="speeches")
    position = models.PositiveSmallIntegerField()
    kind = CodeField("speech_kind")
    speaker = models.CharField(max_length=120)
    post_en = models.CharField(max_length=300)
    post_az = models.CharField(max_length=300)
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    summary_en = models.TextField(blank=True)
    summary_az = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="partnership_speech_once")]

    def __str__(self) -> str:
        return self.speaker

    def post(self, language: str) -> str:
        return worded(self, "post", language)

    def summary(self, language: str) -> str:
        return worded(self, "summary", language)


class SpeechFigure(Register):
    """A figure said in a speech. It is kept as said; Panah's own figures come out of the records."""

    speech = models.ForeignKey(Speech, models.PROTECT, related_name="figures")
    code = CodeField("speech_figure")
    value = models.PositiveIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["speech", "code"], name="partnership_figure_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"


class AgendaItem(Register):
    """One part of an event. A screening counts as exposure; `material_id` names the film where it is on record."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = CodeField("agenda_kind")
    title_en = models.CharField(max_length=300)
    title_az = models.CharField(max_length=300)
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    material_id = models.UUIDField(null=True)
    viewer_count = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="partnership_agenda_once")]

    def __str__(self) -> str:
        return self.title_en

    def title(self, language: str) -> str:
        return worded(self, "title", language)


class Topic(Register):
    """What was discussed, and under which P it falls where that is plain."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField()
    origin = CodeField("topic_origin")
    text_en = models.CharField(max_length=400)
    text_az = models.CharField(max_length=400)
    pillar = CodeField("pillar", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="partnership_topic_once")]

    def __str__(self) -> str:
        return self.text_en

    def text(self, language: str) -> str:
        return worded(self, "text", language)
