from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.codes.catalogue import LANGUAGES
from panah.codes.forms import language
from panah.core.clock import today
from panah.country.scripts import scripts

LONGEST = 60


@page(Permission.HELPLINE_CALL_LOG)
def script_list(request: DeskRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    spoken = request.GET.get("language", "")
    spoken = spoken if spoken in LANGUAGES else language()
    day = today()
    context = {
        "title": _("What to ask and say"),
        "intro": _("A script for each topic of a call. It helps; you decide."),
        "rows": [(script, script.is_stale(on=day)) for script in scripts(language=spoken, words=words)],
        "words": words,
        "spoken": spoken,
        "languages": LANGUAGES,
    }
    return render(request, "helpline/script_list.html", context)
