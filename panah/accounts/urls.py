from django.urls import path

from panah.accounts.views import account, passkey, proposal, session

app_name = "accounts"
urlpatterns = [
    path("confirm/", session.session_confirm, name="session_confirm"),
    path("sessions/", session.session_list, name="session_list"),
    path("sessions/<str:key_hash>/end/", session.session_end, name="session_end"),
    path("people/", account.account_list, name="account_list"),
    path("people/open/", account.account_open, name="account_open"),
    path("people/<uuid:account_id>/", account.account_change, name="account_change"),
    path("people/<uuid:account_id>/invite/", account.account_invite, name="account_invite"),
    path("proposals/", proposal.proposal_list, name="proposal_list"),
    path("proposals/<uuid:proposal_id>/approve/", proposal.proposal_approve, name="proposal_approve"),
    path("proposals/<uuid:proposal_id>/reject/", proposal.proposal_reject, name="proposal_reject"),
    path("people/<uuid:account_id>/passkey/", passkey.passkey_allow, name="passkey_allow"),
    # These stand before the login library's pages of the same addresses.
    path("2fa/webauthn/add/", passkey.passkey_add, name="passkey_add"),
    path("2fa/totp/activate/", passkey.code_add, name="code_add"),
    path("language/", session.language_change, name="language_change"),
]
