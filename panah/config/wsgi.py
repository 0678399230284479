import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.config.settings.desk")
application = get_wsgi_application()
