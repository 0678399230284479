from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField, language, open_choices
from panah.core.clock import today
from panah.core.forms import AnswerField, DateField
from panah.organisations.forms import OrganisationField
from panah.protection.rules.follow_up import OUTCOMES

LONG = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
SHORT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
INLINE = forms.RadioSelect(attrs={"inline": True})
LEVEL = "level_"
OUTCOME = "outcome_"
OUTCOME_LABELS = {
    "employment": _("After 12 months: work"),
    "housing": _("After 12 months: housing"),
    "safety": _("After 12 months: safety"),
    "studies": _("After 12 months: studies"),
}


class SetTaskForm(forms.Form):
    kind = CodeField("task_kind", label=_("What kind of task"))
    what = forms.CharField(label=_("What is to be done"), help_text=_("Sealed."), required=False, widget=LONG)
    due_on = DateField(label=_("Until which day"), initial=today)
    assigned_to_id = forms.TypedChoiceField(label=_("Who does it"), coerce=UUID)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to_id"].choices = workers  # type: ignore[attr-defined]


class GoalForm(forms.Form):
    """One goal of the individual plan, in the person's own words."""

    need = CodeField("need_domain", label=_("Which need"))
    words = forms.CharField(
        label=_("What the person wants to reach"), help_text=_("In their own words. Sealed."), widget=LONG
    )
    service = CodeField("service", label=_("By which help"), required=False)
    provider_id = OrganisationField(label=_("Given by"), required=False)
    due_on = DateField(label=_("Until which day"), required=False)

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider_id"].choices = [("", ""), *providers]  # type: ignore[attr-defined]


class DecideApprovalForm(forms.Form):
    is_approved = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=(("yes", _("Approve")), ("no", _("Return with comments"))),
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(label=_("Comment"), help_text=_("Sealed."), required=False, widget=LONG)


class EndTaskForm(forms.Form):
    outcome = CodeField("task_outcome", label=_("What became of it"), radio=True, initial="done")


class RaiseFlagForm(forms.Form):
    kind = CodeField("case_flag", label=_("Warning"), radio=True)
    instruction = forms.CharField(
        label=_("What to do"),
        help_text=_("One or two sentences a colleague can follow at night. Sealed; only your organisation reads them."),
        widget=LONG,
    )


class RelativeForm(forms.Form):
    relation = CodeField("family_relation", label=_("Who it is"), radio=True)
    name = forms.CharField(
        label=_("Name, if it is needed"), help_text=_("Sealed."), max_length=120, required=False, widget=SHORT
    )
    sex = CodeField("sex_gender", label=_("Sex"), radio=True, widget=INLINE, initial="unknown")
    age_band = CodeField("age_band", label=_("Age"), required=False)
    is_here = AnswerField(label=_("Is with the person now"), initial="unknown")
    needs_help = AnswerField(label=_("Needs help too"), initial="unknown")
    other_reference = forms.CharField(
        label=_("Number of their own case"),
        help_text=_("Whoever was exploited too has a case of their own. Leave empty if there is none."),
        max_length=20,
        required=False,
        widget=SHORT,
    )


class FollowUpForm(forms.Form):
    """How the person fares; only what they want to say."""

    month = forms.TypedChoiceField(label=_("Follow-up after"), coerce=int)
    on = DateField(label=_("Day"), initial=today)
    reached = AnswerField(label=_("Was the person reached?"))
    is_safe = AnswerField(label=_("Is the person safe?"), initial="unknown")
    note = forms.CharField(label=_("Note"), help_text=_("Sealed."), required=False, widget=LONG)

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months  # type: ignore[attr-defined]
        levels = open_choices("reintegration_level")
        for domain in code_list("reintegration_domain"):
            self.fields[LEVEL + domain.code] = forms.ChoiceField(
                label=domain.label(language()), choices=levels, required=False, widget=INLINE
            )
        for name in OUTCOMES:
            self.fields[OUTCOME + name] = CodeField(f"outcome_{name}", label=OUTCOME_LABELS[name], required=False)
        self.order_fields(["month", "on", "reached", "is_safe"])
        self.fields["note"] = self.fields.pop("note")

    def clean(self) -> dict[str, Any]:
        """Gather the answered domains into one value."""
        given = super().clean() or self.cleaned_data
        levels = {name.removeprefix(LEVEL): value for name, value in given.items() if name.startswith(LEVEL) and value}
        found = {name.removeprefix(OUTCOME): given[name] for name in given if name.startswith(OUTCOME) and given[name]}
        plain = {name: value for name, value in given.items() if not name.startswith((LEVEL, OUTCOME))}
        return {**plain, "levels": levels, "outcomes": found}


class CaseloadForm(forms.Form):
    """Whose cases are to be given away; empty: those that nobody leads. It stays in the address."""

    worker = forms.UUIDField(required=False)


class AssignCasesForm(forms.Form):
    """Several cases to one colleague."""

    case_ids = forms.TypedMultipleChoiceField(label=_("Cases"), coerce=UUID, widget=forms.CheckboxSelectMultiple)
    worker_id = forms.TypedChoiceField(label=_("To whom"), coerce=UUID)

    def __init__(self, *args: Any, cases: list[tuple[str, str]], workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_ids"].choices = cases  # type: ignore[attr-defined]
        self.fields["worker_id"].choices = workers  # type: ignore[attr-defined]
