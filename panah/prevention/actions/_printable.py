"""What stands before anything of a material is printed, hung or shown."""

from django.utils.translation import gettext

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention import queries
from panah.prevention.models import Material, Version
from panah.prevention.queries.sheets import FIELD_NAMES
from panah.prevention.rules import DIGNITY, check_may_hang
from panah.prevention.rules.picture import check_holds
from panah.prevention.states import VersionState
from panah.printing.materials import Sheet, too_long


def check_reviewed(actor: Actor, material: Material) -> None:
    """
    Allow a material to be seen by the public.

    :raises WrongState: if it has not passed its reviews
    """
    reviews = queries.newest_reviews(actor=actor, material=material)
    dignity = reviews.get(DIGNITY)
    held = queries.reviews_holding(actor=actor, material=material, reviews=reviews)
    if dignity and dignity.is_passed and DIGNITY not in held:
        raise WrongState(gettext_noop("The material was changed after its dignity review. Have it reviewed again."))
    check_may_hang(
        reviews={kind: reviews[kind].is_passed for kind in held},
        maker=material.made_by_id,
        reviewer=dignity.held_by_id if dignity else None,
        violence=queries.violence_shown(actor=actor, material=material),
    )


def check_picture(actor: Actor, version: Version) -> None:
    """
    Allow a version with the picture that stands on it.

    :raises WrongState: if it was taken back, or the consent of those shown has ended
    """
    if version.picture_id:
        picture = queries.picture(actor=actor, picture_id=version.picture_id)
        check_holds(withdrawn_on=picture.withdrawn_on, consent_until=picture.consent_until, today=today())


def check_acknowledged(actor: Actor, version: Version) -> None:
    """
    Allow a version with what the funders of its project demand on it.

    :raises WrongState: if a logo is not kept, or a sentence is missing in its language
    """
    if missing := queries.demands_missing(actor=actor, version=version):
        raise WrongState(
            gettext_noop("A funder demands what is missing, a logo or a sentence: %(names)s."), names=", ".join(missing)
        )


def check_printable(actor: Actor, version: Version) -> None:
    """
    Allow a version with its picture, its logos and its acknowledgements.

    :raises WrongState: if the picture may not be shown any more, or what must stand on it is missing
    """
    check_picture(actor, version)
    check_acknowledged(actor, version)
    if missing := queries.logos_missing(actor=actor, version=version):
        raise WrongState(
            gettext_noop("The logo of %(names)s must stand on it. Keep it beside the pictures first."),
            names=", ".join(missing),
        )


def check_sheet(actor: Actor, version: Version, made: Sheet | None = None) -> None:
    """
    Allow a version to be printed, and that what stands on a sheet fits on it where one is given.

    :raises InvalidInput: if its words are too long for the paper
    :raises WrongState: if nobody approved it, it has not passed its reviews, its picture may not be shown any more, or
        a logo that must stand on it is missing
    """
    if version.state != VersionState.APPROVED:
        raise WrongState(gettext_noop("Only an approved version is printed."))
    check_reviewed(actor, version.material)
    check_printable(actor, version)
    if made and (fields := too_long(made)):
        named = ", ".join(gettext(FIELD_NAMES[field]) for field in fields)
        raise InvalidInput(
            gettext_noop("Too long for this paper: %(fields)s. Shorten it, or take a larger paper."), fields=named
        )
