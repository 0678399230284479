from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.roles import ROLES
from panah.codes.fields import CodeField
from panah.core.ids import new_id


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django asks for it by these names."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """Create an account with a usable password."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find the account of an e-mail address, however it is written."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who works at an organisation. All roles of one account stand behind one wall."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    wall = CodeField("wall", editable=False)
    roles = ArrayField(models.CharField(max_length=40))
    duties = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=2, default="az")
    is_active = models.BooleanField(default=True)
    # Until then a passkey may be added without an earlier one; the first that is added ends it.
    passkey_until = models.DateTimeField(null=True)

    waits: ClassVar[bool] = False
    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(roles__len__gte=1), name="accounts_account_has_a_role"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, with the wall that the roles stand behind."""
        self.wall = wall_of(self.roles)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


def wall_of(roles: list[str]) -> str:
    """
    Return the one wall behind which all the roles stand.

    :raises ValueError: if they stand behind two, or one of them is no role
    """
    unknown = [name for name in roles if name not in ROLES]
    walls = {ROLES[name].wall for name in roles if name in ROLES}
    if unknown or len(walls) != 1:
        raise ValueError(f"roles {roles} must be known and stand behind one wall")
    return walls.pop()
