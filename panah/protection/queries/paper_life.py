"""Papers about how somebody lives and what is to come: needs and safety, plan, a child's path, a story's release."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.permissions import Permission
from panah.core.clock import today
from panah.country.parameters import number
from panah.printing.sheets import Part, Row
from panah.printing.words import words
from panah.protection.queries.assessment import Assessed, Line, assessments, latest_assessment
from panah.protection.queries.child import child_path
from panah.protection.queries.paper_source import Content, Source, office
from panah.protection.queries.plan import goals
from panah.protection.queries.service import services

SERVICES = 40
# What a list of risks and outcomes names in words that a paper in somebody's pocket must not have.
NEUTRAL_RISKS: dict[str, str] = {
    "retaliation": gettext_noop("Revenge"),
    "trafficked_again": gettext_noop("That it happens again"),
    "debt": gettext_noop("Debt that somebody claims"),
}
NEUTRAL_OUTCOMES: dict[str, str] = {"child_shelter": gettext_noop("A place to live")}


def _needs(source: Source) -> Content:
    """Return needs and risks as they were assessed last, or empty lines to be filled in by hand."""
    asked = (
        _("Health"),
        _("A safe place to live"),
        _("Food and clothing"),
        _("Documents"),
        _("Family and children"),
        _("A lawyer"),
        _("School or work"),
        _("Money to live on"),
    )
    safety = (_("Who or what frightens you"), _("Safe way to reach you"), _("Whom to call if something happens"))
    parts = _assessed(source) or (Part(heading=_("What is needed"), rows=tuple((label, "") for label in asked)),)
    return (
        _("Speak only of what you want to. This page is looked through again together."),
        (*parts, Part(heading=_("Safety"), rows=tuple((label, "") for label in safety))),
        source.both(),
    )


def _assessed(source: Source) -> tuple[Part, ...]:
    """Return what was assessed last beside the time before, to whoever may assess."""
    if not source.actor.may(Permission.PROTECTION_ASSESSMENT_MAKE):
        return ()
    last = latest_assessment(actor=source.actor, rows=assessments(actor=source.actor, case=source.case))
    if last is None:
        return ()
    days: tuple[Row, ...] = (
        (_("Spoken about on"), source.day(last.on)),
        (_("Looked through again on"), source.day(last.next_review_on)),
    )
    tables = ((_("What is needed"), last.needs, "need_domain"), (_("What may be dangerous"), last.risks, "risk_domain"))
    return (Part(rows=days), *(_table(source, last, *table) for table in tables if table[1]))


def _table(source: Source, last: Assessed, heading: str, lines: tuple[Line, ...], codes: str) -> Part:
    before = source.day(last.before_on) or _("Before")
    neutral = {source.label(codes, code): _(text) for code, text in NEUTRAL_RISKS.items()} if "risk" in codes else {}
    rows = [(neutral.get(line.domain, line.domain), line.level, line.before) for line in lines if line.level]
    return Part(heading=heading, table=((_("What"), source.day(last.on), before), *rows))


def _plan(source: Source) -> Content:
    """Return the individual plan: its goals in the person's own words, and the help there is."""
    case, days = source.case, number("plan_review_days", on=today())
    rows = (
        (_("Plan made on"), source.day(case.plan_on)),
        (_("Looked through again on"), source.day(case.plan_reviewed_on)),
        (_("Looked through again every"), _("%(days)s days") % {"days": days}),
    )
    return (
        _("This plan is yours. You may change it, and say no to any line."),
        (Part(rows=rows), *_goals(source), *_help(source), _wishes(source)),
        source.both(),
    )


def _goals(source: Source) -> tuple[Part, ...]:
    set_ = [row for row in goals(actor=source.actor, case=source.case) if row["state"] != "dropped"]
    if not set_:
        return ()
    table = [
        (
            row["words"] or source.label("need_domain", row["need"]),
            _service(source, row["service"]),
            source.day(row["due_on"]),
            source.label("goal_state", row["state"]),
        )
        for row in set_
    ]
    return (Part(heading=_("What I want to reach"), table=((_("Goal"), _("Help"), _("Until"), _("State")), *table)),)


