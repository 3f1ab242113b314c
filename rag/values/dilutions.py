"""Concentrations in water: a milligram a litre is one part in a million, as a litre of water weighs a kilogram."""

import re
from dataclasses import replace

from rag.values.types import Value

_PARTS = "part"
_MASS = "kilogram / meter ** 3"
_DENSITY = 1000.0  # of water, in kilograms a cubic metre
_A_LITRE = re.compile(r"(?:/ ?|\b(?:per|an?|each|every) )(?:l|lit(?:re|er))$", re.I)  # by the cubic metre it is air


def are_dilutions(a: Value, b: Value) -> bool:
    """Whether one figure is in parts per million or billion and the other in mass a litre."""
    return (_is_parts(a) and _is_by_litre(b)) or (_is_parts(b) and _is_by_litre(a))


def in_one_unit(a: Value, b: Value) -> tuple[Value, Value]:
    """Return two such figures both as mass in a volume; any others as they are."""
    return (_as_mass(a), _as_mass(b)) if are_dilutions(a, b) else (a, b)


def _as_mass(value: Value) -> Value:
    if not _is_parts(value):
        return value
    low, high, step = (end * _DENSITY for end in (value.low, value.high, value.precision))
    return replace(value, unit=_MASS, low=low, high=high, precision=step)


def _is_parts(value: Value) -> bool:
    return value.unit == _PARTS


def _is_by_litre(value: Value) -> bool:
    return value.unit == _MASS and bool(_A_LITRE.search(value.label))
