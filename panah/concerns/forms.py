"""The forms of the public's door. Every question but "who reads it" may stay empty."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, code_label, is_listed, open_choices
from panah.concerns.attachments import MEGABYTE, TAKEN, Attachment, Chosen, attachments
from panah.concerns.receipts import contains_code
from panah.concerns.rules import CLOSED, LONGEST_WORDS, STAFF_ABUSE, Body, Desk, abuse_desk
from panah.core.clock import today
from panah.core.errors import InvalidInput
from panah.core.forms import AnswerField
from panah.core.uploads import DOOR_LARGEST
from panah.country.parameters import number, parameter
from panah.country.places import choices, divisions

QUIET = {"autocomplete": "off", "autocapitalize": "sentences", "dir": "auto"}
TOO_LONG = {"max_length": _("This is too long for one message: send the rest after you have your code.")}
NOBODY_ASKED = "not_asked"  # an operator's answer, not a reporter's
NOT_WHEN_BUSY = (
    *("whom", "topics", "place", "time", "files"),
    *("heard", "safe_way", "safe_time", "language", "material_agreed", "material_district"),
)
WITH_MATERIAL = ("material_agreed", "material_district")


# The name alone does not say what kind of body it is.
NEEDS_KIND = ("police_helpline", "ngo", "assistance_centre")


class WithoutCode(forms.CharField):
    """Text in which the receipt code must not stand: whoever reads the text could then read the answers."""

    def clean(self, value: Any) -> Any:
        """
        Return the text.

        :raises ValidationError: if a receipt code stands in it
        """
        text = super().clean(value)
        if text and contains_code(text):
            raise ValidationError(_("Take the code out of your message. Nobody else may read it."))
        return text


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return every file that was chosen."""
        return files.getlist(name)


class FilesField(forms.Field):
    """Photos, recordings, documents: what is sealed of them, told by their content. Nothing has to be chosen."""

    def __init__(self) -> None:
        self.most, self.megabytes = number("report_files", on=today()), number("report_file_mb", on=today())
        note = _("At most {most} files, each at most {megabytes} MB. Place and time are taken out of photos.")
        accept = ",".join(kind.media for kind in TAKEN.values())
        super().__init__(
            label=_("Photos, recordings or documents"),
            help_text=format_lazy(note, most=self.most, megabytes=self.megabytes),
            widget=FilesInput(attrs={"class": "govuk-file-upload", "accept": accept}),
            required=False,
        )

    def clean(self, value: Any) -> tuple[Attachment, ...]:
        """
        Return what is sealed of the files.

        :raises ValidationError: if one cannot be taken; its words say which, and what to do
        """
        chosen = [Chosen(file.name or "", file.read(), file.size) for file in value or ()]
        try:
            return attachments(chosen, most=self.most, largest=min(self.megabytes * MEGABYTE, DOOR_LARGEST))
        except InvalidInput as error:
            raise ValidationError(gettext(error.message) % error.params) from error


