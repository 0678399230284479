from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.policy import check_fresh
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import language
from panah.organisations.forms import choices_of
from panah.protection import actions, queries
from panah.protection.forms.transfer import DeclineTransferForm, ProposeTransferForm, SendWishForm
from panah.protection.queries import transfer as transfer_queries
from panah.protection.rules.transfer import goes_along, stays_behind


@page(Permission.PROTECTION_TRANSFER_READ)
def transfer_list(request: DeskRequest) -> HttpResponse:
    sent = request.GET.get("box") == "sent"
    found = transfer_queries.transfers(actor=request.actor, sent=sent, after=request.GET.get("after"))
    context = {"title": _("Transfers of cases"), "sent": sent, "page": found}
    return render(request, "protection/transfer_list.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_transfer(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return render(request, "protection/case_transfer.html", _of_case(request, case_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def wish_show(request: DeskRequest, wish_id: UUID) -> HttpResponse:
    words = actions.show_wish(actor=request.actor, wish_id=wish_id)
    wish = transfer_queries.wish_for_us(actor=request.actor, wish_id=wish_id)
    context = {**_of_case(request, wish.case_id), "shown_id": wish_id, "words": words}
    return render(request, "protection/case_transfer.html", context)


def _of_case(request: DeskRequest, case_id: UUID) -> dict[str, object]:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="transfer")
    actor = request.actor
    return {
        "bar": bar,
        "tab": "transfer",
        "rows": transfer_queries.transfers_of_case(actor=actor, case_id=case_id),
        "wishes": transfer_queries.wishes_of_case(actor=actor, case_id=case_id),
        "under_way": transfer_queries.transfer_under_way(actor=actor, case_id=case_id),
        "may_send": actor.may(Permission.PROTECTION_TRANSFER_SEND) and bar.case.status != "closed",
        "is_identifying": bar.is_own and queries.is_being_identified(actor=actor, case=bar.case),
        "may_ask": actor.may(Permission.PROTECTION_TRANSFER_ASK) and not bar.is_own,
        "stays": stays_behind(("case", "identity", "health")),
        "us": actor.organisation_id,
    }


