"""Taking pictures and logos into the library, and taking pictures back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.file_reader import open_one
from panah.organisations.queries import organisation_by_id
from panah.prevention import queries
from panah.prevention.actions._public import take_from_pages
from panah.prevention.models import Logo, Picture
from panah.prevention.rules.picture import check_consent, missing_checks, taken_picture


@transaction.atomic
def add_picture(
    *,
    actor: Actor,
    file: "UploadedFile[bytes]",
    rights_holder: str,
    licence: str,
    consent: str,
    alt_en: str,
    alt_az: str,
    alt_ru: str = "",
    consent_until: date | None = None,
    checks: Iterable[str] = (),
    violence_shown: Iterable[str] = (),
) -> Picture:
    """
    Take a picture into the library: it loses where and when it was taken.

    :raises NotPermitted: if the actor may not make materials
    :raises InvalidInput: if it is no picture, somebody has to look again, or a consent ends too soon
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    ticked, codes = list(checks), code_list("picture_check")
    if missing := missing_checks(ticked, (code.code for code in codes)):
        language = (get_language() or "en")[:2]
        named = "; ".join(codes.label(code, language) for code in missing)
        raise InvalidInput(
            gettext_noop("A picture is taken only if all of this holds. Not ticked: %(checks)s."),
            field="checks",
            checks=named,
        )
    check_consent(consent=consent, until=consent_until, today=today())
    uploaded = file.read()
    kind, content = taken_picture(uploaded, seen=open_one(uploaded, field="file"))
    picture = Picture(
        organisation_id=actor.organisation_id,
        kind=kind.code,
        content=content,
        rights_holder=rights_holder,
        licence=licence,
        consent=consent,
        consent_until=consent_until,
        alt_en=alt_en,
        alt_az=alt_az,
        alt_ru=alt_ru,
        checks=ticked,
        violence_shown=list(violence_shown),
        made_by_id=actor.id,
    )
    picture.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_PICTURE_ADDED, subject=picture, kind=kind.code)
    return picture


@transaction.atomic
def withdraw_picture(*, actor: Actor, picture_id: UUID) -> Picture:
    """
    Take a picture back: its content is destroyed, what shows it is gone from our pages, nothing with it is printed.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such picture
    :raises WrongState: if it was taken back before
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    picture = queries.picture_to_change(actor=actor, picture_id=picture_id)
    if picture.withdrawn_on is not None:
        raise WrongState(gettext_noop("This picture was taken back already."))
    picture.content, picture.withdrawn_on = b"", today()
    picture.save(update_fields=["content", "withdrawn_on"])
    for version in queries.picture_uses(actor=actor, picture=picture):
        if version.material.organisation_id == actor.organisation_id:
            take_from_pages(actor, version.material)
    log.record(actor=actor, event=Event.PREVENTION_PICTURE_WITHDRAWN, subject=picture)
    return picture


@transaction.atomic
def keep_logo(*, actor: Actor, body_id: UUID, file: "UploadedFile[bytes] | None" = None) -> Logo:
    """
    Keep the logo of a partner or funder for our papers, or say that its name is set instead.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if there is no such organisation
    :raises InvalidInput: if the file is no picture
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    body = organisation_by_id(organisation_id=body_id)
    kind, content = ("", b"")
    if file is not None:
        uploaded = file.read()
        taken, content = taken_picture(uploaded, seen=open_one(uploaded, field="file"))
        kind = taken.code
    logo: Logo
    logo, _created = Logo.objects.own(actor).update_or_create(
        body_id=body.pk, defaults={"organisation_id": actor.organisation_id, "kind": kind, "content": content}
    )
    log.record(actor=actor, event=Event.PREVENTION_LOGO_KEPT, subject=logo, body=body.pk)
    return logo
