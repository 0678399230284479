"""Designs made elsewhere."""

from collections.abc import Collection
from uuid import UUID

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.errors import NotVisible, gettext_noop
from panah.prevention.models import Design


def design(*, actor: Actor, version_id: UUID) -> Design:
    """
    Return the file of a version.

    :raises NotVisible: if it has none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: Design | None = Design.objects.all_for(actor).filter(version_id=version_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This version has no file of its own."))
    return found


def design_kind(*, actor: Actor, version_id: UUID) -> str:
    """Return what kind of file a version has, or nothing; the file itself is not read."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    kinds = Design.objects.all_for(actor).filter(version_id=version_id).values_list("kind", flat=True)
    return str(kinds.first() or "")


def names_number_abroad(*, actor: Actor, material_id: UUID, languages: Collection[str]) -> bool:
    """Test if a material was made elsewhere in each language, with the helpline's international number on it."""
    rows = Design.objects.all_for(actor).filter(version__material_id=material_id, version__state="approved")
    return set(languages) <= set(rows.filter(has_number_abroad=True).values_list("version__language", flat=True))


def design_maker(*, actor: Actor, version_id: UUID) -> UUID | None:
    """Return who uploaded the file of a version, if it has one."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    makers = Design.objects.all_for(actor).filter(version_id=version_id).values_list("made_by_id", flat=True)
    return makers.first()
