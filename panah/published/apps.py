from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "panah.published"
    label = "published"
