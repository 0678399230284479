from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "panah.crypto"
    label = "crypto"
