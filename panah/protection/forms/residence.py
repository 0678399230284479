from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.protection.rules.residence import PermitStep
from panah.protection.states import ResidenceState


class PermitStepForm(forms.Form):
    """A step of a residence permit: only what belongs to this step is asked."""

    on = DateField(label=_("Day"), initial=today)
    ground = CodeField("residence_ground", label=_("On which ground"), radio=True)
    until_on = DateField(label=_("Until when"))
    address = CodeField(
        "residence_address",
        label=_("Where the residence is registered"),
        help_text=_("By law at the prosecuting body. Never at a shelter: the register would show where people sleep."),
        radio=True,
    )
    reason = CodeField("residence_reason", label=_("Reason"), radio=True)

    ASKED = {
        ResidenceState.GRANTED: ("on", "ground", "until_on", "address"),
        ResidenceState.EXTENDED: ("on", "until_on"),
        ResidenceState.REFUSED: ("on", "reason"),
        ResidenceState.REVOKED: ("on", "reason"),
    }

    def __init__(self, *args: Any, to: ResidenceState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.ASKED.get(to, ("on",))
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Gather the step into one value, once all its fields are right."""
        given = super().clean() or self.cleaned_data
        return given if self.errors else {"step": PermitStep(**given)}
