from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField, CountryField, open_choices
from panah.core.clock import today
from panah.core.forms import DateField
from panah.protection.rules import PersonDetails
from panah.protection.states import CaseStatus

SHORT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
CASE = ("source", "forms", "country_of_exploitation")
INLINE = forms.RadioSelect(attrs={"inline": True})
PERSON = tuple(PersonDetails.__dataclass_fields__)


class CaseForm(forms.Form):
    """What is known of a person and of the case. Nothing but the source is required: what hurts is not asked."""

    source = CodeField("referral_source", label=_("How the person came to us"))
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False, widget=SHORT)
    surname = forms.CharField(label=_("Surname"), max_length=80, required=False, widget=SHORT)
    patronymic = forms.CharField(label=_("Father's name"), max_length=80, required=False, widget=SHORT)
    sex = CodeField("sex_gender", label=_("Sex"), radio=True, widget=INLINE, initial="unknown")
    birth_date = DateField(label=_("Date of birth"), required=False)
    age_band = CodeField(
        "age_band", label=_("Age, if the date of birth is not known"), required=False, help_text=_("Estimate gently.")
    )
    age_basis = CodeField("age_basis", label=_("How the age is known"), required=False)
    citizenship = CountryField(label=_("Citizenship"), required=False)
    language = CodeField("language", label=_("Language the person speaks best"), required=False)
    safe_contact = CodeField(
        "safe_contact",
        label=_("How the person can be reached safely"),
        help_text=_("Ask: who else sees this telephone?"),
        initial="unknown",
        required=False,
    )
    contact = forms.CharField(label=_("Telephone or other contact"), max_length=120, required=False, widget=SHORT)
    document_number = forms.CharField(label=_("Document number"), max_length=40, required=False, widget=SHORT)
    forms = CodesField("exploitation_form", label=_("Exploitation, as far as known"), required=False)
    country_of_exploitation = CountryField(label=_("Country of exploitation"), required=False)

    def clean(self) -> dict[str, Any]:
        """Gather what is known of the person into one value."""
        given = super().clean() or self.cleaned_data
        known = {name: given[name] for name in PERSON if given.get(name) not in (None, "")}
        gathered: dict[str, Any] = {"details": PersonDetails(**known)}
        return gathered | {name: given[name] for name in CASE if name in given}


class CaseFilterForm(forms.Form):
    """Filters of the list of cases. They stay in the address."""

    status = CodeField("case_status", label=_("State"), required=False)
    worker = forms.TypedChoiceField(label=_("Case manager"), coerce=UUID, required=False, empty_value=None)
    overdue = forms.ChoiceField(label=_("Deadline"), required=False)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", _("All states")), *open_choices("case_status")]  # type: ignore[attr-defined]
        self.fields["worker"].choices = [("", _("Everybody")), *workers]  # type: ignore[attr-defined]
        self.fields["overdue"].choices = [("", _("All")), ("yes", _("Overdue only"))]  # type: ignore[attr-defined]


class CaseMoveForm(forms.Form):
    """The next step of a case, out of those that are possible now."""

    to = forms.TypedChoiceField(label=_("Next step"), coerce=CaseStatus, widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = steps  # type: ignore[attr-defined]


class CloseCaseForm(forms.Form):
    reason = CodeField("case_closure", label=_("Why the case ends"), radio=True)
    closed_on = DateField(label=_("Day of closing"), initial=today)


class AssignCaseForm(forms.Form):
    worker_id = forms.TypedChoiceField(label=_("Case manager"), coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker_id"].choices = workers  # type: ignore[attr-defined]


class PlaceLockForm(forms.Form):
    exempt_person_id = forms.TypedChoiceField(label=_("Who may open it"), coerce=UUID, widget=forms.RadioSelect)
    basis = CodeField("lock_basis", label=_("Why"), radio=True)
    until_on = DateField(label=_("Until, if it ends by itself"), required=False)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exempt_person_id"].choices = workers  # type: ignore[attr-defined]


class ReviewPlanForm(forms.Form):
    reviewed_on = DateField(label=_("Day on which the plan was made or reviewed with the person"), initial=today)


class UnwillingForm(forms.Form):
    asked_on = DateField(label=_("Day on which the person was asked"), initial=today)


class FindPersonForm(forms.Form):
    text = forms.CharField(
        label=_("Name as heard"),
        help_text=_(
            "One to three words, in any order: Latin or Cyrillic letters, any spelling. A year of birth helps."
        ),
        max_length=120,
        widget=SHORT,
    )
