"""Shapes of input at the helpline."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import Code, code_list, indicator_list
from panah.codes.forms import CodeField, CountryField, language, open_choices
from panah.core.clock import today
from panah.core.forms import AnswerField
from panah.country.parameters import text
from panah.country.places import divisions
from panah.helpline.rules import Wish
from panah.helpline.states import BY_RECEIVER, SignalState

QUIET = {"autocomplete": "off"}
# One key each, in the order of the keyboard's rows. What has no key stands behind "more".
TOPIC_KEYS = {
    "1": "tip_victim",
    "2": "forced_labour",
    "3": "work_abroad",
    "4": "marriage_foreigner",
    "5": "domestic_violence",
    "6": "child_protection",
    "7": "documents",
    "8": "info",
    "9": "prank_silent",
}
DISPOSITION_KEYS = {
    "Q": "info_given",
    "W": "referred_service",
    "E": "emergency",
    "R": "followup",
    "T": "referred_atd",
    "Y": "not_tip",
    "U": "no_action",
}
HEARD_KEYS = {
    "A": "poster",
    "S": "leaflet",
    "D": "internet",
    "F": "friend_family",
    "G": "official",
    "H": "not_asked",
    "J": "video",
    "K": "social_media",
    "L": "television_radio",
}
# The pack names the languages and districts of most calls; each gets the next of these keys.
LANGUAGE_KEYS, DIVISION_KEYS = "ZXCV", "BNIOP"


class DivisionField(forms.ChoiceField):
    """A district or city of the country, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        names = lambda: [("", ""), *((place.code, place.name(language())) for place in divisions())]  # noqa: E731
        super().__init__(choices=names, **kwargs)


