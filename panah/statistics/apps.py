from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "panah.statistics"
    label = "statistics"
