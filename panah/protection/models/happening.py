from django.db import models

from panah.access.models import Held


class Happening(Held):
    """
    Something that happened in a case, out of all the tables that know something of it.

    A view that reads with the rights of who asks, so each table's row security holds in it too. What others sent
    stands behind the wall it was sent to. A record of a new kind joins the timeline by a new version of the view.
    """

    case_id = models.UUIDField()
    kind = models.TextField()
    on = models.DateField()
    until = models.DateField(null=True)
    code = models.TextField()
    detail = models.TextField()
    reference = models.TextField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.TextField()
    body_id = models.UUIDField(null=True)
    body_en = models.TextField()
    body_az = models.TextField()
    body_ru = models.TextField()

    class Meta:
        managed = False
        db_table = "protection_happening"

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
