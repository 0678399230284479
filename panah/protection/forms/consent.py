from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField
from panah.protection.rules.consent import Signing

LONG = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
PROOFS = {"drawn": "signature", "paper": "scan", "oral": "witness_name"}


class SignatureBoard(forms.TextInput):
    """A board to sign on. What is drawn goes into a field as a path; without script another way is chosen."""

    template_name = "core/form/widgets/signature.html"


class ChooseConsentForm(forms.Form):
    """What is asked, for whom, in which language, and how it will be signed: before the text is shown."""

    purpose = CodeField("consent_purpose", label=_("What the person is asked to agree to"), radio=True)
    recipient_id = OrganisationField(
        label=_("To whom"),
        help_text=_("One body for each consent. Leave empty when nobody else learns anything."),
        required=False,
    )
    language = CodeField("language", label=_("In which language"))
    signing = CodeField("consent_signing", label=_("How the person will sign"), radio=True, initial="drawn")

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient_id"].choices = [("", ""), *recipients]  # type: ignore[attr-defined]


class RecordConsentForm(forms.Form):
    """Who agrees, and the proof of it. It stands below the text that was read and explained."""

    giver = CodeField("consent_giver", label=_("Who consents"), radio=True, initial="person")
    guardian_name = forms.CharField(
        label=_("Name of the guardian or representative"),
        help_text=_("For a child, or when somebody else consents. Sealed."),
        max_length=120,
        required=False,
    )
    child_view = CodeField("child_view", label=_("What the child itself thinks"), required=False)
    child_words = forms.CharField(
        label=_("In the child's own words"), help_text=_("Sealed."), required=False, widget=LONG
    )
    given_on = DateField(label=_("Given on"), initial=today)
    expires_on = DateField(label=_("Ends on"), required=False)
    signature = forms.CharField(label=_("Signature"), required=False, widget=SignatureBoard)
    scan = forms.FileField(
        label=_("Photo or scan of the signed paper"),
        help_text=_("PDF, JPEG or PNG, at most 2 MB. Sealed; place and time are taken out of a photo."),
        required=False,
    )
    witness_name = forms.CharField(
        label=_("Who heard it"),
        help_text=_("Somebody else than yourself, an interpreter for example. Sealed."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, signing: str, is_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signing = signing
        for kind, name in PROOFS.items():
            if kind == signing:
                self.fields[name].required = True
            else:
                del self.fields[name]
        if is_child:
            self.fields["giver"].initial = "guardian"
        else:
            del self.fields["child_view"], self.fields["child_words"]

    def clean(self) -> dict[str, Any]:
        """Gather the way of signing and its proof into one value."""
        given = dict(super().clean() or self.cleaned_data)
        scan = given.pop("scan", None)
        signing = Signing(
            kind=self.signing,
            signature=given.pop("signature", "") or "",
            scan=scan.read() if scan else b"",
            witness_name=given.pop("witness_name", "") or "",
        )
        return {**given, "signing": signing}


class OverrideForm(forms.Form):
    """What stands above consent, once, for one body."""

    ground = CodeField("override_ground", label=_("Which duty"), radio=True)
    recipient_id = OrganisationField(label=_("Who is told"))
    order_number = forms.CharField(
        label=_("Number and day of the order"), help_text=_("For an order of a court. Sealed."), required=False
    )
    reason = forms.CharField(
        label=_("Why it cannot wait for consent"),
        help_text=_("At least 20 characters. Sealed; the data-protection officer reads it."),
        widget=LONG,
    )
    told = CodeField("person_told", label=_("Does the person know?"), radio=True)
    until = DateField(
        label=_("Holds until"), help_text=_("At most 30 days."), initial=lambda: today() + timedelta(days=7)
    )

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient_id"].choices = [("", ""), *recipients]  # type: ignore[attr-defined]
