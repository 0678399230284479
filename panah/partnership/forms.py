"""Shape of input. The wording of labels is here; rules are in `rules.py`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodeFilter, CodesField, language
from panah.core.forms import DateField
from panah.core.text import sort_key
from panah.country import places
from panah.organisations import queries as organisations

SMALL = {"rows": 3}


def _organisations() -> list[tuple[str, str]]:
    return [("", ""), *organisations.choices(language=language())]


def _divisions() -> list[tuple[str, str]]:
    named = [(division.code, division.name(language())) for division in places.divisions()]
    return [("", ""), *sorted(named, key=lambda pair: sort_key(pair[1]))]


class BodyField(forms.ChoiceField):
    """An organisation, by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_organisations, **kwargs)


def words(label: Any, *, required: bool = True, long: bool = False, size: int = 300) -> forms.CharField:
    """Return a field for words, in one line or several."""
    if long:
        return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs=SMALL))
    return forms.CharField(label=label, required=required, max_length=size)


class FilterForm(forms.Form):
    """What a list of events is narrowed by."""

    kind = CodeFilter("campaign_event", label=_("Kind"))


class MeasureFilterForm(forms.Form):
    """What the action plan is narrowed by."""

    pillar = CodeFilter("pillar", label=_("Direction"))
    status = CodeFilter("measure_status", label=_("Status"))


class ProjectForm(forms.Form):
    name_en = words(_("Name in English"))
    name_az = words(_("Name in Azerbaijani"))
    acronym = words(_("Short name"), required=False, size=20)
    objective_en = words(_("Overall objective in English"), required=False, long=True)
    objective_az = words(_("Overall objective in Azerbaijani"), required=False, long=True)
    beneficiary = BodyField(label=_("For whom"), required=False)


class PhaseForm(forms.Form):
    label = words(_("Phase"), size=80)
    status = CodeField("project_phase_status", label=_("Status"), required=False)
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("Until"), required=False)


class FundingForm(forms.Form):
    funder = BodyField(label=_("Organisation"))
    role = CodeField("funding_role", label=_("Role"), radio=True)
    share = forms.DecimalField(
        label=_("Share in percent"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    amount = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=14, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3, help_text=_("For example EUR"))


class VisibilityForm(forms.Form):
    funder = forms.ChoiceField(label=_("Organisation"))
    position = forms.IntegerField(label=_("Its place among the logos"), min_value=1, max_value=20, initial=1)
    sentence_az = words(_("Sentence of acknowledgement in Azerbaijani"), required=False)
    sentence_en = words(_("Sentence of acknowledgement in English"), required=False)
    sentence_ru = words(_("Sentence of acknowledgement in Russian"), required=False)
    kinds = CodesField("campaign_material", label=_("Demanded on (none ticked: on all)"), required=False)
    is_over = forms.BooleanField(label=_("It is not demanded any more"), required=False)

    def __init__(self, *args: Any, funders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].choices = funders  # type: ignore[attr-defined]


class IndicatorForm(forms.Form):
    code = words(_("Number of the indicator"), size=20)
    level = CodeField("indicator_level", label=_("Level"), radio=True)
    name_en = words(_("Name in English"))
    name_az = words(_("Name in Azerbaijani"))
    definition = words(_("What exactly is counted"), long=True)
    unit = CodeField("indicator_unit", label=_("Unit"), radio=True)
    baseline = forms.DecimalField(label=_("Baseline"), max_digits=14, decimal_places=2)
    baseline_on = DateField(label=_("Day of the baseline"))
    target = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=2)
    target_on = DateField(label=_("Day of the target"))
    source = words(_("Where the values come from"))
    owner = BodyField(label=_("Who answers for it"))


class ValueForm(forms.Form):
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=2)
    measured_on = DateField(label=_("Measured on"))
    evidence = words(_("What shows it"))


