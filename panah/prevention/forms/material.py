from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField, open_choices
from panah.core.clock import today
from panah.core.forms import DateField
from panah.prevention.rules import DIGNITY
from panah.prevention.rules.placement import code_typed
from panah.printing.materials import Motif, motif_words

Choices = list[tuple[str, str]]


def _motifs() -> Choices:
    language = (get_language() or "en")[:2]
    return [("", ""), *((motif.value, motif_words(motif, language)) for motif in Motif)]


class ChangeMaterialForm(forms.Form):
    title_en = forms.CharField(label=_("Name in English"), max_length=200)
    title_az = forms.CharField(label=_("Name in Azerbaijani"), max_length=200, required=False)
    motif = forms.ChoiceField(
        label=_("Drawn scene"), help_text=_("For what is printed here"), choices=_motifs, required=False
    )
    exploitation_forms = CodesField("exploitation_form", label=_("Exploitation it shows"), required=False)
    violence_shown = CodesField("violence_shown", label=_("Violence it shows"), required=False)


class MaterialForm(ChangeMaterialForm):
    kind = CodeField("campaign_material", label=_("Kind"))
    field_order = ("kind",)


class VersionForm(forms.Form):
    language = CodeField("language", label=_("Language"))
    translated_from = CodeField(
        "language",
        label=_("Translated from"),
        help_text=_("Leave empty if it was written in this language"),
        required=False,
    )
    headline = forms.CharField(label=_("Headline"), max_length=140, required=False)
    subline = forms.CharField(label=_("Line under it"), max_length=200, required=False)
    signs_title = forms.CharField(label=_("Heading of the signs"), max_length=80, required=False)
    signs = forms.CharField(
        label=_("Signs to notice"),
        help_text=_("One on each line, six at most"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    body = forms.CharField(
        label=_("Longer text"),
        help_text=_("For a brochure or folded leaflet: parts with an empty line between them, each under its heading"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        required=False,
    )
    picture_id = forms.TypedChoiceField(
        label=_("Picture instead of the drawn scene"), coerce=UUID, empty_value=None, required=False
    )
    printed_count = forms.IntegerField(label=_("Print run"), min_value=0, max_value=10_000_000, required=False)
    printed_on = DateField(label=_("Printed on"), required=False)

    def __init__(self, *args: Any, pictures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture_id"].choices = [("", ""), *pictures]  # type: ignore[attr-defined]

    def clean_signs(self) -> list[str]:
        """
        Return the lines.

        :raises ValidationError: if there are too many or one is too long
        """
        lines = [line.strip() for line in self.cleaned_data["signs"].splitlines() if line.strip()]
        if len(lines) > 6 or any(len(line) > 120 for line in lines):
            raise forms.ValidationError(_("Write six lines at most, each of 120 letters at most"))
        return lines


class PublishForm(forms.Form):
    is_kept = forms.BooleanField(label=_("It stays on our pages when the campaign has ended"), required=False)


class TranslateBackForm(forms.Form):
    back_translation = forms.CharField(
        label=_("What it says, translated back"), widget=forms.Textarea(attrs={"rows": 8}), max_length=6000
    )


class DesignForm(forms.Form):
    file = forms.FileField(
        label=_("Finished design"),
        help_text=_("PDF, JPEG or PNG, at most 20 MB. Place and time are taken out of a photo."),
    )
    has_number_abroad = forms.BooleanField(label=_("The helpline's international number stands on it"), required=False)


class ReviewForm(forms.Form):
    """What a review found. The maker of a material reviews everything but its dignity."""

    kind = CodeField("material_review", label=_("What was held"), radio=True)
    held_on = DateField(label=_("Day"), initial=today)
    is_passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=(("yes", _("Passed")), ("no", _("Must be changed"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    audience = CodeField("audience", label=_("Audience of the pre-test"), required=False)
    asked_count = forms.IntegerField(label=_("People asked"), min_value=0, max_value=10_000_000, required=False)
    understood_count = forms.IntegerField(label=_("Understood it"), min_value=0, max_value=10_000_000, required=False)
    accepted_count = forms.IntegerField(
        label=_("Found it acceptable"), min_value=0, max_value=10_000_000, required=False
    )
    version_id = forms.TypedChoiceField(label=_("Version tried out"), coerce=UUID, empty_value=None, required=False)
    stereotypes = forms.CharField(
        label=_("Stereotypes noted"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    changes_made = forms.CharField(
        label=_("Changes made after it"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )
    remarks = forms.CharField(label=_("Other remarks"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: Any, is_maker: bool, versions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version_id"].choices = [("", ""), *versions]  # type: ignore[attr-defined]
        if is_maker:
            kind = self.fields["kind"]
            kind.choices = [one for one in open_choices("material_review") if one[0] != DIGNITY]  # type: ignore[attr-defined]
            kind.help_text = _("Somebody else holds the dignity review: you made this material.")


class PlaceForm(forms.Form):
    """Where: a venue, a diplomatic representation, or a kind of place only."""

    site = CodeField("distribution_site", label=_("Kind of place"))
    venue = forms.ChoiceField(label=_("Place"), required=False)
    host_id = forms.TypedChoiceField(
        label=_("Diplomatic representation"), coerce=UUID, empty_value=None, required=False
    )
    language = CodeField("language", label=_("Language"), required=False)

    def __init__(self, *args: Any, venues: Choices, missions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].choices = [("", ""), *venues]  # type: ignore[attr-defined]
        self.fields["host_id"].choices = [("", ""), *missions]  # type: ignore[attr-defined]


class PlacementForm(PlaceForm):
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000_000, required=False)


class DeliveryForm(PlaceForm):
    delivered_on = DateField(label=_("Handed over on"), initial=today, required=False)
    given_count = forms.IntegerField(label=_("Given"), min_value=0, max_value=10_000_000, required=False)
    left_count = forms.IntegerField(label=_("Left"), min_value=0, max_value=10_000_000, required=False)
    damaged_count = forms.IntegerField(label=_("Damaged"), min_value=0, max_value=10_000_000, required=False)


class PhotoForm(forms.Form):
    """
    A photograph as proof. `capture` opens the camera of a phone; it is no getUserMedia, so no policy stands against it.
    """

    file = forms.FileField(
        label=_("Photograph"),
        help_text=_("No people in it, please. Place and time are taken out of it; it is sealed. JPEG or PNG."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
        required=False,
    )


class PutUpForm(PhotoForm):
    up_on = DateField(label=_("Hangs from"), initial=today)
    field_order: tuple[str, ...] = ("up_on", "file")


class LookForm(PhotoForm):
    """What was found by somebody who stands there now."""

    found = CodeField("placement_found", label=_("What did you find?"), radio=True)
    field_order: tuple[str, ...] = ("found", "file")


class CheckForm(LookForm):
    checked_on = DateField(label=_("Day of the check"), initial=today)
    field_order: tuple[str, ...] = ("checked_on", "found", "file")


class FindForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the poster"),
        help_text=_("Six letters and digits under the QR code, or the whole address that your camera shows"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Return the code in what was typed."""
        return code_typed(self.cleaned_data["code"])


class GapForm(forms.Form):
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)

    def __init__(self, *args: Any, campaigns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].choices = [("", _("All")), *campaigns]  # type: ignore[attr-defined]


class TakeDownForm(forms.Form):
    down_on = DateField(label=_("Taken down on"), initial=today)