@page(Permission.PROTECTION_TRANSFER_SEND)
def transfer_propose(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    if request.method == "GET":
        check_fresh(request.actor)
    form = ProposeTransferForm(
        request.POST or None,
        initial={"to_organisation_id": request.GET.get("to", ""), "goes_along": "case"},
        bodies=choices_of(transfer_queries.bodies_to_hand_to(actor=request.actor), language=language()),
        consents=queries.consent_choices(actor=request.actor, case_id=case_id, purpose=transfer_queries.PARTNER),
    )
    if transfer := send(request, form, actions.propose_transfer, case_id=case_id):
        messages.success(request, _("The transfer is proposed. The case stays yours until it is accepted."))
        return redirect("protection:transfer_read", transfer.pk)
    context = {
        "form": form,
        "title": _("Hand over %(reference)s") % {"reference": case.reference},
        "intro": _("The receiver opens a case of its own with what you let go along. The rest stays here."),
        "submit": _("Propose the transfer"),
        "back_url": reverse("protection:case_transfer", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_TRANSFER_READ)
def transfer_read(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    return render(request, "protection/transfer_read.html", _transfer(request, transfer_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def transfer_show(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    words = actions.show_transfer(actor=request.actor, transfer_id=transfer_id)
    return render(request, "protection/transfer_read.html", {**_transfer(request, transfer_id), "words": words})


def _transfer(request: DeskRequest, transfer_id: UUID) -> dict[str, object]:
    transfer = transfer_queries.transfer(actor=request.actor, transfer_id=transfer_id)
    is_sender = transfer.from_organisation_id == request.actor.organisation_id
    state, is_settled = transfer.state, transfer.settled_at is not None
    may_send = is_sender and request.actor.may(Permission.PROTECTION_TRANSFER_SEND)
    return {
        "title": _("Transfer %(number)s") % {"number": transfer.reference},
        "transfer": transfer,
        "state": state,
        "is_sender": is_sender,
        "goes": goes_along(transfer.groups),
        "stays": stays_behind(transfer.groups),
        "may_withdraw": may_send and state == "proposed",
        "may_settle": may_send and state in ("accepted", "declined", "expired") and not is_settled,
        "may_answer": not is_sender
        and state == "proposed"
        and request.actor.may(Permission.PROTECTION_TRANSFER_ANSWER),
        "back_url": reverse("protection:transfer_list") + ("?box=sent" if is_sender else ""),
    }


@page(Permission.PROTECTION_TRANSFER_ANSWER)
def transfer_accept(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    transfer = transfer_queries.transfer_for_us(actor=request.actor, transfer_id=transfer_id)
    known = transfer_queries.own_case_of(actor=request.actor, person_id=transfer.person_id)
    if request.method == "POST":
        case = actions.accept_transfer(actor=request.actor, transfer_id=transfer_id)
        taken = _("The case is yours now. Ask the person for consent anew.")
        messages.success(
            request, _("Filed to the case that you lead. Look at its goals and notes.") if known else taken
        )
        return redirect("protection:case_read", case.pk)
    context = {
        "title": _("Take over %(reference)s") % {"reference": transfer.case_reference},
        "warning": _("You lead a case for this person already: %(number)s. What comes along is filed there.")
        % {"number": known.reference}
        if known
        else _("A case of your own is opened with what the sender lets go along. Help begins with you at once."),
        "submit": _("File it to my case") if known else _("Take the case over"),
        "back_url": reverse("protection:transfer_read", args=[transfer_id]),
    }
    return render(request, "core/confirm_page.html", context)


@page(Permission.PROTECTION_TRANSFER_ANSWER)
def transfer_decline(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    transfer_queries.transfer_for_us(actor=request.actor, transfer_id=transfer_id)
    form = DeclineTransferForm(request.POST or None)
    back = reverse("protection:transfer_read", args=[transfer_id])
    if send(request, form, actions.decline_transfer, transfer_id=transfer_id):
        return redirect(back)
    context = {"form": form, "title": _("Decline the transfer"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_TRANSFER_SEND)
@require_POST
def transfer_withdraw(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    actions.withdraw_transfer(actor=request.actor, transfer_id=transfer_id)
    return redirect("protection:transfer_read", transfer_id)


@page(Permission.PROTECTION_TRANSFER_SEND)
@require_POST
def transfer_settle(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    transfer = actions.settle_transfer(actor=request.actor, transfer_id=transfer_id)
    messages.success(request, _("Settled. What the other organisation could read of your case has ended."))
    return redirect("protection:case_transfer", transfer.case_id)


@page(Permission.PROTECTION_TRANSFER_ASK)
def wish_send(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = SendWishForm(request.POST or None)
    back = reverse("protection:case_transfer", args=[case_id])
    if send(request, form, actions.send_wish, case_id=case_id):
        messages.success(request, _("The holder has your question, and a clock."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Ask to take over %(reference)s") % {"reference": case.reference},
        "intro": _("The holder asks the person, and proposes the transfer or keeps the case."),
        "submit": _("Send"),
        "back_url": back,
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_TRANSFER_SEND)
def wish_refuse(request: DeskRequest, wish_id: UUID) -> HttpResponse:
    wish = transfer_queries.wish_for_us(actor=request.actor, wish_id=wish_id)
    form = DeclineTransferForm(request.POST or None)
    back = reverse("protection:case_transfer", args=[wish.case_id])
    if send(request, form, actions.refuse_wish, wish_id=wish_id):
        return redirect(back)
    context = {"form": form, "title": _("Keep the case"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_TRANSFER_ASK)
@require_POST
def wish_withdraw(request: DeskRequest, wish_id: UUID) -> HttpResponse:
    wish = actions.withdraw_wish(actor=request.actor, wish_id=wish_id)
    return redirect("protection:case_transfer", wish.case_id)
