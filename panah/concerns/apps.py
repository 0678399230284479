from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "panah.concerns"
    label = "concerns"
