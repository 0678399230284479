from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.formats import day_text
from panah.core.paging import page as rows_of
from panah.country.parameters import number
from panah.prevention import actions, forms, queries
from panah.prevention.rules.story import ends_soon


@page(Permission.PREVENTION_STORY_READ)
def story_list(request: DeskRequest) -> HttpResponse:
    found = queries.stories(actor=request.actor)
    context = {
        "title": _("Stories"),
        "intro": _("Titles and texts are sealed; opening a story is logged."),
        "page": rows_of(found, order=("-id",), after=request.GET.get("after")),
        "may_change": request.actor.may(Permission.PREVENTION_STORY_CHANGE),
    }
    return render(request, "prevention/story_list.html", context)


@page(Permission.PREVENTION_STORY_READ)
def story_show(request: DeskRequest, story_id: UUID) -> HttpResponse:
    return _story(request, story_id, texts=None)


@page(Permission.PREVENTION_STORY_READ)
@require_POST
def story_read(request: DeskRequest, story_id: UUID) -> HttpResponse:
    return _story(request, story_id, texts=actions.read_story(actor=request.actor, story_id=story_id))


@page(Permission.PREVENTION_STORY_CHANGE)
def story_begin(request: DeskRequest) -> HttpResponse:
    form = forms.BeginStoryForm(request.POST or None)
    if story := send(request, form, actions.begin_story):
        return redirect("prevention:story_show", story.pk)
    context = {"form": form, "title": _("Begin a story"), "back_url": reverse("prevention:story_list")}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_STORY_CHANGE)
def story_write(request: DeskRequest, story_id: UUID) -> HttpResponse:
    form = forms.WriteStoryForm(request.POST or None)
    return _part(request, form, actions.write_story, story_id, _("Write the story"))


@page(Permission.PREVENTION_STORY_CHANGE)
def story_check(request: DeskRequest, story_id: UUID) -> HttpResponse:
    checked = actions.read_findings(actor=request.actor, story_id=story_id)
    form = forms.DeIdentifyForm(request.POST or None, found=_findings(checked))
    if send(request, form, actions.confirm_de_identified, story_id=story_id):
        return redirect("prevention:story_show", story_id)
    context = {
        "form": form,
        "checked": checked,
        "title": _("Can the text lead to anybody?"),
        "back_url": reverse("prevention:story_show", args=[story_id]),
    }
    return render(request, "prevention/story_check.html", context)


@page(Permission.PREVENTION_STORY_CHANGE)
def story_heard(request: DeskRequest, story_id: UUID) -> HttpResponse:
    form = forms.StoryReadingForm(request.POST or None)
    return _part(request, form, actions.record_story_reading, story_id, _("The person has read the final text"))


@page(Permission.PREVENTION_STORY_CHANGE)
def story_consent(request: DeskRequest, story_id: UUID) -> HttpResponse:
    form = forms.StoryConsentForm(request.POST or None)
    answer = _part(request, form, actions.record_story_consent, story_id, _("Record a consent"))
    if answer.status_code == 302 and (ends := queries.next_end(actor=request.actor, story_id=story_id)):
        messages.warning(
            request,
            _("A consent to this story ends on %(day)s. Talk about it now.") % {"day": day_text(ends, language())},
        )
    return answer


@page(Permission.PREVENTION_STORY_SIGN)
@require_POST
def story_sign(request: DeskRequest, story_id: UUID) -> HttpResponse:
    actions.sign_story(actor=request.actor, story_id=story_id)
    messages.success(request, _("The story is signed and can be shown."))
    return redirect("prevention:story_show", story_id)


@page(Permission.PREVENTION_STORY_CHANGE)
@require_POST
def story_review(request: DeskRequest, story_id: UUID) -> HttpResponse:
    actions.review_story(actor=request.actor, story_id=story_id)
    messages.success(request, _("The story stays for another year, as long as the consent holds."))
    return redirect("prevention:story_show", story_id)