class ReportForm(forms.Form):
    """A report: whom it goes to, what it is about, and nothing that must be answered."""

    use_required_attribute = False

    abuse = AnswerField(
        label=_("Did somebody whose work is to help abuse or use anybody?"),
        help_text=_(
            "For example somebody of a shelter, an organisation, the police or an office wanted sex or money for help, "
            "or hurt or threatened. An independent body reads this, never the body concerned: you need not choose."
        ),
        required=False,
    )
    reader = forms.ChoiceField(
        label=_("Who should read it?"),
        help_text=_(
            "Only they can open it. The helpline belongs to the police. The child helpline and the NGO do not. "
            "The Ombudsman is independent of all of them."
        ),
        widget=forms.RadioSelect,
        required=False,
    )
    about_staff = forms.ChoiceField(
        label=_("Is it about staff of one of these bodies?"),
        help_text=_("If you say so, that body will not be able to read it."),
        required=False,
    )
    urgent = AnswerField(label=_("Is somebody in danger now?"), required=False)
    whom = forms.ChoiceField(label=_("Who is it about?"), widget=forms.RadioSelect, required=False)
    topics = forms.MultipleChoiceField(
        label=_("What worries you?"),
        help_text=_("Choose all that fit. You can tell us more below."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = WithoutCode(
        label=_("What happened?"),
        help_text=_("In any language. You do not have to write names."),
        widget=forms.Textarea(attrs={**QUIET, "rows": 7}),
        max_length=LONGEST_WORDS,
        required=False,
        error_messages=TOO_LONG,
    )
    place = WithoutCode(
        label=_("Where?"),
        help_text=_("A town, a street, a building, a website."),
        widget=forms.TextInput(attrs=QUIET),
        max_length=300,
        required=False,
    )
    time = WithoutCode(label=_("When?"), widget=forms.TextInput(attrs=QUIET), max_length=200, required=False)
    safe_way = WithoutCode(
        label=_("How can we reach you safely?"),
        help_text=_("You can leave this empty: we answer under your code."),
        widget=forms.TextInput(attrs=QUIET),
        max_length=300,
        required=False,
    )
    safe_time = WithoutCode(
        label=_("At what hours is it safe?"), widget=forms.TextInput(attrs=QUIET), max_length=200, required=False
    )
    language = CodeField("language", label=_("In which language should we answer?"), required=False)
    heard = forms.ChoiceField(label=_("How did you hear of us?"), required=False)
    material_agreed = forms.BooleanField(
        label=_("You may know that I scanned a poster, a leaflet or the like"), required=False
    )
    material_district = forms.ChoiceField(
        label=_("In which district did you see it?"),
        help_text=_("It goes along only with the tick above."),
        required=False,
    )
    material = CodeField("campaign_material", widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)

    def __init__(self, *args: Any, desks: tuple[Desk, ...], bodies: tuple[Body, ...], **kwargs: Any) -> None:
        is_short = kwargs.pop("is_short", False)
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.fields["files"] = FilesField()
        language = get_language() or "en"
        self.offer_readers(desks)
        closed = CLOSED if is_listed(language) else "Choose who should read it."
        self.fields["reader"].error_messages["invalid_choice"] = gettext(closed)
        named = [(body.code, body.name(language)) for body in bodies]
        self._offer("about_staff", [("", _("No, or I do not know")), *named])
        self._offer("whom", open_choices("concern_about"))
        self._offer("topics", [one for one in open_choices("concern_topic") if one[0] != STAFF_ABUSE])
        self._offer("heard", [one for one in open_choices("heard_from", blank=True) if one[0] != NOBODY_ASKED])
        districts = choices(divisions(), language)
        self._offer("material_district", [("", _("I do not want to say")), *districts])
        for name in NOT_WHEN_BUSY if is_short else () if self["material"].value() else WITH_MATERIAL:
            del self.fields[name]

    def offer_readers(self, desks: tuple[Desk, ...]) -> None:
        """Offer those who read now: between showing the form and sending it one may have closed."""
        self.desks = desks
        self._offer("reader", [(desk.channel, _reader(desk, get_language() or "en")) for desk in desks])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """
        Return the answers.

        :raises ValidationError: if nothing at all was written or ticked, or nobody may read it
        """
        answers = super().clean() or {}
        if answers.get("abuse") == "yes":
            self._to_independent_body(answers)
        elif not answers.get("reader") and "reader" not in self.errors:
            self.add_error("reader", _("Choose who should read it."))
        said = answers.get("words") or answers.get("topics") or answers.get("files")
        if not said and not {"words", "files"} & set(self.errors):
            self.add_error("words", _("Write what worries you, or tick something above."))
        return answers

    def _to_independent_body(self, answers: dict[str, Any]) -> None:
        """Send a report of abuse by staff where the country says; whoever chose another reader is told first."""
        about = next((body for body in self.bodies if body.code == answers.get("about_staff")), None)
        try:
            named = str(parameter("abuse_desks", on=today()).value).split(",")
            desk = abuse_desk(self.desks, named=named, about=about)
        except InvalidInput as error:
            self.add_error("abuse", gettext(error.message))
            return
        if answers.get("reader") not in ("", desk.channel):
            text = gettext("Abuse by somebody whose work is to help is read by: %(body)s. Choose it, or choose nobody.")
            self.add_error("reader", text % {"body": desk.name(get_language() or "en")})
        answers["reader"] = desk.channel


class CodeForm(forms.Form):
    """The receipt code, typed in any grouping."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Twenty digits, for example 12345 67890 12345 67890"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
        max_length=80,
        error_messages={"required": _("Write your code.")},
    )
    words = forms.CharField(widget=forms.HiddenInput, required=False)  # of any length: nobody can shorten them here


class MoreForm(forms.Form):
    """A further message under a code."""

    use_required_attribute = False

    words = WithoutCode(
        label=_("Write more"),
        widget=forms.Textarea(attrs={**QUIET, "rows": 5}),
        max_length=LONGEST_WORDS,
        required=False,
        error_messages=TOO_LONG,
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=600)
    once = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_listed(get_language() or "en"):
            self.fields["files"] = FilesField()

    def clean(self) -> dict[str, Any]:
        """
        Return the message; a photo alone is one too.

        :raises ValidationError: if there are neither words nor files
        """
        said = super().clean() or {}
        if not said.get("words") and not said.get("files") and not {"words", "files"} & set(self.errors):
            self.add_error("words", _("Write your message, or choose a file."))
        return said


def tell_files_are_gone(form: forms.Form, *, were_chosen: bool) -> None:
    """Say on a form that is shown again that no page can hold files: they have to be chosen once more."""
    if were_chosen:
        said = _("Your words are kept. Choose your files again, or send without them.")
        form.add_error("files" if "files" in form.fields else None, said)


def _reader(desk: Desk, language: str) -> str:
    name = desk.name(language)
    needs_kind = desk.channel in NEEDS_KIND or not is_listed(language)
    return f"{code_label('receiving_desk', desk.channel)}: {name}" if needs_kind else name
