from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "panah.partnership"
    label = "partnership"
