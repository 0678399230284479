from django.urls import path

from panah.helpline.views import alarm, attachment, call, callback, concern, oncall, shiftnote, signal

app_name = "helpline"
urlpatterns = [
    path("", call.desk_show, name="desk_show"),
    path("calls/", call.call_list, name="call_list"),
    path("calls/log/", call.call_log, name="call_log"),
    path("calls/known/", call.call_recall, name="call_recall"),
    path("call-backs/", callback.callback_list, name="callback_list"),
    path("call-backs/<uuid:callback_id>/", callback.callback_read, name="callback_read"),
    path("call-backs/<uuid:callback_id>/attempt/", callback.callback_attempt, name="callback_attempt"),
    path("calls/<uuid:call_id>/", call.call_read, name="call_read"),
    path("concerns/", concern.concern_list, name="concern_list"),
    path("concerns/open/<uuid:report_id>/", concern.concern_open, name="concern_open"),
    path("concerns/<uuid:concern_id>/", concern.concern_read, name="concern_read"),
    path("concerns/<uuid:concern_id>/answer/", concern.concern_answer, name="concern_answer"),
    path("concerns/<uuid:concern_id>/triage/", concern.concern_triage, name="concern_triage"),
    path("alarms/", alarm.alarm_list, name="alarm_list"),
    path("alarms/<uuid:alarm_id>/", alarm.alarm_read, name="alarm_read"),
    path("alarms/<uuid:alarm_id>/take/", alarm.alarm_take, name="alarm_take"),
    path("alarms/<uuid:alarm_id>/end/", alarm.alarm_end, name="alarm_end"),
    path("on-call/", oncall.oncall_list, name="oncall_list"),
    path("on-call/add/", oncall.oncall_add, name="oncall_add"),
    path("on-call/<uuid:oncall_id>/end/", oncall.oncall_end, name="oncall_end"),
    path("overview/", shiftnote.overview_show, name="overview_show"),
    path("shifts/", shiftnote.shiftnote_list, name="shiftnote_list"),
    path("shifts/write/", shiftnote.shiftnote_write, name="shiftnote_write"),
    path("shifts/<uuid:shiftnote_id>/", shiftnote.shiftnote_read, name="shiftnote_read"),
    path("shifts/<uuid:shiftnote_id>/acknowledge/", shiftnote.shiftnote_acknowledge, name="shiftnote_acknowledge"),
    path("signals/<uuid:signal_id>/alarm/", alarm.signal_alarm, name="signal_alarm"),
    path("attachments/<uuid:attachment_id>/", attachment.attachment_open, name="attachment_open"),
    path("attachments/<uuid:attachment_id>/original/", attachment.attachment_original, name="attachment_original"),
    path("signals/", signal.signal_list, name="signal_list"),
    path("signals/new/", signal.signal_make, name="signal_make"),
    path("signals/<uuid:signal_id>/", signal.signal_read, name="signal_read"),
    path("signals/<uuid:signal_id>/move/", signal.signal_move, name="signal_move"),
]
