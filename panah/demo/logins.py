"""One account for each role, at organisations where such people work. One password for all, drawn for this machine."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from panah.access.roles import Duty
from panah.accounts.models import Account
from panah.accounts.models.account import wall_of
from panah.organisations.models import Organisation

WORDS = ("pomegranate", "lantern", "doorway", "harbour", "caspian", "saffron", "willow", "summit", "meadow", "compass")
STEWARD = (Duty.FOCAL_POINT.value, Duty.STEWARD.value)


@dataclass(frozen=True, slots=True)
class Login:
    """Who works where. The names are invented."""

    role: str
    organisation: str
    name: str
    duties: tuple[str, ...] = ()
    language: str = "en"

    @property
    def email(self) -> str:
        """Return an address in a domain that cannot exist."""
        return f"{self.role.replace('_', '.')}@{self.organisation}.example"


LOGINS = (
    Login("helpline_operator", "mia-atd", "Sevda Bulaqlı", language="az"),
    Login("helpline_supervisor", "mia-atd", "Elçin Yamaclı", (Duty.FOCAL_POINT.value,)),
    Login("helpline_operator", "child-helpline", "Lalə Çəmənli", language="az"),
    Login("first_responder", "sbs", "Orxan Qayalı"),
    Login("first_responder", "moe-ganja", "Günay Narlıyeva", (Duty.FOCAL_POINT.value,), language="az"),
    Login("first_responder", "labour-inspection", "Rəhim Daşlı"),
    Login("identification_officer", "mia-atd", "Vüqar Zirvəli"),
    Login("case_manager", "vac", "Aygül Söyüdova"),
    Login("case_manager", "ngo-clean-world", "Nərgiz Durnalı", (Duty.FOCAL_POINT.value,), language="az"),
    Login("case_manager", "ngo-children-union", "Fidan Maralova", (Duty.FOCAL_POINT.value,)),
    Login("case_supervisor", "vac", "Tərlan Qovaqlı", (*STEWARD, Duty.DATA_PROTECTION_OFFICER.value)),
    Login("shelter_manager", "mia-shelter", "Ülkər Ormanlı", (Duty.FOCAL_POINT.value,)),
    Login("shelter_manager", "ngo-clean-world", "Sara Dağlı", language="az"),
    Login("transport_officer", "mia-shelter", "Mahir Körpülü"),
    Login("transport_officer", "ngo-clean-world", "Vasif Yollu"),
    Login("aid_fund_officer", "aid-fund", "İlahə Sünbülova", (Duty.DATA_PROTECTION_OFFICER.value,)),
    Login("aid_fund_approver", "aid-fund", "Fuad Arpalı", (Duty.FOCAL_POINT.value,)),
    Login("aid_committee_member", "aid-fund", "Cəmilə Buğdalı"),
    Login("investigator", "mia-atd", "Tural Kəhrizli"),
    Login("supervising_prosecutor", "prosecutor", "Azər Palıdov"),
    Login("consular_officer", "mfa-istanbul", "Samir Küləkli"),
    Login("consular_officer", "mfa-consular", "Vəfa Göllü", (Duty.FOCAL_POINT.value,)),
    Login("foreign_mission_officer", "emb-moldova", "Doina Izvoreanu"),
    Login("liaison_officer", "sms", "Nicat Dumanlı", (Duty.FOCAL_POINT.value,)),
    Login("liaison_officer", "moe", "Zəhra Tutlu", (Duty.FOCAL_POINT.value,), language="az"),
    Login("liaison_officer", "mlspp", "Kamran Şehli", (Duty.FOCAL_POINT.value,)),
    Login("national_coordinator", "coordinator", "Ləman Günəşli"),
    Login("statistician", "coordinator", "Araz Ulduzlu"),
    Login("campaign_officer", "iom-az", "Arzu Çinarova", (Duty.DATA_PROTECTION_OFFICER.value,)),
    Login("project_officer", "iom-az", "Elnur Yaylaqlı"),
    Login("donor", "eu-delegation", "Pernille Bakkelund"),
    Login("donor", "us-inl", "Avery Stonebrook"),
    Login("oversight_officer", "ombudsman", "Reyhan Turaclı"),
    Login("system_administrator", "coordinator", "Ceyhun Kəklikov"),
    Login("system_administrator", "mlspp", "Sənubər Laləzar"),
)
# Two persons decide on aid: the second member of the committee. Three work on a story: who writes it, who reads it a
# second time, and who signs it.
SECOND = Login("aid_committee_member", "aid-fund", "Yaşar Tutlu")
SECOND_EMAIL = "aid.committee.second@aid-fund.example"
WRITER = Login("campaign_officer", "iom-az", "Nuray Bulaqlı")
WRITER_EMAIL = "campaign.writer@iom-az.example"
READER = Login("campaign_officer", "iom-az", "Ruslan Bağlı")
READER_EMAIL = "campaign.reader@iom-az.example"
SECONDS = ((SECOND, SECOND_EMAIL), (WRITER, WRITER_EMAIL), (READER, READER_EMAIL))


def add_logins() -> dict[tuple[str, str], Account]:
    """Make every account that is not there yet, and return them by role and organisation."""
    hashed = make_password(password())
    organisations = {one.code: one for one in Organisation.objects.all()}
    wanted = [(login, login.email) for login in LOGINS] + [*SECONDS]
    known = set(Account.objects.values_list("email", flat=True))
    made = [
        _account(login, email, hashed, organisations[login.organisation])
        for login, email in wanted
        if email not in known
    ]
    Account.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=account, email=account.email, verified=True, primary=True) for account in made]
    )
    emails = {login.email: login for login in LOGINS}
    accounts = Account.objects.filter(email__in=emails)
    return {(emails[one.email].role, emails[one.email].organisation): one for one in accounts}


def second_member() -> Account:
    """Return the second member of the aid committee."""
    return Account.objects.get(email=SECOND_EMAIL)


def second_writer() -> Account:
    """Return who writes the stories."""
    return Account.objects.get(email=WRITER_EMAIL)


def second_reader() -> Account:
    """Return who reads the stories a second time."""
    return Account.objects.get(email=READER_EMAIL)


def logins() -> list[tuple[str, ...]]:
    """Return role, organisation, address and password of every account of the demonstration."""
    word = password()
    first = [(login.role, login.organisation, login.email, word) for login in LOGINS]
    return [*first, *((login.role, login.organisation, email, word) for login, email in SECONDS)]


def password() -> str:
    """Return the password of this machine's demonstration; drawn once, in a file that its owner alone reads."""
    path = Path(settings.VAR) / "secrets" / "demo.password"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        drawn = "-".join(secrets.choice(WORDS) for _ in range(3)) + f"-{secrets.randbelow(9000) + 1000}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(drawn)
    return path.read_text("ascii")


def _account(login: Login, email: str, hashed: str, organisation: Organisation) -> Account:
    return Account(
        email=email,
        password=hashed,
        name=login.name,
        organisation=organisation,
        wall=wall_of([login.role]),
        roles=[login.role],
        duties=list(login.duties),
        language=login.language,
    )
