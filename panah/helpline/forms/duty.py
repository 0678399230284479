"""Shapes of input about who is on duty, and about alarms."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import now

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
        choices=((1, _("First")), (2, _("Second")), (3, _("Third"))),
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
