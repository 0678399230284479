from django.apps import AppConfig


class ProsecutionConfig(AppConfig):
    name = "panah.prosecution"
    label = "prosecution"
