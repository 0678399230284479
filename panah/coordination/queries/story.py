"""Stories in safety review, from either end; and, at the body that helped alone, what the case knows."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.coordination.models import StoryAnswer, StoryJoin, StoryReview
from panah.coordination.queries.words import words_of, words_to_us
from panah.core.errors import NotPermitted, NotVisible, gettext_noop
from panah.core.paging import Page, page
from panah.country.places import division
from panah.matching.telling import Finding, Known, check_story
from panah.prevention import queries as prevention
from panah.protection import queries as protection
from panah.protection.rules import PersonDetails

ENDS = ("from_organisation", "to_organisation", "answer")
LANGUAGES = ("az", "en", "ru")
VAGUE = frozenset({"relative", "together", "trusted"})  # words that every story has
LEAST_WORK = 6  # letters: "work" and "house" say nothing


@dataclass(frozen=True, slots=True)
class Keyed:
    """A finding under the name that a form calls it by."""

    key: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """One text of a story, and what was found in it."""

    language: str
    title: str
    body: str
    found: tuple[Keyed, ...]


def story_reviews(*, actor: Actor, sent: bool = False, after: str | None = None) -> Page:
    """Return one page of the stories that came to the actor's organisation, or went out from it, the newest first."""
    found = StoryReview.objects.sent_by_us(actor) if sent else StoryReview.objects.for_us(actor)
    return page(found.select_related(*ENDS), order=("-sent_at", "-id"), after=after)


def story_review(*, actor: Actor, story_review_id: UUID) -> StoryReview:
    """
    Return one story in review, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(StoryReview.objects.visible_to(actor).select_related(*ENDS), story_review_id)


def story_for_us(*, actor: Actor, story_review_id: UUID) -> StoryReview:
    """
    Return one story that came to the actor's organisation.

    :raises NotVisible: if there is none
    """
    return _one(StoryReview.objects.for_us(actor).select_related("answer"), story_review_id)


def story_sent_to_change(*, actor: Actor, story_review_id: UUID) -> StoryReview:
    """
    Return one story that the actor's organisation sent, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(StoryReview.objects.sent_by_us(actor).select_for_update(of=("self",)), story_review_id)


def story_join(*, actor: Actor, review: StoryReview) -> StoryJoin | None:
    """Return whose story it is, at the body that said so; nowhere else."""
    found: StoryJoin | None = StoryJoin.objects.own(actor).filter(review_id=review.pk).first()
    return found


def passages_of(*, actor: Actor, answer: StoryAnswer | None) -> list[dict[str, str]]:
    """Return what is to be changed, to either end. It names nobody: it is the sender's own text."""
    if answer is None:
        return []
    if answer.to_organisation_id == actor.organisation_id and answer.to_wall == actor.wall:
        return list(words_to_us(actor=actor, record=answer).get("passages", []))
    return list((words_of(actor=actor, record=answer) or {}).get("passages", []))


def is_newest(*, actor: Actor, review: StoryReview) -> bool:
    """Test if the actor's organisation sent this story no second time since."""
    later = StoryReview.objects.sent_by_us(actor).filter(story_id=review.story_id, sent_at__gt=review.sent_at)
    return not later.exists()


def known_of(*, actor: Actor, case_id: UUID, person: PersonDetails) -> Known:
    """Return what the record of a case knows, for one comparison; it is kept nowhere."""
    case = protection.case(actor=actor, case_id=case_id)
    episodes = protection.episodes(actor=actor, case=case)
    places = protection.places_told(actor=actor, episodes=episodes)
    relatives = protection.relatives(actor=actor, case=case)
    children = sum(row["relation"] == "child" for row in relatives)
    divisions = [division(each.division).name(language) for each in episodes for language in LANGUAGES if each.division]
    days = [day for each in episodes for day in (each.began_on, each.ended_on) if day is not None]
    return Known(
        names=tuple(name for name in (person.given_name, person.surname, person.patronymic) if name),
        born_on=person.birth_date,
        happened_on=(*days, case.opened_on),
        places=(*divisions, *places),
        jobs=_work({each.labour_sector for each in episodes if each.labour_sector}),
        family=_labels("family_relation", {row["relation"] for row in relatives} - VAGUE),
        children=children or None,
        contacts=tuple(each for each in (person.contact, person.document_number) if each),
        countries=tuple({each.country for each in episodes if each.country} | {person.citizenship} - {""}),
    )


def is_in_review(*, actor: Actor, story_id: UUID) -> bool:
    """Test if the own story still waits for the answer."""
    return prevention.waits_for_answer(actor=actor, story_id=story_id)


def compared(*, actor: Actor, review: StoryReview, known: Known | None) -> list[Compared]:
    """
    Return the texts of a story with what is found in them.

    :raises NotPermitted: without a passkey, because the texts may name somebody
    """
    words = words_of(actor=actor, record=review)
    if words is None:
        raise NotPermitted(gettext_noop("The story may name somebody. Sign in with a passkey to read it."))
    return [_compared(text, known) for text in words.get("texts", [])]


def to_answer(*, actor: Actor) -> QuerySet[StoryReview]:
    """Return the stories that wait for the actor's organisation."""
    rows: QuerySet[StoryReview] = StoryReview.objects.for_us(actor).filter(answer=None)
    return rows.select_related("from_organisation").order_by("sent_at", "id")


def to_take_over(*, actor: Actor) -> QuerySet[StoryReview]:
    """Return the stories of the actor's organisation that were answered and not moved on yet."""
    rows: QuerySet[StoryReview] = StoryReview.objects.sent_by_us(actor).filter(answer__isnull=False, taken_over_at=None)
    return rows.select_related("to_organisation").order_by("sent_at", "id")


def _compared(text: dict[str, str], known: Known | None) -> Compared:
    language = text["language"]
    found = check_story(text, language=language, known=known)
    keyed = tuple(Keyed(one.key(language), one) for one in found)
    return Compared(language, text["title"], text["body"], keyed)


def _work(codes: set[str]) -> tuple[str, ...]:
    words = (word for label in _labels("labour_sector", codes) for word in label.split())
    return tuple(word for word in words if len(word) >= LEAST_WORK)


def _labels(name: str, codes: set[str]) -> tuple[str, ...]:
    listed = code_list(name)
    return tuple(listed.label(code, language) for code in sorted(codes) for language in LANGUAGES)


def _one(found: QuerySet[StoryReview], story_review_id: UUID) -> StoryReview:
    row = found.filter(pk=story_review_id).first()
    if row is None:
        raise NotVisible(f"story in review {story_review_id}")
    return row
