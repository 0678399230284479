from django.urls import path

from panah.statistics.views.indicator import indicator_list, indicator_read
from panah.statistics.views.report import report_draw, report_list, report_read, report_release, report_withdraw
from panah.statistics.views.snapshot import snapshot_list, snapshot_take
from panah.statistics.views.statement import statement_draw, statement_list, statement_read

app_name = "statistics"
urlpatterns = [
    path("statement/", statement_read, name="statement_read"),
    path("statement/draw/", statement_draw, name="statement_draw"),
    path("statement/list/", statement_list, name="statement_list"),
    path("statement/<uuid:statement_id>/", statement_read, name="statement_read"),
    path("statement/<uuid:statement_id>/<slug:key>/", statement_read, name="statement_read"),
    path("report/", report_read, name="report_read"),
    path("report/draw/", report_draw, name="report_draw"),
    path("report/list/", report_list, name="report_list"),
    path("report/<uuid:report_id>/", report_read, name="report_read"),
    path("report/<uuid:report_id>/release/", report_release, name="report_release"),
    path("report/<uuid:report_id>/withdraw/", report_withdraw, name="report_withdraw"),
    path("indicators/", indicator_list, name="indicator_list"),
    path("indicators/<slug:key>/", indicator_read, name="indicator_read"),
    path("snapshots/", snapshot_list, name="snapshot_list"),
    path("snapshots/take/", snapshot_take, name="snapshot_take"),
]
