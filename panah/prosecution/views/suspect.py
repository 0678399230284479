from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.prosecution import actions, forms, queries


@page(Permission.PROSECUTION_GROUP_CHANGE)
def suspect_add(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    form = forms.SuspectForm(request.POST or None)
    if suspect := send(request, form, actions.add_suspect, group_id=group_id):
        messages.success(request, _("%(number)s is added.") % {"number": suspect.label})
        return redirect("prosecution:group_read", group_id)
    back = reverse("prosecution:group_read", args=[group_id])
    context = {"form": form, "title": _("Add a member"), "intro": group.reference, "submit": _("Add the member")}
    return render(request, "core/form_page.html", context | {"back_url": back})


@page(Permission.PROSECUTION_SUSPECT_SHOW)
@require_POST
def suspect_show(request: DeskRequest, suspect_id: UUID) -> HttpResponse:
    suspect, words = actions.show_suspect(actor=request.actor, suspect_id=suspect_id)
    back = reverse("prosecution:group_read", args=[suspect.group_id])
    context = {"title": suspect.label, "suspect": suspect, "words": words, "back_url": back}
    return render(request, "prosecution/suspect_show.html", context)


@page(Permission.PROSECUTION_GROUP_CHANGE)
def link_add(request: DeskRequest, group_id: UUID) -> HttpResponse:
    group = queries.group(actor=request.actor, group_id=group_id)
    form = forms.LinkForm(request.POST or None, members=queries.suspect_choices(actor=request.actor, group=group))
    if send(request, form, actions.add_link, group_id=group_id):
        messages.success(request, _("The link is added."))
        return redirect("prosecution:group_read", group_id)
    back = reverse("prosecution:group_read", args=[group_id])
    context = {"form": form, "title": _("Add a link"), "intro": group.reference, "submit": _("Add the link")}
    return render(request, "core/form_page.html", context | {"back_url": back})
