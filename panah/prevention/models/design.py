from django.db import models

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.material import Version


class Design(Register):
    """A version's finished file, made elsewhere. It tells of nobody, so it is kept as it is printed."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="design")
    kind = CodeField("file_kind")
    content = models.BinaryField()
    made_by_id = models.UUIDField()
    has_number_abroad = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.version} ({self.kind})"
