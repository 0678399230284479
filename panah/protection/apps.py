from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "panah.protection"
    label = "protection"
