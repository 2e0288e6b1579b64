"""What every match of an expression must hold, read off its parse tree: a text without it needs no search.

Most texts hold nothing of what most expressions look for, and `in` finds that out ten times sooner than a search does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

from extract.patterns.first_letters import compiled

Words = frozenset[str]  # one of them, at least
Node = tuple[Any, Any]  # an operation of `re` and what it is given

_VERBOSE: Final = re.VERBOSE.value  # numbers, which combine twenty times sooner than flags
_EITHER_CASE: Final = re.IGNORECASE.value
_REPEATS: Final = frozenset((op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT))
_MOST: Final = 40  # words to look for instead of the expression
_GATES: Final = 2
_CHANCE: Final = (1.0, 0.9, 0.5, 0.25, 0.15, 0.08)  # that a text holds a word of so many letters, or more
_TOO_LIKELY: Final = 0.99


def read(regex: str) -> tuple[Callable[[], re.Pattern[str]], tuple[Words, ...]]:
    """What compiles a verbose expression, and what it needs, of one parsing: half the work of both. Raises re.error where it is none."""
    tree = _parser.parse(regex, _VERBOSE)
    return partial(compiled, tree, _VERBOSE), _rarest(tree)


def needed(regex: str) -> tuple[Words, ...]:
    """At most two sets of words, the rarer first: a text in which the expression finds anything holds a word of each.

    Empty where the expression needs no letter, or takes letters of either case. Raises re.error where it is none.

    >>> [sorted(words) for words in needed(r"(?<!\\w)(?:sở|phòng)\\ y\\ tế(?:\\ huyện)?")]
    [[' y tế'], ['phòng', 'sở']]
    """
    return _rarest(_parser.parse(regex, _VERBOSE))


def _rarest(tree: Any) -> tuple[Words, ...]:
    if tree.state.flags & _EITHER_CASE:
        return ()
    found = {_shortest(words) for words in _all(tree)}
    return tuple(
        sorted((words for words in found if _chance(words) < _TOO_LIKELY), key=lambda words: (_chance(words), sorted(words)))[:_GATES]
    )


def _all(tree: Iterable[Node]) -> Iterator[Words]:
    """Every set of words that a sequence needs one of."""
    run = ""
    for operation, given in tree:
        letter = _letter((operation, given))
        if letter:
            run += letter
        elif operation is not op.ASSERT_NOT and operation is not op.AT and operation is not op.ASSERT:
            if run:
                yield frozenset((run,))
            run = ""
        if not letter:
            yield from _of(operation, given)
    if run:
        yield frozenset((run,))


def _letter(node: Node) -> str:
    """The letter that an operation matches, alone or in a group of its own."""
    operation, given = node
    if operation is op.LITERAL:
        return chr(given)
    if operation is op.SUBPATTERN and len(given[3]) == 1 and not _either_case(given):
        return _letter(given[3][0])
    return ""


def _of(operation: Any, given: Any) -> Iterator[Words]:
    if operation is op.SUBPATTERN:
        yield from () if _either_case(given) else _all(given[3])
    elif operation is op.ATOMIC_GROUP:
        yield from _all(given)
    elif operation is op.ASSERT:
        yield from _all(given[1])
    elif operation in _REPEATS and given[0]:
        yield from _all(given[2])
    elif operation is op.BRANCH:
        yield from _either(given[1])
    elif operation is op.IN and all(kind is op.LITERAL for kind, _ in given):
        yield frozenset(chr(letter) for _, letter in given)


def _either_case(group: Sequence[Any]) -> bool:
    return bool(group[1] & _EITHER_CASE)


def _either(branches: Sequence[Iterable[Node]]) -> Iterator[Words]:
    """The rarest that each branch needs, together; nothing where one branch needs nothing."""
    parts = [min(_all(branch), key=_chance, default=frozenset[str]()) for branch in branches]
    together = frozenset[str]().union(*parts)
    if all(parts) and len(together) <= _MOST:
        yield together


def _shortest(words: Words) -> Words:
    """The same without words that hold another of them."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _chance(words: Words) -> float:
    """How likely a text holds one of them."""
    return 1 - math.prod(1 - _CHANCE[min(len(word.strip()), len(_CHANCE) - 1)] for word in words)
