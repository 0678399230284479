from django.urls import path

from panah.protection.views import (
    care,
    case,
    casework,
    consent,
    consular,
    inquiry,
    money,
    shelter,
    trafficking,
    wellbeing,
)

app_name = "protection"

CASES = [
    path("cases/", case.case_list, name="case_list"),
    path("cases/shared/", case.case_list_shared, name="case_list_shared"),
    path("cases/open/", case.case_open, name="case_open"),
    path("cases/<uuid:case_id>/", case.case_read, name="case_read"),
    path("cases/<uuid:case_id>/name/", case.person_show, name="person_show"),
    path("cases/<uuid:case_id>/change/", case.case_change, name="case_change"),
    path("cases/<uuid:case_id>/move/", case.case_move, name="case_move"),
    path("cases/<uuid:case_id>/assign/", case.case_assign, name="case_assign"),
    path("cases/<uuid:case_id>/close/", case.case_close, name="case_close"),
    path("cases/<uuid:case_id>/reopen/", case.case_reopen, name="case_reopen"),
    path("people/", case.person_find, name="person_find"),
]
HELP = [
    path("cases/<uuid:case_id>/indicators/", care.case_indicators, name="case_indicators"),
    path("cases/<uuid:case_id>/indicators/presume/", care.presumption_make, name="presumption_make"),
    path("cases/<uuid:case_id>/plan/", care.case_plan, name="case_plan"),
    path("cases/<uuid:case_id>/plan/record/", care.service_record, name="service_record"),
    path("cases/<uuid:case_id>/plan/review/", care.plan_review, name="plan_review"),
    path("cases/<uuid:case_id>/timeline/", care.case_timeline, name="case_timeline"),
    path("cases/<uuid:case_id>/timeline/note/", care.note_add, name="note_add"),
    path("cases/<uuid:case_id>/access/", care.case_access, name="case_access"),
]
STORY = [
    path("cases/<uuid:case_id>/episodes/", trafficking.case_episodes, name="case_episodes"),
    path("cases/<uuid:case_id>/episodes/record/", trafficking.episode_record, name="episode_record"),
    path("episodes/<uuid:episode_id>/correct/", trafficking.episode_correct, name="episode_correct"),
    path(
        "cases/<uuid:case_id>/indicators/screen/<slug:indicator_list>/",
        trafficking.screening_make,
        name="screening_make",
    ),
]
WELLBEING = [
    path("cases/<uuid:case_id>/needs/", wellbeing.case_needs, name="case_needs"),
    path("cases/<uuid:case_id>/needs/assess/", wellbeing.assessment_make, name="assessment_make"),
    path("assessments/<uuid:assessment_id>/", wellbeing.assessment_read, name="assessment_read"),
    path("cases/<uuid:case_id>/child/", wellbeing.case_child, name="case_child"),
    path("cases/<uuid:case_id>/child/show/", wellbeing.child_show, name="child_show"),
    path("cases/<uuid:case_id>/child/age/", wellbeing.age_assess, name="age_assess"),
    path("cases/<uuid:case_id>/child/guardian/", wellbeing.guardian_appoint, name="guardian_appoint"),
    path("guardians/<uuid:guardian_id>/end/", wellbeing.guardian_end, name="guardian_end"),
    path("cases/<uuid:case_id>/child/interests/", wellbeing.interests_assess, name="interests_assess"),
    path("cases/<uuid:case_id>/child/family/", wellbeing.family_assess, name="family_assess"),
    path("cases/<uuid:case_id>/conversations/", wellbeing.case_interviews, name="case_interviews"),
    path("cases/<uuid:case_id>/conversations/record/", wellbeing.interview_record, name="interview_record"),
    path("conversations/<uuid:interview_id>/", wellbeing.interview_read, name="interview_read"),
]
CASEWORK = [
    path("cases/<uuid:case_id>/tasks/", casework.case_tasks, name="case_tasks"),
    path("cases/<uuid:case_id>/tasks/set/", casework.task_set, name="task_set"),
    path("tasks/<uuid:task_id>/end/", casework.task_end, name="task_end"),
    path("cases/<uuid:case_id>/follow-up/", casework.follow_up_record, name="follow_up_record"),
    path("cases/<uuid:case_id>/flags/raise/", casework.flag_raise, name="flag_raise"),
    path("flags/<uuid:flag_id>/lower/", casework.flag_lower, name="flag_lower"),
    path("cases/<uuid:case_id>/family/", casework.case_family, name="case_family"),
    path("cases/<uuid:case_id>/family/record/", casework.relative_record, name="relative_record"),
    path("family/<uuid:relative_id>/name/", casework.relative_show, name="relative_show"),
    path("caseload/", casework.caseload_list, name="caseload_list"),
    path("caseload/assign/", casework.caseload_assign, name="caseload_assign"),
]
CONSENTS = [
    path("cases/<uuid:case_id>/consent/", consent.case_consent, name="case_consent"),
    path("cases/<uuid:case_id>/consent/record/", consent.consent_record, name="consent_record"),
    path("cases/<uuid:case_id>/consent/without/", consent.override_record, name="override_record"),
    path("consents/<uuid:consent_id>/", consent.consent_read, name="consent_read"),
    path("consents/<uuid:consent_id>/signature/", consent.consent_show, name="consent_show"),
    path("consents/<uuid:consent_id>/paper/", consent.consent_open, name="consent_open"),
    path("consents/<uuid:consent_id>/withdraw/", consent.consent_withdraw, name="consent_withdraw"),
    path("overrides/<uuid:override_id>/reason/", consent.override_show, name="override_show"),
    path("overrides/<uuid:override_id>/told/", consent.override_tell, name="override_tell"),
    path("overrides/<uuid:override_id>/note/", consent.override_note, name="override_note"),
]
INQUIRIES = [
    path("inquiries/", inquiry.inquiry_list, name="inquiry_list"),
    path("inquiries/<uuid:inquiry_id>/", inquiry.inquiry_read, name="inquiry_read"),
    path("inquiries/<uuid:inquiry_id>/stage/<str:stage>/", inquiry.inquiry_move, name="inquiry_move"),
    path("inquiries/<uuid:inquiry_id>/decide/", inquiry.decision_make, name="decision_make"),
    path("cases/<uuid:case_id>/decision/", inquiry.case_decision, name="case_decision"),
    path("decisions/<uuid:decision_id>/reasons/", inquiry.decision_show, name="decision_show"),
    path("decisions/<uuid:decision_id>/receive/", inquiry.decision_receive, name="decision_receive"),
]
SHELTERS = [
    path("shelters/", shelter.shelter_list, name="shelter_list"),
    path("shelters/open/", shelter.shelter_open, name="shelter_open"),
    path("shelters/<uuid:shelter_id>/location/", shelter.shelter_locate, name="shelter_locate"),
    path("places/<uuid:request_id>/answer/", shelter.place_answer, name="place_answer"),
    path("places/<uuid:request_id>/decline/", shelter.place_decline, name="place_decline"),
    path("places/<uuid:request_id>/withdraw/", shelter.place_withdraw, name="place_withdraw"),
    path("stays/<uuid:stay_id>/end/", shelter.stay_end, name="stay_end"),
    path("cases/<uuid:case_id>/shelter/", shelter.case_shelter, name="case_shelter"),
    path("cases/<uuid:case_id>/shelter/request/", shelter.place_request, name="place_request"),
]
MONEY = [
    path("cases/<uuid:case_id>/money/", money.case_money, name="case_money"),
    path("cases/<uuid:case_id>/money/allowance/", money.allowance_request, name="allowance_request"),
    path("cases/<uuid:case_id>/money/aid/", money.aid_apply, name="aid_apply"),
    path("payments/", money.payment_list, name="payment_list"),
    path("payments/fund/", money.fund_enter, name="fund_enter"),
    path("payments/draft/<uuid:request_id>/", money.payment_draft, name="payment_draft"),
    path("payments/<uuid:payment_id>/", money.payment_read, name="payment_read"),
    path("payments/<uuid:payment_id>/approve/", money.payment_approve, name="payment_approve"),
    path("payments/<uuid:payment_id>/reject/", money.payment_reject, name="payment_reject"),
    path("payments/<uuid:payment_id>/pay/", money.payment_pay, name="payment_pay"),
    path("payments/<uuid:payment_id>/reverse/", money.payment_reverse, name="payment_reverse"),
]
CONSULAR = [
    path("consular/", consular.assistance_list, name="assistance_list"),
    path("consular/open/", consular.assistance_open, name="assistance_open"),
    path("consular/<uuid:assistance_id>/", consular.assistance_read, name="assistance_read"),
    path("consular/<uuid:assistance_id>/identity/", consular.assistance_show, name="assistance_show"),
    path("consular/<uuid:assistance_id>/change/", consular.assistance_change, name="assistance_change"),
    path("consular/<uuid:assistance_id>/consent/", consular.assistance_consent, name="assistance_consent"),
    path("consular/<uuid:assistance_id>/document/", consular.document_issue, name="document_issue"),
    path("consular/<uuid:assistance_id>/return/", consular.return_announce, name="return_announce"),
    path("consular/<uuid:assistance_id>/close/", consular.assistance_close, name="assistance_close"),
    path("consular/asked/<uuid:contact_id>/", consular.contact_read, name="contact_read"),
    path("consular/asked/<uuid:contact_id>/identity/", consular.contact_show, name="contact_show"),
    path("consular/asked/<uuid:contact_id>/help/", consular.contact_take_up, name="contact_take_up"),
    path("consular/hand-over/<uuid:hand_over_id>/sign/", consular.hand_over_sign, name="hand_over_sign"),
    path("consular/hand-over/<uuid:hand_over_id>/case/", consular.hand_over_open, name="hand_over_open"),
    path("cases/<uuid:case_id>/consular/", consular.case_consular, name="case_consular"),
    path("cases/<uuid:case_id>/consular/mission/", consular.mission_contact, name="mission_contact"),
]

urlpatterns = [*CASES, *HELP, *CONSENTS, *CASEWORK, *STORY, *WELLBEING, *INQUIRIES, *SHELTERS, *MONEY, *CONSULAR]
