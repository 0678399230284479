from django.db import models

from panah.access.models import Register
from panah.codes.fields import CodeField


class Desk(Register):
    """A desk that receives reports from the public. Its key pair lies in `crypto`."""

    channel = CodeField("receiving_desk", unique=True)
    wall = CodeField("wall")
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "wall"], name="concerns_desk_one_each")]

    def __str__(self) -> str:
        return str(self.channel)
