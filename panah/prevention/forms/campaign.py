from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodeFilter, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.country.observances import observances
from panah.prevention.rules.cuts import CUTS, DISTRICT, MATERIAL, VENUE, WEEK
from panah.prevention.states import CAMPAIGN_MOVES, CampaignState

Choices = list[tuple[str, str]]
ORDER = (
    *("title_en", "title_az", "slug", "phase_id", "observance", "starts_on", "ends_on", "message_en", "message_az"),
    *("goal_en", "goal_az", "languages", "divisions"),
)


def _observances() -> Choices:
    language = (get_language() or "en")[:2]
    return [("", ""), *((day.code, day.name(language)) for day in observances())]


class FilterForm(forms.Form):
    state = CodeFilter("campaign_state", label=_("State"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All")), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]


class CutForm(forms.Form):
    by = forms.ChoiceField(label=_("Break down by"), required=False)
    material = forms.ChoiceField(label=_("Material"), required=False)
    division = forms.ChoiceField(label=_("District"), required=False)

    def __init__(self, *args: Any, materials: Choices, divisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {WEEK: _("Week"), MATERIAL: _("Material"), VENUE: _("Place"), DISTRICT: _("District")}
        self.fields["by"].choices = [(cut, names[cut]) for cut in CUTS]  # type: ignore[attr-defined]
        self.fields["material"].choices = [("", _("All")), *materials]  # type: ignore[attr-defined]
        self.fields["division"].choices = [("", _("All")), *divisions]  # type: ignore[attr-defined]


class CampaignForm(forms.Form):
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), max_length=200, required=False)
    observance = forms.ChoiceField(label=_("Day it commemorates"), choices=_observances, required=False)
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    languages = CodesField("language", label=_("Languages"), required=False)
    divisions = forms.MultipleChoiceField(label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple)
    message_en = forms.CharField(
        label=_("Message in English"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    message_az = forms.CharField(
        label=_("Message in Azerbaijani"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    goal_en = forms.CharField(label=_("Goal in English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    goal_az = forms.CharField(label=_("Goal in Azerbaijani"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: Any, divisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["divisions"].choices = divisions  # type: ignore[attr-defined]
        self.order_fields(ORDER)


class OpenCampaignForm(CampaignForm):
    slug = forms.SlugField(
        label=_("Address of its page"), help_text=_("Small letters, digits and hyphens"), max_length=80
    )
    phase_id = forms.TypedChoiceField(label=_("Project and phase"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, phases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase_id"].choices = [("", ""), *phases]  # type: ignore[attr-defined]


class CampaignStepForm(forms.Form):
    to = CodeField("campaign_state", label=_("Next state"), radio=True)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = CAMPAIGN_MOVES[CampaignState(state)] - {CampaignState.EVALUATED}  # that is written
        field = self.fields["to"]
        field.choices = [choice for choice in field.choices if choice[0] in allowed]  # type: ignore[attr-defined]


class AudienceForm(forms.Form):
    group = CodeField("audience", label=_("Group"))
    member_id = forms.TypedChoiceField(
        label=_("Diplomatic representation"),
        help_text=_("Only if the audience is one representation"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    size_estimate = forms.IntegerField(
        label=_("How many people, estimated"), min_value=1, max_value=10_000_000, required=False
    )
    divisions = forms.MultipleChoiceField(
        label=_("Districts where they are"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, missions: Choices, divisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["divisions"].choices = divisions  # type: ignore[attr-defined]
        self.fields["member_id"].choices = [("", ""), *missions]  # type: ignore[attr-defined]


class ChannelForm(forms.Form):
    kind = CodeField("media_channel", label=_("Kind of outlet"))
    name = forms.CharField(label=_("Name"), max_length=120)
    language = CodeField("language", label=_("Language"), required=False)
    address = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    reach_count = forms.IntegerField(
        label=_("People reached, as reported"), min_value=0, max_value=10_000_000, required=False
    )
    reach_on = DateField(label=_("As of"), required=False)


class OutreachForm(forms.Form):
    visited_on = DateField(label=_("Day"), initial=today)
    activity = CodeField("outreach_activity", label=_("What was done"))
    group = CodeField("outreach_group", label=_("Group at risk"))
    division = forms.ChoiceField(label=_("District"))
    people_count = forms.IntegerField(label=_("People met"), min_value=1, max_value=10_000_000)
    children_count = forms.IntegerField(
        label=_("Of them children"),
        help_text=_("Leave empty if nobody counted"),
        min_value=0,
        max_value=10_000_000,
        required=False,
    )
    referrals_count = forms.IntegerField(label=_("Referred to a service"), min_value=0, max_value=10_000_000, initial=0)
    campaign_slug = forms.ChoiceField(label=_("Campaign"), required=False)

    def __init__(self, *args: Any, divisions: Choices, campaigns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = [("", ""), *divisions]  # type: ignore[attr-defined]
        self.fields["campaign_slug"].choices = [("", ""), *campaigns]  # type: ignore[attr-defined]
