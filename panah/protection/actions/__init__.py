from panah.protection.actions.assessment import assess, look_at_assessment
from panah.protection.actions.case import change_case, look_at_case, open_case
from panah.protection.actions.child import (
    appoint_guardian,
    assess_age,
    assess_family,
    assess_interests,
    end_guardian,
    show_child,
)
from panah.protection.actions.consent import open_paper, record_consent, show_signature, withdraw_consent
from panah.protection.actions.consular import (
    announce_return,
    answer_consent,
    change_assistance,
    close_assistance,
    contact_mission,
    issue_document,
    look_at_assistance,
    open_assistance,
    show_asked_person,
    show_national,
    sign_hand_over,
)
from panah.protection.actions.course import (
    assign_case,
    assign_cases,
    change_case_status,
    close_case,
    mark_case_not_referred,
    mark_case_referred,
    reopen_case,
    review_plan,
)
from panah.protection.actions.decision import decide, receive_decision, show_reasons
from panah.protection.actions.episode import correct_episode, record_episode
from panah.protection.actions.flag import lower_flag, raise_flag
from panah.protection.actions.follow_up import record_follow_up
from panah.protection.actions.house import (
    record_incident,
    reopen_incident,
    settle_incident,
    show_incident,
    tick_presence,
)
from panah.protection.actions.inquiry import change_inquiry_stage, look_at_inquiry, open_inquiry
from panah.protection.actions.interview import look_at_interview, record_interview
from panah.protection.actions.money import (
    add_to_fund,
    apply_for_aid,
    approve_payment,
    draft_payment,
    pay,
    reject_payment,
    request_allowance,
    reverse_payment,
)
from panah.protection.actions.note import add_note
from panah.protection.actions.override import note_override, override_consent, show_override, tell_of_override
from panah.protection.actions.person import find_people, show_name, show_person
from panah.protection.actions.place import (
    accept_place_request,
    admit,
    decline_place,
    end_stay,
    hold_place,
    move_stay,
    request_place,
    withdraw_place_request,
)
from panah.protection.actions.plan import (
    ask_approval,
    change_goal_state,
    decide_approval,
    set_goal,
    withdraw_approval,
)
from panah.protection.actions.presumption import presume
from panah.protection.actions.reflection import begin_reflection, give_notice
from panah.protection.actions.relative import record_relative, show_relative
from panah.protection.actions.review import ask_review, show_review, take_up_review, withdraw_review
from panah.protection.actions.sanction import flag_sanction, review_sanction, show_sanction
from panah.protection.actions.screening import screen
from panah.protection.actions.service import record_service
from panah.protection.actions.shelter import (
    add_unit,
    block_place,
    change_shelter,
    lift_block,
    open_shelter,
    show_location,
)
from panah.protection.actions.task import end_task, set_task
from panah.protection.actions.transport import (
    end_transport,
    give_transport,
    show_transport,
)

__all__ = [
    "accept_place_request",
    "add_note",
    "add_to_fund",
    "add_unit",
    "admit",
    "announce_return",
    "answer_consent",
    "apply_for_aid",
    "appoint_guardian",
    "approve_payment",
    "ask_approval",
    "ask_review",
    "assess",
    "assess_age",
    "assess_family",
    "assess_interests",
    "assign_case",
    "assign_cases",
    "begin_reflection",
    "block_place",
    "change_assistance",
    "change_case",
    "change_case_status",
    "change_goal_state",
    "change_inquiry_stage",
    "change_shelter",
    "close_assistance",
    "close_case",
    "contact_mission",
    "correct_episode",
    "decide",
    "decide_approval",
    "decline_place",
    "draft_payment",
    "end_guardian",
    "end_stay",
    "end_task",
    "end_transport",
    "find_people",
    "flag_sanction",
    "give_notice",
    "give_transport",
    "hold_place",
    "issue_document",
    "lift_block",
    "look_at_assessment",
    "look_at_assistance",
    "look_at_case",
    "look_at_inquiry",
    "look_at_interview",
    "lower_flag",
    "mark_case_not_referred",
    "mark_case_referred",
    "move_stay",
    "note_override",
    "open_assistance",
    "open_case",
    "open_inquiry",
    "open_paper",
    "open_shelter",
    "override_consent",
    "pay",
    "presume",
    "raise_flag",
    "receive_decision",
    "record_consent",
    "record_episode",
    "record_follow_up",
    "record_incident",
    "record_interview",
    "record_relative",
    "record_service",
    "reject_payment",
    "reopen_case",
    "reopen_incident",
    "request_allowance",
    "request_place",
    "reverse_payment",
    "review_plan",
    "review_sanction",
    "screen",
    "set_goal",
    "set_task",
    "settle_incident",
    "show_asked_person",
    "show_child",
    "show_incident",
    "show_location",
    "show_name",
    "show_national",
    "show_override",
    "show_person",
    "show_reasons",
    "show_relative",
    "show_review",
    "show_sanction",
    "show_signature",
    "show_transport",
    "sign_hand_over",
    "take_up_review",
    "tell_of_override",
    "tick_presence",
    "withdraw_approval",
    "withdraw_consent",
    "withdraw_place_request",
    "withdraw_review",
]
