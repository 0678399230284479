from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "panah.prevention"
    label = "prevention"
