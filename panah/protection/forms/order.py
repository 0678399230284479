from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField, language
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField
from panah.protection.states import ORDER_MOVES, OrderState

Choices = list[tuple[str, str]]


def _answers() -> Choices:
    """Return what a provider can say; that the order is withdrawn, it cannot."""
    labels, possible = code_list("order_state"), ORDER_MOVES[OrderState.ORDERED] - {OrderState.WITHDRAWN}
    return [(code, labels.label(code, language())) for code in labels.codes if code in possible]


class OrderServiceForm(forms.Form):
    service = CodeField("service", label=_("Which help"))
    provider_id = OrganisationField(label=_("From whom"), error_messages={"required": _("Choose the body")})
    wanted_on = DateField(label=_("Until which day"), initial=today)
    goal_id = forms.TypedChoiceField(label=_("For which goal"), coerce=UUID, empty_value=None, required=False)
    words = forms.CharField(
        label=_("What the provider must know"),
        help_text=_("Sealed. No name and no address: the provider gets a number. The person says it when they come."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, providers: Choices, goals: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider_id"].choices = [("", ""), *providers]  # type: ignore[attr-defined]
        self.fields["goal_id"].choices = [("", ""), *goals]  # type: ignore[attr-defined]


class ConfirmDeliveryForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("What became of it"), choices=_answers, coerce=OrderState, widget=forms.RadioSelect
    )
    on = DateField(label=_("Day"), initial=today)
    cost = forms.DecimalField(
        label=_("What it cost, in AZN"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