@page(Permission.PREVENTION_STORY_CHANGE)
def copy_list(request: DeskRequest, story_id: UUID) -> HttpResponse:
    form = forms.CopyForm(request.POST or None, batches=queries.batch_choices(actor=request.actor))
    return _part(request, form, actions.list_copy, story_id, _("List a copy outside our pages"))


@page(Permission.PREVENTION_STORY_CHANGE)
@require_POST
def story_step(request: DeskRequest, story_id: UUID) -> HttpResponse:
    actions.take_story_step(actor=request.actor, story_id=story_id, to=request.POST.get("to", ""))
    return redirect("prevention:story_show", story_id)


@page(Permission.PREVENTION_STORY_CHANGE)
@require_POST
def story_publish(request: DeskRequest, story_id: UUID) -> HttpResponse:
    actions.publish_story(actor=request.actor, story_id=story_id)
    messages.success(request, _("The story stands on our pages."))
    return redirect("prevention:story_show", story_id)


@page(Permission.PREVENTION_STORY_CHANGE)
def story_withdraw(request: DeskRequest, story_id: UUID) -> HttpResponse:
    story = queries.story(actor=request.actor, story_id=story_id)
    if request.method == "POST":
        actions.withdraw_story(actor=request.actor, story_id=story_id)
        messages.success(request, _("The story is gone from our pages. Ask for the copies outside."))
        return redirect("prevention:story_show", story_id)
    context = {"title": _("Take the story back"), "back_url": reverse("prevention:story_show", args=[story.pk])}
    return render(request, "core/confirm_page.html", context)


@page(Permission.PREVENTION_STORY_CHANGE)
@require_POST
def consent_withdraw(request: DeskRequest, consent_id: UUID) -> HttpResponse:
    consent = actions.withdraw_story_consent(actor=request.actor, consent_id=consent_id)
    return redirect("prevention:story_show", consent.story_id)


@page(Permission.PREVENTION_STORY_CHANGE)
@require_POST
def copy_chase(request: DeskRequest, copy_id: UUID) -> HttpResponse:
    copy = actions.chase_copy(actor=request.actor, copy_id=copy_id, is_gone=request.POST.get("is_gone") == "yes")
    return redirect("prevention:story_show", copy.story_id)


def _story(request: DeskRequest, story_id: UUID, *, texts: Any) -> HttpResponse:
    story = queries.story(actor=request.actor, story_id=story_id)
    consents = queries.consents(actor=request.actor, story=story)
    context = {
        "title": story.reference,
        "story": story,
        "texts": texts,
        "sealed": queries.story_texts(actor=request.actor, story=story),
        "consents": consents,
        "ending": _ending(consents),
        "asks_anew": queries.asks_anew(actor=request.actor, story=story),
        "copies": queries.copies(actor=request.actor, story=story),
        "back_url": reverse("prevention:story_list"),
        "may_change": request.actor.may(Permission.PREVENTION_STORY_CHANGE),
        "may_sign": queries.may_sign(actor=request.actor, story=story),
        "is_writer": request.actor.id in queries.story_writers(actor=request.actor, story=story),
    }
    return render(request, "prevention/story_show.html", context)


def _ending(consents: list[Any]) -> list[Any]:
    days = number("consent_notice_days", on=today())
    return [row.expires_on for row in consents if ends_soon(row.expires_on, today=today(), days=days)]


def _part(request: DeskRequest, form: Any, action: Any, story_id: UUID, title: str) -> HttpResponse:
    queries.story(actor=request.actor, story_id=story_id)
    if send(request, form, action, story_id=story_id):
        return redirect("prevention:story_show", story_id)
    back_url = reverse("prevention:story_show", args=[story_id])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})


def _findings(checked: Any) -> list[tuple[str, str, str, Any]]:
    """Return what was found, as the form asks about it."""
    kinds, languages = code_list("story_finding"), code_list("language")
    return [
        (
            one.key(text.language),
            languages.label(text.language, language()),
            kinds.label(one.kind, language()),
            one,
        )
        for text, _opened, found in checked
        for one in found
    ]
