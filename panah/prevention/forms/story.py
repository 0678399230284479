from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.prevention.rules import FACTS_ALTERED


class BeginStoryForm(forms.Form):
    left_help_on = DateField(
        label=_("Help ended on"), help_text=_("Nobody is asked for a story while help goes on."), required=False
    )
    is_composite = forms.BooleanField(label=_("Made of several people's experience"), required=False)
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
    checks = CodesField("story_check", label=_("Looked at, one by one"))
    altered_count = forms.IntegerField(
        label=_("Facts changed that do not matter to the story"), min_value=0, initial=FACTS_ALTERED
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
    place = forms.CharField(label=_("Where the copy is"), max_length=200)
    made_on = DateField(label=_("Since"), initial=today)
