"""Nothing but crypto, to see what sealing alone loads."""

SECRET_KEY = "only for one test"
INSTALLED_APPS = ["panah.crypto"]
USE_TZ = True
