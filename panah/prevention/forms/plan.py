from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField

Choices = list[tuple[str, str]]
CURRENCIES = (("AZN", "AZN"), ("EUR", "EUR"), ("USD", "USD"))


class PlanEntryForm(forms.Form):
    kind = CodeField("campaign_entry", label=_("What"), radio=True)
    title = forms.CharField(label=_("Name"), help_text=_("Needed for a local action"), max_length=200, required=False)
    division = forms.ChoiceField(label=_("District"), required=False)
    responsible_id = forms.TypedChoiceField(label=_("Who does it"), coerce=UUID)
    due_on = DateField(label=_("By when"))

    def __init__(
        self, *args: Any, divisions: Choices, organisations: Choices, kind: str, own: UUID, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"kind": kind, "responsible_id": str(own)}
        self.fields["division"].choices = [("", ""), *divisions]  # type: ignore[attr-defined]
        self.fields["responsible_id"].choices = organisations  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    done_on = DateField(label=_("Done on"), initial=today)
    people_count = forms.IntegerField(
        label=_("People who came"),
        help_text=_("Leave empty if nobody counted"),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )


class BudgetLineForm(forms.Form):
    side = CodeField("budget_side", label=_("Planned or spent"), radio=True)
    cost = CodeField("campaign_cost", label=_("Kind of cost"))
    amount = forms.DecimalField(
        label=_("Amount"), help_text=_("Less than zero sets an earlier line right"), max_digits=14, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    funder_id = forms.TypedChoiceField(label=_("Paid by"), coerce=UUID, empty_value=None, required=False)
    entered_on = DateField(label=_("Day"), initial=today)
    note = forms.CharField(label=_("What for"), max_length=200, required=False)

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder_id"].choices = [("", ""), *organisations]  # type: ignore[attr-defined]


class EvaluationForm(forms.Form):
    reached = forms.CharField(
        label=_("What was reached?"),
        help_text=_("With figures and their intervals: output, exposure, knowledge, behaviour"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    unknown = forms.CharField(
        label=_("What cannot be said?"),
        help_text=_("Too few answers, no comparison, other causes, what nobody counted"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