class LogCallForm(forms.Form):
    """A call in seconds: three keys and Enter. Everything else may stay empty."""

    use_required_attribute = False

    topic = CodeField("hotline_topic", radio=True, error_messages={"required": _("Choose a topic.")})
    disposition = CodeField("hotline_disposition", radio=True, error_messages={"required": _("Say what was done.")})
    heard_from = CodeField("heard_from", radio=True, required=False)
    language = CodeField("language", radio=True, required=False)
    division = DivisionField(widget=forms.RadioSelect, required=False)
    other_language = CodeField("language", label=_("Another language"), required=False)
    other_division = DivisionField(label=_("Another district"), required=False)
    country = CountryField(label=_("Country the caller is in, if not here"), required=False)
    is_danger = forms.BooleanField(required=False)
    hand_over = forms.BooleanField(required=False)
    interpreter = CodeField("interpreter_use", label=_("Interpreter"), required=False)
    number = forms.CharField(
        label=_("Number, to recognise somebody who calls again"),
        help_text=_("Only if the caller agrees. The number is not kept: a mark of it lives for 30 days."),
        widget=forms.TextInput(attrs={**QUIET, "inputmode": "tel"}),
        max_length=30,
        required=False,
    )
    way = forms.CharField(
        label=_("Safe number or way to call back"),
        help_text=_("Only if the caller wants it. It is sealed, and deleted when it is over."),
        widget=forms.TextInput(attrs=QUIET),
        max_length=200,
        required=False,
    )
    from_hour = forms.IntegerField(label=_("Safe from (hour)"), min_value=0, max_value=23, required=False)
    until_hour = forms.IntegerField(label=_("Safe until (hour)"), min_value=1, max_value=24, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=360, required=False)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Only what help needs. It is sealed, and reading it is logged."),
        widget=forms.Textarea(attrs={**QUIET, "rows": 3}),
        max_length=4000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Return the call as the action takes it: its length in seconds, the call-back as one wish."""
        answers = super().clean() or {}
        minutes = answers.pop("minutes", None)
        answers.pop("hand_over", None)
        for name in ("language", "division"):
            answers[name] = answers.pop(f"other_{name}", "") or answers.get(name, "")
        way, begins, ends = (answers.pop(name, None) for name in ("way", "from_hour", "until_hour"))
        if way and (begins is None or ends is None) and not self.errors:
            self.add_error("way", _("Write in which hours it is safe to call."))
        if not way and not (begins is None and ends is None):
            self.add_error("way", _("Write how to reach the caller in these hours, or leave the hours empty."))
        wish = Wish(way, begins, ends) if way and begins is not None and ends is not None else None
        return {**answers, "seconds": None if minutes is None else minutes * 60, "wish": wish}

    def rows(self) -> list[dict[str, Any]]:
        """Return the three rows of keys: what each is called, and its choices with and without a key."""
        lists = (
            ("topic", _("Topic"), "hotline_topic", TOPIC_KEYS),
            ("disposition", _("What was done"), "hotline_disposition", DISPOSITION_KEYS),
            ("heard_from", _("How they heard of us"), "heard_from", HEARD_KEYS),
        )
        rows: list[dict[str, Any]] = [
            {"name": name, "label": label, **_keys(codes, keys)} for name, label, codes, keys in lists
        ]
        spoken, places = code_list("language"), {place.code: place.name(language()) for place in divisions()}
        often = _often("call_languages", LANGUAGE_KEYS, lambda code: spoken.label(code, language()))
        rows.append({"name": "language", "label": _("Language of the call"), "keys": often})
        often = _often("call_divisions", DIVISION_KEYS, places.__getitem__)
        rows.append({"name": "division", "label": _("District of the caller"), "keys": often})
        return [{**row, "chosen": self[row["name"]].value() or ""} for row in rows]


class AttemptCallbackForm(forms.Form):
    """What came of calling back; outside the safe hours, why it was tried."""

    use_required_attribute = False

    result = CodeField(
        "callback_result",
        radio=True,
        label=_("Was the caller reached?"),
        error_messages={"required": _("Say whether the caller was reached.")},
    )
    outside_reason = CodeField("callback_outside", label=_("Why outside the safe hours?"), required=False)


class AnswerConcernForm(forms.Form):
    """An answer to a reporter."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Answer"),
        help_text=_("The reporter reads it with the code. Ask what is needed for help, and nothing else."),
        widget=forms.Textarea(attrs={**QUIET, "rows": 6}),
        max_length=20_000,
        error_messages={"required": _("Write an answer.")},
    )
    translation = CodeField("translation_how", label=_("Translation"), required=False)
    checked_by_id = forms.TypedChoiceField(
        label=_("Translation checked by"), coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked_by_id"].choices = [("", ""), *people]  # type: ignore[attr-defined]


class MakeSignalForm(forms.Form):
    """A signal: where it comes from, how urgent it is, what is known, and the first-level indicators."""

    use_required_attribute = False

    source = CodeField("referral_source", label=_("Where it comes from"))
    danger = CodeField("risk_level", label=_("Danger"), radio=True, initial="unknown")
    is_child = CodeField("yes_no_unknown", label=_("Is it about a person under 18?"), radio=True, initial="unknown")
    family_involved = AnswerField(label=_("Is family, or whoever looks after them, part of it?"), required=False)
    foreign_workers = CodeField(
        "yes_no_unknown",
        label=_("Is it a credible report about workers from abroad?"),
        help_text=_("Yes opens a duty to investigate, with a clock, whether or not anybody complains."),
        radio=True,
        initial="unknown",
        required=False,
    )
    workers_count = forms.IntegerField(
        label=_("About how many workers?"), min_value=1, max_value=30_000, required=False
    )
    exploitation_form = CodeField("exploitation_form", label=_("Form of exploitation, if known"), required=False)
    division = DivisionField(label=_("District, if known"), required=False)
    language = CodeField("language", label=_("Language of the person, if known"), required=False)
    summary = forms.CharField(
        label=_("What is known"),
        help_text=_("Short and neutral. It is sealed, and reading it is logged."),
        widget=forms.Textarea(attrs={**QUIET, "rows": 6}),
        max_length=10_000,
        error_messages={"required": _("Write what is known.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in _indicators():
            self.fields[f"indicator_{code.code}"] = AnswerField(label=code.label(language()), required=False)

    def clean(self) -> dict[str, Any]:
        """Return the signal as the action takes it: the answers to indicators together; untouched is no answer."""
        answers = super().clean() or {}
        asked = {name: answers.pop(name, "") for name in list(answers) if name.startswith("indicator_")}
        given = {name.removeprefix("indicator_"): answer for name, answer in asked.items() if answer}
        answers["foreign_workers"] = answers.get("foreign_workers") or "unknown"
        # What was asked only because of an answer that was changed since is not told.
        if answers.get("is_child") != "yes":
            answers["family_involved"] = ""
        if answers["foreign_workers"] != "yes":
            answers["workers_count"] = None
        return {**answers, "indicators": given}

    def signs(self) -> list[forms.BoundField]:
        """Return the questions about first signs."""
        return [self[name] for name in self.fields if name.startswith("indicator_")]

    @classmethod
    def raw(cls, posted: Mapping[str, str]) -> dict[str, str]:
        """Return what was answered so far, complete or not, to be kept until it is sent."""
        return {name: posted[name] for name in cls().fields if posted.get(name)}


class CorrectSignalForm(MakeSignalForm):
    """What is known of a signal, but where it came from and what was written."""

    source = language = summary = None  # type: ignore[assignment]

    @staticmethod
    def values(signal: Any) -> dict[str, Any]:
        """Return what stands in a signal, as the form begins."""
        names = ("danger", "is_child", "family_involved", "foreign_workers", "workers_count", "exploitation_form")
        signs = {f"indicator_{code}": answer for code, answer in signal.indicators.items()}
        return {name: getattr(signal, name) for name in (*names, "division")} | signs


class JudgeSignalForm(forms.Form):
    """What a desk says of its own signal by hand; why, if it is not confirmed."""

    use_required_attribute = False

    state = CodeField("signal_state")
    reason = CodeField(
        "signal_rejection",
        label=_("Why is it not confirmed?"),
        error_messages={"required": _("Say why it is not confirmed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = open_choices("signal_rejection", blank=True)
        self.fields["reason"].required = not self.is_bound or self.data.get("state") == SignalState.REJECTED
        self.fields["reason"].choices = [each for each in reasons if each[0] != BY_RECEIVER]  # type: ignore[attr-defined]


def _indicators() -> list[Code]:
    return list(indicator_list("ilo11"))


def _often(parameter: str, keys: str, label: Callable[[str], str]) -> list[tuple[str, str, str]]:
    codes = text(parameter, on=today()).split(",")
    return [(key, code, label(code)) for key, code in zip(keys, codes, strict=False)]


def _keys(list_name: str, keys: dict[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    codes, lang = code_list(list_name), language()
    with_key = [(key, code, codes.label(code, lang)) for key, code in keys.items()]
    rest = [("", code.code, code.label(lang)) for code in codes if code.code not in keys.values()]
    return {"keys": with_key, "rest": rest}


class OriginalForm(forms.Form):
    """Why somebody needs a picture as it came."""

    reason = CodeField("original_reason", label=_("Why is it needed?"), radio=True)
