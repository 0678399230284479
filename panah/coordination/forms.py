"""Shapes of input in coordination."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField, CodesField, language
from panah.coordination.rules import SHARED_GROUPS
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField
from panah.printing.sheets import PAPER_LANGUAGES
from panah.protection.rules.consent import TELLING_BASES

QUIET = {"autocomplete": "off"}
Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]
HOW_SOON = (("", _("In the usual time")), ("1", _("Urgent: somebody may be in danger")))


def _paper_languages() -> Choices:
    return [(code, code_list("language").label(code, language())) for code in PAPER_LANGUAGES]


def _groups() -> Choices:
    labels = code_list("field_group")
    return [(group.value, labels.label(group, language())) for group in SHARED_GROUPS]


def _bases() -> Choices:
    labels = code_list("legal_basis")
    return [("", ""), *((code, labels.label(code, language())) for code in TELLING_BASES)]


class ReferralForm(forms.Form):
    """A new referral."""

    purpose = CodeField(
        "referral_purpose",
        radio=True,
        label=_("What for?"),
        error_messages={"required": _("Choose what the referral is for")},
    )
    to_organisation_id = OrganisationField(label=_("To whom?"), error_messages={"required": _("Choose the body")})
    asked = CodesField("service", label=_("What do you ask for?"), required=False)
    is_urgent = forms.TypedChoiceField(
        label=_("How soon?"),
        choices=HOW_SOON,
        coerce=bool,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"inline": True}),
    )
    note = forms.CharField(
        label=_("What the receiver must know"),
        help_text=_("Sealed to the receiver. Write only what help needs; never an address of a shelter."),
        max_length=4000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 5}),
        error_messages={"required": _("Write what the receiver must know")},
    )
    basis = CodeField("legal_basis", label=_("Legal basis"), error_messages={"required": _("Choose the legal basis")})
    agreed = CodeField(
        "referral_agreed", radio=True, label=_("Does the person agree?"), error_messages={"required": _("Ask first")}
    )
    ground = CodeField(
        "override_ground", label=_("Which duty?"), help_text=_("Only where nobody agrees."), required=False
    )
    consent_id = forms.TypedChoiceField(
        label=_("The consent it rests on"), coerce=UUID, empty_value=None, required=False
    )
    groups = forms.MultipleChoiceField(
        label=_("What the receiver may read of the file"),
        help_text=_("The location is never opened by a referral."),
        choices=_groups,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DateField(
        label=_("Until when may they read it?"),
        help_text=_("90 days at most. You can end it at any time."),
        error_messages={"required": _("Write the last day")},
    )

    def __init__(
        self,
        *args: Any,
        bodies: Grouped,
        consents: Choices,
        has_file: bool,
        has_case: bool,
        has_signal: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
        if has_signal:
            del self.fields["basis"]
        else:
            del self.fields["agreed"], self.fields["ground"]
        if has_case:
            self.fields["basis"].choices = _bases()  # type: ignore[attr-defined]
            self.fields["basis"].help_text = _("The person's consent, or a duty recorded before under Consent.")
        if consents:
            self.fields["consent_id"].choices = [("", ""), *consents]  # type: ignore[attr-defined]
        else:
            del self.fields["consent_id"]
        if not has_file:
            del self.fields["groups"], self.fields["expires_on"]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        answers = super().clean() or {}
        if "ground" in self.fields:
            answers["basis"] = answers.pop("ground", "")
        return {**answers, "is_urgent": bool(answers.get("is_urgent"))}


class PresumeForm(forms.Form):
    """Who agrees that a presumed person is referred, who helps, and what both must know."""

    use_required_attribute = False

    agreed = CodeField(
        "referral_agreed", radio=True, label=_("Does the person agree?"), error_messages={"required": _("Ask first")}
    )
    ground = CodeField(
        "override_ground", label=_("Which duty?"), help_text=_("Only where nobody agrees."), required=False
    )
    to_organisation_id = OrganisationField(label=_("Who helps?"), error_messages={"required": _("Choose the body")})
    note = forms.CharField(
        label=_("What both must know"),
        help_text=_("Sealed to each of them. Without consent, write here why it cannot wait."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={**QUIET, "rows": 4}),
    )
    expires_on = DateField(
        label=_("Until when may they read it?"),
        help_text=_("90 days at most. You can end it at any time."),
        error_messages={"required": _("Write the last day")},
    )
    is_confirmed = forms.BooleanField(
        label=_("I have read who gets what. Send it now."), error_messages={"required": _("Confirm what is sent")}
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        answers = super().clean() or {}
        answers.pop("is_confirmed", None)
        return answers


class AcceptForm(forms.Form):
    """A word to the sender with the acceptance."""

    note = forms.CharField(
        label=_("A word to the sender"),
        help_text=_("Sealed to the sender. May stay empty."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 3}),
    )


class DeclineForm(AcceptForm):
    """Why a referral is declined."""

    field_order = ("reason", "note")
    reason = CodeField(
        "decline_reason", radio=True, label=_("Why?"), error_messages={"required": _("Choose the reason")}
    )


class CompleteForm(forms.Form):
    """When what was asked was done."""

    completed_on = DateField(label=_("Done on"), error_messages={"required": _("Write the day")})


class RequestForm(forms.Form):
    """A new information request."""

    to_organisation_id = OrganisationField(
        label=_("Whom do you ask?"), error_messages={"required": _("Choose the body")}
    )
    to_wall = forms.ChoiceField(
        label=_("Who there should answer?"),
        help_text=_("The liaison officer stands behind “Coordination”."),
        error_messages={"required": _("Choose who should answer")},
    )
    purpose = CodeField("request_purpose", label=_("What for?"), error_messages={"required": _("Choose the purpose")})
    basis = CodeField("legal_basis", label=_("Legal basis"), error_messages={"required": _("Choose the legal basis")})
    asked = forms.CharField(
        label=_("What do you need to know?"),
        help_text=_("One thing a line, 12 at most. The answer gives these and no more."),
        widget=forms.Textarea(attrs={**QUIET, "rows": 5}),
        error_messages={"required": _("Write what you need to know")},
    )
    why = forms.CharField(
        label=_("Why do you need it?"),
        help_text=_("Sealed to the receiver."),
        max_length=2000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 3}),
        error_messages={"required": _("Say why you need it")},
    )
    due_on = DateField(label=_("Until when?"), error_messages={"required": _("Write the last day")})

    def __init__(self, *args: Any, bodies: Choices, walls: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
        self.fields["to_wall"].choices = walls  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """One field for each thing that was asked, in its order."""

    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, line in enumerate(asked):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=line, required=False, max_length=2000, widget=forms.Textarea(attrs={**QUIET, "rows": 2})
            )

    def clean(self) -> dict[str, Any]:
        """Return the answers in the order of the questions."""
        filled = super().clean() or {}
        return {"answers": [filled.get(name, "") for name in self.fields]}


class RefuseForm(forms.Form):
    """Why a request is refused."""

    reason = CodeField(
        "decline_reason", radio=True, label=_("Why?"), error_messages={"required": _("Choose the reason")}
    )


class _FoundField(forms.DateTimeField):
    """A day and an hour."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], **kwargs)


