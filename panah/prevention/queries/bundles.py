"""Sheets for many placements at once: how far they are, and what stands on each."""

from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from django.conf import settings
from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import now, today
from panah.core.errors import NotVisible, gettext_noop
from panah.country.parameters import parameter
from panah.crypto.fields import unseal_bytes
from panah.prevention.models import Bundle, BundlePart, Placement, Version
from panah.prevention.queries.sheets import helpline_number, sheet
from panah.prevention.rules.bundle import is_over, is_stuck, kept_for, percent
from panah.prevention.rules.material import OUTBOUND_SITES, is_outbound
from panah.prevention.states import PlacementState
from panah.printing.materials import Sheet

SHOWN = 5


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle, how far it is, if its day is over, and if nobody makes it any more."""

    bundle: Bundle
    total: int
    percent: int
    is_over: bool
    is_stuck: bool


def bundles(*, actor: Actor, version: Version) -> list[BundleRow]:
    """Return the newest bundles of a version at the actor's organisation."""
    return [_row(one) for one in Bundle.objects.own(actor).filter(version=version).order_by("-asked_at")[:SHOWN]]


def bundle(*, actor: Actor, bundle_id: UUID) -> BundleRow:
    """
    Return one bundle.

    :raises NotVisible: if the actor's organisation has none
    """
    found = Bundle.objects.own(actor).select_related("version__material").filter(pk=bundle_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This bundle does not exist."))
    return _row(found)


def bundle_to_change(*, actor: Actor, bundle_id: UUID) -> Bundle:
    """
    Return one bundle, locked.

    :raises NotVisible: if the actor's organisation has none
    """
    found: Bundle | None = Bundle.objects.own(actor).select_for_update().filter(pk=bundle_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This bundle does not exist."))
    return found


def bundle_file(*, actor: Actor, bundle: Bundle) -> bytes:
    """Return the sheets of a bundle as one archive."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for part in BundlePart.objects.own(actor).filter(bundle=bundle).order_by("number"):
            with ZipFile(BytesIO(unseal_bytes(part, "content"))) as some:
                for name in some.namelist():
                    archive.writestr(name, some.read(name))
    return made.getvalue()


def to_print(*, actor: Actor, version: Version) -> QuerySet[Placement]:
    """Return the placements of the actor's organisation that need a sheet of a version and can have one, by place."""
    rows = _wanting(actor, version)
    if not _is_abroad_known():
        rows = rows.exclude(site__in=OUTBOUND_SITES).filter(host=None)
    return rows.order_by("site", "venue", "code")


def left_out_count(*, actor: Actor, version: Version) -> int:
    """Return for how many placements no sheet can be made: on the way abroad, and no number is known for there."""
    return _wanting(actor, version).count() - to_print(actor=actor, version=version).count()


def _wanting(actor: Actor, version: Version) -> QuerySet[Placement]:
    rows: QuerySet[Placement] = Placement.objects.own(actor).exclude(state=PlacementState.DOWN)
    return rows.filter(material_id=version.material_id, language__in=("", version.language))


def _is_abroad_known() -> bool:
    return bool(parameter("helpline_number_from_abroad", on=today()).value)


def placements_of(*, actor: Actor, placement_ids: list[UUID]) -> list[Placement]:
    """Return placements of the actor's organisation in the order of their ids."""
    found = Placement.objects.own(actor).in_bulk(placement_ids)
    return [found[each] for each in placement_ids if each in found]


def sheets_for(*, actor: Actor, version: Version, layout: str, placements: list[Placement]) -> list[Sheet]:
    """
    Return the sheet of each placement: with its own code, and the number that its place needs.

    :raises InvalidInput: if it is not printed here, or not on such paper
    :raises WrongState: if a place needs a number that is not known
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    plain = sheet(actor=actor, version=version, layout=layout)
    ways = [is_outbound(site=one.site, is_mission=one.host_id is not None) for one in placements]
    numbers = {way: helpline_number(actor=actor, outbound=way) for way in set(ways)}
    address = str(settings.PANAH_PUBLIC_ADDRESS).rstrip("/")
    return [
        replace(plain, address=f"{address}/p/{one.code}", number=numbers[way], is_free=not way)
        for one, way in zip(placements, ways, strict=True)
    ]


def _row(found: Bundle) -> BundleRow:
    total = len(found.placement_ids)
    over = is_over(asked_at=found.asked_at, kept=kept_for(today()), now=now())
    stuck = found.ready_at is None and not over and is_stuck(asked_at=found.asked_at, now=now())
    return BundleRow(found, total, percent(made=found.made_count, total=total), over, stuck)
