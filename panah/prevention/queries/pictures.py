"""The library of pictures, and the logos that stand on papers."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import parameters
from panah.organisations.models import Organisation
from panah.prevention.models import Campaign, Logo, Material, Picture, Version
from panah.prevention.queries.visibility import demands
from panah.prevention.rules import picture as rules
from panah.printing import materials as papers

NO_PICTURE = gettext_noop("This picture does not exist.")


def pictures(*, actor: Actor) -> QuerySet[Picture]:
    """Return the pictures that are there, of every organisation; their content is not read."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows: QuerySet[Picture] = Picture.objects.all_for(actor).filter(withdrawn_on=None)
    return rows.select_related("organisation").defer("content")


def picture(*, actor: Actor, picture_id: UUID) -> Picture:
    """
    Return one picture of the library.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: Picture | None = Picture.objects.all_for(actor).select_related("organisation").filter(pk=picture_id).first()
    if found is None:
        raise NotVisible(NO_PICTURE)
    return found


def picture_file(*, actor: Actor, picture_id: UUID) -> Picture:
    """
    Return a picture with its content.

    :raises NotVisible: if there is none, or it was taken back
    """
    found = picture(actor=actor, picture_id=picture_id)
    if found.withdrawn_on is not None:
        raise NotVisible(NO_PICTURE)
    return found


def picture_to_change(*, actor: Actor, picture_id: UUID) -> Picture:
    """
    Return a picture of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    found: Picture | None = Picture.objects.own(actor).select_for_update().filter(pk=picture_id).first()
    if found is None:
        raise NotVisible(NO_PICTURE)
    return found


def picture_choices(*, actor: Actor, keep: UUID | None = None) -> list[tuple[str, str]]:
    """Return the own pictures that may stand on something new, and the one that stands there already."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Picture.objects.own(actor).defer("content").order_by("pk")
    return [(str(row.pk), str(row)) for row in rows if row.pk == keep or picture_holds(actor=actor, picture=row)]


def pictures_ending(*, actor: Actor) -> QuerySet[Picture]:
    """Return the own pictures whose consent ends in a few weeks or has ended, the first end first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    until = today() + timedelta(days=parameters.number("consent_notice_days", on=today()))
    rows: QuerySet[Picture] = Picture.objects.own(actor).filter(withdrawn_on=None, consent_until__lte=until)
    return rows.defer("content").order_by("consent_until", "pk")


def picture_uses(*, actor: Actor, picture: Picture) -> list[Version]:
    """Return the versions on which a picture stands."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Version.objects.all_for(actor).filter(picture=picture).exclude(state="superseded")
    return list(rows.select_related("material__campaign").order_by("material", "language"))


def picture_holds(*, actor: Actor, picture: Picture) -> bool:
    """Test if a picture may stand on something new today."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return rules.holds(withdrawn_on=picture.withdrawn_on, consent_until=picture.consent_until, today=today())


def violence_shown(*, actor: Actor, material: Material) -> set[str]:
    """Return the violence that a material shows, that of its pictures with it."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Version.objects.all_for(actor).filter(material=material).exclude(state="superseded").exclude(picture=None)
    shown = rows.values_list("picture__violence_shown", flat=True)
    return {*material.violence_shown, *(code for codes in shown for code in codes)} - {"none"}


def body_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return every organisation whose logo can be kept, our own with them."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return [(str(row.pk), row.name(actor.language)) for row in Organisation.objects.order_by("sort_key")]


def logos(*, actor: Actor) -> list[Logo]:
    """Return the logos that the actor's organisation keeps; their content is not read."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return list(Logo.objects.own(actor).select_related("body").defer("content").order_by("body__sort_key"))


def logo(*, actor: Actor, logo_id: UUID) -> Logo:
    """
    Return one logo with its file.

    :raises NotVisible: if there is none, or it is a name only
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: Logo | None = Logo.objects.all_for(actor).filter(pk=logo_id).exclude(kind="").first()
    if found is None:
        raise NotVisible(gettext_noop("This logo does not exist."))
    return found


def sheet_picture(*, actor: Actor, version: Version) -> papers.Picture | None:
    """Return the photo that stands on a version, in the words of its language; none once it was taken back."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    row = Picture.objects.all_for(actor).filter(pk=version.picture_id, withdrawn_on=None).first()
    if row is None:
        return None
    alt = getattr(row, f"alt_{version.language}", "") or row.alt_en
    return papers.Picture(content=bytes(row.content), alt=alt)


def sheet_logos(*, actor: Actor, version: Version) -> tuple[papers.Picture, ...]:
    """Return the logos on a version: of its publisher, then what is demanded in its order, then other supporters."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    campaign = version.material.campaign
    demanded = demands(actor=actor, campaign=campaign, kind=version.material.kind) or []
    others = (body for body, _role in _supporters(campaign))
    bodies = [version.organisation_id, *(row.funder.pk for row in demanded), *others]
    rows = Logo.objects.all_for(actor).filter(organisation_id=version.organisation_id, body__in=bodies)
    kept = {row.body_id: row for row in rows.select_related("body")}
    return tuple(
        papers.Picture(content=bytes(kept[body].content), alt=kept[body].body.name(version.language))
        for body in dict.fromkeys(bodies)
        if body in kept
    )


def payers(*, actor: Actor, campaign: Campaign) -> list[UUID]:
    """Return those whose logo must stand on the materials of a campaign."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return list(dict.fromkeys(rules.logos_missing(_supporters(campaign), ())))


def logos_missing(*, actor: Actor, version: Version) -> list[str]:
    """Return whose logo must stand on a version by their part in the project, and is not kept."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    campaign = version.material.campaign
    if demands(actor=actor, campaign=campaign, kind=version.material.kind) is not None:
        return []  # the project says itself what is demanded: `demands_missing`
    kept = Logo.objects.all_for(actor).filter(organisation_id=version.organisation_id).values_list("body", flat=True)
    missing = rules.logos_missing(_supporters(campaign), set(kept))
    rows = campaign.project.funding.select_related("funder") if missing and campaign.project else ()
    return list(dict.fromkeys(row.funder.name(actor.language) for row in rows if row.funder_id in missing))


def _supporters(campaign: Campaign) -> list[tuple[UUID, str]]:
    if campaign.project is None:
        return []
    return list(campaign.project.funding.order_by("pk").values_list("funder_id", "role"))