class BreachChangeForm(forms.Form):
    """What is known of a breach, which may grow."""

    data_kinds = CodesField("breach_data", label=_("Which data"))
    people_count = forms.IntegerField(
        label=_("How many people"), help_text=_("Leave it empty while nobody knows."), min_value=0, required=False
    )
    risk = CodeField("breach_risk", label=_("What may follow"), radio=True)
    measures = forms.CharField(
        label=_("What is done about it"),
        help_text=_("Sealed."),
        max_length=4000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 4}),
    )


class BreachForm(BreachChangeForm):
    """A new breach."""

    field_order = ("kind", "found_at", "happened_on", "words")
    kind = CodeField("breach_kind", label=_("What happened"), radio=True)
    found_at = _FoundField(label=_("When it was found"))
    happened_on = DateField(
        label=_("On which day it happened"), help_text=_("Leave it empty while nobody knows."), required=False
    )
    words = forms.CharField(
        label=_("What happened, in words"),
        help_text=_("Sealed. Name nobody whom you need not name."),
        max_length=4000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 5}),
    )


class BreachTellForm(forms.Form):
    """Who was told, or why the persons concerned were not."""

    whom = CodeField("breach_told", label=_("Who was told?"), radio=True)
    told_on = DateField(label=_("On which day"), initial=today)
    untold = CodeField(
        "breach_untold",
        label=_("Why the persons concerned are not told"),
        help_text=_("Leave it empty when they were told."),
        required=False,
    )


