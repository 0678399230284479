"""Pages whose words stand in their template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panah.access.web import open_page
from panah.website import queries
from panah.website.views.entry import FOR_EVERYBODY


@open_page(reason=FOR_EVERYBODY)
def home_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home_show.html")


@open_page(reason=FOR_EVERYBODY)
def help_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/help_show.html")


@open_page(reason=FOR_EVERYBODY)
def danger_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/danger_show.html")


@open_page(reason=FOR_EVERYBODY)
def child_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/child_show.html")


@open_page(reason=FOR_EVERYBODY)
def rights_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/rights_show.html", {"reflection_days": queries.reflection_days()})


@open_page(reason=FOR_EVERYBODY)
def leaving_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/leaving_show.html")


@open_page(reason=FOR_EVERYBODY)
def privacy_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/privacy_show.html")


@open_page(reason=FOR_EVERYBODY)
def data_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/data_show.html")


@open_page(reason=FOR_EVERYBODY)
def accessibility_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility_show.html")


@open_page(reason=FOR_EVERYBODY)
def hiding_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/hiding_show.html")
