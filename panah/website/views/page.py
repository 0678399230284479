"""What the rooms have published: events, projects, campaigns, materials, stories, services, figures."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from panah.access.web import open_page
from panah.core.errors import NotVisible
from panah.core.files import KINDS
from panah.core.films import FILMS
from panah.core.paging import page as page_of
from panah.core.ranges import answer, render_player
from panah.printing.spreadsheets import csv_bytes
from panah.published import queries as published
from panah.published.forms import OfferFilterForm
from panah.website.languages import WHOLE_CODES
from panah.website.views.entry import FOR_EVERYBODY

MOST_RELATED, MOST_TOLD, MOST_FILMS = 12, 200, 3
TOLD = {"stories": "story", "materials": "material", "campaigns": "campaign"}
MOST_MATERIALS = 60
IN_ENGLISH = {"ru": "en"}  # what no room has published in Russian is shown in English, and says so


@open_page(reason=FOR_EVERYBODY)
def event_list(request: HttpRequest) -> HttpResponse:
    language = request.LANGUAGE_CODE
    events = page_of(_rows("event", language), order=("-shown_on", "-id"), after=request.GET.get("after"), size=20)
    context = {"page": events, "projects": _rows("project", language)[:20]}
    context["campaigns"] = _rows("campaign", language)[:20]
    return render(request, "website/event_list.html", context)


@open_page(reason=FOR_EVERYBODY)
def material_list(request: HttpRequest) -> HttpResponse:
    text, code = request.GET.get("q", "").strip()[:80], request.GET.get("kind", "")[:40]
    every = _rows("material", request.LANGUAGE_CODE)
    context = {
        "text": text,
        "code": code,
        "kinds": sorted({row.body["head"]["code"] for row in every[:MOST_MATERIALS] if row.body.get("head")}),
        "materials": _found("material", request, text=text, code=code)[:MOST_MATERIALS],
        "campaigns": _found("campaign", request, text=text)[:20],
        "stories": _found("story", request, text=text)[:20],
    }
    return render(request, "website/material_list.html", context)


@open_page(reason=FOR_EVERYBODY)
def offer_list(request: HttpRequest) -> HttpResponse:
    filters = OfferFilterForm(request.GET)
    found = page_of(
        published.offers(**filters.wanted()), order=("-confirmed_on", "-id"), after=request.GET.get("after"), size=20
    )
    context = {"page": found, "filters": filters, "fresh_since": published.fresh_since()}
    return render(request, "website/offer_list.html", context)


@open_page(reason=FOR_EVERYBODY)
def figures_list(request: HttpRequest) -> HttpResponse:
    context = {
        "figures": published.pages(
            kind="figures", language=request.LANGUAGE_CODE, instead=IN_ENGLISH.get(request.LANGUAGE_CODE, "")
        )[:50]
    }
    return render(request, "website/figures_list.html", context)


@open_page(reason=FOR_EVERYBODY)
def figures_save(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page("figures", slug, request.LANGUAGE_CODE)
    tables = [block for block in page.body["main"] if block["kind"] == "table"]
    rows = [row for block in tables for row in block["rows"]]
    response = HttpResponse(csv_bytes(tables[0]["head"], rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{page.slug}-{page.language}.csv"'
    return response


@open_page(reason=FOR_EVERYBODY)
def page_show(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    page = _page(kind, slug, request.LANGUAGE_CODE)
    context = {"page": page, "kind": kind, "related": published.related_pages(page=page)[:MOST_RELATED]}
    context["files"] = published.files(page=page)
    context["films"] = _films([page, *context["related"]] if kind == "campaign" else [page])
    show = render_player if context["films"] else render
    return show(request, "website/page_show.html", context)


def _films(pages: list[Any]) -> list[dict[str, Any]]:
    """Return the films of pages: on the page of a campaign those of its materials."""
    with_film = [page for page in pages if page.body.get("video")][:MOST_FILMS]
    clips = [(page, published.clip(kind=page.kind, slug=page.slug)) for page in with_film]
    return [{"page": page, "clip": clip, **page.body["video"]} for page, clip in clips if clip and clip.is_whole]


@open_page(reason=FOR_EVERYBODY)
def clip_play(request: HttpRequest, clip_id: UUID) -> HttpResponseBase:
    clip = published.shown_clip(clip_id=clip_id)
    read = partial(_clip_part, clip)
    return answer(request, read, size=clip.size, media=FILMS[clip.media].media, mark=clip.mark)


def _clip_part(clip: Any, first: int, count: int) -> bytes:
    return published.clip_part(clip=clip, first=first, count=count)


@open_page(reason=FOR_EVERYBODY)
def clip_picture(request: HttpRequest, clip_id: UUID) -> HttpResponse:
    clip = published.shown_clip(clip_id=clip_id)
    return HttpResponse(bytes(clip.poster), content_type=KINDS[clip.poster_kind].media)


@open_page(reason=FOR_EVERYBODY)
def captions_show(request: HttpRequest, page_id: UUID) -> HttpResponse:
    video = published.shown_page(page_id=page_id).body.get("video")
    if not video:
        raise Http404(page_id)
    return HttpResponse(video["captions"], content_type="text/vtt; charset=utf-8")


@open_page(reason=FOR_EVERYBODY)
def file_save(request: HttpRequest, file_id: UUID) -> HttpResponse:
    file = published.file(file_id=file_id)
    kind = KINDS[file.kind]
    named = "-".join(part for part in (file.page.slug, file.page.language, file.name) if part)
    response = HttpResponse(bytes(file.content), content_type=kind.media)
    response["Content-Disposition"] = f'attachment; filename="{named}.{kind.ending}"'
    return response


@open_page(reason=FOR_EVERYBODY)
def api_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with what is published in one language, as JSON: stories, materials, campaigns."""
    if kind not in TOLD:
        raise Http404(kind)
    language = request.GET.get("language", "")
    pages = published.pages(kind=TOLD[kind], language=language if language in WHOLE_CODES else request.LANGUAGE_CODE)
    return JsonResponse({kind: [_told(request, page) for page in pages[:MOST_TOLD]]})


def _told(request: HttpRequest, page: Any) -> dict[str, Any]:
    with translation.override(page.language):
        address = reverse("website:page_show", args=[page.kind, page.slug])
    text = [paragraph for block in page.body.get("main", ()) for paragraph in block.get("paragraphs", ())]
    return {
        "address": request.build_absolute_uri(address),
        "language": page.language,
        "title": page.title,
        "summary": page.summary,
        "paragraphs": text + page.body.get("video", {}).get("transcript", []),
        "published_on": page.published_on.isoformat(),
    }


def _found(kind: str, request: HttpRequest, **wanted: str) -> QuerySet[Any, Any]:
    language = request.LANGUAGE_CODE
    return published.find_pages(kind=kind, language=language, instead=IN_ENGLISH.get(language, ""), **wanted)


def _rows(kind: str, language: str) -> QuerySet[Any, Any]:
    return published.pages(kind=kind, language=language, instead=IN_ENGLISH.get(language, ""))


def _page(kind: str, slug: str, language: str) -> Any:
    try:
        return published.page(kind=kind, slug=slug, language=language)
    except NotVisible as error:
        if language in IN_ENGLISH:
            return _page(kind, slug, IN_ENGLISH[language])
        raise Http404(slug) from error
