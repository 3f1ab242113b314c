"""How often a key or a sender may ask."""

import ipaddress
import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.access.keys import Key

VISITORS = 20  # all visitors of a widget key together may ask as often as this many of them
REFUSALS = 60  # requests without a good key that one address may send in a minute


@dataclass(frozen=True, slots=True)
class TooMany:
    """A sender that has to wait."""

    rate: int  # requests a minute that it may send
    wait: int  # seconds


class Rates:
    """Counts requests by sliding window, in this process."""

    def __init__(self, anonymous: int | None = None) -> None:
        """`anonymous`: requests a minute of one address while no key is asked for; None for any number."""
        self._anonymous = anonymous
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def of_key(self, key: Key, address: str) -> TooMany | None:
        """Count a request with `key`. A widget key is in everyone's hands: its rate is each visitor's own."""
        rate = key.grant.rate
        if key.grant.scope != "widget":
            return self._count(rate, "key", key.id)
        return self._count(rate, "visitor", key.id, _network(address)) or self._count(rate * VISITORS, "key", key.id)

    def without_key(self, address: str) -> TooMany | None:
        """Count a request while no key is asked for."""
        return None if self._anonymous is None else self._count(self._anonymous, "address", _network(address))

    def refused(self, address: str) -> TooMany | None:
        """Count a request without a good key."""
        return self._count(REFUSALS, "refused", _network(address))

    def _count(self, rate: int, *sender: str) -> TooMany | None:
        limit = RateLimitItemPerMinute(rate)
        if self._limiter.hit(limit, *sender):
            return None
        reset = self._limiter.get_window_stats(limit, *sender).reset_time
        return TooMany(rate, max(1, math.ceil(reset - time.time())))


def _network(address: str) -> str:
    """The address, or of version 6 the /64 that one sender usually has to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
