from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField

LONG = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})


class AskReviewForm(forms.Form):
    """A review of a decision, as the person wishes it."""

    asked_by = CodeField("review_asker", label=_("Who asks"), radio=True, initial="person")
    grounds = CodesField("review_ground", label=_("What speaks against the decision"))
    words = forms.CharField(
        label=_("In the person's own words"),
        help_text=_("Sealed. The body that decided reads it."),
        required=False,
        widget=LONG,
    )
    asked_on = DateField(label=_("Asked on"), initial=today)


class BeginReflectionForm(forms.Form):
    asked_on = DateField(label=_("Asked on"), initial=today)


class GiveNoticeForm(forms.Form):
    kind = CodeField("notice_kind", label=_("Which notice"), radio=True)
    language = CodeField("language", label=_("In which language"))
    way = CodeField("notice_way", label=_("How it was given"), radio=True)
    given_on = DateField(label=_("Given on"), initial=today)


class FlagSanctionForm(forms.Form):
    """A charge or penalty for what the person was made to do."""

    kind = CodeField("sanction_kind", label=_("What was imposed"), radio=True)
    conduct = CodeField("sanction_conduct", label=_("What for"))
    body_id = OrganisationField(label=_("By which body"), required=False)
    imposed_on = DateField(label=_("Day"), initial=today)
    words = forms.CharField(label=_("Note"), help_text=_("Sealed."), required=False, widget=LONG)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]


class AskRightsForm(forms.Form):
    """What the person asks about their own record."""

    kind = CodeField("rights_kind", label=_("What the person asks"), radio=True)
    concerns = CodeField(
        "rights_correction",
        label=_("What is to be corrected"),
        help_text=_("Only for a correction."),
        radio=True,
        required=False,
    )
    asked_by = CodeField("consent_giver", label=_("Who asks"), radio=True, initial="person")
    language = CodeField("language", label=_("In which language"))
    words = forms.CharField(label=_("In the person's own words"), help_text=_("Sealed."), required=False, widget=LONG)
    asked_on = DateField(label=_("Asked on"), initial=today)


class PrepareRightsForm(forms.Form):
    """A word for the officer. What is put together is the whole record: names of others and places are never in it."""

    proposal = forms.CharField(
        label=_("A word to the data-protection officer"),
        help_text=_("For a correction or restriction: what should change, and why. Sealed."),
        required=False,
        widget=LONG,
    )


class DecideRightsForm(forms.Form):
    to = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    withheld = CodesField(
        "rights_section", label=_("What is left out"), help_text=_("Only on a ground that has a name."), required=False
    )
    grounds = CodesField("rights_ground", label=_("Grounds, if something is refused or left out"), required=False)

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = answers  # type: ignore[attr-defined]


class HandOverRightsForm(forms.Form):
    """The check that nobody makes the person ask, then how the answer was handed over."""

    was_alone = CodeField("yes_no_unknown", label=_("Was the person asked alone?"), radio=True)
    felt_safe = CodeField(
        "yes_no_unknown",
        label=_("Is it safe to have this paper, and was it the person's own wish?"),
        help_text=_("Somebody may make them ask, to learn what they told."),
        radio=True,
    )
    channel = CodeField("rights_channel", label=_("How it is handed over"), radio=True)
    handed_over_on = DateField(label=_("Day"), initial=today)


class LiftRestrictionForm(forms.Form):
    reason = CodeField("restriction_lift", label=_("Why it is lifted"), radio=True)
    told = CodeField(
        "person_told",
        label=_("Does the person know?"),
        help_text=_("The person is told before, alone and in safety."),
        radio=True,
    )
