from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.core.clock import now, today
from panah.protection.models.shelter import Place
from panah.protection.states import PlaceState


class PlaceRequest(Exchanged):
    """The holder of a case asks a shelter for a place. It names the person by an opaque id and what fits, no more."""

    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    language = CodeField("language", blank=True)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    wanted_on = models.DateField(default=today)
    presumed_on = models.DateField(null=True)
    # The parent of a child, or the child of a parent, who comes too.
    with_person_id = models.UUIDField(null=True)
    with_reference = models.CharField(max_length=20, blank=True)
    consent_id = models.UUIDField(null=True)
    # A child who was made to beg does not leave for a family that the holder of the case has not looked at.
    is_family_asked = models.BooleanField(default=False)
    # The family is involved, and nobody who leads has let the child return to it.
    is_family_barred = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = CodeField("place_withdraw_reason", blank=True)
    # Held back by the sender since: the person had sharing restricted.
    paused_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "-sent_at"], name="protection_placerequest_to"),
            models.Index(fields=["from_organisation", "case_id"], name="protection_placerequest_case"),
        ]

    def __str__(self) -> str:
        return f"place request {self.id}"

    @property
    def state(self) -> PlaceState:
        """Where the request stands: told from the answer, because the receiver never writes the sender's row."""
        return self.state_at(now())

    def state_at(self, moment: datetime) -> PlaceState:
        """Where the request stands at a moment: a hold ends by itself."""
        answer: PlaceAnswer | None = getattr(self, "answer", None)
        given = PlaceState(answer.state) if answer else PlaceState.WAITING
        if given in (PlaceState.ACCEPTED, PlaceState.LEFT, PlaceState.DECLINED):
            return given
        if self.withdrawn_at:
            return PlaceState.WITHDRAWN
        if answer and given == PlaceState.HELD and answer.held_until is not None and answer.held_until <= moment:
            return PlaceState.EXPIRED
        return given


class PlaceAnswer(Exchanged):
    """The shelter's answer: eligible, a place held until, a place since a day, or none and why. It never says where."""

    request = models.OneToOneField(PlaceRequest, models.PROTECT, related_name="answer")
    case_id = models.UUIDField()
    state = CodeField("place_state")
    answered_on = models.DateField(default=today)
    held_until = models.DateTimeField(null=True)
    decline_reason = CodeField("place_decline_reason", blank=True)
    started_on = models.DateField(null=True)
    rules_language = CodeField("language", blank=True)
    rules_given_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    exit_reason = CodeField("stay_exit_reason", blank=True)
    exit_to = CodeField("exit_destination", blank=True)
    follow_up_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "case_id"], name="protection_placeanswer_to")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("accepted", "left"), started_on__isnull=False)
                | Q(state="declined", started_on=None) & ~Q(decline_reason="")
                | Q(state="held", started_on=None, held_until__isnull=False)
                | Q(state="eligible", started_on=None),
                name="protection_placeanswer_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"place answer {self.id}"


class Hold(Held):
    """A place kept free for somebody until a time. It ends by itself; `released_at` says that it ended before."""

    GRANT_CASE = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="holds")
    request = models.ForeignKey(PlaceRequest, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    mismatches = ArrayField(models.CharField(max_length=40), default=list)
    override_reason = CodeField("place_override", blank=True)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "place"], name="protection_hold_place")]
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(released_at=None), name="protection_hold_of_place"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(released_at=None), name="protection_hold_of_request"
            ),
            models.CheckConstraint(
                condition=Q(mismatches=[]) | ~Q(override_reason=""), name="protection_hold_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.id}"


def _alone(column: str) -> Func:
    """Return the range that holds one id alone: ranges of two ids overlap if the ids are the same."""
    return Func(column, column, Value("[]"), function="uuidrange")


class Stay(Held):
    """One person's time in one shelter, held by the shelter."""

    GRANT_CASE = None

    shelter = models.ForeignKey("protection.Shelter", models.PROTECT, related_name="stays")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="stays")
    request = models.OneToOneField(PlaceRequest, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    language = CodeField("language", blank=True)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    mismatches = ArrayField(models.CharField(max_length=40), default=list)
    override_reason = CodeField("place_override", blank=True)
    started_on = models.DateField()
    rules_language = CodeField("language", blank=True)
    rules_given_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    exit_reason = CodeField("stay_exit_reason", blank=True)
    exit_to = CodeField("exit_destination", blank=True)
    admitted_by_id = models.UUIDField()
    admitted_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "shelter", "ended_on"], name="protection_stay_present")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person_id"], condition=Q(ended_on=None), name="protection_stay_once_at_a_time"
            ),
            # The day of a move belongs to both houses: a stay holds its first day and not its last one.
            ExclusionConstraint(
                name="protection_stay_apart",
                expressions=[
                    (_alone("organisation"), RangeOperators.OVERLAPS),
                    (_alone("person_id"), RangeOperators.OVERLAPS),
                    (Func("started_on", "ended_on", function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(fields=["place"], condition=Q(ended_on=None), name="protection_stay_of_place"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="protection_stay_order"
            ),
            models.CheckConstraint(
                condition=Q(mismatches=[]) | ~Q(override_reason=""), name="protection_stay_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"stay {self.id}"

    @property
    def told(self) -> "PlaceRequest | Stay":
        """What is known of the person now: the one who asked may have told more since the person came."""
        return self.request or self


class Presence(Held):
    """What the daily list says of one person on one day: present, out until a time, or absent without word."""

    GRANT_CASE = None

    stay = models.ForeignKey(Stay, models.PROTECT, related_name="presences")
    on = models.DateField()
    state = CodeField("presence_state")
    until = models.DateTimeField(null=True)
    ticked_by_id = models.UUIDField()
    ticked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "on"], name="protection_presence_day")]
        constraints = [
            models.UniqueConstraint(fields=["stay", "on"], name="protection_presence_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(state="out"), name="protection_presence_until"),
        ]

    def __str__(self) -> str:
        return f"presence {self.id}"
