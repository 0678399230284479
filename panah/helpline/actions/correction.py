"""What is known of a signal, corrected."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core import clock
from panah.core.errors import WrongState, gettext_noop
from panah.crypto.fields import unseal_kept
from panah.helpline import queries
from panah.helpline.actions._signal import owe_investigation, warn
from panah.helpline.models import Signal
from panah.helpline.rules import DANGER_NOW, Answer
from panah.helpline.states import SignalState

ENDED = (SignalState.REJECTED, SignalState.INFORMATION)


@transaction.atomic
def correct_signal(
    *,
    actor: Actor,
    signal_id: UUID,
    danger: str,
    is_child: str,
    family_involved: str = "",
    foreign_workers: str = "unknown",
    workers_count: int | None = None,
    exploitation_form: str = "",
    division: str = "",
    indicators: Mapping[str, str] | None = None,
) -> Signal:
    """
    Correct what is known of an own signal. The log keeps which answers changed, never what stood there before.

    Found in danger now, it rings as if it had been made so; workers from abroad open the duty to investigate.

    :raises NotPermitted: if the actor may not make signals
    :raises NotVisible: if the actor's desk has no such signal
    :raises WrongState: if it has ended
    """
    check(actor, Permission.HELPLINE_SIGNAL_MAKE)
    signal = queries.signal_to_change(actor=actor, signal_id=signal_id)
    if signal.state in ENDED:
        raise WrongState(gettext_noop("This signal is closed. Open it again first."))
    known = {
        "danger": danger,
        "is_child": is_child,
        "family_involved": family_involved,
        "foreign_workers": foreign_workers,
        "workers_count": workers_count,
        "exploitation_form": exploitation_form,
        "division": division,
        "indicators": {code: Answer(answer).value for code, answer in (indicators or {}).items()},
    }
    changed = sorted(name for name, value in known.items() if getattr(signal, name) != value)
    if not changed:
        return signal
    for name in changed:
        setattr(signal, name, known[name])
    signal.save(update_fields=changed)
    log.record(actor=actor, event=Event.HELPLINE_SIGNAL_CORRECTED, subject=signal, changed=changed)
    if "foreign_workers" in changed and foreign_workers == Answer.YES:
        owe_investigation(actor, signal, since=clock.now())
    if "danger" in changed and danger == DANGER_NOW:
        warn(actor, signal, words=unseal_kept(signal, "summary")["summary"])
    return signal
