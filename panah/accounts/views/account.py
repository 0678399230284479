from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.accounts import actions, forms, queries
from panah.organisations.forms import choices_of
from panah.organisations.queries import organisations


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
def account_list(request: DeskRequest) -> HttpResponse:
    context = {"title": _("People"), "accounts": queries.accounts(actor=request.actor)}
    return render(request, "accounts/account_list.html", context)


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
def account_open(request: DeskRequest) -> HttpResponse:
    names = choices_of(organisations(), language=request.actor.language)
    form = forms.OpenAccountForm(request.POST or None, organisations=names)
    if made := send(request, form, actions.open_account):
        return redirect("accounts:proposal_list") if made.waits else redirect("accounts:account_invite", made.pk)
    return render(request, "core/form_page.html", {"form": form, "title": _("Open an account")})


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
def account_change(request: DeskRequest, account_id: UUID) -> HttpResponse:
    account = queries.account_to_change(actor=request.actor, account_id=account_id)
    initial = {"roles": account.roles, "duties": account.duties, "is_active": account.is_active}
    form = forms.ChangeAccountForm(request.POST or None, initial=initial)
    if made := edit(request, form, actions.change_account, account_id=account_id):
        return redirect("accounts:proposal_list" if made.waits else "accounts:account_list")
    intro = _("Every sign-in of this person ends with the change.")
    context = {"form": form, "title": account.name, "intro": intro, "account": account}
    return render(request, "accounts/account_change.html", context)


@page(Permission.ACCOUNTS_ACCOUNT_MANAGE)
def account_invite(request: DeskRequest, account_id: UUID) -> HttpResponse:
    account = queries.account(actor=request.actor, account_id=account_id)
    link = ""
    if request.method == "POST":
        link = request.build_absolute_uri(actions.invite(actor=request.actor, account_id=account_id))
    context = {"title": _("Invite"), "account": account, "link": link}
    return render(request, "accounts/account_invite.html", context)
