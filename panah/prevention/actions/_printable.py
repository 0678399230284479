"""What stands before anything of a material is printed, hung or shown."""

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.prevention import queries
from panah.prevention.models import Material, Version
from panah.prevention.rules import DIGNITY, check_may_hang
from panah.prevention.rules.picture import check_holds


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


def check_printable(actor: Actor, version: Version) -> None:
    """
    Allow a version with its picture and its logos.

    :raises WrongState: if the picture may not be shown any more, or a logo that must stand on it is missing
    """
    check_picture(actor, version)
    if missing := queries.logos_missing(actor=actor, version=version):
        raise WrongState(
            gettext_noop("The logo of %(names)s must stand on it. Keep it beside the pictures first."),
            names=", ".join(missing),
        )
