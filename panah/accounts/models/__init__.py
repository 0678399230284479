from panah.accounts.models.account import Account
from panah.accounts.models.notification import Notification
from panah.accounts.models.proposal import Proposal
from panah.accounts.models.session import Session

__all__ = ["Account", "Notification", "Proposal", "Session"]
