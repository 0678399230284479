from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.forms import DateField

FILE_HELP = _("JPEG or PNG, at most 5 MB. Place, time and device are taken out of a photo.")


class PictureForm(forms.Form):
    file = forms.FileField(label=_("Picture"), help_text=FILE_HELP)
    alt_az = forms.CharField(
        label=_("What it shows, in Azerbaijani"), help_text=_("For those who cannot see it"), max_length=300
    )
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=300)
    alt_ru = forms.CharField(label=_("What it shows, in Russian"), max_length=300, required=False)
    rights_holder = forms.CharField(label=_("Whose picture it is"), max_length=200)
    licence = CodeField("picture_licence", label=_("By which right we use it"))
    consent = CodeField("picture_consent", label=_("Who is shown"), radio=True)
    consent_until = DateField(label=_("They agreed until"), required=False)
    violence_shown = CodesField("violence_shown", label=_("Violence it shows"), required=False)
    checks = CodesField("picture_check", label=_("Look again: all of this must hold"))


class LogoForm(forms.Form):
    """A file, or nothing: then the name stands in its place."""

    body_id = forms.TypedChoiceField(label=_("Whose logo"), coerce=UUID)
    file = forms.FileField(
        label=_("Logo"), help_text=_("JPEG or PNG. Without a file the name is set as a mark."), required=False
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
