from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField, language
from panah.organisations.forms import OrganisationField
from panah.protection.rules.consent import TELLING_BASES
from panah.protection.rules.transfer import SLICES

LONG = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
Choices = list[tuple[str, str]]


def _labels(name: str, codes: tuple[str, ...]) -> Choices:
    labels = code_list(name)
    return [(code, labels.label(code, language())) for code in codes]


def _slices() -> Choices:
    return _labels("transfer_part", tuple(group.value for group in SLICES))


def _bases() -> Choices:
    return _labels("legal_basis", TELLING_BASES)


class ProposeTransferForm(forms.Form):
    """A case is handed to another organisation: to whom, why, and what goes along."""

    to_organisation_id = OrganisationField(label=_("To whom?"), error_messages={"required": _("Choose the body")})
    reason = CodeField("transfer_reason", label=_("Why the case goes on elsewhere"), radio=True)
    goes_along = forms.ChoiceField(
        label=_("What goes along"),
        help_text=_("Each line includes those above it. Where the person sleeps never goes along."),
        choices=_slices,
        widget=forms.RadioSelect,
    )
    basis = forms.ChoiceField(label=_("What it rests on"), choices=_bases, widget=forms.RadioSelect, initial="consent")
    consent_id = forms.TypedChoiceField(
        label=_("The consent it rests on"),
        help_text=_("It names this receiver, or any partner. Its last day is the last day for the answer."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    summary = forms.CharField(
        label=_("What the next one must know"),
        help_text=_("Sealed. Each reading is logged. Never an address of a shelter."),
        max_length=4000,
        widget=LONG,
    )
    keeps_open = forms.TypedChoiceField(
        label=_("Once it is accepted, your own case"),
        choices=(("no", _("is closed")), ("yes", _("stays open: we go on helping as well"))),
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, bodies: Choices, consents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
        none = [("", _("No consent for a partner is recorded"))] if not consents else [("", "")]
        self.fields["consent_id"].choices = [*none, *consents]  # type: ignore[attr-defined]


class DeclineTransferForm(forms.Form):
    reason = CodeField("decline_reason", label=_("Why?"), radio=True)


class SendWishForm(forms.Form):
    reason = CodeField("transfer_reason", label=_("Why you want to lead this case"), radio=True)
    summary = forms.CharField(
        label=_("What the holder must know"),
        help_text=_("Sealed. Each reading is logged."),
        max_length=2000,
        widget=LONG,
    )
