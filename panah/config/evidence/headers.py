"""The headers that every answer must carry (security.md 9): each missing or other one as a sentence."""

from collections.abc import Mapping

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "x-content-type-options": ("nosniff",),
    "cross-origin-opener-policy": ("same-origin",),
    "cross-origin-resource-policy": ("same-origin",),
    "referrer-policy": ("no-referrer", "same-origin"),
    "permissions-policy": ("camera=(), microphone=(), geolocation=(), browsing-topics=()",),
    "strict-transport-security": ("max-age=63072000",),
}
COOKIE = ("secure", "httponly", "samesite=strict", "path=/")


def faults(headers: Mapping[str, str], *, is_static: bool = False) -> list[str]:
    """Return what is wrong with the headers of one answer."""
    found = []
    for name, allowed in ALWAYS.items():
        value = headers.get(name, "")
        if not any(value.startswith(each) for each in allowed):
            found.append(f"{name}: {value or 'missing'}")
    if not is_static and "no-store" not in headers.get("cache-control", ""):
        found.append(f"cache-control: {headers.get('cache-control', 'missing')}")
    return found + policy_faults(headers.get("content-security-policy", "")) + cookie_faults(headers)


def policy_faults(text: str) -> list[str]:
    """Return what the content security policy allows beyond ours, and what it leaves out."""
    said = dict(part.strip().split(" ", 1) for part in text.split(";") if " " in part.strip())
    if not said:
        return ["content-security-policy: missing"]
    return [
        f"content-security-policy: {name} {said.get(name, 'missing')}"
        for name in sorted(POLICY.keys() | said.keys())
        if set(said.get(name, "").split()) != set(POLICY.get(name, "").split())
        and not (said.get(name) == "'none'" or name == "sandbox")
    ]


def cookie_faults(headers: Mapping[str, str]) -> list[str]:
    """Return what the cookie of an answer lacks."""
    cookie = headers.get("set-cookie", "")
    if not cookie:
        return []
    lacking = [word for word in COOKIE if word not in cookie.lower()]
    lacking += [] if cookie.startswith("__Host-") else ["the prefix __Host-"]
    return [f"cookie {cookie.split('=')[0]}: without {', '.join(lacking)}"] if lacking else []
