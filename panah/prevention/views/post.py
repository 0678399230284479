from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.core.errors import InvalidInput
from panah.prevention import actions, forms, queries
from panah.prevention.forms.post import WORDS
from panah.prevention.queries.posts import mentions, posts
from panah.prevention.rules.posts import FIELDS, Fault, Post, Table, guess, read_posts, read_table

SHOWN = 10


@page(Permission.PREVENTION_CAMPAIGN_READ)
def post_list(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.campaign(actor=request.actor, slug=slug)
    own = shown.organisation_id == request.actor.organisation_id
    context = {
        "title": _("Posts and media"),
        "campaign": shown,
        "posts": posts(actor=request.actor, campaign=shown),
        "mentions": mentions(actor=request.actor, campaign=shown),
        "may_change": own and request.actor.may(Permission.PREVENTION_CAMPAIGN_CHANGE),
    }
    return render(request, "prevention/post_list.html", context)


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def post_record(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.PostReadingForm(request.POST or None)
    return _part(request, form, actions.record_reading, slug, _("Record a reading"))


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def mention_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.MentionForm(request.POST or None)
    return _part(request, form, actions.add_mention, slug, _("Note what media wrote"))


@page(Permission.PREVENTION_CAMPAIGN_CHANGE)
def post_import(request: DeskRequest, slug: str) -> HttpResponse:
    queries.campaign_to_change(actor=request.actor, slug=slug)
    asked = forms.PostFileForm(request.POST or None, request.FILES or None)
    table = _table(asked) if request.method == "POST" and asked.is_valid() else None
    if table is None:
        return _first_page(request, asked, slug)
    form = _columns(request, asked, table)
    if "import" in request.POST and (done := send(request, form, actions.import_posts, slug=slug)):
        new, old = done
        messages.success(request, _("%(new)s new, %(old)s stood already.") % {"new": new, "old": old})
        return redirect("prevention:post_list", slug)
    return _second_page(request, form, table, slug)


def _table(asked: forms.PostFileForm) -> Table | None:
    try:
        return read_table(asked.cleaned_data["text"])
    except InvalidInput as error:
        asked.add_error("file", _(error.message))
        return None


def _columns(request: DeskRequest, asked: forms.PostFileForm, table: Table) -> forms.PostColumnsForm:
    """Return the second page's form: with what was chosen there, or with what the headings give away."""
    data: dict[str, Any] = request.POST.dict()
    if request.FILES:
        data |= {"text": asked.cleaned_data["text"]} | {f"col_{k}": str(v) for k, v in guess(table.header).items()}
    return forms.PostColumnsForm(data, header=table.header)


def _first_page(request: DeskRequest, form: forms.PostFileForm, slug: str) -> HttpResponse:
    back_url = reverse("prevention:post_list", args=[slug])
    context = {"form": form, "title": _("Import posts"), "submit": _("Look at it first"), "back_url": back_url}
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


def _second_page(request: DeskRequest, form: forms.PostColumnsForm, table: Table, slug: str) -> HttpResponse:
    found: list[Post] = []
    faults: list[Fault] = []
    if form.is_valid():
        given = form.cleaned_data
        try:
            found, faults = read_posts(table, given["columns"], dates=given["dates"], read_on=given["read_on"])
        except InvalidInput as error:
            form.add_error(error.field, _(error.message))
    del form.fields["file"]
    context = {
        "form": form,
        "title": _("Import posts"),
        "found": found[:SHOWN],
        "count": len(found),
        "faults": [(fault.row, WORDS[fault.column], _(fault.message)) for fault in faults[:50]],
        "figures": [WORDS[field] for field in FIELDS[3:]],
        "back_url": reverse("prevention:post_list", args=[slug]),
    }
    return render(request, "prevention/post_import.html", context, status=422 if form.errors else 200)


def _part(request: DeskRequest, form: Any, action: Any, slug: str, title: str) -> HttpResponse:
    if send(request, form, action, slug=slug):
        return redirect("prevention:post_list", slug)
    back_url = reverse("prevention:post_list", args=[slug])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})
