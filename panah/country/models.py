"""Where a loaded fact comes from: for each fact the sentence that states it, or the reason for which we infer it."""

from django.db import models
from django.db.models import Q

from panah.core.ids import new_id


class SourceDocument(models.Model):
    """A public document that records were loaded from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title

    def name(self) -> str:
        """Return the title with where it was published."""
        return f"{self.title} ({self.dateline or self.publisher})"


class SourceSentence(models.Model):
    """One numbered sentence of a document, word for word."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="sentences")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="country_sentence_once")]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.number}"


class SourceStatement(models.Model):
    """
    Why one field of one record holds what it holds.

    *stated*: the sentence and the words in it. *inferred*: the reason, which is shown on the page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_table = models.CharField(max_length=63)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=60)
    basis = models.CharField(max_length=10)
    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="statements")
    sentence = models.ForeignKey(SourceSentence, models.PROTECT, null=True, related_name="statements")
    quote = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    reason_az = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_table", "subject_id", "field", "document", "sentence"],
                name="country_statement_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(basis="stated", sentence__isnull=False) & ~Q(quote="")
                | Q(basis="inferred") & ~Q(reason_en="") & ~Q(reason_az=""),
                name="country_statement_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_table}.{self.field}: {self.basis}"

    def reason(self, language: str) -> str:
        """Return the reason in a language, or in English where there is none."""
        return getattr(self, f"reason_{language}", "") or self.reason_en
