from panah.coordination.queries.looked import Looked, looked
from panah.coordination.queries.referral import (
    answer_to_change,
    body_to_refer_to,
    case_referrals,
    consent_choices,
    consent_to_tell,
    grant_is_live,
    receiver_choices,
    referral,
    referral_for_us_to_change,
    referral_sent_to_change,
    referrals,
    source_of,
    what_it_is_about,
)
from panah.coordination.queries.request import (
    answers_to_read,
    request,
    request_for_us_to_change,
    request_sent_to_change,
    requests,
    wall_choices,
)
from panah.coordination.queries.words import words_of
from panah.coordination.queries.work import found, work

__all__ = [
    "Looked",
    "answer_to_change",
    "answers_to_read",
    "body_to_refer_to",
    "case_referrals",
    "consent_choices",
    "consent_to_tell",
    "found",
    "grant_is_live",
    "looked",
    "receiver_choices",
    "referral",
    "referral_for_us_to_change",
    "referral_sent_to_change",
    "referrals",
    "request",
    "request_for_us_to_change",
    "request_sent_to_change",
    "requests",
    "source_of",
    "wall_choices",
    "what_it_is_about",
    "words_of",
    "work",
]
