"""A browser without a network: requests go straight into the WSGI application, as the server would hand them over."""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Failed(RuntimeError):
    """A page answered with something else than was measured for."""


class Browser:
    """Keeps cookies and the tokens of the last form."""

    def __init__(self, application: Application, *, host: str = "localhost") -> None:
        self.application, self.host = application, host
        self.cookies: SimpleCookie = SimpleCookie()
        self.tokens: dict[str, str] = {}

    def get(self, address: str, *, expect: int = 200) -> bytes:
        """Open a page and return its body."""
        return self._send("GET", address, b"", expect)

    def read_form(self, address: str) -> None:
        """Open a page with a form and keep the tokens that it must be sent with."""
        text = self.get(address).decode()
        found = {"csrfmiddlewaretoken": CSRF.search(text), "once": ONCE.search(text)}
        self.tokens = {name: match[1] for name, match in found.items() if match}

    def post(self, address: str, values: Mapping[str, str], *, expect: int = 200) -> bytes:
        """Send a form with the tokens kept, and return the body of the answer."""
        return self._send("POST", address, urlencode({**self.tokens, **values}).encode(), expect)

    def _send(self, method: str, address: str, body: bytes, expect: int) -> bytes:
        answered: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], _info: object = None) -> None:
            answered.append(status)
            for name, value in headers:
                if name.lower() == "set-cookie":
                    self.cookies.load(value)

        result = self.application(self._environ(method, address, body), start)
        try:
            content = b"".join(result)
        finally:
            close = getattr(result, "close", None)
            if close is not None:
                close()
        if not answered[0].startswith(str(expect)):
            raise Failed(f"{method} {address}: {answered[0]} instead of {expect}")
        return content

    def _environ(self, method: str, address: str, body: bytes) -> dict[str, Any]:
        parts = urlsplit(address)
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": self.host,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items()),
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_ORIGIN": f"http://{self.host}",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