class EventForm(forms.Form):
    kind = CodeField("campaign_event", label=_("Kind"))
    title_en = words(_("Title in English"))
    title_az = words(_("Title in Azerbaijani"))
    starts_on = DateField(label=_("Date"))
    ends_on = DateField(label=_("Last day, if there are several"), required=False)
    division = forms.ChoiceField(label=_("Town or district"), choices=_divisions, required=False)
    venue = words(_("Venue"), required=False, size=200)
    theme_en = words(_("Theme in English"), required=False, long=True)
    theme_az = words(_("Theme in Azerbaijani"), required=False, long=True)
    purpose_en = words(_("Purpose in English"), required=False, long=True)
    purpose_az = words(_("Purpose in Azerbaijani"), required=False, long=True)
    languages = CodesField("language", label=_("Languages"), required=False)
    project = forms.ChoiceField(label=_("Project"), required=False)
    phase = words(_("Phase of the project"), required=False, size=80)

    def __init__(self, *args: Any, projects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["project"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", ""), *projects]


class RoleForm(forms.Form):
    body = BodyField(label=_("Organisation"))
    role = CodeField("event_role", label=_("Role"), radio=True)


class ParticipationForm(forms.Form):
    body = BodyField(label=_("Organisation"), required=False)
    group = CodeField("participant_group", label=_("Or a group of organisations"), required=False)
    detail_en = words(_("Detail in English"), required=False)
    detail_az = words(_("Detail in Azerbaijani"), required=False)
    attended = CodeField("yes_no_unknown", label=_("Took part"), radio=True, initial="yes")
    women_count = forms.IntegerField(label=_("Women"), required=False, min_value=0)
    men_count = forms.IntegerField(label=_("Men"), required=False, min_value=0)
    unknown_count = forms.IntegerField(label=_("Sex not known"), required=False, min_value=0)


class SpeechForm(forms.Form):
    kind = CodeField("speech_kind", label=_("Kind"))
    speaker = words(_("Name"), size=120)
    post_en = words(_("Post in English"))
    post_az = words(_("Post in Azerbaijani"))
    body = BodyField(label=_("Organisation"), required=False)
    summary_en = words(_("What was said, in English"), required=False, long=True)
    summary_az = words(_("What was said, in Azerbaijani"), required=False, long=True)


class AgendaForm(forms.Form):
    kind = CodeField("agenda_kind", label=_("Kind"))
    title_en = words(_("Title in English"))
    title_az = words(_("Title in Azerbaijani"))
    starts_at = forms.TimeField(label=_("Begins at"), required=False, help_text=_("For example 14:30"))
    minutes = forms.IntegerField(label=_("Length in minutes"), required=False, min_value=1, max_value=1440)
    viewer_count = forms.IntegerField(label=_("How many watched, for a screening"), required=False, min_value=0)


class TopicForm(forms.Form):
    text_en = words(_("Topic in English"), size=400)
    text_az = words(_("Topic in Azerbaijani"), size=400)
    origin = CodeField("topic_origin", label=_("How"), radio=True, initial="discussed")
    pillar = CodeField("pillar", label=_("Direction"), required=False)


class MinutesForm(forms.Form):
    kind = CodeField("minutes_item", label=_("Kind"), radio=True)
    text_en = words(_("Text in English"), long=True)
    text_az = words(_("Text in Azerbaijani"), required=False, long=True)
    owner = BodyField(label=_("Who follows this up"), required=False)
    due_on = DateField(label=_("Until"), required=False)


class TickForm(forms.Form):
    outcome = words(_("What came of it"), required=False, long=True)


class AdoptForm(forms.Form):
    adopted_on = DateField(label=_("Since"))


class MeasureChangeForm(forms.Form):
    pillar = CodeField("pillar", label=_("Direction"), radio=True)
    text_en = words(_("Text in English"), long=True)
    text_az = words(_("Text in Azerbaijani"), long=True)
    lead = BodyField(label=_("Who leads"))
    starts_on = DateField(label=_("From"), required=False)
    due_on = DateField(label=_("Until"), required=False)


class MeasureForm(MeasureChangeForm):
    plan = words(_("Action plan"), size=40)
    number = words(_("Number of the measure"), size=20)
    executors = forms.MultipleChoiceField(label=_("With whom"), required=False, choices=_organisations)

    field_order = ("plan", "number")


class ReportForm(forms.Form):
    status = CodeField("measure_status", label=_("Status"), radio=True)
    done_on = DateField(label=_("Done on"), required=False)
    evidence = words(_("What shows it"), required=False, long=True)
