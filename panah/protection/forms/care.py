from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list, indicator_list
from panah.codes.forms import CodeField, CodeFilter, CodesField, CountryField, IndicatorsField, language
from panah.core.clock import today
from panah.core.forms import AnswerField, DateField
from panah.organisations.forms import OrganisationField
from panah.protection.rules import Ruling
from panah.protection.states import Outcome

FIRST_LEVEL = "practical"
SIGN = "sign_"
INLINE = forms.RadioSelect(attrs={"inline": True})
LONG = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})


class PresumeForm(forms.Form):
    """The signs that make a body presume a person trafficked. Each may be yes, no, not known, or not asked at all."""

    presumed_on = DateField(label=_("Since which day"), initial=today)
    body = CodeField("status_decision_body", label=_("Which body presumes it"))
    grounds = forms.CharField(
        label=_("What was seen or heard"),
        help_text=_("The person's own words where possible. Sealed."),
        required=False,
        widget=LONG,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in indicator_list(FIRST_LEVEL):
            self.fields[SIGN + code.code] = AnswerField(label=code.label(language()), required=False)

    def signs(self) -> list[tuple[str, list[Any]]]:
        """Return the signs under the names of their groups, for the page."""
        groups = code_list("indicator_group")
        return [
            (groups.label(group, language()), [self[SIGN + code.code] for code in codes])
            for group, codes in indicator_list(FIRST_LEVEL).by_group().items()
        ]

    def rest(self) -> list[Any]:
        """Return the other fields, for the page."""
        return [field for field in self if not field.name.startswith(SIGN)]

    def clean(self) -> dict[str, Any]:
        """Gather the answered signs into one value."""
        given = super().clean() or self.cleaned_data
        answers = {name.removeprefix(SIGN): value for name, value in given.items() if name.startswith(SIGN) and value}
        rest = {name: value for name, value in given.items() if not name.startswith(SIGN)}
        return {**rest, "indicator_list": FIRST_LEVEL, "answers": answers}


class VoidServiceForm(forms.Form):
    reason = CodeField("service_void_reason", label=_("Why it is wrong"), radio=True)


class RecordServiceForm(forms.Form):
    service = CodeField("service", label=_("Help"))
    outcome = CodeField("service_outcome", label=_("What became of it"), radio=True)
    on = DateField(label=_("Day"), initial=today)
    provider_id = OrganisationField(label=_("Given by"), required=False)
    until_on = DateField(label=_("Until, if it went on for some time"), required=False)
    cost = forms.DecimalField(
        label=_("What it cost, in AZN"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    note = forms.CharField(label=_("Note"), help_text=_("Sealed."), required=False, widget=LONG)

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider_id"].choices = [("", ""), *providers]  # type: ignore[attr-defined]


class AddNoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), help_text=_("Sealed. Only your organisation, behind the same wall, can read it."), widget=LONG
    )


class InquiryFilterForm(forms.Form):
    """Filter of the list of inquiries. It stays in the address."""

    stage = CodeFilter("inquiry_stage", label=_("Stage"))


class DecideForm(forms.Form):
    """A decision on a person's status."""

    outcome = CodeField("identification_outcome", label=_("Decision"), radio=True)
    decided_on = DateField(label=_("Day of the decision"), initial=today)
    legal_basis = CodeField("legal_basis", label=_("Legal basis"), initial="law_trafficking")
    form = CodeField("exploitation_form", label=_("Form of exploitation"))
    indicators_met = IndicatorsField("ilo11", label=_("Indicators met"), required=False)
    negative_reasons = CodesField(
        "negative_reason",
        label=_("Reasons, if not identified"),
        help_text=_("The person keeps all help that hangs on the presumption."),
        required=False,
    )
    suspension_reason = CodeField("suspension_reason", label=_("Why, if suspended"), required=False)
    look_again_on = DateField(
        label=_("Look again on, if suspended"), help_text=_("Its clock stands still until then."), required=False
    )
    reasons = forms.CharField(
        label=_("Reasons in words"), help_text=_("The holder of the case reads them. Sealed."), widget=LONG
    )
    sex = CodeField("sex_gender", label=_("Sex"), radio=True, widget=INLINE, initial="unknown")
    age_band = CodeField("age_band", label=_("Age"), required=False)
    citizenship = CountryField(label=_("Citizenship"), required=False)
    country_of_exploitation = CountryField(label=_("Country of exploitation"), required=False)

    def clean(self) -> dict[str, Any]:
        """Gather the decision into one value, once all its fields are right."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        several = {name: tuple(given[name]) for name in ("indicators_met", "negative_reasons")}
        stated: dict[str, Any] = given | several | {"outcome": Outcome(given["outcome"]), "indicator_list": "ilo11"}
        return {"ruling": Ruling(**stated)}
