from django.urls import path

from panah.coordination.views import answer, breach, referral, request, signal

app_name = "coordination"
urlpatterns = [
    path("referrals/", referral.referral_list, name="referral_list"),
    path("referrals/send/", referral.referral_send, name="referral_send"),
    path("referrals/<uuid:referral_id>/", referral.referral_read, name="referral_read"),
    path("referrals/<uuid:referral_id>/withdraw/", referral.referral_withdraw, name="referral_withdraw"),
    path("referrals/<uuid:referral_id>/note/", referral.referral_note, name="referral_note"),
    path("referrals/<uuid:referral_id>/acknowledge/", answer.referral_acknowledge, name="referral_acknowledge"),
    path("referrals/<uuid:referral_id>/accept/", answer.referral_accept, name="referral_accept"),
    path("referrals/<uuid:referral_id>/decline/", answer.referral_decline, name="referral_decline"),
    path("referrals/<uuid:referral_id>/take-up/", answer.referral_take_up, name="referral_take_up"),
    path("referrals/<uuid:referral_id>/complete/", answer.referral_complete, name="referral_complete"),
    path("referrals/<uuid:referral_id>/tell/", signal.referral_tell, name="referral_tell"),
    path("referrals/<uuid:referral_id>/follow/", signal.referral_follow, name="referral_follow"),
    path("signals/<uuid:signal_id>/referrals/", signal.signal_referrals, name="signal_referrals"),
    path("signals/<uuid:signal_id>/presume/", signal.signal_presume, name="signal_presume"),
    path("cases/<uuid:case_id>/referrals/", referral.case_referrals, name="case_referrals"),
    path("requests/", request.request_list, name="request_list"),
    path("requests/send/", request.request_send, name="request_send"),
    path("requests/<uuid:request_id>/", request.request_read, name="request_read"),
    path("requests/<uuid:request_id>/answer/", request.request_answer, name="request_answer"),
    path("requests/<uuid:request_id>/refuse/", request.request_refuse, name="request_refuse"),
    path("requests/<uuid:request_id>/withdraw/", request.request_withdraw, name="request_withdraw"),
    path("breaches/", breach.breach_list, name="breach_list"),
    path("breaches/notices/", breach.breach_watch, name="breach_watch"),
    path("breaches/notices/<uuid:breach_notice_id>/read/", breach.breach_acknowledge, name="breach_acknowledge"),
    path("breaches/record/", breach.breach_record, name="breach_record"),
    path("breaches/<uuid:breach_id>/", breach.breach_read, name="breach_read"),
    path("breaches/<uuid:breach_id>/change/", breach.breach_change, name="breach_change"),
    path("breaches/<uuid:breach_id>/tell/", breach.breach_tell, name="breach_tell"),
    path("breaches/<uuid:breach_id>/close/", breach.breach_close, name="breach_close"),
    path("breaches/<uuid:breach_id>/print/", breach.breach_print, name="breach_print"),
]
