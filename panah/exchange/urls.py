from django.urls import path

from panah.exchange.views import register

app_name = "exchange"

urlpatterns = [
    path("register/", register.register_upload, name="register_upload"),
    path("register/sheet/", register.register_sheet, name="register_sheet"),
    path("register/<uuid:upload_id>/", register.register_read, name="register_read"),
    path("register/<uuid:upload_id>/import/", register.register_import, name="register_import"),
    path("register/<uuid:upload_id>/discard/", register.register_discard, name="register_discard"),
]
