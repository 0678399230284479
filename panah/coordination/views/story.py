from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.coordination import actions, forms, queries
from panah.prevention import queries as prevention


@page(Permission.COORDINATION_STORY_READ)
def story_list(request: DeskRequest) -> HttpResponse:
    sent = request.actor.may(Permission.COORDINATION_STORY_SEND)
    context = {
        "title": _("Safety reviews of stories"),
        "sent": sent,
        "page": queries.story_reviews(actor=request.actor, sent=sent, after=request.GET.get("after")),
    }
    return render(request, "coordination/story_list.html", context)


@page(Permission.COORDINATION_STORY_SEND)
def story_send(request: DeskRequest, story_id: UUID) -> HttpResponse:
    story = prevention.story(actor=request.actor, story_id=story_id)
    form = forms.StorySendForm(request.POST or None, bodies=queries.helping_choices(actor=request.actor))
    if send(request, form, actions.send_story, story_id=story_id):
        messages.success(request, _("The story is with the body that helped the person."))
        return redirect("prevention:story_show", story_id)
    context = {
        "form": form,
        "title": _("Send to the safety review"),
        "intro": _("The caseworker compares it with what only they know, and answers without saying what it was."),
        "submit": _("Send"),
        "back_url": reverse("prevention:story_show", args=[story.pk]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.COORDINATION_STORY_READ)
def story_read(request: DeskRequest, story_review_id: UUID) -> HttpResponse:
    review = actions.look_at_story(actor=request.actor, story_review_id=story_review_id)
    actor, answer = request.actor, getattr(review, "answer", None)
    is_sender = review.from_organisation_id == actor.organisation_id and review.from_wall == actor.wall
    context = {
        "title": _("Safety review %(number)s") % {"number": review.reference},
        "review": review,
        "answer": answer,
        "is_sender": is_sender,
        "words": None if is_sender else queries.words_of(actor=actor, record=review),
        "passages": queries.passages_of(actor=actor, answer=answer),
        "join": None if is_sender else queries.story_join(actor=actor, review=review),
        "may_answer": answer is None and actor.may(Permission.COORDINATION_STORY_ANSWER),
        "may_take_over": is_sender and answer is not None and review.taken_over_at is None,
        "back_url": reverse("coordination:story_list"),
    }
    return render(request, "coordination/story_read.html", context)


@page(Permission.COORDINATION_STORY_ANSWER)
def story_join(request: DeskRequest, story_review_id: UUID) -> HttpResponse:
    review = queries.story_for_us(actor=request.actor, story_review_id=story_review_id)
    form = forms.StoryJoinForm(request.POST or None)
    if send(request, form, actions.join_story, story_review_id=story_review_id):
        return redirect("coordination:story_answer", story_review_id)
    context = {
        "form": form,
        "title": _("Whose story is it?"),
        "submit": _("Compare"),
        "back_url": reverse("coordination:story_read", args=[review.pk]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.COORDINATION_STORY_ANSWER)
def story_answer(request: DeskRequest, story_review_id: UUID) -> HttpResponse:
    texts = actions.compare_story(actor=request.actor, story_review_id=story_review_id)
    review = queries.story_for_us(actor=request.actor, story_review_id=story_review_id)
    form = forms.StoryAnswerForm(request.POST or None, texts=texts)
    if send(request, form, actions.answer_story, story_review_id=story_review_id, compared=texts):
        messages.success(request, _("The answer is sent, without what stands in the record."))
        return redirect("coordination:story_read", story_review_id)
    context = {
        "form": form,
        "texts": texts,
        "join": queries.story_join(actor=request.actor, review=review),
        "title": _("Is this story safe for the person?"),
        "submit": _("Send the answer"),
        "back_url": reverse("coordination:story_read", args=[story_review_id]),
    }
    return render(request, "coordination/story_answer.html", context)


@page(Permission.COORDINATION_STORY_SEND)
@require_POST
def story_take_over(request: DeskRequest, story_review_id: UUID) -> HttpResponse:
    review = actions.take_over_story(actor=request.actor, story_review_id=story_review_id)
    messages.success(request, _("The answer is taken over."))
    return redirect("prevention:story_show", review.story_id)
