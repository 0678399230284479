from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.forms import DateField

Choices = list[tuple[str, str]]
Rows = list[tuple[str, str, str]]
PARTS = ("begin", "end", "text")
SPARE = 4  # empty lines, so that captions can be written without scripts


class RecordingForm(forms.Form):
    rights_holder = forms.CharField(label=_("Whose video it is"), max_length=200)
    licence = CodeField("picture_licence", label=_("By which right we use it"))
    consent = CodeField("picture_consent", label=_("Who is shown"), radio=True)
    consent_until = DateField(label=_("They agreed until"), required=False)


class RecordingFileForm(forms.Form):
    file = forms.FileField(label=_("Video"))


class PieceForm(forms.Form):
    """What the page's script sends."""

    number = forms.IntegerField(min_value=0, max_value=10_000)
    size = forms.IntegerField(min_value=0, max_value=2_147_483_647)
    sum_of_piece = forms.RegexField("^[0-9a-f]{64}$")
    file = forms.FileField()


class PosterForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "Stop the video where it shows best and take that frame, or choose a JPEG or PNG of at most 70 KB. Place, "
            "time and device are taken out."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "data-poster": ""}),
    )
    alt_az = forms.CharField(
        label=_("What it shows, in Azerbaijani"), help_text=_("For those who cannot see it"), max_length=300
    )
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=300)
    alt_ru = forms.CharField(label=_("What it shows, in Russian"), max_length=300, required=False)


class CuesWidget(forms.Widget):
    """A list of lines: begin, end, text."""

    template_name = "prevention/widgets/cues.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Rows:
        """Return every line that was sent, the empty ones too: an error names the line."""
        lists = [data.getlist(f"{name}_{part}") for part in PARTS] if hasattr(data, "getlist") else [[], [], []]
        return list(zip(*lists, strict=False))

    def get_context(self, name: str, value: Rows | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the lines, and some empty ones behind them."""
        rows = list(value or [])
        while rows and not any(rows[-1]):
            rows.pop()
        context = super().get_context(name, None, attrs)
        context["widget"]["rows"] = [*rows, *[("", "", "")] * SPARE]
        return context


class CuesField(forms.Field):
    widget = CuesWidget


class CaptionsForm(forms.Form):
    cues = CuesField(
        label=_("Captions, line by line"),
        help_text=_("Times as 0:04 or 0:04.500. What is heard without being said belongs there too: [music]."),
        required=False,
    )
    file = forms.FileField(
        label=_("Or a WebVTT file"),
        help_text=_("It takes the place of the lines above."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )
    transcript = forms.CharField(
        label=_("Transcript"),
        help_text=_("Left empty, it is made of the captions."),
        required=False,
        max_length=60_000,
        widget=forms.Textarea,
    )


class ScreeningForm(forms.Form):
    event = forms.ChoiceField(label=_("At an event"), required=False)
    entry_id = forms.TypedChoiceField(
        label=_("Or at a local action that was held"), coerce=UUID, empty_value=None, required=False
    )
    viewer_count = forms.IntegerField(label=_("People who watched"), min_value=0, max_value=1_000_000)

    def __init__(self, *args: Any, events: Choices, entries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", ""), *events]  # type: ignore[attr-defined]
        self.fields["entry_id"].choices = [("", ""), *entries]  # type: ignore[attr-defined]
