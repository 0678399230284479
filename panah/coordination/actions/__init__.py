from panah.coordination.actions.answer import (
    accept_referral,
    acknowledge_referral,
    complete_referral,
    decline_referral,
    take_up_referral,
    tell_outcome,
)
from panah.coordination.actions.erasure import erase_words
from panah.coordination.actions.pausing import pause_referrals, resume_referrals
from panah.coordination.actions.referral import (
    look_at_referral,
    note_answer,
    note_outcome,
    send_referral,
    stop_referrals,
    withdraw_referral,
)
from panah.coordination.actions.request import (
    answer_request,
    look_at_request,
    refuse_request,
    send_request,
    withdraw_request,
)
from panah.coordination.actions.signal import presume_signal
from panah.coordination.actions.story import (
    answer_story,
    compare_story,
    join_story,
    look_at_story,
    send_story,
    take_over_story,
)

__all__ = [
    "accept_referral",
    "acknowledge_referral",
    "answer_request",
    "answer_story",
    "compare_story",
    "complete_referral",
    "decline_referral",
    "erase_words",
    "join_story",
    "look_at_referral",
    "look_at_request",
    "look_at_story",
    "note_answer",
    "note_outcome",
    "pause_referrals",
    "presume_signal",
    "refuse_request",
    "resume_referrals",
    "send_referral",
    "send_request",
    "send_story",
    "stop_referrals",
    "take_over_story",
    "take_up_referral",
    "tell_outcome",
    "withdraw_referral",
    "withdraw_request",
]
