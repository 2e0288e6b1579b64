"""What a load has to do: the files found held against the files known. Pure.

A file is known by its path; by its content where the path it had no longer holds that content (it was renamed or moved). What was read by
this extractor is not read again, except what failed while a tool was missing that is there now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.folder import Found
from db.ids import plan_id
from extract.model import Status


@dataclass(frozen=True, slots=True)
class Known:
    """A row of `files`; `path` opens it."""

    folder: str
    file: str
    path: Path
    sha256: str | None
    status: str
    plan_id: str | None
    extractor: str | None
    tools: str | None


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads: the extractor's version and the tools at hand."""

    extractor: str
    tools: str

    def has_read(self, known: Known) -> bool:
        return known.extractor == self.extractor and (known.status == Status.OK or known.tools == self.tools)


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read under `plan_id`; `gives_way`: rows of `files` that go when it comes (its own elsewhere, what its path held)."""

    found: Found
    sha256: str
    plan_id: str
    gives_way: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A file read before, at another path; `gives_way`: what that path held."""

    found: Found
    was: Known
    gives_way: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """`refused`: files that will not be read and are not yet known so, with what their path held; `gone`: known files that are nowhere."""

    unchanged: tuple[Known, ...]
    moved: tuple[Moved, ...]
    to_read: tuple[ToRead, ...]
    refused: tuple[tuple[Found, Known | None], ...]
    gone: tuple[Known, ...]


def changes(
    found: Sequence[Found], hashes: Mapping[Path, str], known: Sequence[Known], reader: Reader, kept: Callable[[Known], bool]
) -> Changes:
    """`found` in order, `hashes` of every file of it that is to be read; `kept` tells of a known file that was not found whether its
    rows stay all the same (it lies elsewhere, or its folder could not be listed)."""
    here = {row.path: row for row in known}
    met = {file.path for file in found}
    absent = [row for row in known if row.path not in met and not kept(row)]
    came_from = _came_from(found, hashes, here, absent)
    left = {was.path for was in came_from.values()}
    unchanged: list[Known] = []
    moved: list[Moved] = []
    to_read: list[ToRead] = []
    refused: list[tuple[Found, Known | None]] = []
    for file in found:
        row, sha = here.get(file.path), hashes.get(file.path)
        if sha is None:
            if row and row.sha256 is None and row.status == status_of(file):
                unchanged.append(row)
            else:
                refused.append((file, replace(row, plan_id=None) if row and row.path in left else row))
            continue
        was = row if row and row.sha256 == sha else came_from.get(file.path)
        # what lay at this path gives way; its plan stays where another file has it now
        held = () if row is None or row is was else (replace(row, plan_id=None) if row.path in left else row,)
        if was is None or not reader.has_read(was):
            to_read.append(ToRead(file, sha, (was and was.plan_id) or "", held if was is None or was is row else (was, *held)))
        elif was is row:
            unchanged.append(was)
        else:
            moved.append(Moved(file, was, held))
    gone = tuple(row for row in absent if row.path not in left)
    over = [row for file in moved for row in file.gives_way]
    over += [row for file in to_read for row in file.gives_way if row.path == file.found.path]
    taken = {row.plan_id for row in known} - {row.plan_id for row in (*gone, *over)}
    return Changes(tuple(unchanged), tuple(moved), tuple(_named(to_read, taken)), tuple(refused), gone)


def status_of(refused: Found) -> Status:
    """What a file that will not be read is recorded as."""
    if refused.locked:
        return Status.ENCRYPTED
    return Status.SKIPPED if refused.skipped else Status.FAILED


def _came_from(
    found: Sequence[Found], hashes: Mapping[Path, str], here: Mapping[Path, Known], absent: Sequence[Known]
) -> dict[Path, Known]:
    """New path -> the row whose content lies there now and no longer at its own path."""
    displaced = (row for path, row in here.items() if path in hashes and hashes[path] != row.sha256)
    movable: dict[str, deque[Known]] = {}
    for row in (*absent, *displaced):
        if row.sha256:
            movable.setdefault(row.sha256, deque()).append(row)
    came_from = {}
    for file in found:
        sha, known = hashes.get(file.path), here.get(file.path)
        if sha and not (known and known.sha256 == sha) and movable.get(sha):
            came_from[file.path] = movable[sha].popleft()
    return came_from


def _named(to_read: Sequence[ToRead], taken: set[str | None]) -> Iterator[ToRead]:
    """Files with their plan ids: of their bytes; of bytes and place where another file with the same bytes has that one."""
    taken = set(taken)
    for file in to_read:
        if file.plan_id:
            yield file
            continue
        name = plan_id(file.sha256)
        if name in taken:
            name = plan_id(file.sha256, str(file.found.path))
        taken.add(name)
        yield replace(file, plan_id=name)
