from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField, CountryField
from panah.core.clock import today
from panah.core.forms import AnswerField, DateField
from panah.organisations.forms import OrganisationField


class OpenAssistanceForm(forms.Form):
    consented = forms.BooleanField(
        label=_("The person was told what is kept and why, and agrees"),
        help_text=_("Help begins without it too. Nothing leaves the mission without it."),
        required=False,
    )
    given_name = forms.CharField(label=_("Given name"), required=False, max_length=100)
    surname = forms.CharField(label=_("Surname"), required=False, max_length=100)
    birth_date = forms.CharField(label=_("Date of birth, as told"), required=False, max_length=20)
    contact = forms.CharField(label=_("Safe way to contact"), required=False, max_length=200)
    sex = CodeField("sex_gender", label=_("Sex"))
    age_band = CodeField("age_band", label=_("Age"))
    citizenship = CountryField(label=_("Citizenship"), initial="AZ")
    language = CodeField("language", label=_("Language"), required=False)
    country = CountryField(label=_("Country where the person is"))
    channel = CodeField("contact_channel", label=_("How the person came"))
    document_status = CodeField("document_status", label=_("Identity document"))


class FirstHoursForm(forms.Form):
    steps_done = CodesField("consular_step", label=_("What has been done"), required=False)
    has_safe_place = AnswerField(label=_("Is there a safe place for the night?"))
    is_safe_to_return = AnswerField(label=_("Is it safe to return?"), help_text=_("After a risk assessment."))


class AnswerConsentForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("Does the person agree that others are told?"),
        help_text=_("After everything was explained in a language the person understands. Help does not depend on it."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class IssueDocumentForm(forms.Form):
    number = forms.CharField(label=_("Document number"), max_length=40)
    issued_on = DateField(label=_("Issued on"), initial=today)
    valid_until = DateField(label=_("Valid until"))


class AnnounceReturnForm(forms.Form):
    to_organisation_id = OrganisationField(label=_("Who receives the person"))
    arrives_on = DateField(label=_("Day of arrival"))
    is_escorted = forms.TypedChoiceField(
        label=_("Does somebody travel along?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    needs = CodesField("place_need", label=_("What is needed on arrival"), required=False)

    def __init__(self, *args: Any, receivers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *receivers]  # type: ignore[attr-defined]


class SignHandOverForm(forms.Form):
    arrived_on = DateField(label=_("Day of arrival"), initial=today)


class ContactMissionForm(forms.Form):
    to_organisation_id = OrganisationField(label=_("Embassy"))
    consent_id = forms.TypedChoiceField(label=_("Consent on which this rests"), coerce=UUID)
    seeks_asylum = AnswerField(label=_("Does the person seek asylum?"))
    fears_state = AnswerField(label=_("Is the person afraid of that state?"))
    help_wanted = CodesField("mission_help", label=_("What the embassy is asked for"))
    expires_on = DateField(label=_("The embassy may look until"))

    def __init__(
        self, *args: Any, missions: list[tuple[str, str]], consents: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *missions]  # type: ignore[attr-defined]
        self.fields["consent_id"].choices = consents  # type: ignore[attr-defined]
