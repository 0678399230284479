"""Which films are taken, in which pieces they come, and what one needs before anybody sees it. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from math import ceil

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.films import Film, FilmTrouble

LARGEST = 500_000_000
PIECE = 4 * 1024 * 1024
LARGEST_AT_ONCE = 20_000_000  # without scripts: one form, as large as any form is
LONGEST = 3 * 60 * 60 * 1000
WIDEST = 4096
LARGEST_POSTER = 70_000  # the page that shows it is loaded with little money and a slow line

ACCEPTED = gettext_noop(
    "Only MP4 (H.264 with AAC sound) and WebM (VP8, VP9 or AV1 with Opus or Vorbis sound) are taken. The content "
    "counts, not the name. Export the film again in one of them."
)
REFUSALS = {
    FilmTrouble.OTHER: ACCEPTED,
    FilmTrouble.CODEC: ACCEPTED,
    FilmTrouble.BROKEN: gettext_noop(
        "This film is damaged, or does not say how long and how large it is. Export it again as an ordinary MP4 or "
        "WebM."
    ),
    FilmTrouble.LOCKED: gettext_noop("This film is encrypted. Export it without protection, as MP4 or WebM."),
    FilmTrouble.HIDDEN: gettext_noop(
        "Besides one picture and one sound this film carries a further track, which can hold the place where it was "
        "made. Export it without it."
    ),
}


def check_size(size: int) -> None:
    """
    Allow a film of this size.

    :raises InvalidInput: if it is empty or too large
    """
    if size > LARGEST:
        raise InvalidInput(gettext_noop("The film is too large: at most 500 MB."), field="file")
    if size < 1:
        raise InvalidInput(gettext_noop("This file is empty."), field="file")


def piece_count(size: int) -> int:
    """Return in how many pieces a film of this size comes."""
    return ceil(size / PIECE)


def check_piece(content: bytes, *, number: int, size: int, announced: str) -> None:
    """
    Allow one piece of a film.

    :param number: from nought
    :param announced: its SHA-256 as the sender counted it
    :raises InvalidInput: if there is no such piece, it has another size, or it was changed on the way
    """
    if not 0 <= number < piece_count(size) or len(content) != min(PIECE, size - number * PIECE):
        raise InvalidInput(gettext_noop("This piece does not belong to the film that was announced."), field="file")
    if sha256(content).hexdigest() != announced:
        raise InvalidInput(gettext_noop("This piece was changed on the way. It is sent again."), field="file")


def sum_of(hashes: Iterable[str]) -> str:
    """Return one sum over the sums of all pieces, in their order."""
    return sha256("".join(hashes).encode()).hexdigest()


def refusal(trouble: FilmTrouble) -> InvalidInput:
    """Return why a film is not taken, in words that name what is."""
    return InvalidInput(REFUSALS[trouble], field="file")


def check_film(film: Film) -> None:
    """
    Allow a film for what it says of itself.

    :raises InvalidInput: if it is longer or wider than a campaign needs
    """
    if film.length > LONGEST:
        raise InvalidInput(gettext_noop("The film is too long: at most three hours."), field="file")
    if max(film.wide, film.high) > WIDEST:
        raise InvalidInput(gettext_noop("The film has too many dots: at most 4096 on a side."), field="file")


def check_poster(content: bytes) -> None:
    """
    Allow a picture that stands for a film until somebody plays it.

    :raises InvalidInput: if whoever opens the page would wait for it
    """
    if len(content) > LARGEST_POSTER:
        raise InvalidInput(
            gettext_noop("The picture is too large for a page that loads quickly: at most 70 KB. Make it smaller."),
            field="file",
        )


def check_may_show(*, has_captions: bool, has_transcript: bool, has_poster: bool, alt: str, language: str) -> None:
    """
    Allow a film before the public in one language.

    :raises WrongState: if those who cannot hear or see it would be left out
    """
    if not (has_captions and has_transcript):
        raise WrongState(
            gettext_noop("The video has no captions in this language yet (%(language)s). Write them first."),
            language=language,
        )
    if not has_poster:
        raise WrongState(gettext_noop("The video has no picture yet that stands for it. Choose one first."))
    if not alt:
        raise WrongState(
            gettext_noop("Nobody wrote in this language (%(language)s) what the picture of the video shows."),
            language=language,
        )


def check_consent_holds(*, consent_until: date | None, today: date) -> None:
    """
    Allow a film that people are seen in.

    :raises WrongState: if their consent has ended
    """
    if consent_until is not None and consent_until <= today:
        raise WrongState(gettext_noop("Those shown in the video agreed until a day that has passed."))


def earliest(days: Iterable[date | None]) -> date | None:
    """Return the first of the days on which something ends; None if nothing does."""
    return min((day for day in days if day is not None), default=None)


def last_touched(*, today: date, keep_days: int) -> date:
    """Return the day before which the last piece of an upload must have come for it to be dropped."""
    return today - timedelta(days=keep_days)
