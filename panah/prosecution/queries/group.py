"""Reading groups and what hangs on them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.crypto.fields import unseal, unseal_many
from panah.organisations.queries import organisations
from panah.prosecution.models import (
    CriminalGroup,
    Disposition,
    Investigation,
    InvestigationStep,
    Suspect,
    SuspectLink,
)
from panah.prosecution.states import INVESTIGATION_MOVES, InvestigationState

NEWEST = ("-opened_on", "-id")
COLUMNS = ("id", "key_id", "reference", "name", "kind", "countries", "opened_on", "disposition", "disposed_on")
SHARED = 50


def groups(*, actor: Actor, kind: str = "", after: str | None = None) -> Page:
    """Return one page of the groups that the actor's organisation holds, the newest first, with their names."""
    found = CriminalGroup.objects.own(actor)
    if kind:
        found = found.filter(kind=kind)
    rows = page(_with_disposition(found).values(*COLUMNS), order=NEWEST, after=after)
    return Page(unseal_many(CriminalGroup, rows.rows, ["name"]), rows.next_cursor)


def shared_groups(*, actor: Actor) -> list[dict[str, Any]]:
    """Return groups of others that a live grant opens: a second list, never mixed with the first."""
    found = _with_disposition(CriminalGroup.objects.shared_with(actor)).order_by(*NEWEST)
    return unseal_many(CriminalGroup, found.values(*COLUMNS)[:SHARED], ["name"])


def _with_disposition(found: QuerySet[CriminalGroup]) -> QuerySet[CriminalGroup]:
    standing = Disposition.objects.filter(group_id=OuterRef("pk"), corrected_on=None)
    return found.annotate(
        disposition=Subquery(standing.values("kind")[:1]), disposed_on=Subquery(standing.values("disposed_on")[:1])
    )


def group(*, actor: Actor, group_id: UUID) -> CriminalGroup:
    """
    Return one group: an own one, or one that a grant opens.

    :raises NotVisible: if there is no such group for this actor
    """
    found: CriminalGroup | None = CriminalGroup.objects.visible_to(actor).filter(pk=group_id).first()
    if found is None:
        raise NotVisible(f"group {group_id}")
    return found


def group_to_change(*, actor: Actor, group_id: UUID) -> CriminalGroup:
    """
    Return one own group, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such group
    """
    found: CriminalGroup | None = CriminalGroup.objects.own(actor).select_for_update().filter(pk=group_id).first()
    if found is None:
        raise NotVisible(f"group {group_id}")
    return found


def group_name(*, actor: Actor, group: CriminalGroup) -> dict[str, str]:
    """Return a group's name and summary; the caller has the group by a query of this actor."""
    return unseal(group, "name", "summary")


def suspects(*, actor: Actor, group: CriminalGroup) -> list[Suspect]:
    """Return the members of a group by number, people first. Their names stay sealed."""
    return list(Suspect.objects.visible_to(actor).filter(group=group).order_by("is_company", "number"))


def suspect(*, actor: Actor, suspect_id: UUID) -> Suspect:
    """
    Return one member.

    :raises NotVisible: if there is no such member for this actor
    """
    found: Suspect | None = Suspect.objects.visible_to(actor).filter(pk=suspect_id).first()
    if found is None:
        raise NotVisible(f"suspect {suspect_id}")
    return found


def suspect_choices(*, actor: Actor, group: CriminalGroup) -> list[tuple[str, str]]:
    """Return the members as choices of a form: number and role."""
    roles = code_list("perpetrator_role")
    return [
        (str(member.pk), f"{member.label}, {roles.label(member.role, language())}")
        for member in suspects(actor=actor, group=group)
    ]


def links(*, actor: Actor, group: CriminalGroup) -> list[dict[str, Any]]:
    """Return the links between members with their sources or reasons."""
    columns = ("id", "key_id", "from_suspect_id", "to_suspect_id", "kind", "basis", "reason", "added_on")
    found = SuspectLink.objects.visible_to(actor).filter(group=group).order_by("added_on", "id")
    return unseal_many(SuspectLink, found.values(*columns), ["reason"])


