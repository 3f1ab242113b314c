"""Positions that say the same in other words are one."""

from collections.abc import Sequence

from rag.positions import Group, Origins, best_first, gather, made_of
from rag.relation import Relations, relation_of

_SAME = 0.7  # probability from which two answers in words are one


def joined(groups: Sequence[Group], relations: Relations, origins_of: Origins) -> tuple[Group, ...]:
    """Put positions together of which each says the same as every other; best supported first."""
    if not relations:
        return tuple(groups)

    def same(one: Group, other: Group) -> bool:
        return relation_of(relations, one.evidence[0], other.evidence[0]).same >= _SAME

    return best_first(_one(members, origins_of) for members in gather(groups, same))


def _one(members: Sequence[Group], origins_of: Origins) -> Group:
    if len(members) == 1:
        return members[0]
    return made_of([item for group in members for item in group.evidence], origins_of)
