from datetime import timedelta

import pytest
from django.db import connection

from panah.coordination.tasks import propose_signals
from panah.core.clock import now, today
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline.models import DutyToInvestigate, Signal
from panah.helpline.queries.signal import summary
from panah.protection.actions.retention import approve_erasure, erase_record
from panah.protection.models import Erasure
from tests.support import again, sign_in


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path) -> None:
    settings.VAR = tmp_path


def signal(actor, *, state, days):
    row = Signal(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=f"G-2026-{state[:3]}{days}",
        source="self",
        state=state,
        rejected_because="no_signs" if state == "rejected" else "",
        made_by_id=actor.id,
        detected_at=now() - timedelta(days=days),
        due_at=now(),
        ended_on=today() - timedelta(days=days) if state not in ("open", "handed_over") else None,
    )
    seal(row, summary="Two men in a van.")
    row.save()
    return row


@pytest.mark.django_db
def test_a_signal_that_was_not_about_it_ends_by_two_persons_of_the_helpline() -> None:
    leader = sign_in("helpline_supervisor", organisation="mia-atd", duties=("focal_point",))
    due = signal(leader, state="rejected", days=91)
    kept = [signal(leader, state="rejected", days=9), signal(leader, state="open", days=99)]
    kept += [signal(leader, state=state, days=99) for state in ("presumed", "handed_over")]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_worker")
        assert (propose_signals(), propose_signals()) == (1, 0)
        cursor.execute("SET LOCAL ROLE panah_desk")
    again(leader)
    erasure = Erasure.objects.own(leader).get()
    assert (erasure.case_reference, erasure.retention) == (due.reference, "signal")
    approve_erasure(actor=leader, erasure_id=erasure.pk)
    officer = sign_in("helpline_operator", organisation="mia-atd", duties=("data_protection_officer",))
    approve_erasure(actor=officer, erasure_id=erasure.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_worker")
        assert erase_record(actor=officer, erasure_id=erasure.pk)
        cursor.execute("SET LOCAL ROLE panah_desk")
    assert summary(actor=officer, signal_id=due.pk) == ""
    assert {summary(actor=officer, signal_id=row.pk) for row in kept} == {"Two men in a van."}


@pytest.mark.django_db
def test_what_was_presumed_or_never_answered_has_a_longer_clock() -> None:
    leader = sign_in("helpline_supervisor", organisation="mia-atd", duties=("focal_point",))
    old = [signal(leader, state=state, days=3 * 366) for state in ("presumed", "handed_over")]
    owed = signal(leader, state="presumed", days=4 * 366)
    moment = {"opened_at": now(), "due_at": now()}
    DutyToInvestigate.objects.create(organisation_id=leader.organisation_id, wall=leader.wall, signal=owed, **moment)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_worker")
        assert propose_signals() == 2
        cursor.execute("SET LOCAL ROLE panah_desk")
    again(leader)
    proposed = Erasure.objects.own(leader).values_list("case_reference", "retention")
    assert set(proposed) == {(row.reference, "presumed") for row in old}
