from django.urls import path

from panah.prevention.views import campaign, ledger, material, placement, plan, post, reply, story, survey, version

app_name = "prevention"

CAMPAIGNS = [
    path("campaigns/", campaign.campaign_list, name="campaign_list"),
    path("campaigns/open/", campaign.campaign_open, name="campaign_open"),
    path("campaigns/<slug:slug>/", campaign.campaign_show, name="campaign_show"),
    path("campaigns/<slug:slug>/change/", campaign.campaign_change, name="campaign_change"),
    path("campaigns/<slug:slug>/step/", campaign.campaign_step, name="campaign_step"),
    path("campaigns/<slug:slug>/publish/", campaign.campaign_publish, name="campaign_publish"),
    path("campaigns/<slug:slug>/audiences/add/", campaign.audience_add, name="audience_add"),
    path("campaigns/<slug:slug>/outlets/add/", campaign.channel_add, name="channel_add"),
    path("campaigns/<slug:slug>/materials/add/", material.material_add, name="material_add"),
    path("campaigns/<slug:slug>/surveys/plan/", survey.survey_plan, name="survey_plan"),
    path("campaigns/<slug:slug>/plan/add/", plan.entry_plan, name="entry_plan"),
    path("campaigns/<slug:slug>/money/", plan.money_list, name="money_list"),
    path("campaigns/<slug:slug>/money/enter/", plan.money_enter, name="money_enter"),
    path("campaigns/<slug:slug>/evaluate/", plan.campaign_evaluate, name="campaign_evaluate"),
    path("campaigns/<slug:slug>/posts/", post.post_list, name="post_list"),
    path("campaigns/<slug:slug>/posts/record/", post.post_record, name="post_record"),
    path("campaigns/<slug:slug>/posts/import/", post.post_import, name="post_import"),
    path("campaigns/<slug:slug>/media/add/", post.mention_add, name="mention_add"),
    path("plan/<uuid:entry_id>/done/", plan.entry_finish, name="entry_finish"),
    path("calendar/", plan.calendar_show, name="calendar_show"),
    path("outreach/", campaign.outreach_list, name="outreach_list"),
    path("outreach/record/", campaign.outreach_record, name="outreach_record"),
]
MATERIALS = [
    path("materials/<uuid:material_id>/", material.material_show, name="material_show"),
    path("materials/<uuid:material_id>/change/", material.material_change, name="material_change"),
    path("materials/<uuid:material_id>/words/", version.version_write, name="version_write"),
    path("materials/<uuid:material_id>/review/", material.material_review, name="material_review"),
    path("materials/<uuid:material_id>/place/", material.material_place, name="material_place"),
    path("materials/<uuid:material_id>/given/", material.delivery_record, name="delivery_record"),
    path("materials/<uuid:material_id>/response/", material.response_record, name="response_record"),
    path("materials/<uuid:material_id>/print-run/", ledger.batch_record, name="batch_record"),
    path("stock/", ledger.stock_list, name="stock_list"),
    path("batches/<uuid:batch_id>/hand-out/", ledger.batch_hand_out, name="batch_hand_out"),
    path("deliveries/<uuid:delivery_id>/receive/", ledger.delivery_receive, name="delivery_receive"),
    path("deliveries/<uuid:delivery_id>/count/", ledger.delivery_count, name="delivery_count"),
    path("deliveries/<uuid:delivery_id>/note/", material.delivery_print, name="delivery_print"),
    path("versions/<uuid:version_id>/", version.version_show, name="version_show"),
    path("versions/<uuid:version_id>/back/", version.version_translate_back, name="version_translate_back"),
    path("versions/<uuid:version_id>/approve/", version.version_approve, name="version_approve"),
    path("sheets/<uuid:version_id>.png", version.sheet_preview, name="sheet_preview"),
    path("sheets/<uuid:version_id>.pdf", version.sheet_print, name="sheet_print"),
    path("placements/<uuid:placement_id>/", placement.placement_show, name="placement_show"),
    path("placements/<uuid:placement_id>/up/", placement.placement_put_up, name="placement_put_up"),
    path("placements/<uuid:placement_id>/check/", placement.placement_check, name="placement_check"),
    path("placements/<uuid:placement_id>/down/", placement.placement_take_down, name="placement_take_down"),
]
STORIES = [
    path("stories/", story.story_list, name="story_list"),
    path("stories/begin/", story.story_begin, name="story_begin"),
    path("stories/<uuid:story_id>/", story.story_show, name="story_show"),
    path("stories/<uuid:story_id>/read/", story.story_read, name="story_read"),
    path("stories/<uuid:story_id>/write/", story.story_write, name="story_write"),
    path("stories/<uuid:story_id>/check/", story.story_check, name="story_check"),
    path("stories/<uuid:story_id>/heard/", story.story_heard, name="story_heard"),
    path("stories/<uuid:story_id>/sign/", story.story_sign, name="story_sign"),
    path("stories/<uuid:story_id>/review/", story.story_review, name="story_review"),
    path("stories/<uuid:story_id>/consent/", story.story_consent, name="story_consent"),
    path("stories/<uuid:story_id>/copies/", story.copy_list, name="copy_list"),
    path("stories/<uuid:story_id>/step/", story.story_step, name="story_step"),
    path("stories/<uuid:story_id>/publish/", story.story_publish, name="story_publish"),
    path("stories/<uuid:story_id>/withdraw/", story.story_withdraw, name="story_withdraw"),
    path("story-consents/<uuid:consent_id>/withdraw/", story.consent_withdraw, name="consent_withdraw"),
    path("story-copies/<uuid:copy_id>/chase/", story.copy_chase, name="copy_chase"),
]
SURVEYS = [
    path("surveys/<uuid:survey_id>/", survey.survey_show, name="survey_show"),
    path("surveys/<uuid:survey_id>/questions/add/", survey.question_add, name="question_add"),
    path("surveys/<uuid:survey_id>/rounds/record/", survey.round_record, name="round_record"),
    path("surveys/<uuid:survey_id>/rounds/open/", reply.round_open, name="round_open"),
    path("surveys/<uuid:survey_id>/translation/", reply.survey_translate, name="survey_translate"),
    path("surveys/<uuid:survey_id>/compare/", reply.survey_compare, name="survey_compare"),
    path("rounds/<uuid:round_id>/answers/", reply.reply_enter, name="reply_enter"),
    path("rounds/<uuid:round_id>/close/", reply.round_close, name="round_close"),
]

urlpatterns = [*CAMPAIGNS, *MATERIALS, *STORIES, *SURVEYS]