def dispositions(*, actor: Actor, group: CriminalGroup) -> list[Disposition]:
    """Return the dispositions of a group, the newest first, corrected ones included."""
    return list(Disposition.objects.visible_to(actor).filter(group=group).order_by("-recorded_on", "-id"))


def standing_disposition(*, actor: Actor, group: CriminalGroup) -> Disposition | None:
    """Return the disposition from which the group is counted, if it has one."""
    found: Disposition | None = Disposition.objects.visible_to(actor).filter(group=group, corrected_on=None).first()
    return found


def disposition_to_correct(*, actor: Actor, group: CriminalGroup) -> Disposition:
    """
    Return the disposition of an own group that stands.

    :raises NotVisible: if it has none
    """
    found: Disposition | None = Disposition.objects.own(actor).filter(group=group, corrected_on=None).first()
    if found is None:
        raise NotVisible(f"disposition of {group.pk}")
    return found


def investigations(*, actor: Actor, group: CriminalGroup) -> list[Investigation]:
    """Return the criminal cases against a group, the newest first."""
    return list(Investigation.objects.visible_to(actor).filter(group=group).order_by("-reported_on", "-id"))


def case_states(*, actor: Actor, group: CriminalGroup) -> list[InvestigationState]:
    """Return where the criminal cases against a group stand."""
    states = Investigation.objects.visible_to(actor).filter(group=group).values_list("state", flat=True)
    return [InvestigationState(state) for state in states]


def investigation_to_change(*, actor: Actor, investigation_id: UUID) -> Investigation:
    """
    Return one own criminal case, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such case
    """
    own = Investigation.objects.own(actor).select_for_update(of=("self",))
    found: Investigation | None = own.filter(pk=investigation_id).first()
    if found is None:
        raise NotVisible(f"investigation {investigation_id}")
    return found


def next_states(*, actor: Actor, investigation: Investigation) -> list[tuple[str, str]]:
    """Return where a criminal case can go from its state, as choices of a form."""
    possible, labels = INVESTIGATION_MOVES[InvestigationState(investigation.state)], code_list("investigation_state")
    return [(state.value, labels.label(state, language())) for state in InvestigationState if state in possible]


def prosecution_offices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the bodies that a group can be opened to, as choices of a form."""
    found = organisations(kinds=("prosecution", "special_police_unit", "law_enforcement"), on=today())
    return [(str(body.pk), body.name(language())) for body in found.exclude(pk=actor.organisation_id)]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A line of the timeline, as the part `core/parts/timeline.html` draws it."""

    at: date
    icon: str
    title: str
    text: str = ""
    source: str = ""
    attention: bool = False


def timeline(*, actor: Actor, group: CriminalGroup) -> list[TimelineEntry]:
    """Return the steps of the criminal cases and the dispositions, the newest first."""
    lang = language()
    states, articles = code_list("investigation_state"), code_list("criminal_article")
    kinds, stages = code_list("group_disposition"), code_list("disposition_stage")
    steps = InvestigationStep.objects.visible_to(actor).filter(group=group).select_related("investigation")
    entries = [
        TimelineEntry(
            at=step.taken_on,
            icon="file",
            title=states.label(step.state, lang),
            text=articles.label(step.article, lang),
            source=step.investigation.reference,
        )
        for step in steps
    ]
    for row in dispositions(actor=actor, group=group):
        stage = stages.label(row.stage, lang)
        entries.append(TimelineEntry(row.disposed_on, "scales", kinds.label(row.kind, lang), text=stage))
        if row.corrected_on:
            why = code_list("disposition_correction").label(row.correction, lang)
            title = _("Disposition corrected: not counted any more")
            entries.append(TimelineEntry(row.corrected_on, "alert", title, text=why, attention=True))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
