from django.db import models

from panah.core.ids import new_id, random_id


class KeyCheck(models.Model):
    """One row: a value only the right root key gives, so that a wrong key is refused before it seals anything."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="crypto_keycheck_one_row")]

    def __str__(self) -> str:
        return "key check value"


class CompartmentKey(models.Model):
    """What one organisation keeps behind one wall for one purpose, wrapped by the root key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    wall = models.CharField(max_length=20)
    purpose = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "wall", "purpose", "version"], name="crypto_compartmentkey_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.wall} {self.purpose} v{self.version}"


class RecordKey(models.Model):
    """The key of one person or case, wrapped by its compartment. Emptied, everything it sealed is erased."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    compartment = models.ForeignKey(CompartmentKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, erased_at__isnull=True)
                | models.Q(wrapped__isnull=True, erased_at__isnull=False),
                name="crypto_recordkey_wrapped_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DeskKey(models.Model):
    """A receiving desk's key pair: anybody may seal to `public`; `secret` is wrapped by the desk's compartment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    wall = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    public = models.BinaryField()
    compartment = models.ForeignKey(CompartmentKey, on_delete=models.PROTECT, related_name="+")
    secret = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "wall", "version"], name="crypto_deskkey_version"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.wall} v{self.version}"
