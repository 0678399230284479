"""Some records of the large register, for measuring on: as one of its case managers sees them."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from panah.accounts.models import Account
from panah.core.db import enter_session
from panah.core.paging import page
from panah.crypto.fields import unseal
from panah.demo.acting import open_session
from panah.protection.models import Case, Person

EMAIL = "case.manager@vac.example"
OPERATOR = "helpline.operator@mia-atd.example"
SIZE = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """Two who are signed in, how many cases the first one sees, and some of them."""

    session: str
    operator: str
    count: int
    cases: list[str]
    names: list[str]
    middle: str


def sample() -> Sample | None:
    """Return cases spread over the register and names of people in it; nothing when nobody was invented yet."""
    account = Account.objects.filter(email=EMAIL).first()
    if account is None:
        return None
    session = open_session(account).session_key or ""
    operator = open_session(Account.objects.get(email=OPERATOR)).session_key or ""
    with transaction.atomic():
        enter_session(session)
        own: QuerySet[Case] = Case.objects.filter(organisation_id=account.organisation_id, wall=account.wall)
        count = own.count()
        step = max(1, count // SIZE)
        ids = list(own.order_by("-opened_on", "-id").values_list("id", flat=True)[: step * SIZE : step])
        people = Person.objects.filter(organisation_id=account.organisation_id, case_id__in=ids)
        named = [unseal(person, "given_name", "surname") for person in people]
        days = own.order_by("opened_on").values_list("opened_on", flat=True)
        middle = page(own.filter(opened_on__lte=days[count // 2]), after=None, size=1).next_cursor or ""
    names = [f"{name['given_name']} {name['surname']}" for name in named]
    return Sample(session, operator, count, [str(one) for one in ids], names, middle)
