"""Which mail server the worker uses: one address, `PANAH_SMTP`. Without it nobody is told by e-mail."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from panah.config.refusal import Refusal

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over: by STARTTLS (smtp), TLS (smtps), or in clear to a relay on this machine."""

    scheme: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def backend(self) -> str:
        """Return Django's way of sending: none without a server."""
        return f"django.core.mail.backends.{'smtp' if self.host else 'dummy'}.EmailBackend"


def mail_server(address: str) -> MailServer:
    """
    Return the server of an address such as smtp://name:password@mail.example.org:587; none where there is no address.

    :raises Refusal: if it is no such address, or would send in clear to another machine
    """
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refusal("PANAH_SMTP has to be like smtp://name:password@mail.example.org:587 (or smtps, smtp+plain).")
    if parts.scheme == "smtp+plain" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise Refusal("PANAH_SMTP: smtp+plain is for a relay on this machine only. Use smtp or smtps.")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
