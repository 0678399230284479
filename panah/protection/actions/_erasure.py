"""What opening a case again does to the proposal to erase its record."""

from panah.access.policy import Actor
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.protection.models import Case, Erasure
from panah.protection.states import CaseStatus
from panah.protection.states.retention import WAITING, ErasureState, move_erasure


def keep_open_record(actor: Actor, case: Case) -> None:
    """Refuse what waits to be erased of a case that has just been opened again: the person is helped with it."""
    waiting = Erasure.objects.own(actor).filter(case_id=case.pk, state__in=[state.value for state in WAITING])
    for erasure in waiting.select_for_update():
        erasure.state = move_erasure(ErasureState(erasure.state), ErasureState.REFUSED)
        erasure.ended_at = now()
        erasure.save(update_fields=["state", "ended_at"])
        log.record(
            actor=actor,
            event=Event.PROTECTION_ERASURE_REFUSED,
            subject=erasure,
            case_id=case.pk,
            status=CaseStatus(case.status),
        )
