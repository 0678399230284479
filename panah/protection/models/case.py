from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import new_id
from panah.protection.rules import CaseDates, Lengths, next_deadline
from panah.protection.rules.case import FIRST_CASE
from panah.protection.states import CaseStatus, Outcome


class Case(Held):
    """
    One person's way through protection, at one organisation.

    `person_id` is the opaque name of the person, the same at every organisation that helps: it joins figures,
    never records. Who the person is stands in `Person`, sealed.
    """

    GRANT_CASE = "id"

    reference = models.CharField(max_length=20)
    person_id = models.UUIDField(default=new_id, editable=False)
    referral_id = models.UUIDField(null=True)
    source = CodeField("referral_source")
    status = CodeField("case_status", default=CaseStatus.SCREENING)
    status_on = models.DateField()
    opened_on = models.DateField()
    # The hour is known of what was recorded on its own day: clocks of hours run from it.
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.UUIDField()
    worker_id = models.UUIDField(null=True)
    forms = ArrayField(models.CharField(max_length=40), default=list)
    country_of_exploitation = models.CharField(max_length=2, blank=True)
    presumed_on = models.DateField(null=True)
    presumed_at = models.DateTimeField(null=True)
    helped_on = models.DateField(null=True)
    referred_on = models.DateField(null=True)
    # The person was asked about the special police unit that day, and does not agree.
    unwilling_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision_id = models.UUIDField(null=True)
    outcome = CodeField("identification_outcome", blank=True)
    reflection_from = models.DateField(null=True)
    reflection_until = models.DateField(null=True)
    plan_on = models.DateField(null=True)
    plan_reviewed_on = models.DateField(null=True)
    assessment_due_on = models.DateField(null=True)
    guardian_wanted_on = models.DateField(null=True)
    reintegrated_on = models.DateField(null=True)
    months_asked = ArrayField(models.PositiveSmallIntegerField(), default=list)
    paused_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    flags = ArrayField(models.CharField(max_length=40), default=list)
    next_due_at = models.DateTimeField(null=True)
    next_due_kind = CodeField("case_clock", blank=True)
    closed_on = models.DateField(null=True)
    closure_reason = CodeField("case_closure", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "-opened_on", "-id"], name="protection_case_newest"),
            models.Index(fields=["organisation", "wall", "status", "-opened_on", "-id"], name="protection_case_status"),
            models.Index(
                fields=["organisation", "wall", "worker_id", "-opened_on", "-id"], name="protection_case_worker"
            ),
            models.Index(fields=["organisation", "wall", "next_due_at", "id"], name="protection_case_due"),
            models.Index(fields=["organisation", "wall", "person_id"], name="protection_case_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="protection_case_reference"),
            models.CheckConstraint(
                condition=models.Q(status=CaseStatus.CLOSED, closed_on__isnull=False)
                | (~models.Q(status=CaseStatus.CLOSED) & models.Q(closed_on__isnull=True)),
                name="protection_case_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_on__gte=FIRST_CASE), name="protection_case_opened_under_law"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | ~models.Q(closure_reason=""),
                name="protection_case_closed_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True, outcome="")
                | models.Q(decided_on__isnull=False, outcome__in=[outcome.value for outcome in Outcome]),
                name="protection_case_decision_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(reflection_from__isnull=True, reflection_until__isnull=True)
                | models.Q(reflection_until__gte=models.F("reflection_from")),
                name="protection_case_reflection_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def dates(self) -> CaseDates:
        """Return what decides about the clocks."""
        return CaseDates(
            status=CaseStatus(self.status),
            status_on=self.status_on,
            opened_on=self.opened_on,
            opened_at=self.opened_at,
            presumed_on=self.presumed_on,
            presumed_at=self.presumed_at,
            unwilling_on=self.unwilling_on,
            helped_on=self.helped_on,
            referred_on=self.referred_on,
            decided_on=self.decided_on,
            reflection_until=self.reflection_until,
            plan_on=self.plan_on,
            plan_reviewed_on=self.plan_reviewed_on,
            assessment_due_on=self.assessment_due_on,
            guardian_wanted_on=self.guardian_wanted_on,
            outcome=self.outcome,
            reintegrated_on=self.reintegrated_on,
            months_asked=tuple(self.months_asked),
            paused_days=self.paused_days,
            closure_reason=self.closure_reason,
            wants_no_contact=self._wants_no_contact(),
        )

    def _wants_no_contact(self) -> bool:
        """Test if the person is not to be called: asked only where the case is closed and a clock would still run."""
        if self.status != CaseStatus.CLOSED or self.reintegrated_on is None:
            return False
        person = getattr(self, "person", None)
        return "no_contact" in self.flags or (person is not None and person.safe_contact == "none")

    def want_guardian(self, *, is_wanted: bool, on: date) -> None:
        """Start the clock for a guardian unless it runs, or stop it; the caller sets the next deadline and saves."""
        self.guardian_wanted_on = (self.guardian_wanted_on or on) if is_wanted else None

    def set_next_deadline(self, lengths: Lengths) -> None:
        """Write the nearest clock into the columns by which lists are sorted; the caller saves."""
        nearest = next_deadline(self.dates(), lengths)
        self.next_due_at = nearest.due_at if nearest else None
        self.next_due_kind = nearest.kind if nearest else ""
