"""What the rooms have published: events, projects, campaigns, materials, stories, services, figures."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from panah.access.web import open_page
from panah.core.errors import NotVisible
from panah.core.paging import page as page_of
from panah.printing.spreadsheets import csv_bytes
from panah.published import queries as published
from panah.published.forms import OfferFilterForm
from panah.website.views.entry import FOR_EVERYBODY

MOST_RELATED = 12
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
    language = request.LANGUAGE_CODE
    context = {
        "materials": _rows("material", language)[:50],
        "campaigns": _rows("campaign", language)[:20],
        "stories": _rows("story", language)[:20],
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
    answer = HttpResponse(csv_bytes(tables[0]["head"], rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{page.slug}-{page.language}.csv"'
    return answer


@open_page(reason=FOR_EVERYBODY)
def page_show(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    page = _page(kind, slug, request.LANGUAGE_CODE)
    context = {"page": page, "kind": kind, "related": published.related_pages(page=page)[:MOST_RELATED]}
    return render(request, "website/page_show.html", context)


def _rows(kind: str, language: str) -> QuerySet[Any, Any]:
    return published.pages(kind=kind, language=language, instead=IN_ENGLISH.get(language, ""))


def _page(kind: str, slug: str, language: str) -> Any:
    try:
        return published.page(kind=kind, slug=slug, language=language)
    except NotVisible as error:
        if language in IN_ENGLISH:
            return _page(kind, slug, IN_ENGLISH[language])
        raise Http404(slug) from error
