"""The rules of a safe house: written by who runs it, in versions, and given to everybody who lives there."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.printing.neutral import PLACES, exposing
from panah.protection import queries
from panah.protection.actions._rules import record_rules_given
from panah.protection.models import HouseRules, PlaceAnswer, RulesGiven
from panah.protection.rules.house_rules import check_rules_words


@transaction.atomic
def write_house_rules(*, actor: Actor, shelter_id: UUID, az: str, en: str, ru: str) -> HouseRules:
    """
    Write the rules of a house anew, as the next version. Older ones stay as they were given.

    :raises NotPermitted: if the actor may not change shelters
    :raises NotVisible: if the actor has no such shelter
    :raises InvalidInput: if a language is missing, or a word would tell what the paper is about
    """
    check(actor, Permission.PROTECTION_SHELTER_CHANGE)
    shelter = queries.shelter_to_change(actor=actor, shelter_id=shelter_id)
    words = {"az": az, "en": en, "ru": ru}
    check_rules_words(words, exposing=exposing(words.values(), also=PLACES))
    last = HouseRules.objects.own(actor).filter(shelter=shelter).order_by("-version").first()
    rules = HouseRules(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        shelter=shelter,
        version=last.version + 1 if last else 1,
        written_by_id=actor.id,
    )
    seal(rules, words_az=az, words_en=en, words_ru=ru)
    rules.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_RULES_WRITTEN, subject=rules, version=rules.version)
    return rules


@transaction.atomic
def give_house_rules(
    *, actor: Actor, stay_id: UUID, rules_id: UUID | None, rules_language: str, way: str
) -> RulesGiven:
    """
    Record that somebody of the house was given its rules: which version, in which language, read out or read alone.

    :raises NotPermitted: if the actor may not admit people
    :raises NotVisible: if there is no such stay in the actor's shelters
    :raises WrongState: if the person has left, or this version is not in force
    :raises InvalidInput: if somebody would have read it alone in a language in which it is not written
    """
    check(actor, Permission.PROTECTION_STAY_ADMIT)
    stay = queries.stay_to_change(actor=actor, stay_id=stay_id)
    if stay.ended_on is not None:
        raise WrongState(gettext_noop("This person has left the house."))
    given = record_rules_given(actor=actor, stay=stay, seen={rules_id}, rules_language=rules_language, way=way)
    stay.rules_language, stay.rules_given_on = rules_language, today()
    stay.save(update_fields=["rules_language", "rules_given_on"])
    told = {"rules_language": rules_language, "rules_given_on": today()}
    PlaceAnswer.objects.sent_by_us(actor).filter(request_id=stay.request_id).update(**told)
    log.record(actor=actor, event=Event.PROTECTION_RULES_GIVEN, subject=given, case_id=stay.case_id)
    return given
