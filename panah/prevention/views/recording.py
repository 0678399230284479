from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core import ranges
from panah.core.errors import InvalidInput, WrongState
from panah.core.films import FILMS
from panah.prevention import actions, forms, queries
from panah.prevention.rules import recording as rules
from panah.prevention.rules.captions import transcript, written_time
from panah.prevention.states import RecordingState

ALT = ("alt_az", "alt_en", "alt_ru")


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def recording_begin(request: DeskRequest, material_id: UUID) -> HttpResponse:
    material = queries.material_to_change(actor=request.actor, material_id=material_id)
    form = forms.RecordingForm(request.POST or None)
    if recording := send(request, form, actions.begin_recording, material_id=material_id):
        return redirect("prevention:recording_show", recording.pk)
    context = {"form": form, "title": _("Add a video"), "intro": str(material), "submit": _("Go on to the upload")}
    context["back_url"] = reverse("prevention:material_show", args=[material_id])
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def recording_show(request: DeskRequest, recording_id: UUID) -> HttpResponse:
    recording = queries.recording(actor=request.actor, recording_id=recording_id)
    there = queries.pieces_there(actor=request.actor, recording=recording)
    context = {
        "title": _("Video of %(material)s") % {"material": recording.material},
        "recording": recording,
        "there": len(there),
        "pieces": rules.piece_count(recording.size),
        "length": written_time(recording.length)[:8],
        "form": forms.RecordingFileForm(),
        "limits": {"piece": rules.PIECE, "largest": rules.LARGEST},
        "versions": queries.material(actor=request.actor, material_id=recording.material_id).versions,
        "captioned": queries.captioned(actor=request.actor, material=recording.material),
        "back_url": reverse("prevention:material_show", args=[recording.material_id]),
    }
    return ranges.render_player(request, "prevention/recording_show.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def recording_pieces(request: DeskRequest, recording_id: UUID) -> JsonResponse:
    """Say which pieces are there, or take one."""
    if request.method == "POST":
        form = forms.PieceForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"message": _("This piece cannot be read.")}, status=422)
        return _said(partial(actions.keep_piece, actor=request.actor, recording_id=recording_id, **form.cleaned_data))
    recording = queries.recording(actor=request.actor, recording_id=recording_id)
    return JsonResponse(
        {"size": recording.size, "there": queries.pieces_there(actor=request.actor, recording=recording)}
    )


