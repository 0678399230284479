from django.urls import path

from panah.partnership.views import event, measure, project

app_name = "partnership"
urlpatterns = [
    path("projects/", project.project_list, name="project_list"),
    path("projects/open/", project.project_open, name="project_open"),
    path("projects/<slug:slug>/", project.project_show, name="project_show"),
    path("projects/<slug:slug>/change/", project.project_change, name="project_change"),
    path("projects/<slug:slug>/publish/", project.project_publish, name="project_publish"),
    path("projects/<slug:slug>/phase/", project.phase_add, name="phase_add"),
    path("projects/<slug:slug>/funding/", project.funding_add, name="funding_add"),
    path("projects/<slug:slug>/visibility/", project.visibility_keep, name="visibility_keep"),
    path("projects/<slug:slug>/indicator/", project.indicator_define, name="indicator_define"),
    path("projects/<slug:slug>/indicator/<uuid:indicator_id>/value/", project.value_add, name="value_add"),
    path("events/", event.event_list, name="event_list"),
    path("events/plan/", event.event_plan, name="event_plan"),
    path("events/<slug:slug>/", event.event_show, name="event_show"),
    path("events/<slug:slug>/change/", event.event_change, name="event_change"),
    path("events/<slug:slug>/publish/", event.event_publish, name="event_publish"),
    path("events/<slug:slug>/attendance/", event.event_print, name="event_print"),
    path("events/<slug:slug>/role/", event.role_add, name="role_add"),
    path("events/<slug:slug>/participant/", event.participation_add, name="participation_add"),
    path("events/<slug:slug>/speech/", event.speech_add, name="speech_add"),
    path("events/<slug:slug>/programme/", event.agenda_add, name="agenda_add"),
    path("events/<slug:slug>/topic/", event.topic_add, name="topic_add"),
    path("events/<slug:slug>/minutes/", event.minutes_add, name="minutes_add"),
    path("events/<slug:slug>/follow-up/<uuid:item_id>/done/", event.follow_up_tick, name="follow_up_tick"),
    path("events/<slug:slug>/practice/<uuid:item_id>/adopt/", event.practice_adopt, name="practice_adopt"),
    path("plan/", measure.measure_list, name="measure_list"),
    path("plan/add/", measure.measure_plan, name="measure_plan"),
    path("plan/<uuid:measure_id>/", measure.measure_show, name="measure_show"),
    path("plan/<uuid:measure_id>/change/", measure.measure_change, name="measure_change"),
    path("plan/<uuid:measure_id>/sheet/", measure.measure_print, name="measure_print"),
    path("plan/<uuid:measure_id>/report/", measure.measure_report, name="measure_report"),
]