def _help(source: Source) -> tuple[Part, ...]:
    given = [
        (
            _service(source, row.service),
            office(actor=source.actor, organisation_id=row.provider_id, language=source.language)
            if row.provider_id
            else "",
            source.label("service_outcome", row.outcome),
            source.day(row.on),
        )
        for row in services(actor=source.actor, case_id=source.case.pk).filter(voided_on=None)[:SERVICES]
    ]
    return (Part(heading=_("Help"), table=((_("Help"), _("Given by"), _("State"), _("Day")), *given)),) if given else ()


def _service(source: Source, code: str) -> str:
    return _("A place to live") if code == "shelter" else source.label("service", code)


def _wishes(source: Source) -> Part:
    return Part(heading=_("What I want to reach, and the next steps"), lines=4)


def _child(source: Source) -> Content:
    """Return who acts for a child, how old it is taken to be, what was found best for it; no third person's name."""
    path = child_path(actor=source.actor, case=source.case)
    parts = [
        _rows(
            _("Who acts for the child"), (_("Since"), _("Who"), _("Appointed by")), _guardians(source, path.guardians)
        ),
        _rows(_("Age"), (_("Day"), _("How it was found"), _("Result")), _ages(source, path.ages)),
        _rows(
            _("What is best for the child"), (_("Day"), _("Body"), _("What was found")), _best(source, path.interests)
        ),
    ]
    heard = Part(heading=_("What the child itself says"), lines=4)
    told = Part(
        points=(
            _("The child was heard in a language it understands, alone and without haste."),
            _("In doubt, somebody is treated as a child."),
        )
    )
    names: tuple[Row, ...] = ((_("Name of who acts for the child"), ""), (_("Safe way to reach them"), ""))
    signatures = (_("Guardian or representative: name, signature and date"), words(source.language)("sign_office"))
    return "", (*(part for part in parts if part.table), Part(rows=names), heard, told), signatures


def _rows(heading: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Part:
    return Part(heading=heading, table=(head, *rows)) if rows else Part()


def _guardians(source: Source, rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            source.day(row["appointed_on"]),
            source.label("guardian_kind", row["kind"]),
            source.label("child_body", row["body"]),
        )
        for row in rows
        if row["ended_on"] is None
    ]


def _ages(source: Source, rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            source.day(row["assessed_on"]),
            source.label("age_method", row["method"]),
            source.label("age_result", row["result"]),
        )
        for row in rows
    ]


def _best(source: Source, rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (
            source.day(row["assessed_on"]),
            source.label("child_body", row["body"]),
            "; ".join(
                _(NEUTRAL_OUTCOMES[code]) if code in NEUTRAL_OUTCOMES else source.label("interests_outcome", code)
                for code in row["outcomes"]
            ),
        )
        for row in rows
    ]


def _release(source: Source) -> Content:
    """Return the release of a story or a picture: for what, how long, and that it can be taken back at any time."""
    told = Part(
        points=(
            _("Nothing depends on it: help goes on in the same way if you say no."),
            _("We spoke about why, where and for how long it is shown, and what may follow."),
            _("You may take it back at any time. On the internet it is gone within a day; printed copies are counted."),
            _("It ends after three years at the latest. Then you are asked anew."),
        )
    )
    asked = Part(
        questions=(
            _("tell my story in changed words, without my name"),
            _("show a picture on which nobody can know me"),
            _("record my voice"),
            _("print it"),
            _("show it on the internet"),
        )
    )
    rows: tuple[Row, ...] = (
        (_("Title or number of the story"), ""),
        (_("Languages"), ""),
        (_("Until (day)"), ""),
        (_("What must not be told"), ""),
    )
    last = Part(
        heading=_("Only if somebody could know me"),
        text=_("This is signed apart, after a talk about what may be dangerous. A child is never shown so."),
        lines=2,
    )
    signatures = (*source.both(), _("For what could show who I am: signature and date"))
    return _("It is your story."), (told, asked, Part(rows=rows), last), signatures


LIFE: dict[str, Callable[[Source], Content]] = {"needs": _needs, "plan": _plan, "child": _child, "release": _release}
