"""Work that is done after the answer, by the worker."""

from uuid import UUID

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.core.jobs import task
from panah.statistics import actions
from panah.statistics.models import Snapshot
from panah.statistics.states import SnapshotState


@task("statistics.take_snapshot")
def take_snapshot(*, snapshot_id: str) -> None:
    """Take the snapshot that somebody asked for, as that somebody. A job that runs twice takes it once."""
    snapshot = Snapshot.objects.get(pk=UUID(snapshot_id))
    if snapshot.state != SnapshotState.REQUESTED or snapshot.requested_by_id is None:
        return
    account = Account.objects.get(pk=snapshot.requested_by_id)
    actions.freeze_snapshot(actor=actor_of(account, []), snapshot_id=snapshot.id)
