"""What is counted of coordination, without words and ids."""

import pytest

from panah.coordination import actions
from panah.core.clock import today
from tests.coordination.people import ask, presumed_case, refer, worker
from tests.prosecution.test_facts import counted

pytestmark = pytest.mark.django_db


def test_referrals_and_requests_are_counted_by_their_days():
    sender = worker()
    case = presumed_case(sender)
    referral = refer(sender, case_id=case.pk)
    actions.accept_referral(actor=worker("mia-atd", "identification_officer"), referral_id=referral.pk)
    asked = ask(sender)
    actions.refuse_request(actor=worker("sms", "liaison_officer"), request_id=asked.pk, reason="no_legal_basis")
    (row,) = counted("fact_referral")
    assert (row["from_organisation"], row["to_organisation"], row["purpose"]) == ("vac", "mia-atd", "identification")
    assert (row["sent_on"], row["answer"], row["is_in_time"]) == (today(), "accepted", True)
    (told,) = counted("fact_information_request")
    assert (told["answer"], told["refusal_reason"]) == ("refused", "no_legal_basis")
    text = str([row, told])
    for secret in (str(case.person_id), str(referral.pk), referral.reference, case.reference, "woman officer"):
        assert secret not in text
