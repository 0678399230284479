from django.urls import path

from panah.website.views import page, survey, text

app_name = "website"
urlpatterns = [
    path("", text.home_show, name="home_show"),
    path("help/", text.help_show, name="help_show"),
    path("danger/", text.danger_show, name="danger_show"),
    path("children/", text.child_show, name="child_show"),
    path("rights/", text.rights_show, name="rights_show"),
    path("abroad/", text.leaving_show, name="leaving_show"),
    path("privacy/", text.privacy_show, name="privacy_show"),
    path("accessibility/", text.accessibility_show, name="accessibility_show"),
    path("hide/", text.hiding_show, name="hiding_show"),
    path("events/", page.event_list, name="event_list"),
    path("materials/", page.material_list, name="material_list"),
    path("services/", page.offer_list, name="offer_list"),
    path("data/", text.data_show, name="data_show"),
    path("figures/", page.figures_list, name="figures_list"),
    path("figures/<slug:slug>/save/", page.figures_save, name="figures_save"),
    path("survey/<slug:code>/", survey.survey_answer, name="survey_answer"),
    path("files/<uuid:file_id>/", page.file_save, name="file_save"),
    path("videos/<uuid:clip_id>/", page.clip_play, name="clip_play"),
    path("videos/<uuid:clip_id>/picture/", page.clip_picture, name="clip_picture"),
    path("captions/<uuid:page_id>.vtt", page.captions_show, name="captions_show"),
    path("<slug:kind>/<slug:slug>/", page.page_show, name="page_show"),
]
