from django.apps import AppConfig


class HelplineConfig(AppConfig):
    name = "panah.helpline"
    label = "helpline"
