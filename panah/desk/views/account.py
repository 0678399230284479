from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.roles import ROLES
from panah.access.web import DeskRequest, open_page, page
from panah.accounts.actions import change_language


@page(Permission.DESK_HOME_READ)
def account_read(request: DeskRequest) -> HttpResponse:
    roles = [ROLES[name] for name in sorted(request.actor.roles)]
    return render(request, "desk/account_read.html", {"roles": roles})


@open_page(reason="Somebody who has not signed in yet must be able to read the page on which one signs in.")
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, samesite="Strict", httponly=True)
        actor = getattr(request, "actor", None)
        if actor is not None:
            change_language(actor=actor, language=wanted)
    return answer
