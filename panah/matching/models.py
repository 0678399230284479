from django.db import models

from panah.codes.fields import CodeField


class NameTag(models.Model):
    """
    One keyed hash under which one organisation finds one of its people again.

    The subject is the holder's record of a person; what it is called stands only there, encrypted.
    """

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField()
    wall = CodeField("wall")
    subject_id = models.UUIDField()
    kind = models.SmallIntegerField()
    tag = models.BigIntegerField()
    key_version = models.SmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "subject_id"], name="matching_nametag_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "wall", "kind", "tag", "subject_id"], name="matching_nametag_once"
            ),
            models.CheckConstraint(condition=models.Q(tag__gte=0), name="matching_nametag_is_63_bits"),
        ]

    def __str__(self) -> str:
        return f"tag {self.kind} of {self.subject_id}"
