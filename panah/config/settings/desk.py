"""The desk: everybody who signs in."""

from panah.config.settings.base import *