class BreachCloseForm(forms.Form):
    outcome = CodeField("breach_outcome", label=_("What became of it"), radio=True)


class BreachPrintForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the paper"), choices=_paper_languages, widget=forms.RadioSelect)
    with_words = forms.BooleanField(
        label=_("Print what was written, too"),
        help_text=_("Otherwise lines are left to write on by hand."),
        required=False,
    )


class StorySendForm(forms.Form):
    """A story on its way to the body that helped the person."""

    to_organisation_id = OrganisationField(
        label=_("Who helped the person?"), error_messages={"required": _("Choose the body")}
    )
    note = forms.CharField(
        label=_("How does the caseworker know whose story it is?"),
        help_text=_("Sealed to the receiver. No name: say when and through whom you met."),
        error_messages={"required": _("Write when and through whom you met")},
        max_length=1000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 3}),
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]


class StoryJoinForm(forms.Form):
    """Whose story it is; it is said to nobody else."""

    case = forms.CharField(
        label=_("Number of the case"),
        help_text=_("Only your organisation reads this. The sender never learns it."),
        max_length=20,
        widget=forms.TextInput(attrs=QUIET),
    )


class StoryAnswerForm(forms.Form):
    """The answer, and for each finding either other words or the reason why it may stay."""

    verdict = CodeField("story_verdict", radio=True, label=_("Your answer"))
    others = forms.CharField(
        label=_("Other passages to change, one a line"),
        help_text=_("Also what no rule finds: only you know what makes this person known."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 4}),
    )

    def __init__(self, *args: Any, texts: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = [(text.language, one) for text in texts for one in text.found]
        kinds = code_list("story_finding")
        for _language, one in self.found:
            passage = {"passage": one.finding.passage, "kind": kinds.label(one.finding.kind, language())}
            self.fields[f"instead_{one.key}"] = forms.CharField(
                label=_("“%(passage)s” (%(kind)s): say instead") % passage,
                help_text=gettext(one.finding.why),
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs=QUIET),
            )
            self.fields[one.key] = forms.CharField(
                label=_("Or why “%(passage)s” may stay") % passage,
                required=False,
                max_length=400,
                widget=forms.TextInput(attrs=QUIET),
            )
        self.fields["others"] = self.fields.pop("others")

    def clean(self) -> dict[str, Any]:
        """Return the verdict, the reasons by finding, and what is to be changed in the order of the text."""
        filled = super().clean() or {}
        passages = [
            {"language": code, "passage": one.finding.passage, "instead": filled[f"instead_{one.key}"]}
            for code, one in self.found
            if filled.get(f"instead_{one.key}")
        ]
        others = [line.strip() for line in filled.get("others", "").splitlines() if line.strip()]
        passages += [{"language": "", "passage": line, "instead": ""} for line in others]
        reasons = {one.key: filled.get(one.key, "") for _code, one in self.found}
        return {"verdict": filled.get("verdict", ""), "reasons": reasons, "passages": passages}
