"""Exceptions to the contracts, each with the reason for which it was accepted. A stale one fails a test."""

# where -> what it goes without -> why
ACTIONS_WITHOUT: dict[str, dict[str, str]] = {
    "helpline/actions/concern.py::read_concern": {"log": "the public's door logs it where it opens the report"},
    "helpline/actions/concern.py::answer_concern": {"log": "the public's door logs it where it seals the answer"},
}

QUERIES_WITHOUT_ACTOR: dict[str, str] = {
    "protection/queries/listexport.py::lists_that_left": "for `panah trace-export`: nobody is signed in there",
    "helpline/queries/call.py::district": "the name of a division: no record of anybody",
    "statistics/queries.py::country_names": "names of countries in a language: no record of anybody",
}

# Pages that fill in how a new record begins: nothing that stands is written over.
FORMS_FILLED_ANEW: dict[str, str] = dict.fromkeys(
    [
        "coordination/views/answer.py::referral_complete", "coordination/views/breach.py::breach_record",
        "coordination/views/breach.py::breach_tell", "coordination/views/referral.py::referral_send",
        "coordination/views/request.py::request_send", "coordination/views/signal.py::signal_presume",
        "helpline/views/call.py::call_recall", "helpline/views/call.py::script_show",
        "helpline/views/link.py::link_use",
        "helpline/views/concern.py::concern_read", "helpline/views/concern.py::concern_answer",
        "helpline/views/signal.py::signal_make", "prevention/views/ledger.py::delivery_receive",
        "protection/views/casework.py::task_set",
        "protection/views/consular.py::contact_take_up", "protection/views/consular.py::hand_over_open",
        "protection/views/fund.py::award_prepare", "protection/views/fund.py::payment_place",
        "protection/views/house.py::incident_record", "protection/views/house_rules.py::rules_give",
        "protection/views/inquiry.py::decision_make", "protection/views/lock.py::lock_place",
        "protection/views/payment.py::payment_draft",
        "protection/views/listexport.py::list_export_ask", "protection/views/place.py::place_admit",
        "protection/views/residence.py::residence_record", "protection/views/search.py::search_list",
        "protection/views/transfer.py::transfer_propose", "statistics/views/report.py::report_draw",
        "statistics/views/statement.py::statement_draw",
    ],
    "what it fills in begins a new record",
)  # fmt: skip

# table.policy -> why it asks nobody who they are
OPEN_POLICIES: dict[str, str] = {
    "prevention_scanday.read": "a count a day and placement, about nobody; the desk may read it, not write it",
}

# Pages of the login library: its own views say who may open them; none shows a record.
SIGN_IN = "one's own sign-in, before or instead of a session"
OWN_FACTOR = "one's own second factor; the library asks for a fresh sign-in"
PAGES_OF_OTHERS: dict[str, str] = {
    **dict.fromkeys(
        [
            "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
            "account_set_password", "account_reset_password", "account_reset_password_done",
            "account_confirm_login_code", "account_reset_password_from_key", "account_reset_password_from_key_done",
        ],
        SIGN_IN,
    ),
    **dict.fromkeys(["account_signup"], "always says that accounts are made by invitation only"),
    **dict.fromkeys(
        ["account_email", "account_email_verification_sent", "account_confirm_email"], "one's own address"
    ),
    **dict.fromkeys(
        [
            "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
            "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
            "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
            "mfa_edit_webauthn", "mfa_login_webauthn",
        ],
        OWN_FACTOR,
    ),
}  # fmt: skip
