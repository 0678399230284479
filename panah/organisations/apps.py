from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "panah.organisations"
    label = "organisations"
