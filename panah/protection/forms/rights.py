from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField

LONG = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})


class AskReviewForm(forms.Form):
    """A review of a decision, as the person wishes it."""

    asked_by = CodeField("review_asker", label=_("Who asks"), radio=True, initial="person")
    grounds = CodesField("review_ground", label=_("What speaks against the decision"))
    words = forms.CharField(
        label=_("In the person's own words"),
        help_text=_("Sealed. The body that decided reads it."),
        required=False,
        widget=LONG,
    )
    asked_on = DateField(label=_("Asked on"), initial=today)


class BeginReflectionForm(forms.Form):
    asked_on = DateField(label=_("Asked on"), initial=today)


class GiveNoticeForm(forms.Form):
    kind = CodeField("notice_kind", label=_("Which notice"), radio=True)
    language = CodeField("language", label=_("In which language"))
    way = CodeField("notice_way", label=_("How it was given"), radio=True)
    given_on = DateField(label=_("Given on"), initial=today)


class FlagSanctionForm(forms.Form):
    """A charge or penalty for what the person was made to do."""

    kind = CodeField("sanction_kind", label=_("What was imposed"), radio=True)
    conduct = CodeField("sanction_conduct", label=_("What for"))
    body_id = OrganisationField(label=_("By which body"), required=False)
    imposed_on = DateField(label=_("Day"), initial=today)
    words = forms.CharField(label=_("Note"), help_text=_("Sealed."), required=False, widget=LONG)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_id"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]
