from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodeFilter
from panah.protection.forms.case import CaseFilterForm

FILE_KINDS = [("xlsx", _("Workbook (XLSX)")), ("pdf", _("PDF, several in an archive when it is long"))]
SECOND = _("A second person must approve such a list, and any of more than 50 lines.")


class _AskForm(forms.Form):
    purpose = CodeField("export_purpose", label=_("What the list is for"))
    basis = CodeField("legal_basis", label=_("Legal basis"))
    file_kind = forms.ChoiceField(label=_("File"), choices=FILE_KINDS)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AskPaymentsForm(_AskForm):
    kind = CodeFilter("money_kind", label=_("What"))
    state = CodeFilter("payment_state", label=_("State"), initial="approved")
    method = CodeFilter("payment_method", label=_("How it is paid"))
    with_names = forms.BooleanField(
        label=_("With the names and accounts of those who receive it"), help_text=SECOND, required=False
    )


class AskCasesForm(CaseFilterForm):
    """The filters of the case list, with what a list that leaves must say."""

    field_order = ("purpose", "basis", "file_kind", "status", "worker", "overdue", "with_names")
    purpose = CodeField("export_purpose", label=_("What the list is for"))
    basis = CodeField("legal_basis", label=_("Legal basis"))
    file_kind = forms.ChoiceField(label=_("File"), choices=FILE_KINDS)
    with_names = forms.BooleanField(label=_("With the names of the persons"), help_text=SECOND, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the filters as the action takes them."""
        given = super().clean() or self.cleaned_data
        worker = given.pop("worker", None)
        return {**given, "worker_id": worker, "overdue": bool(given.get("overdue"))}


class AskStaysForm(_AskForm):
    which = forms.ChoiceField(
        label=_("Stays"),
        choices=[("", _("All")), ("present", _("Stays that go on")), ("ended", _("Stays that ended"))],
        required=False,
    )
