from django.urls import path

from panah.helpline.views import call, concern, signal

app_name = "helpline"
urlpatterns = [
    path("", call.desk_show, name="desk_show"),
    path("calls/", call.call_list, name="call_list"),
    path("calls/log/", call.call_log, name="call_log"),
    path("calls/<uuid:call_id>/", call.call_read, name="call_read"),
    path("concerns/", concern.concern_list, name="concern_list"),
    path("concerns/open/<uuid:report_id>/", concern.concern_open, name="concern_open"),
    path("concerns/<uuid:concern_id>/", concern.concern_read, name="concern_read"),
    path("concerns/<uuid:concern_id>/answer/", concern.concern_answer, name="concern_answer"),
    path("concerns/<uuid:concern_id>/triage/", concern.concern_triage, name="concern_triage"),
    path("signals/", signal.signal_list, name="signal_list"),
    path("signals/new/", signal.signal_make, name="signal_make"),
    path("signals/<uuid:signal_id>/", signal.signal_read, name="signal_read"),
    path("signals/<uuid:signal_id>/move/", signal.signal_move, name="signal_move"),
]
