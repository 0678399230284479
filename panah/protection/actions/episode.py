"""What was done to the person: recorded as far as it is known, and corrected; the log keeps which answers changed."""

from dataclasses import fields, replace
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.crypto.fields import seal, unseal
from panah.protection import queries
from panah.protection.actions._family import tell_shelters
from panah.protection.models import Case, Episode
from panah.protection.rules import (
    ANSWER_LISTS,
    EpisodeDetails,
    answered,
    check_episode,
    forms_of_case,
    was_child,
)

CLEAR = (
    "stage",
    "country",
    "division",
    "form",
    "is_intended_only",
    "labour_sector",
    "recruitment_channel",
    "recruiter_relation",
    "documents_withheld",
    "cross_border",
    "debt",
)


@transaction.atomic
def record_episode(*, actor: Actor, case_id: UUID, details: EpisodeDetails, is_main: bool = False) -> Episode:
    """
    Record one stage of what was done to the person. Only the stage must be known.

    :param is_main: this is the main form of exploitation of the case

    :raises NotPermitted: if the actor may not record this
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if the dates cannot be right
    """
    check(actor, Permission.PROTECTION_EPISODE_RECORD)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    episode = Episode(
        organisation_id=actor.organisation_id, wall=actor.wall, key_id=case.key_id, case=case, recorded_by_id=actor.id
    )
    _tell(actor, case, episode, details)
    episode.save(force_insert=True)
    _keep_forms(actor, case, main=details.form if is_main else "")
    tell_shelters(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_EPISODE_RECORDED,
        subject=episode,
        case_id=case.id,
        stage=details.stage,
        form=details.form or None,
    )
    return episode


@transaction.atomic
def correct_episode(*, actor: Actor, episode_id: UUID, details: EpisodeDetails, is_main: bool = False) -> Episode:
    """
    Correct what is known of an episode. The log keeps which answers changed, never what stood there before.

    :raises NotPermitted: if the actor may not record this
    :raises NotVisible: if the actor's organisation holds no such episode
    :raises InvalidInput: if the dates cannot be right
    """
    check(actor, Permission.PROTECTION_EPISODE_RECORD)
    episode = queries.episode_to_change(actor=actor, episode_id=episode_id)
    case = queries.case_to_change(actor=actor, case_id=episode.case_id)
    before, former_form = episode.details(), episode.form
    place = unseal(episode, "place")["place"]
    _tell(actor, case, episode, details)
    episode.save()
    dropped = former_form if former_form != details.form else ""
    _keep_forms(actor, case, main=details.form if is_main else "", without=dropped)
    tell_shelters(actor, case)
    log.record(
        actor=actor,
        event=Event.PROTECTION_EPISODE_CORRECTED,
        subject=episode,
        case_id=case.id,
        changed=_changed(replace(before, place=place), replace(episode.details(), place=details.place)),
    )
    return episode


def _tell(actor: Actor, case: Case, episode: Episode, details: EpisodeDetails) -> None:
    """
    Write what is known into an episode; the caller saves it.

    :raises InvalidInput: if the dates cannot be right
    """
    born = queries.birth_date(actor=actor, case=case)
    check_episode(details, birth_date=born, today=today())
    for name in CLEAR:
        setattr(episode, name, getattr(details, name))
    for name in ANSWER_LISTS:
        setattr(episode, name, answered(dict(getattr(details, name))))
    episode.sex_types = sorted(details.sex_types)
    episode.began_on, episode.began_precision = details.began.first, details.began.precision
    episode.ended_on, episode.ended_precision = details.ended.last, details.ended.precision
    is_child_now = queries.treated_as_child(actor=actor, case=case)
    episode.was_child = was_child(began=details.began, birth_date=born, is_child_now=is_child_now)
    episode.stated_on = today()
    seal(episode, place=details.place)


def _keep_forms(actor: Actor, case: Case, *, main: str, without: str = "") -> None:
    """Let the forms of the case follow its episodes: figures and decisions read them there."""
    told = [each.form for each in queries.episodes(actor=actor, case=case)]
    forms = forms_of_case(case.forms, episodes=told, main=main, without=without)
    if forms != case.forms:
        case.forms = forms
        case.save(update_fields=["forms"])


def _changed(before: EpisodeDetails, after: EpisodeDetails) -> list[str]:
    """Return the names of the answers that differ; an answer itself, former or present, is nothing for the log."""
    return [each.name for each in fields(EpisodeDetails) if getattr(before, each.name) != getattr(after, each.name)]
