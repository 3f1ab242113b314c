"""Positions that say the same in other words are one."""

from collections.abc import Sequence

from rag.positions import Group, Origins, made_of
from rag.relation import Relations, relation_of

_SAME = 0.7  # probability from which two answers in words are one


def joined(groups: Sequence[Group], relations: Relations, origins_of: Origins) -> tuple[Group, ...]:
    """Put positions together whose sources all say the same as the surest of the first; best supported first."""
    if not relations:
        return tuple(groups)
    found: list[list[Group]] = []
    for group in groups:
        home = next((members for members in found if _same(members, group, relations)), None)
        if home is None:
            found.append([group])
        else:
            home.append(group)
    made = [
        members[0] if len(members) == 1 else made_of([e for m in members for e in m.evidence], origins_of)
        for members in found
    ]
    return tuple(sorted(made, key=lambda group: (-group.origins, -group.probability)))


def _same(members: Sequence[Group], other: Group, relations: Relations) -> bool:
    return all(relation_of(relations, one.evidence[0], other.evidence[0]).same >= _SAME for one in members)
