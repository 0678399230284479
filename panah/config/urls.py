"""Every page of the desk. The public's pages are in `urls_public`."""

from django.urls import include, path

handler404 = "panah.config.errors.not_found"
handler500 = "panah.config.errors.failed"

urlpatterns = [
    path("", include("panah.desk.urls")),
    path("account/", include("panah.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("helpline/", include("panah.helpline.urls")),
    path("protection/", include("panah.protection.urls")),
    path("partnership/", include("panah.partnership.urls")),
    path("coordination/", include("panah.coordination.urls")),
    path("prosecution/", include("panah.prosecution.urls")),
    path("prevention/", include("panah.prevention.urls")),
    path("statistics/", include("panah.statistics.urls")),
    path("exchange/", include("panah.exchange.urls")),
]
