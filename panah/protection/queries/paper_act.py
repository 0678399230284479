"""What stands on the papers of a decision and of a stay. They are printed by bodies that may hold no case."""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.formats import day_text
from panah.country.parameters import NoValue, number
from panah.printing.neutral import PLACES, exposing
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words
from panah.protection.models import Decision, Stay
from panah.protection.queries.house_rules import rules_of_stay
from panah.protection.queries.paper_source import office


def paper_of_decision(
    *, actor: Actor, decision: Decision, language: str, name: str, reasons: str, reference: str
) -> OfficePaper:
    """Return the decision as the person gets it: what was decided, why, and what can be done against it."""
    with translation.override(language):
        basis = code_list("legal_basis").label(decision.legal_basis, language)
        rows = (
            (words(language)("receipt_number"), decision.reference),
            (_("Name"), name),
            (_("Decided on"), day_text(decision.decided_on, language)),
            (_("Decision"), _outcome(decision.outcome)),
            (_("Legal basis"), basis if not exposing([basis]) else _("The law under which this office works")),
        )
        coded = tuple(_ground(reason) for reason in decision.negative_reasons)
        why = Part(heading=_("Reasons"), points=coded, text=reasons)
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=decision.from_organisation_id, language=language),
            reference=reference,
            title=code_list("sheet_form").label("decision", language),
            parts=(Part(rows=rows), why, Part(heading=_("What you can do"), points=_ways_on())),
            signatures=(words(language)("sign_person"), words(language)("sign_office")),
        )


def paper_of_stay(*, actor: Actor, stay: Stay, form: str, language: str, reference: str) -> OfficePaper:
    """Return a paper of a stay. It names neither the house nor the place."""
    with translation.override(language):
        content = {"admission": _admission, "house_rules": _house_rules, "exit": _exit}[form]
        intro, parts = content(actor, stay, language)
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=stay.organisation_id, language=language),
            reference=reference,
            title=code_list("sheet_form").label(form, language),
            intro=intro,
            parts=(Part(rows=((words(language)("receipt_number"), stay.reference), (_("Name"), ""))), *parts),
            signatures=(words(language)("sign_person"), words(language)("sign_office")),
        )


def _outcome(outcome: str) -> str:
    texts = {
        "identified": _("Positive: what you told was found to be so"),
        "not_identified": _("Negative: the conditions of the law were not found"),
        "suspended": _("Put off: more has to be found out"),
    }
    return texts[outcome]


def _ground(reason: str) -> str:
    """Return a coded reason in words that can lie on a table at home."""
    texts = {
        "no_exploitation": _("The purpose that the law asks for was not found."),
        "no_means": _("The pressure or deceit that the law asks for was not found."),
        "no_act": _("None of the acts that the law names was found."),
        "other_offence": _("Another offence was found."),
        "not_enough_information": _("There was not enough information."),
        "person_withdrew": _("You did not wish to go on."),
        "lost_contact": _("We could not reach you."),
    }
    return texts.get(reason, _("Another reason"))


def _ways_on() -> tuple[str, ...]:
    help_goes_on = _("The help that you have goes on, whatever was decided.")
    court = _("You can ask for a lawyer, who costs you nothing, and complain to a court or to the Ombudsman.")
    try:
        days = number("identification_review_days", on=today())
    except NoValue:
        # No source for the length was obtained: the paper names no day, rather than one that somebody invented.
        return (_("You can ask this office to look at it again."), court, help_goes_on)
    again = _("You can ask this office within %(days)s days to look at it again.") % {"days": days}
    return (again, court, help_goes_on)


def _admission(actor: Actor, stay: Stay, language: str) -> tuple[str, tuple[Part, ...]]:
    needs = ", ".join(code_list("place_need").label(need, language) for need in stay.needs)
    rows = (
        (_("Begins on"), day_text(stay.started_on, language)),
        (_("Sex"), code_list("sex_gender").label(stay.told.sex, language)),
        (_("Age"), code_list("age_band").label(stay.told.age_band, language) if stay.told.age_band else ""),
        (_("Speaks"), code_list("language").label(stay.language, language) if stay.language else ""),
        (_("What is needed"), needs),
        (_("Room"), ""),
    )
    told = (
        _("I came of my own free will and may leave at any time."),
        _("The rules of the house were explained to me in a language that I understand."),
        _("I was told whom to ask at night, and how to complain."),
    )
    return "", (Part(rows=rows), Part(heading=_("Belongings and documents kept for me"), lines=4), Part(points=told))


def _house_rules(actor: Actor, stay: Stay, language: str) -> tuple[str, tuple[Part, ...]]:
    given, rules = rules_of_stay(actor=actor, stay=stay)
    told = (
        ("" if given is None else str(given.version)),
        ("" if given is None else day_text(given.given_on, language)),
        ("" if given is None else code_list("language").label(given.language, language)),
        ("" if given is None else code_list("rules_way").label(given.way, language)),
    )
    labels = (_("Version"), _("Given on"), _("Language"), _("How it was given"))
    last = Part(rows=tuple(zip(labels, told, strict=True)))
    return _("These rules protect everybody who lives here."), (Part(points=rules.lines(language)), last)


def _exit(actor: Actor, stay: Stay, language: str) -> tuple[str, tuple[Part, ...]]:
    reason = code_list("stay_exit_reason").label(stay.exit_reason, language) if stay.exit_reason else ""
    if exposing([reason], also=PLACES):
        reason = _("Moved to another place")
    rows = (
        (_("Began on"), day_text(stay.started_on, language)),
        (_("Ended on"), day_text(stay.ended_on, language) if stay.ended_on else ""),
        (_("Why it ends"), reason),
        (_("Who helps from now on"), ""),
        (_("Safe way to reach you"), ""),
    )
    told = (
        _("I got back my belongings and documents."),
        _("I can ask for a place again."),
        _("I keep to myself where the house is, because others live there."),
    )
    return "", (Part(rows=rows), Part(points=told), Part(heading=_("What was agreed"), lines=4))
