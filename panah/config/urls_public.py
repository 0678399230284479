"""Every page of the public. The desk's pages are in `urls`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from panah.website.views import entry, page, survey

handler400 = "panah.website.views.entry.not_understood"
handler404 = "panah.website.views.entry.not_found"
handler500 = "panah.website.views.entry.failed"

urlpatterns = [
    path("", entry.entry_show, name="entry_show"),
    path("p/<str:code>", entry.scan_count, name="scan_count"),
    path("s/<slug:code>", survey.survey_find, name="survey_find"),
    path("robots.txt", entry.robots_show, name="robots_show"),
    path("api/v1/<slug:kind>/", page.api_list, name="api_list"),
    *i18n_patterns(
        path("", include("panah.website.urls")),
        path("", include("panah.concerns.urls")),
    ),
]
