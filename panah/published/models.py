from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField


class Page(Register):
    """
    One public text in one language, rendered by a room when it was published.

    The public's process reads this table and nothing else. A withdrawn page keeps its address and loses its words.
    """

    kind = CodeField("page_kind")
    slug = models.SlugField(max_length=120)
    language = CodeField("language")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.JSONField(default=dict)
    shown_on = models.DateField()
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "language"], name="published_page_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(title="", summary="", body={}), name="published_withdrawn_is_empty"
            ),
        ]
        indexes = [models.Index(fields=["kind", "language", "-shown_on", "-id"], name="published_page_list")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} ({self.language})"
