from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.matching.telling import Finding


class BeginStoryForm(forms.Form):
    kind = CodeField("story_kind", label=_("Kind"), radio=True, initial="story")
    is_composite = forms.BooleanField(
        label=_("It tells of no single person"),
        help_text=_("Made of several people's experience, or about nobody. Then there is nobody to ask."),
        required=False,
    )
    exploitation_form = CodeField("exploitation_form", label=_("Form of exploitation"), required=False)


class WriteStoryForm(forms.Form):
    language = CodeField("language", label=_("Language"))
    title = forms.CharField(label=_("Title"), max_length=120)
    body = forms.CharField(
        label=_("Story"),
        help_text=_("No name, no exact age, no place smaller than the country. An empty line begins a paragraph."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    is_reviewed = forms.BooleanField(label=_("A native speaker has read it"), required=False)


class DeIdentifyForm(forms.Form):
    """The list of the second reader, and a reason for everything that was found and stays."""

    checks = CodesField("story_check", label=_("Looked at, one by one"))
    altered_count = forms.IntegerField(
        label=_("Facts changed that do not matter to the story"), min_value=0, max_value=999
    )

    def __init__(self, *args: Any, found: Iterable[tuple[str, str, str, Finding]] = (), **kwargs: Any) -> None:
        """:param found: the key, the language, the kind in words, and the finding"""
        super().__init__(*args, **kwargs)
        self.keys = []
        for key, language, kind, one in found:
            self.keys.append(key)
            self.fields[key] = forms.CharField(
                label=_("“%(passage)s” (%(language)s): %(kind)s")
                % {"passage": one.passage, "language": language, "kind": kind},
                help_text=gettext(one.why),
                max_length=400,
                error_messages={"required": _("Say why this leads to nobody, or have the passage changed.")},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reasons = {key: cleaned.pop(key, "") for key in self.keys}
        return {**cleaned, "reasons": reasons}


class StoryReadingForm(forms.Form):
    language = CodeField("language", label=_("The person's own language"))
    read_on = DateField(label=_("Read on"), initial=today)
    was_told_limits = forms.BooleanField(
        label=_("The person was told what cannot be called back once it is out, and that help does not depend on this")
    )


class StoryConsentForm(forms.Form):
    uses = CodesField("story_use", label=_("What the person agrees to"))
    language = CodeField("language", label=_("In which language"))
    given_on = DateField(label=_("Signed on"), initial=today)
    expires_on = DateField(label=_("Until"), help_text=_("Three years at most. Leave empty for that."), required=False)
    was_told_limits = forms.BooleanField(
        label=_("The person was told what cannot be called back once it is out, and that help does not depend on this")
    )


class CopyForm(forms.Form):
    use = CodeField("story_use", label=_("Use"))
    batch_id = forms.TypedChoiceField(
        label=_("Print run that carries it"), coerce=UUID, empty_value=None, required=False
    )
    place = forms.CharField(
        label=_("Where the copy is"), help_text=_("Of a print run the ledger knows it"), max_length=200, required=False
    )
    made_on = DateField(label=_("Since"), initial=today)

    def __init__(self, *args: Any, batches: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch_id"].choices = [("", ""), *batches]  # type: ignore[attr-defined]
