from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.prevention.rules.posts import DAY_FIRST, FIELDS, MONTH_FIRST, MOST_CHARACTERS

WORDS = {
    "address": _("Address or number of the post"),
    "title": _("Title"),
    "posted_on": _("Day it was posted"),
    "reach_count": _("Reach"),
    "views_count": _("Views"),
    "completed_count": _("Views to the end"),
    "clicks_count": _("Clicks"),
}
ENCODING = _("The file is not in UTF-8. Save it as CSV UTF-8 and send it again.")


def _figure(name: str) -> forms.IntegerField:
    return forms.IntegerField(label=WORDS[name], min_value=0, max_value=2_147_483_647, required=False)


class PostReadingForm(forms.Form):
    network = CodeField("social_network", label=_("Network"))
    address = forms.CharField(label=WORDS["address"], max_length=300)
    title = forms.CharField(label=WORDS["title"], max_length=200, required=False)
    language = CodeField("language", label=_("Language"), required=False)
    posted_on = DateField(label=WORDS["posted_on"])
    read_on = DateField(label=_("Day of the reading"), initial=today)
    reach_count = _figure("reach_count")
    views_count = _figure("views_count")
    completed_count = _figure("completed_count")
    clicks_count = _figure("clicks_count")


class MentionForm(forms.Form):
    outlet = forms.CharField(label=_("Outlet"), max_length=120)
    kind = CodeField("media_channel", label=_("Kind of outlet"))
    published_on = DateField(label=_("Day it was published"))
    title = forms.CharField(label=WORDS["title"], max_length=200)
    address = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    tone = CodeField("mention_tone", label=_("Tone"), radio=True)
    number_named = CodeField("yes_no_unknown", label=_("Does it name the helpline's number?"), radio=True)
    dignity_kept = CodeField(
        "yes_no_unknown",
        label=_("Does it respect the dignity of people?"),
        help_text=_("No faces, names or places, no chains, no blame"),
        radio=True,
    )


class PostFileForm(forms.Form):
    """The first page of an import: the file, and what holds for all of it."""

    network = CodeField("social_network", label=_("Network"))
    read_on = DateField(label=_("Day of the reading"), initial=today)
    language = CodeField("language", label=_("Language"), required=False)
    dates = forms.ChoiceField(
        label=_("How the file writes 07/08/2026"),
        choices=((DAY_FIRST, _("7 August: the day first")), (MONTH_FIRST, _("8 July: the month first"))),
        widget=forms.RadioSelect,
        initial=DAY_FIRST,
    )
    file = forms.FileField(
        label=_("File"), help_text=_("CSV as the network exports it, at most 1,000 posts"), required=False
    )
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """Read the file into one text, so that the next page carries it."""
        given = dict(super().clean() or self.cleaned_data)
        file = given.pop("file", None)
        if file is not None:
            try:
                given["text"] = file.read(4 * MOST_CHARACTERS + 1).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", ENCODING)
        if not given.get("text") and not self.errors:
            self.add_error("file", gettext("Choose the file."))
        return given


class PostColumnsForm(PostFileForm):
    """The second page: which column is what."""

    def __init__(self, *args: Any, header: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("not in the file")), *((str(place), name) for place, name in enumerate(header))]
        for field in FIELDS:
            self.fields[f"col_{field}"] = forms.TypedChoiceField(
                label=WORDS[field], choices=choices, coerce=int, empty_value=None, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Gather the columns that were chosen."""
        given = super().clean()
        chosen = {field: given.pop(f"col_{field}", None) for field in FIELDS}
        given["columns"] = {field: place for field, place in chosen.items() if place is not None}
        return given
