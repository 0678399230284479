"""Materials on our pages: put there, and taken away by whatever makes them unfit to be seen."""

from datetime import date

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.prevention.actions._film import check_film, put_film
from panah.prevention.actions._printable import check_printable, check_reviewed
from panah.prevention.models import Campaign, Material, Recording, Version
from panah.prevention.queries.materials import newest_reviews, reviews_holding
from panah.prevention.queries.public import public_versions, version_files, version_words
from panah.prevention.queries.videos import PAGE
from panah.prevention.rules import DIGNITY
from panah.prevention.rules.material import check_may_be_public
from panah.prevention.rules.picture import last_day
from panah.prevention.rules.recording import earliest
from panah.published.actions import publish_page, withdraw_page


def put_on_pages(actor: Actor, material: Material, *, is_kept: bool) -> None:
    """
    Put the approved version of each language on our pages, in the place of what stood there.

    :raises WrongState: if it has not passed its reviews, no version is approved, the campaign does not run, or what
        stands on it may not be shown
    """
    check_reviewed(actor, material)
    check_may_be_public(campaign=material.campaign.state, is_kept=is_kept)
    versions = public_versions(actor=actor, material=material)
    if not versions:
        raise WrongState(gettext_noop("No version in a language of our pages is approved yet."))
    for version in versions:
        check_printable(actor, version)
    films = [check_film(actor, version) for version in versions]
    film = films[0]
    take_from_pages(actor, material, film_stays=film is not None)  # a language that fell away is gone with it
    publish_page(
        actor=actor,
        kind=PAGE,
        slug=material.slug,
        words={each.language: version_words(actor=actor, version=each, film=film) for each in versions},
        files={each.language: version_files(actor=actor, version=each) for each in versions},
        shown_on=today(),
        until={each.language: _until(each, film) for each in versions},
    )
    if film is not None:
        put_film(actor, material, film)
    material.published_on, material.is_kept = today(), is_kept
    material.save(update_fields=["published_on", "is_kept"])


def _until(version: Version, film: Recording | None) -> date | None:
    """Return the last day on which nobody's consent has ended: of those in the picture, of those in the film."""
    return earliest(last_day(shown.consent_until) for shown in (version.picture, film) if shown)


def take_from_pages(actor: Actor, material: Material, *, film_stays: bool = False) -> None:
    """Take a material from our pages, if it is there."""
    if material.published_on is None:
        return
    withdraw_page(actor=actor, kind=PAGE, slug=material.slug, is_sure=False, clip_stays=film_stays)
    material.published_on = None
    material.save(update_fields=["published_on"])


def refresh_pages(actor: Actor, material: Material) -> None:
    """Show the newest approved words of a material that is before the public, if its dignity review was of them."""
    if material.published_on is None:
        return
    reviews = newest_reviews(actor=actor, material=material)
    if DIGNITY in reviews_holding(actor=actor, material=material, reviews=reviews):
        put_on_pages(actor, material, is_kept=material.is_kept)
    else:
        take_from_pages(actor, material)


def take_ended(actor: Actor, campaign: Campaign) -> None:
    """Take from our pages what stands there only as long as its campaign runs."""
    for material in Material.objects.own(actor).filter(campaign=campaign, is_kept=False).select_related("campaign"):
        take_from_pages(actor, material)