@page(Permission.PREVENTION_MATERIAL_CHANGE)
@require_POST
def recording_finish(request: DeskRequest, recording_id: UUID) -> JsonResponse:
    """Have the whole film looked at; one that is not taken is destroyed at once."""
    told = request.POST.get("sum_of_all", "")
    answer = _said(partial(actions.finish_recording, actor=request.actor, recording_id=recording_id, sum_of_all=told))
    if answer.status_code == InvalidInput.status:
        actions.destroy_recording(actor=request.actor, recording_id=recording_id)
    return answer


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def recording_upload(request: DeskRequest, recording_id: UUID) -> HttpResponse:
    recording = queries.recording(actor=request.actor, recording_id=recording_id)
    form = forms.RecordingFileForm(request.POST or None, request.FILES or None)
    if send(request, form, actions.upload_recording, recording_id=recording_id):
        messages.success(request, _("The video is kept. Now it needs a picture and captions."))
        return redirect("prevention:recording_show", recording_id)
    back_url = reverse("prevention:recording_show", args=[recording_id])
    context = {"form": form, "title": _("Upload the video"), "intro": str(recording.material), "back_url": back_url}
    return render(request, "core/form_page.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def recording_play(request: DeskRequest, recording_id: UUID) -> HttpResponseBase:
    is_begin = request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    look = actions.open_recording if is_begin else queries.recording
    recording: Any = look(actor=request.actor, recording_id=recording_id)
    if recording.state != RecordingState.KEPT or (not request.headers.get("Range") and recording.size > rules.PIECE):
        raise WrongState(_("This video is watched in its page only."))
    read = partial(_part, request, recording)
    media = FILMS[recording.kind].media
    return ranges.answer(request, read, size=recording.size, media=media, mark=recording.sha256, is_short=True)


def _part(request: DeskRequest, recording: Any, first: int, count: int) -> bytes:
    return queries.part(actor=request.actor, recording=recording, first=first, count=count)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def poster_keep(request: DeskRequest, recording_id: UUID) -> HttpResponse:
    recording = queries.recording_to_change(actor=request.actor, recording_id=recording_id)
    initial = {name: getattr(recording, name) for name in ALT}
    form = forms.PosterForm(request.POST or None, request.FILES or None, initial=initial)
    if edit(request, form, actions.keep_poster, recording_id=recording_id):
        return redirect("prevention:recording_show", recording_id)
    context = {"form": form, "title": _("Picture of the video"), "intro": str(recording.material)}
    context |= {"recording": recording, "back_url": reverse("prevention:recording_show", args=[recording_id])}
    return ranges.render_player(request, "prevention/poster_keep.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def poster_open(request: DeskRequest, recording_id: UUID) -> HttpResponse:
    kind, content = queries.poster(actor=request.actor, recording_id=recording_id)
    answer = HttpResponse(content, content_type=kind.media)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@page(Permission.PREVENTION_MATERIAL_CHANGE)
@require_POST
def recording_destroy(request: DeskRequest, recording_id: UUID) -> HttpResponse:
    recording = actions.destroy_recording(actor=request.actor, recording_id=recording_id)
    messages.success(request, _("The video is destroyed."))
    return redirect("prevention:material_show", recording.material_id)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def captions_write(request: DeskRequest, version_id: UUID) -> HttpResponse:
    version = queries.version_to_change(actor=request.actor, version_id=version_id)
    cues, told = queries.captions_before(actor=request.actor, version=version)
    rows = [(written_time(cue.begins), written_time(cue.ends), cue.text) for cue in cues]
    told = "" if told == transcript(cues) else told  # made of the captions, it is made of them again
    form = forms.CaptionsForm(request.POST or None, request.FILES or None, initial={"cues": rows, "transcript": told})
    if edit(request, form, actions.write_captions, version_id=version_id):
        messages.success(request, _("The captions are kept."))
        return redirect("prevention:version_show", version_id)
    context = {"form": form, "title": _("Captions"), "intro": f"{version.material}, {version.language}"}
    context["recording"] = queries.kept_recording(actor=request.actor, material=version.material)
    context["back_url"] = reverse("prevention:version_show", args=[version_id])
    return ranges.render_player(request, "prevention/captions_write.html", context)


@page(Permission.PREVENTION_MATERIAL_CHANGE)
def screening_record(request: DeskRequest, material_id: UUID) -> HttpResponse:
    material = queries.material_to_change(actor=request.actor, material_id=material_id)
    form = forms.ScreeningForm(
        request.POST or None,
        events=queries.event_choices(actor=request.actor),
        entries=queries.local_actions(actor=request.actor, campaign=material.campaign),
    )
    if send(request, form, actions.record_screening, material_id=material_id):
        messages.success(request, _("The screening is counted as exposure in the campaign's response."))
        return redirect("prevention:material_show", material_id)
    context = {"form": form, "title": _("Record a screening"), "intro": str(material)}
    context["back_url"] = reverse("prevention:material_show", args=[material_id])
    return render(request, "core/form_page.html", context)


def _said(action: Any) -> JsonResponse:
    """Answer the page's script: where to go, or why not."""
    try:
        recording = action()
    except (InvalidInput, WrongState) as error:
        return JsonResponse({"message": _(error.message) % error.params}, status=error.status)
    return JsonResponse({"address": reverse("prevention:recording_show", args=[recording.pk])})
