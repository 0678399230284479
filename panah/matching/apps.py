from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "panah.matching"
    label = "matching"
