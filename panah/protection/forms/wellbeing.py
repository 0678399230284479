"""Forms about the person now: needs and risks, the child's path, conversations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import AnswerField, DateField
from panah.protection.forms.answers import Rows, ask_levels, gathered, rows
from panah.protection.rules import OLDEST_ESTIMATE

LONG = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
SHORT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
REST = ("assessed_on", "own_view", "narrative", "next_review_on")
DOMAINS = (("needs", "need_domain", "need_level", _("Needs")), ("risks", "risk_domain", "risk_level", _("Risks")))


class AssessForm(forms.Form):
    """Needs and risks, line by line. What was not talked about stays open."""

    assessed_on = DateField(label=_("Day"), initial=today)
    own_view = forms.CharField(
        label=_("How the person sees it"),
        help_text=_("They know their danger best. In their own words where possible. Sealed."),
        required=False,
        widget=LONG,
    )
    narrative = forms.CharField(label=_("What else matters"), help_text=_("Sealed."), required=False, widget=LONG)
    next_review_on = DateField(
        label=_("Look again on"), help_text=_("Left empty, the usual time is taken."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prefix, domains, levels, _heading in DOMAINS:
            ask_levels(self, prefix, domains=domains, levels=levels)

    def rest(self) -> list[Any]:
        """Return the fields that are not in rows, for the page."""
        return [self[name] for name in REST]

    def questions(self) -> list[Rows]:
        """Return needs and risks in rows, for the page."""
        return [rows(self, prefix, heading=str(heading)) for prefix, _domains, _levels, heading in DOMAINS]

    def clean(self) -> dict[str, Any]:
        """Gather needs and risks into two values."""
        given = super().clean() or self.cleaned_data
        rest = {name: given[name] for name in REST if name in given}
        return rest | {prefix: gathered(given, prefix) for prefix, *_rest in DOMAINS}


class AssessAgeForm(forms.Form):
    """A doubt about the age, or what an assessment found."""

    assessed_on = DateField(label=_("Day"), initial=today)
    method = CodeField("age_method", label=_("How the age was assessed"), radio=True, initial="none")
    consent = AnswerField(
        label=_("Did the person and the guardian agree to it?"),
        help_text=_("A medical examination needs consent."),
        initial="unknown",
    )
    age_from = forms.IntegerField(
        label=_("Youngest possible age"), min_value=0, max_value=OLDEST_ESTIMATE, required=False
    )
    age_until = forms.IntegerField(
        label=_("Oldest possible age"), min_value=0, max_value=OLDEST_ESTIMATE, required=False
    )
    margin_years = forms.IntegerField(
        label=_("Margin of error in years"),
        help_text=_("It counts for the child: whoever may be under 18 is treated as a child."),
        min_value=0,
        max_value=10,
        required=False,
    )
    note = forms.CharField(label=_("Note"), help_text=_("Sealed."), required=False, widget=LONG)


class AppointGuardianForm(forms.Form):
    kind = CodeField("guardian_kind", label=_("Who it is"), radio=True)
    body = CodeField("child_body", label=_("Appointed by"))
    appointed_on = DateField(label=_("Appointed on"), initial=today)
    name = forms.CharField(label=_("Name"), help_text=_("Sealed."), max_length=120, widget=SHORT)
    contact = forms.CharField(
        label=_("Telephone or other contact"), help_text=_("Sealed."), max_length=120, required=False, widget=SHORT
    )


class EndGuardianForm(forms.Form):
    ended_on = DateField(label=_("Ended on"), initial=today)


class AssessInterestsForm(forms.Form):
    kind = CodeField("interests_kind", label=_("What it is"), radio=True)
    assessed_on = DateField(label=_("Day"), initial=today)
    body = CodeField("child_body", label=_("By which body"))
    outcomes = CodesField("interests_outcome", label=_("What is best for the child"))
    child_heard = AnswerField(label=_("Was the child heard?"), initial="unknown")
    reasons = forms.CharField(label=_("Reasons"), help_text=_("Sealed."), required=False, widget=LONG)


class AssessFamilyForm(forms.Form):
    involvement = CodeField("family_involvement", label=_("Is the family involved?"), radio=True)
    assessed_on = DateField(label=_("Day"), initial=today)
    grounds = forms.CharField(
        label=_("On what this rests"), help_text=_("Who was asked, what was seen. Sealed."), required=False, widget=LONG
    )


class AllowReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the child returns all the same"), help_text=_("Sealed. It stands in the timeline."), widget=LONG
    )


class InterviewForm(forms.Form):
    """How a conversation was held. What was said may stay unwritten."""

    held_on = DateField(label=_("Day"), initial=today)
    language = CodeField("language", label=_("In which language"))
    interpreter = CodeField("interpreter_use", label=_("Interpreter"), radio=True)
    interpreter_vetted = AnswerField(
        label=_("Was the interpreter checked?"), help_text=_("Only if there was one."), required=False
    )
    present = CodesField("interview_presence", label=_("Who was there"), required=False)
    safe_place = AnswerField(label=_("Was the place safe and private?"))
    explained = CodesField("interview_explained", label=_("What was explained first"), required=False)
    consent = AnswerField(label=_("Did the person agree to talk, asked again at the start?"))
    was_stopped = forms.BooleanField(label=_("The person wished to stop. No reason is asked."), required=False)
    narrative = forms.CharField(
        label=_("What was said"),
        help_text=_("Leave empty what nobody needs. Sealed; no other organisation can open it."),
        required=False,
        widget=LONG,
    )
