"""
Limits without addresses: token buckets in memory, named by HMAC(random salt of the day, network prefix).

Nothing is written anywhere, and after a day nobody, we included, can tell which network a bucket belonged to. An empty
bucket never blocks: it means the shorter form and the phone number.
"""

import hashlib
import hmac
import ipaddress
import secrets
import threading
from dataclasses import dataclass, field
from datetime import date

MOST_BUCKETS = 50_000


@dataclass
class Buckets:
    """Token buckets of one kind: `capacity` at once, then `per_minute`."""

    capacity: float
    per_minute: float
    _levels: dict[bytes, tuple[float, float]] = field(default_factory=dict)
    _salt: tuple[date, bytes] = (date.min, b"")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, address: str, *, seconds: float, today: date) -> bool:
        """Return whether there was a token for this network. `seconds` is a monotonic clock."""
        with self._lock:
            name = self._name(address, today)
            level, since = self._levels.get(name, (self.capacity, seconds))
            level = min(self.capacity, level + (seconds - since) * self.per_minute / 60)
            has_token = level >= 1
            if len(self._levels) >= MOST_BUCKETS and name not in self._levels:
                self._levels.clear()
            self._levels[name] = (level - 1 if has_token else level, seconds)
            return has_token

    def _name(self, address: str, today: date) -> bytes:
        if self._salt[0] != today:
            self._salt = (today, secrets.token_bytes(32))
            self._levels.clear()
        return hmac.new(self._salt[1], network_of(address).encode(), hashlib.sha256).digest()[:16]


def network_of(address: str) -> str:
    """Return the network that an address belongs to: /24 of IPv4, /48 of IPv6; what is no address is one network."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))
