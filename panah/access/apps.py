from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "panah.access"
    label = "access"
