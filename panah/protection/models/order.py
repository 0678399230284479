from django.db import models
from django.db.models import Q

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.core.clock import today
from panah.crypto.fields import SealedTextField
from panah.protection.rules.order import order_state
from panah.protection.states import OrderState


class ServiceOrder(Exchanged):
    """
    The holder of a case asks a provider for one service. The provider gets a number and the service, and nobody's name.

    Who comes is said by the person, or by a grant that opens identity.
    """

    reference = models.CharField(max_length=20)
    case_id = models.UUIDField()
    goal_id = models.UUIDField(null=True)
    # None where a duty above consent stands behind it. With the consent the order ends.
    consent_id = models.UUIDField(null=True)
    consent_ends_on = models.DateField(null=True)
    service = CodeField("service")
    language = CodeField("language", blank=True)
    wanted_on = models.DateField()
    due_at = models.DateTimeField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True)
    noted_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="protection_serviceorder_for"),
            models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_serviceorder_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["from_organisation", "reference"], name="protection_serviceorder_reference"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def last(self) -> "Delivery | None":
        """The last confirmation; with `prefetch_related("deliveries")` it costs no query."""
        return max(self.deliveries.all(), key=lambda row: row.pk, default=None)

    @property
    def state(self) -> OrderState:
        """Where the order stands."""
        last = self.last
        has_ended = self.consent_ends_on is not None and self.consent_ends_on < today()
        is_withdrawn = self.withdrawn_at is not None
        return order_state(is_withdrawn=is_withdrawn, has_ended=has_ended, last=last.outcome if last else "")


class Delivery(Exchanged):
    """The provider's word: given, in part, not given, or the person did not come. A later one stands beside it."""

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="deliveries")
    case_id = models.UUIDField()
    service = CodeField("service")
    outcome = CodeField("order_state")
    on = models.DateField()
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="AZN")

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_delivery_for")]
        constraints = [
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="protection_delivery_cost"),
            models.CheckConstraint(
                condition=Q(outcome__in=("partly", "not_come", "delivered", "not_delivered")),
                name="protection_delivery_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.on}"
