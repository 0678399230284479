from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "panah.coordination"
    label = "coordination"
