"""What was scanned goes along from page to page in the address: without a cookie nothing else could keep it."""

import re
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase

HREF = re.compile(r'href="(/[a-z]{2}/[^"#?]*)(\?[^"#]*)?(?=["#])')


def carry(response: HttpResponseBase, material: str) -> HttpResponseBase:
    """Add a kind of material to every link of a page that leads to another of our pages. It says nothing of who."""
    if not material or not isinstance(response, HttpResponse) or "html" not in response.get("Content-Type", ""):
        return response
    languages = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)

    def along(link: re.Match[str]) -> str:
        address, asked = link[1], link[2] or ""
        if not address.startswith(languages) or "m=" in asked:
            return link[0]
        return f'href="{address}{f"{asked}&amp;" if asked else "?"}m={quote(material)}'

    response.content = HREF.sub(along, response.content.decode())
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))
    return response
