"""Jobs of coordination: what has to follow from something that happened in a room below."""

from uuid import UUID

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.coordination import actions
from panah.core.jobs import task


@task("coordination.stop_referrals")
def stop_referrals(*, consent_id: str, account_id: str) -> None:
    """Stop the referrals that rest on a withdrawn consent, as whoever withdrew it. A second run finds none."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.stop_referrals(actor=actor_of(account, []), consent_id=UUID(consent_id))


@task("coordination.erase_words")
def erase_words(*, case_id: str, account_id: str) -> None:
    """Erase what was written in the referrals of a case that was erased. A second run finds nothing to erase."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.erase_words(actor=actor_of(account, []), case_id=UUID(case_id))
