"""The receiving desks of a country pack, each with its own key pair. May run again: what is there stays."""

from pathlib import Path

from django.db import transaction

from panah.codes.catalogue import code_list
from panah.concerns.models import Desk
from panah.country import tables
from panah.crypto import desks
from panah.organisations import queries as organisations

FILE = "desks.csv"


@transaction.atomic
def load(pack: Path = tables.PACK) -> int:
    """
    Open the pack's receiving desks and return how many it names.

    :raises UnknownOrganisation: if a desk belongs to no known organisation; names the nearest
    :raises UnknownCode: if a channel is not a receiving desk; names the nearest
    """
    rows = tables.read(FILE, pack)
    for row in rows:
        organisation = organisations.organisation(code=row["organisation"])
        channel, wall = code_list("receiving_desk").check(row["channel"]), code_list("wall").check(row["wall"])
        if not Desk.objects.filter(channel=channel).exists():
            Desk.objects.bulk_create([Desk(channel=channel, organisation=organisation, wall=wall)])
        if not desks.has_desk_key(organisation_id=organisation.id, wall=wall):
            desks.new_desk_key(organisation_id=organisation.id, wall=wall)
    return len(rows)
