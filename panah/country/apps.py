from django.apps import AppConfig


class CountryConfig(AppConfig):
    name = "panah.country"
    label = "country"
