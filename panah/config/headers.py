"""Headers on every answer, and the desk's check of where a changing request comes from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

SAFE = ("GET", "HEAD", "OPTIONS")
# camera=() stands against getUserMedia, which nothing here asks for; a file input with `capture` opens a phone's camera
# all the same: it hands over one picture, as any chosen file.
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


class HeadersMiddleware:
    """Add the headers to every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class OriginMiddleware:
    """Refuse a changing request that a browser says comes from another site; the public's door says it in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        came_from = request.headers.get("Sec-Fetch-Site", "none")
        if request.method not in SAFE and came_from not in ("same-origin", "none"):
            return HttpResponse(status=403)
        return self.get_response(request)
