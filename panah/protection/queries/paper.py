"""
What stands on the papers of a case, in the language of the paper and in words that tell nobody what it is about.

No paper says where a shelter is: nothing here reads it, and a contract test holds it so.
"""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes import countries
from panah.codes.catalogue import code_list, indicator_list
from panah.core.clock import today
from panah.country.parameters import number
from panah.printing.sheets import OfficePaper, Part, Row, Slip
from panah.printing.words import words
from panah.protection.models import Case, Person
from panah.protection.queries.child import treated_as_child
from panah.protection.queries.consent import live_consents
from panah.protection.queries.paper_life import LIFE
from panah.protection.queries.paper_source import Content, Source, office
from panah.protection.queries.presumption import presumptions
from panah.protection.rules import lengths, months_after


def paper_of_case(*, actor: Actor, case: Case, form: str, language: str, name: str, reference: str) -> OfficePaper:
    """Return the paper of a case that the actor's organisation holds."""
    with translation.override(language):
        person = Person.objects.own(actor).filter(case_id=case.pk).first()
        source = Source(actor=actor, case=case, person=person, language=language, name=name)
        title = code_list("sheet_form").label(form, language)
        intro, parts, signatures = CONTENTS[form](source)
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=case.organisation_id, language=language),
            reference=reference,
            title=title,
            intro=intro,
            parts=(Part(rows=_head(source)), *parts),
            signatures=signatures,
            slip=_withdrawal(source) if form == "consent" else None,
        )


def _head(source: Source) -> tuple[Row, ...]:
    return (
        (words(source.language)("receipt_number"), source.case.reference),
        (_("Name"), source.name),
        (_("Day"), source.day(today())),
    )


def _known(code: str) -> str:
    """Return a code, or nothing where nobody knows: then the line stays empty to be written on."""
    return "" if code == "unknown" else code


def _about(source: Source) -> tuple[Row, ...]:
    person = source.person
    if person is None:
        return ()
    return (
        (_("Sex"), source.label("sex_gender", _known(person.sex))),
        (_("Age"), source.label("age_band", person.age_band)),
        (_("Citizenship"), countries.name(person.citizenship, source.language) if person.citizenship else ""),
        (_("Speaks"), source.label("language", person.language)),
        (_("How to reach"), source.label("safe_contact", _known(person.safe_contact))),
    )


def _record(source: Source) -> Content:
    rows = (
        (_("Opened on"), source.day(source.case.opened_on)),
        (_("How the person came to us"), source.label("referral_source", source.case.source)),
        *_about(source),
    )
    urgent = Part(heading=_("What is urgent now"), lines=4)
    return "", (Part(rows=rows), urgent), (words(source.language)("sign_office"),)


def _screening(source: Source) -> Content:
    parts = []
    for row in presumptions(actor=source.actor, case_id=source.case.pk)[:1]:
        labels = indicator_list(row.indicator_list)
        answers = [
            (labels.label(code, source.language), source.label("yes_no_unknown", answer))
            for code, answer in row.answers.items()
        ]
        table = ((_("What was asked"), _("Answer")), *answers)
        parts.append(Part(heading=source.day(row.presumed_on), table=table))
    intro = _("Only what was asked and answered stands here. A question may stay without an answer.")
    last = Part(heading=_("Notes"), lines=5 if parts else 12)
    return intro, (*parts, last), (words(source.language)("sign_office"),)


def _consent(source: Source) -> Content:
    word = words(source.language)
    asked = Part(questions=tuple(code.label(source.language) for code in code_list("consent_purpose")))
    explained = (
        (_("Explained in (language)"), source.label("language", source.person.language) if source.person else ""),
        (_("Explained by"), ""),
        (_("Interpreter"), ""),
    )
    rights = Part(points=(word("consent_told"), word("consent_change"), word("consent_help")))
    signatures = source.both()
    if treated_as_child(actor=source.actor, case=source.case):
        signatures = (_("Guardian or representative: name, signature and date"), *signatures)
    return word("consent_intro"), (*_recorded(source), asked, Part(rows=explained), rights), signatures


def _recorded(source: Source) -> tuple[Part, ...]:
    given = [
        (
            source.label("consent_purpose", row.purpose),
            office(actor=source.actor, organisation_id=row.recipient_id, language=source.language)
            if row.recipient_id
            else _("Nobody else"),
            source.day(row.given_on),
            source.day(row.expires_on) or _("Until withdrawn"),
        )
        for row in live_consents(actor=source.actor, case_id=source.case.pk)
    ]
    if not given:
        return ()
    return (
        Part(heading=_("Agreed until now"), table=((_("To what"), _("To whom"), _("Given on"), _("Ends on")), *given)),
    )


def _withdrawal(source: Source) -> Slip:
    return Slip(
        title=_("I take it back"),
        intro=_("Hand in this slip at any time, or just say so. No reason is needed. Help goes on as before."),
        rows=((words(source.language)("receipt_number"), source.case.reference), (_("What I no longer agree to"), "")),
        signatures=(words(source.language)("sign_person"), _("Received by: name, day and hour")),
    )


