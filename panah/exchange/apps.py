from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "panah.exchange"
    label = "exchange"
