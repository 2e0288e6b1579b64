"""What the first letter of a match may be, read off an expression's parse tree and told to `re`, which then skips all other places.

`re` finds that out by itself for expressions that begin with letters; ours mostly begin by looking back or with a choice of choices.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from collections.abc import Iterable
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

Node = tuple[Any, Any]  # an operation of `re` and what it is given

_WITHOUT_WIDTH: Final = frozenset((op.ASSERT, op.ASSERT_NOT, op.AT))
_REPEATS: Final = frozenset((op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT))


def compiled(tree: Any, flags: int) -> re.Pattern[str]:
    """The expression of a parse tree, as `re` compiles it but for what it knows of the first letter; `flags`: those it was parsed with."""
    all_flags = tree.state.flags | flags
    letters = None if all_flags & re.IGNORECASE.value or _is_known(tree, all_flags) else first_letters(tree)
    if letters is None:
        pattern: re.Pattern[str] = _compiler.compile(tree, flags)
        return pattern
    head = _parser.SubPattern(tree.state, [(op.IN, letters)])
    head.width = tree.getwidth()
    code: list[int] = []
    _compiler._compile_info(code, head, all_flags)
    _compiler._compile(code, tree.data, all_flags)
    code.append(op.SUCCESS)
    groups = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in groups.items():
        names[number] = name
    made: re.Pattern[str] = _sre.compile(tree.state.str, all_flags, code, tree.state.groups - 1, groups, tuple(names))
    return made


def _is_known(tree: Any, flags: int) -> bool:
    """Whether `re` sees by itself how a match begins."""
    return bool(_compiler._get_literal_prefix(tree, flags)[0] or _compiler._get_charset_prefix(tree, flags))


def first_letters(tree: Iterable[Node]) -> list[Node] | None:
    """The letters, ranges and categories of which the first letter of each match is one; null where that cannot be told or a match may be
    empty."""
    found = _of_choices([tree])
    return None if found is None or found[1] else found[0]


def _of(operation: Any, given: Any) -> tuple[list[Node], bool] | None:
    """What one operation may begin with, and whether it may match nothing; null where that cannot be told."""
    if operation in _WITHOUT_WIDTH:
        return [], True
    if operation is op.LITERAL:
        return [(operation, given)], False
    if operation is op.IN:
        return None if given[0][0] is op.NEGATE else (list(given), False)
    if operation in _REPEATS:
        return _of_choices([given[2]], may_be_empty=given[0] == 0)
    if operation is op.SUBPATTERN:
        return None if given[1] or given[2] else _of_choices([given[3]])
    if operation is op.ATOMIC_GROUP:
        return _of_choices([given])
    return _of_choices(given[1]) if operation is op.BRANCH else None


def _of_choices(choices: Iterable[Iterable[Node]], may_be_empty: bool = False) -> tuple[list[Node], bool] | None:
    """Of several sequences, of which one matches."""
    letters: list[Node] = []
    for choice in choices:
        for node in choice:
            found = _of(*node)
            if found is None:
                return None
            letters += found[0]
            if not found[1]:
                break
        else:
            may_be_empty = True
    return letters, may_be_empty