def _hand_over(source: Source) -> Content:
    case, hours = source.case, number("referral_hours", on=today())
    rows = (
        (_("Known to us since"), source.day(case.presumed_on or case.opened_on)),
        (_("To be handed over within"), _("%(hours)s hours") % {"hours": hours}),
        (_("Handed over on"), source.day(case.referred_on)),
        (_("Hour"), ""),
        (_("Receiving office"), ""),
        *_about(source),
    )
    papers = Part(heading=_("Documents and belongings handed over"), lines=4)
    rights = Part(
        points=(
            _("The person was asked, and told in an understood language what happens next."),
            _("Food, a safe place, a doctor and a lawyer do not wait for the answer of the receiving office."),
        )
    )
    signatures = (_("Handed over by: name, day, hour, signature"), _("Received by: name, day, hour, signature"))
    return "", (Part(rows=rows), papers, rights), signatures


def _reflection(source: Source) -> Content:
    rows = (
        (_("Begins on"), source.day(source.case.reflection_from)),
        (_("Ends on"), source.day(source.case.reflection_until)),
    )
    rights = (
        _("You need not decide anything in this time, and you need not speak with the police."),
        _("Nobody may make you leave the country in this time."),
        _("You have a safe place, food, a doctor, an interpreter and a lawyer. You pay nothing."),
        _("You may ask any question at any time, and you may end this time earlier."),
    )
    return (
        _("You have time to rest and to think."),
        (Part(rows=rows), Part(heading=_("Your rights"), points=rights)),
        (_("Read to me in my language: signature and date"), words(source.language)("sign_office")),
    )


def _aid(source: Source) -> Content:
    rows = tuple((label, "") for label in (_("What it is needed for"), _("Amount"), _("How to receive it")))
    return "", (Part(rows=rows), Part(heading=_("In my own words"), lines=6)), source.both()


def _claim(source: Source) -> Content:
    wanted = Part(question=_("I ask for"), questions=(_("a lawyer"), _("compensation"), _("unpaid wages")))
    told = Part(points=(_("I was told that I have a right to compensation, and that a lawyer costs me nothing."),))
    return "", (told, wanted, Part(heading=_("In my own words"), lines=6)), source.both()


def _return(source: Source) -> Content:
    rows = tuple(
        (label, "")
        for label in (_("Country and town"), _("Day of travel"), _("Travel document"), _("Who meets me on arrival"))
    )
    told = (
        _("I travel of my own free will, and may change my mind until I leave."),
        _("We spoke about what may be dangerous after the arrival and what to do then."),
        _("A doctor found that I can travel, or I did not want to be examined."),
    )
    return "", (Part(rows=rows), Part(points=told), Part(heading=_("What was agreed"), lines=4)), source.both()


def _data_request(source: Source) -> Content:
    asked = (_("what is kept about me"), _("who saw it"), _("what I agreed to"), _("that something be corrected"))
    what = Part(question=_("I want to know or to have"), questions=asked)
    answer = Part(rows=((_("Safe way to give me the answer"), ""),))
    return "", (what, Part(heading=_("In my own words"), lines=5), answer), source.both()


def _transfer(source: Source) -> Content:
    rows = (
        (_("Receiving office"), ""),
        (_("Day of transfer"), ""),
        (_("Who goes on with it there"), ""),
        *_about(source),
    )
    left = Part(heading=_("Open tasks"), lines=5)
    signatures = (_("Handed over by: name, day, hour, signature"), _("Received by: name, day, hour, signature"))
    return _("The person was asked and agrees."), (Part(rows=rows), left), signatures


def _follow_up(source: Source) -> Content:
    begun = source.case.reintegrated_on or source.case.closed_on or source.case.status_on
    head = (_("Months"), _("Day"), _("Place to live"), _("School or work"), _("Health"), _("Feels safe"))
    asked = lengths(on=today()).follow_up_months
    due = [(str(months), source.day(months_after(begun, months)), "", "", "", "") for months in asked]
    return (
        _("Meet only where and how it was agreed. The person may say no."),
        (Part(table=(head, *due)), Part(heading=_("What is needed again"), lines=5)),
        (words(source.language)("sign_office"),),
    )


def _complaint(source: Source) -> Content:
    points = (
        _("A complaint costs nothing and changes nothing about the help."),
        _("It may also go straight to the Ombudsman; then nobody here reads it."),
    )
    return "", (Part(points=points), Part(heading=_("What happened"), lines=12)), source.both()


CONTENTS: dict[str, Callable[[Source], Content]] = {
    "record": _record,
    "screening": _screening,
    "consent": _consent,
    "hand_over": _hand_over,
    "reflection": _reflection,
    **LIFE,
    "aid": _aid,
    "claim": _claim,
    "return": _return,
    "data_request": _data_request,
    "transfer": _transfer,
    "follow_up": _follow_up,
    "complaint": _complaint,
}
