from django.db import models

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import Campaign


class PostReading(Register):
    """
    What a network says about one online post on one day. A later reading is another row; none is ever changed.

    A post is known by its address, or by the number that its network gave it. An empty figure was not told.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="post_readings")
    network = CodeField("social_network")
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    language = CodeField("language", blank=True)
    posted_on = models.DateField()
    read_on = models.DateField()
    reach_count = models.PositiveIntegerField(null=True)
    views_count = models.PositiveIntegerField(null=True)
    completed_count = models.PositiveIntegerField(null=True)
    clicks_count = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "network", "address", "read_on"], name="prevention_reading_once"
            ),
            models.CheckConstraint(
                condition=models.Q(read_on__gte=models.F("posted_on")), name="prevention_reading_after_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.address} {self.read_on}"


class Mention(Register):
    """What media published about a campaign: in which tone, and how it treated people and the number."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="mentions")
    outlet = models.CharField(max_length=120)
    kind = CodeField("media_channel")
    published_on = models.DateField()
    title = models.CharField(max_length=200)
    address = models.URLField(max_length=300, blank=True)
    tone = CodeField("mention_tone")
    number_named = CodeField("yes_no_unknown")
    dignity_kept = CodeField("yes_no_unknown")

    def __str__(self) -> str:
        return f"{self.outlet} {self.published_on}"
