"""Names of organisations in templates: `{{ organisation|named }}`."""

from django import template

from panah.codes.forms import language
from panah.organisations.models import Organisation

register = template.Library()


@register.filter
def named(organisation: Organisation | None) -> str:
    """Return the name in the language of the page."""
    return organisation.name(language()) if organisation is not None else ""
