from django.db import models
from django.db.models import Q

from panah.access.models import Exchanged, Register
from panah.prevention.models.ledger import Batch


class StockStop(Exchanged):
    """
    The publisher of a print run asks another organisation that holds some of it to give nothing more out.

    Why is not said: it would tell of a story and of the person who took it back.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="stops")
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "to_organisation"], condition=Q(lifted_on=None), name="prevention_stop_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.to_organisation_id}"


class StopAnswer(Register):
    """What the holder of the stock says: nothing leaves, and so many lie there. Its own record beside the stop."""

    stop = models.OneToOneField(StockStop, models.PROTECT, related_name="answer")
    answered_on = models.DateField()
    left_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.left_count} {self.answered_on}"
