from django.urls import path

from panah.accounts.views import session

app_name = "accounts"
urlpatterns = [
    path("sessions/", session.session_list, name="session_list"),
    path("sessions/<str:key_hash>/end/", session.session_end, name="session_end"),
    path("language/", session.language_change, name="language_change"),
]
