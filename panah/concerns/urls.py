from django.urls import path

from panah.concerns.views import mailbox, report

app_name = "concerns"
urlpatterns = [
    path("report/", report.report_send, name="report_send"),
    path("answer/", mailbox.mailbox_open, name="mailbox_open"),
]
