from django.urls import path

from panah.prosecution.views import group, investigation, suspect

app_name = "prosecution"
urlpatterns = [
    path("groups/", group.group_list, name="group_list"),
    path("groups/open/", group.group_open, name="group_open"),
    path("groups/<uuid:group_id>/", group.group_read, name="group_read"),
    path("groups/<uuid:group_id>/share/", group.group_share, name="group_share"),
    path("groups/<uuid:group_id>/members/add/", suspect.suspect_add, name="suspect_add"),
    path("groups/<uuid:group_id>/links/add/", suspect.link_add, name="link_add"),
    path("groups/<uuid:group_id>/investigation/", investigation.investigation_open, name="investigation_open"),
    path("groups/<uuid:group_id>/disposition/", investigation.disposition_record, name="disposition_record"),
    path("groups/<uuid:group_id>/disposition/correct/", investigation.disposition_correct, name="disposition_correct"),
    path("members/<uuid:suspect_id>/name/", suspect.suspect_show, name="suspect_show"),
    path("investigations/<uuid:investigation_id>/step/", investigation.investigation_move, name="investigation_move"),
]
