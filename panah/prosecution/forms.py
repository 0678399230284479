"""Shapes of input about groups and criminal cases."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField, CountryField, open_choices
from panah.core.forms import DateField
from panah.prosecution.rules import CORRECTIONS, TRIGGERS

QUIET = {"autocomplete": "off"}
Choices = list[tuple[str, str]]


class GroupForm(forms.Form):
    """A new group."""

    field_order = ("kind", "name", "country_1", "country_2", "country_3", "forms", "summary", "opened_on")

    kind = CodeField(
        "group_kind",
        radio=True,
        label=_("What kind of group is it?"),
        help_text=_("One of the three. It decides how the group is counted."),
        error_messages={"required": _("Choose the kind of the group")},
    )
    name = forms.CharField(
        label=_("Working name"),
        help_text=_("Sealed. Only those who see this group read it."),
        max_length=120,
        widget=forms.TextInput(attrs=QUIET),
        error_messages={"required": _("Give the group a working name")},
    )
    country_1 = CountryField(label=_("Country it works in"), required=False)
    country_2 = CountryField(label=_("A second country"), required=False)
    country_3 = CountryField(label=_("A third country"), required=False)
    summary = forms.CharField(
        label=_("What is known"),
        help_text=_("Sealed."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={**QUIET, "rows": 5}),
    )
    opened_on = DateField(label=_("Opened on"), help_text=_("Leave it empty for today."), required=False)
    forms = CodesField("exploitation_form", label=_("Forms of exploitation"), required=False)

    def clean(self) -> dict[str, Any]:
        """Return the group as the action takes it: its countries together."""
        answers = super().clean() or {}
        countries = {answers.pop(name, "") for name in ("country_1", "country_2", "country_3")}
        return {**answers, "countries": sorted(countries - {""})}


class GroupFilterForm(forms.Form):
    """What a list of groups shows."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: [("", _("All kinds")), *open_choices("group_kind")]
    )


class SuspectForm(forms.Form):
    """A member of a group."""

    field_order = ("name", "is_company", "role", "citizenship", "details")

    is_company = forms.BooleanField(label=_("It is a company, not a person"), required=False)
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Sealed. On pages the member goes by a number; each showing of the name is logged."),
        max_length=200,
        widget=forms.TextInput(attrs=QUIET),
        error_messages={"required": _("Write the name, or what the member is called")},
    )
    role = CodeField(
        "perpetrator_role", label=_("Role in the group"), error_messages={"required": _("Choose the role")}
    )
    citizenship = CountryField(label=_("Citizenship"), required=False)
    details = forms.CharField(
        label=_("Details"),
        help_text=_("Sealed."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={**QUIET, "rows": 4}),
    )


class LinkForm(forms.Form):
    """Who does what for whom."""

    from_suspect = forms.TypedChoiceField(
        label=_("Who"), coerce=UUID, error_messages={"required": _("Choose a member")}
    )
    kind = CodeField("suspect_link", label=_("Does what"), error_messages={"required": _("Choose the link")})
    to_suspect = forms.TypedChoiceField(
        label=_("For whom, or to whom"), coerce=UUID, error_messages={"required": _("Choose a member")}
    )
    basis = CodeField(
        "fact_basis",
        radio=True,
        label=_("How do we know?"),
        error_messages={"required": _("Say whether a source states it or you infer it")},
    )
    reason = forms.CharField(
        label=_("The source, or the reason"),
        help_text=_("For a stated link, cite the sentence and where it stands. For an inferred one, say why."),
        max_length=2000,
        widget=forms.Textarea(attrs={**QUIET, "rows": 3}),
        error_messages={"required": _("Cite the source or give the reason")},
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_suspect", "to_suspect"):
            self.fields[name].choices = [("", ""), *members]  # type: ignore[attr-defined]


class InvestigationForm(forms.Form):
    """A report against a group, registered as a criminal case."""

    article = CodeField(
        "criminal_article", radio=True, label=_("Article"), error_messages={"required": _("Choose the article")}
    )
    reported_on = DateField(
        label=_("Reported on"),
        help_text=_("No complaint by a victim is needed."),
        error_messages={"required": _("Write the day of the report")},
    )


class StepForm(forms.Form):
    """The next step of a criminal case."""

    state = forms.ChoiceField(label=_("Next step"), error_messages={"required": _("Choose the step")})
    taken_on = DateField(label=_("Day"), error_messages={"required": _("Write the day of the step")})
    article = CodeField(
        "criminal_article",
        label=_("New article"),
        help_text=_("Only if the case was reclassified."),
        required=False,
    )

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", ""), *steps]  # type: ignore[attr-defined]


class DispositionForm(forms.Form):
    """That the group was dealt with."""

    stage = forms.ChoiceField(
        label=_("Which stage triggered it?"),
        widget=forms.RadioSelect,
        choices=lambda: [(code, label) for code, label in open_choices("disposition_stage") if code in TRIGGERS],
        error_messages={"required": _("Choose the stage")},
    )
    disposed_on = DateField(label=_("Day"), error_messages={"required": _("Write the day")})


class CorrectionForm(forms.Form):
    """Why a disposition is not counted any more."""

    correction = forms.ChoiceField(
        label=_("Why is it corrected?"),
        widget=forms.RadioSelect,
        choices=lambda: [
            (code, label) for code, label in open_choices("disposition_correction") if code in CORRECTIONS
        ],
        error_messages={"required": _("Choose why it is corrected")},
    )


class ShareForm(forms.Form):
    """To whom a group is opened, and until when."""

    to_organisation_id = forms.TypedChoiceField(
        label=_("Body that supervises the case"), coerce=UUID, error_messages={"required": _("Choose the body")}
    )
    expires_on = DateField(
        label=_("Until"),
        help_text=_("90 days at most. You can end it at any time."),
        error_messages={"required": _("Write the last day")},
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
