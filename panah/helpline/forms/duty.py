"""Shapes of input about who is on duty, and about alarms."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import now
from panah.core.forms import DateField

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and an hour."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=box, input_formats=[MOMENT], **kwargs)


class EndAlarmForm(forms.Form):
    """What came of an alarm."""

    use_required_attribute = False

    outcome = CodeField(
        "alarm_outcome",
        radio=True,
        label=_("What came of it?"),
        error_messages={"required": _("Say what came of it.")},
    )


class SetOnCallForm(forms.Form):
    """Who is on call, in which place, from when, until when."""

    use_required_attribute = False

    account_id = forms.TypedChoiceField(label=_("Who"), coerce=UUID)
    line = forms.TypedChoiceField(
        label=_("Place in the line"),
        help_text=_("The first is paged at once. The others follow while nobody takes the alarm."),
        coerce=int,
        choices=((1, _("First")), (2, _("Second"))),
    )
    starts_at = MomentField(label=_("From when"), initial=now)
    ends_at = MomentField(label=_("Until when"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account_id"].choices = people  # type: ignore[attr-defined]


class WriteShiftNoteForm(forms.Form):
    """What the next shift must know. What is open is listed by itself."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("What the next shift must know"),
        help_text=_("Only what help needs. It is sealed, and reading it is logged."),
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 5}),
        max_length=4000,
        required=False,
    )


class SendHandoverForm(forms.Form):
    """To which line, what is passed on, and that they agreed."""

    use_required_attribute = False

    to_organisation_id = forms.TypedChoiceField(label=_("To which line"), coerce=UUID)
    words = forms.CharField(
        label=_("What you pass on"),
        help_text=_("Read it to them first. Only what the other line needs. It is sealed to that line."),
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 5}),
        max_length=4000,
        error_messages={"required": _("Write what you pass on.")},
    )
    is_consented = forms.BooleanField(label=_("They know what is passed on and to whom, and agree"), required=False)

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = lines  # type: ignore[attr-defined]


class AnswerHandoverForm(forms.Form):
    """Taken over or not, and why not."""

    use_required_attribute = False

    answer = CodeField(
        "handover_answer",
        radio=True,
        label=_("Do you take it over?"),
        error_messages={"required": _("Say whether you take it over.")},
    )
    reason = CodeField("handover_refusal", label=_("Why not?"), required=False)


class KeepInterpreterForm(forms.Form):
    """Who interprets between which languages, in which hours."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=120)
    number = forms.CharField(label=_("Telephone number"), help_text=_("Sealed. Each reading is logged."), max_length=60)
    languages = CodesField("language", label=_("From which languages"))
    into = CodesField("language", label=_("Into which languages"))
    sex = CodeField("sex_gender", label=_("Sex"))
    vetted_on = DateField(label=_("Vetted on"), help_text=_("Leave it empty while nobody has checked."), required=False)
    from_hour = forms.IntegerField(label=_("Available from (hour)"), min_value=0, max_value=23, initial=0)
    until_hour = forms.IntegerField(label=_("Available until (hour)"), min_value=1, max_value=24, initial=24)
    is_by_phone = forms.BooleanField(label=_("Works by telephone"), initial=True, required=False)

    @staticmethod
    def values(interpreter: Any) -> dict[str, Any]:
        """Return what the roster says, but for name and number, as the form begins."""
        names = ("languages", "into", "sex", "vetted_on", "from_hour", "until_hour", "is_by_phone")
        return {name: getattr(interpreter, name) for name in names}


class SendDutyForm(forms.Form):
    """Which body must investigate."""

    use_required_attribute = False

    to_organisation_id = forms.TypedChoiceField(label=_("Which body investigates"), coerce=UUID)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = bodies  # type: ignore[attr-defined]


class AnswerDutyForm(forms.Form):
    """What was done about a duty to investigate, and on which day."""

    use_required_attribute = False

    outcome = CodeField(
        "duty_outcome", radio=True, label=_("What was done?"), error_messages={"required": _("Say what was done.")}
    )
    done_on = DateField(label=_("On which day"))
