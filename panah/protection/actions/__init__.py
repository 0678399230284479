from panah.protection.actions.assessment import assess, look_at_assessment
from panah.protection.actions.award import (
    end_award,
    grant_award,
    place_payment,
    prepare_award,
    reject_award,
    resume_award,
)
from panah.protection.actions.case import change_case, look_at_case, open_case
from panah.protection.actions.child import (
    allow_family_return,
    appoint_guardian,
    assess_age,
    assess_family,
    assess_interests,
    end_guardian,
    show_child,
)
from panah.protection.actions.compensation import (
    assign_legal_aid,
    award_compensation,
    claim_compensation,
    decline_compensation,
    open_claim,
    receive_compensation,
    refuse_compensation,
)
from panah.protection.actions.consent import open_paper, record_consent, show_signature, withdraw_consent
from panah.protection.actions.consular import (
    answer_consent,
    change_assistance,
    close_assistance,
    contact_mission,
    issue_document,
    look_at_assistance,
    open_assistance,
    show_asked_person,
    show_national,
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
from panah.protection.actions.exchange import (
    book_exchange,
    prepare_exchange,
    reject_exchange,
    reverse_exchange,
)
from panah.protection.actions.flag import lower_flag, raise_flag
from panah.protection.actions.follow_up import record_follow_up
from panah.protection.actions.fund import (
    add_to_fund,
    correct_entry,
)
from panah.protection.actions.hand_over import announce_return, sign_hand_over, withdraw_return
from panah.protection.actions.house import (
    record_incident,
    reopen_incident,
    settle_incident,
    show_incident,
    tick_presence,
)
from panah.protection.actions.house_rules import give_house_rules, write_house_rules
from panah.protection.actions.inquiry import change_inquiry_stage, look_at_inquiry, open_inquiry
from panah.protection.actions.interview import look_at_interview, record_interview
from panah.protection.actions.listexport import (
    approve_list_export,
    ask_list_export,
    fetch_list_export,
    make_list_export,
    refuse_list_export,
)
from panah.protection.actions.money import (
    apply_for_aid,
    request_allowance,
    withdraw_money_request,
)
from panah.protection.actions.note import add_note
from panah.protection.actions.order import confirm_delivery, note_delivery, order_service, show_order, withdraw_order
from panah.protection.actions.override import note_override, override_consent, show_override, tell_of_override
from panah.protection.actions.payment import (
    approve_payment,
    cancel_payment,
    draft_payment,
    leave_unpaid,
    pay,
    reject_payment,
    return_payment,
    reverse_payment,
    show_payee,
    sign_receipt,
)
from panah.protection.actions.paymentexport import (
    approve_payment_export,
    ask_payment_export,
    fetch_payment_export,
    refuse_payment_export,
)
from panah.protection.actions.person import find_known, find_people, show_name, show_person
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
from panah.protection.actions.residence import record_residence
from panah.protection.actions.resumption import receive_resumption, resume_inquiry
from panah.protection.actions.review import ask_review, show_review, take_up_review, withdraw_review
from panah.protection.actions.rights import (
    ask_rights,
    decide_rights,
    hand_over_rights,
    prepare_rights,
    show_rights,
    withdraw_rights,
)
from panah.protection.actions.sanction import flag_sanction, review_sanction, show_sanction
from panah.protection.actions.screening import screen
from panah.protection.actions.service import record_service, void_service
from panah.protection.actions.shelter import (
    add_unit,
    block_place,
    change_shelter,
    lift_block,
    open_shelter,
    show_location,
)
from panah.protection.actions.task import end_task, set_task
from panah.protection.actions.transfer import (
    propose_transfer,
    settle_transfer,
    show_transfer,
    stop_transfers,
    withdraw_transfer,
)
from panah.protection.actions.transferanswer import accept_transfer, decline_transfer
from panah.protection.actions.transport import (
    end_transport,
    give_transport,
    show_transport,
)
from panah.protection.actions.wish import refuse_wish, send_wish, show_wish, withdraw_wish

__all__ = [
    "accept_place_request",
    "accept_transfer",
    "add_note",
    "add_to_fund",
    "add_unit",
    "admit",
    "allow_family_return",
    "announce_return",
    "answer_consent",
    "apply_for_aid",
    "appoint_guardian",
    "approve_list_export",
    "approve_payment",
    "ask_approval",
    "ask_list_export",
    "ask_review",
    "ask_rights",
    "assess",
    "assess_age",
    "assess_family",
    "assess_interests",
    "assign_case",
    "assign_cases",
    "assign_legal_aid",
    "award_compensation",
    "begin_reflection",
    "block_place",
    "book_exchange",
    "cancel_payment",
    "change_assistance",
    "change_case",
    "change_case_status",
    "change_goal_state",
    "change_inquiry_stage",
    "change_shelter",
    "claim_compensation",
    "close_assistance",
    "close_case",
    "confirm_delivery",
    "contact_mission",
    "correct_entry",
    "correct_episode",
    "decide",
    "decide_approval",
    "decide_rights",
    "decline_compensation",
    "decline_place",
    "decline_transfer",
    "draft_payment",
    "end_award",
    "end_guardian",
    "end_stay",
    "end_task",
    "end_transport",
    "fetch_payment_export",
    "find_known",
    "fetch_list_export",
    "find_people",
    "flag_sanction",
    "give_house_rules",
    "give_notice",
    "give_transport",
    "grant_award",
    "hand_over_rights",
    "hold_place",
    "issue_document",
    "leave_unpaid",
    "lift_block",
    "look_at_assessment",
    "look_at_assistance",
    "look_at_case",
    "look_at_inquiry",
    "look_at_interview",
    "lower_flag",
    "make_list_export",
    "mark_case_not_referred",
    "mark_case_referred",
    "move_stay",
    "note_delivery",
    "note_override",
    "open_assistance",
    "open_case",
    "open_claim",
    "open_inquiry",
    "open_paper",
    "open_shelter",
    "order_service",
    "override_consent",
    "pay",
    "place_payment",
    "prepare_award",
    "prepare_exchange",
    "prepare_rights",
    "presume",
    "propose_transfer",
    "raise_flag",
    "receive_compensation",
    "receive_decision",
    "receive_resumption",
    "record_consent",
    "record_episode",
    "record_follow_up",
    "record_incident",
    "record_interview",
    "record_relative",
    "record_residence",
    "record_service",
    "refuse_compensation",
    "refuse_list_export",
    "refuse_wish",
    "reject_award",
    "reject_exchange",
    "reject_payment",
    "reopen_case",
    "reopen_incident",
    "request_allowance",
    "request_place",
    "resume_award",
    "resume_inquiry",
    "return_payment",
    "reverse_exchange",
    "reverse_payment",
    "review_plan",
    "review_sanction",
    "screen",
    "send_wish",
    "set_goal",
    "set_task",
    "settle_incident",
    "settle_transfer",
    "show_asked_person",
    "show_child",
    "show_incident",
    "show_location",
    "show_name",
    "show_national",
    "show_order",
    "show_override",
    "show_payee",
    "show_person",
    "show_reasons",
    "show_relative",
    "show_review",
    "show_rights",
    "show_sanction",
    "show_signature",
    "show_transfer",
    "show_transport",
    "show_wish",
    "sign_hand_over",
    "sign_receipt",
    "stop_transfers",
    "take_up_review",
    "tell_of_override",
    "tick_presence",
    "void_service",
    "withdraw_approval",
    "withdraw_consent",
    "withdraw_money_request",
    "withdraw_order",
    "withdraw_place_request",
    "withdraw_return",
    "withdraw_review",
    "withdraw_rights",
    "withdraw_transfer",
    "withdraw_wish",
    "write_house_rules",
]
