"""
What may be published of a table: small cells hidden, and with them others by which they could be worked out. Pure.

A reader knows every number that is shown, that the parts of a table add up to its total, and that a hidden cell is no
less than nothing. Whatever is hidden together must then be able to hold at least the threshold among at least two
cells: no hidden cell can be told more closely than that.
"""

from collections.abc import Collection, Mapping

ONE_WAY = 5
CHILDREN = 11
CHILD_CODES = frozenset({"child", "0_8", "9_17"})


def threshold(*, codes: Collection[str] = (), two_way: bool = False) -> int:
    """Return the least number of persons that may be shown: more where children or two attributes are counted."""
    return CHILDREN if two_way or set(codes) & CHILD_CODES else ONE_WAY


def is_small(value: float, *, least: int) -> bool:
    """Test if a number of persons is too small to be shown. Nobody is nobody: a zero tells of no one."""
    return 0 < value < least


def hidden(
    parts: Mapping[str, float], *, total_is_hidden: bool, two_way: bool = False, adds_up: bool = True
) -> frozenset[str]:
    """
    Return the parts of a table that are not shown.

    :param total_is_hidden: the total of the table is not shown: a table under a small total says too much
    :param two_way: the table counts only persons of one kind, so that each part has two attributes
    :param adds_up: every person stands in exactly one part
    """
    if total_is_hidden:
        return frozenset(parts)
    least = {code: threshold(codes=(code,), two_way=two_way) for code in parts}
    chosen = {code for code, value in parts.items() if is_small(value, least=least[code])}
    if not chosen or not adds_up:
        return frozenset(chosen)
    # Complementary suppression: the next smallest part joins until subtraction tells nothing. The smallest first.
    most = max(least[code] for code in chosen)
    for code in sorted(set(parts) - chosen, key=lambda code: (parts[code] == 0, parts[code], code)):
        if _is_safe(chosen, parts, most):
            break
        chosen.add(code)
    return frozenset(chosen) if _is_safe(chosen, parts, most) else frozenset(parts)


def _is_safe(chosen: Collection[str], parts: Mapping[str, float], most: int) -> bool:
    return len(chosen) >= 2 and sum(parts[code] for code in chosen) >= most
