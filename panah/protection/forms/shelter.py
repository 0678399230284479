from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import now, today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField


class _UnitForm(forms.Form):
    """A unit of the own houses, and why it is right although something does not suit."""

    unit_id = forms.TypedChoiceField(label=_("Part of the house"), coerce=UUID, widget=forms.RadioSelect)
    override_reason = CodeField(
        "place_override",
        label=_("Why this unit, although it does not suit"),
        help_text=_("Leave it empty when nothing speaks against the unit."),
        required=False,
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]


class SeenField(forms.CharField):
    """Which versions of the house rules stood on the page: a form that was left open gives no older ones."""

    def clean(self, value: Any) -> list[UUID]:
        try:
            return [UUID(each) for each in super().clean(value).split()]
        except ValueError:
            return []


class RequestPlaceForm(forms.Form):
    to_organisation_id = OrganisationField(label=_("Whom to ask"))
    needs = CodesField("place_need", label=_("What the place must have"), required=False)
    with_reference = forms.CharField(
        label=_("Case number of the parent or child who comes too"), max_length=20, required=False
    )
    wanted_on = DateField(label=_("From which day"), initial=today)

    def __init__(self, *args: Any, shelters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = shelters  # type: ignore[attr-defined]


class WithdrawPlaceForm(forms.Form):
    reason = CodeField("place_withdraw_reason", label=_("Why it is withdrawn"))


class HoldPlaceForm(_UnitForm):
    """Which unit keeps a place."""


class AdmitForm(_UnitForm):
    started_on = DateField(label=_("Day of arrival"), initial=today)
    rules_language = CodeField("language", label=_("In which language the house rules were given"))
    way = CodeField("rules_way", label=_("How the house rules were given"), radio=True, initial="read_out")
    rules_seen = SeenField(required=False, widget=forms.HiddenInput)


class WriteRulesForm(forms.Form):
    """The rules in the house's own words, one rule a line, in each language."""

    az = forms.CharField(label=_("In Azerbaijani"), widget=forms.Textarea(attrs={"rows": 10}), max_length=6000)
    en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 10}), max_length=6000)
    ru = forms.CharField(label=_("In Russian"), widget=forms.Textarea(attrs={"rows": 10}), max_length=6000)


class GiveRulesForm(forms.Form):
    rules_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    rules_language = CodeField("language", label=_("In which language the house rules were given"))
    way = CodeField("rules_way", label=_("How the house rules were given"), radio=True, initial="read_out")


class MoveStayForm(_UnitForm):
    """Which unit the person moves to."""


class DeclinePlaceForm(forms.Form):
    reason = CodeField("place_decline_reason", label=_("Why there is no place"))


class EndStayForm(forms.Form):
    ended_on = DateField(label=_("Day of leaving"), initial=today)
    reason = CodeField("stay_exit_reason", label=_("Why the person leaves"))
    exit_to = CodeField("exit_destination", label=_("Where the person goes"))
    follow_up_on = DateField(
        label=_("Ask for a follow-up on"),
        help_text=_("The holder of the case is reminded on that day."),
        required=False,
    )


class OpenShelterForm(forms.Form):
    name = forms.CharField(label=_("Neutral name"), help_text=_("It must say nothing of the place."), max_length=80)
    for_whom = CodeField("unit_for", label=_("For whom the first unit is"))
    capacity = forms.IntegerField(label=_("Number of places"), min_value=1, max_value=500)
    is_accessible = forms.BooleanField(label=_("Accessible"), required=False)
    languages = CodesField("language", label=_("Languages spoken in the house"), required=False)
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Sealed under a key of its own. Only this house and a live transport task read it."),
        max_length=300,
    )


class ChangeShelterForm(forms.Form):
    name = forms.CharField(label=_("Neutral name"), help_text=_("It must say nothing of the place."), max_length=80)
    languages = CodesField("language", label=_("Languages spoken in the house"), required=False)


class AddUnitForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the unit"), help_text=_("A number or a letter, nothing that says where it is."), max_length=40
    )
    for_whom = CodeField("unit_for", label=_("For whom"))
    capacity = forms.IntegerField(label=_("Number of places"), min_value=1, max_value=200)
    is_accessible = forms.BooleanField(label=_("Accessible"), required=False)


class BlockPlaceForm(forms.Form):
    reason = CodeField("block_reason", label=_("Why the place is blocked"))
    from_on = DateField(label=_("From which day"), initial=today)
    until_on = DateField(label=_("Until which day"), required=False)


class TickPresenceForm(forms.Form):
    state = CodeField("presence_state", label=_("Today"), radio=True)
    until = forms.DateTimeField(
        label=_("Out until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )


class RecordIncidentForm(forms.Form):
    shelter_id = forms.TypedChoiceField(label=_("House"), coerce=UUID, widget=forms.RadioSelect)
    kind = CodeField("incident_kind", label=_("What happened"))
    severity = CodeField("incident_severity", label=_("How serious it is"), radio=True)
    happened_on = DateField(label=_("Day"), initial=today)
    stay_id = forms.TypedChoiceField(label=_("Who of the house"), coerce=UUID, empty_value=None, required=False)
    note = forms.CharField(
        label=_("In words"), help_text=_("Sealed. Each reading is logged."), widget=forms.Textarea, max_length=4000
    )
    told = CodesField("incident_told", label=_("Who was told"), required=False)

    def __init__(
        self, *args: Any, shelters: list[tuple[str, str]], stays: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shelter_id"].choices = shelters  # type: ignore[attr-defined]
        self.fields["stay_id"].choices = [("", _("Nobody in particular")), *stays]  # type: ignore[attr-defined]


class SettleIncidentForm(forms.Form):
    told = CodesField("incident_told", label=_("Who was told"))


class GiveTransportForm(forms.Form):
    officer_id = forms.TypedChoiceField(
        label=_("Who drives"),
        help_text=_("This person alone sees the address, only in these hours. Each look is logged."),
        coerce=UUID,
    )
    case_reference = forms.CharField(label=_("Case number of the person"), max_length=20, required=False)
    valid_from = forms.DateTimeField(
        label=_("From"),
        initial=now,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    hours = forms.IntegerField(label=_("For how many hours"), initial=4, min_value=1, max_value=12)
    note = forms.CharField(
        label=_("For the way"), help_text=_("Sealed with the address."), max_length=300, required=False
    )

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer_id"].choices = officers  # type: ignore[attr-defined]


class BindStaffForm(forms.Form):
    worker_id = forms.TypedChoiceField(label=_("Who works there"), coerce=UUID)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker_id"].choices = [("", ""), *people]  # type: ignore[attr-defined]
