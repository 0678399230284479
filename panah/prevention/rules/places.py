"""Where a material goes: the place of the country pack must be of the kind that was said."""

from panah.core.errors import InvalidInput, gettext_noop
from panah.country import places


def check_place(site: str, venue: str) -> str:
    """
    Return the venue.

    :raises InvalidInput: if it is of another kind
    """
    if venue and places.venue(venue).kind != site:
        raise InvalidInput(gettext_noop("This place is of another kind."), field="venue")
    return venue


def division_at(venue: str) -> str:
    """Return the division in which a venue lies, or nothing."""
    return places.venue(venue).division if venue else ""
