"""Saving a pack so that nothing is lost: atomically, with a reason, one at a time, and every version can come back.

Order of a save: the whole text before is in the history, the new text lies complete beside the file, and only then
does it take the file's place. A crash at any point leaves a whole file; a version that never came to be is told as such.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

from ..located_yaml import MAX_BYTES, TOO_BIG
from ..pack import ORGANISATIONS

HISTORY = ".history"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_TRIES, _PAUSE = 50, 0.1
"""How long one waits for another who is saving: five seconds; a save takes milliseconds."""


class CannotSave(ValueError):
    """Nothing was saved; the message is one Danish line."""


class Conflict(CannotSave):
    """Somebody else has saved since. `current` is the text that lies there now; the unsaved text stays with the caller."""

    def __init__(self, message: str, current: str, by: Version | None) -> None:
        super().__init__(message)
        self.current, self.by = current, by


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a pack: who, when and why, and the whole text before it. `was_done`: False where a crash came between."""

    id: int
    day: date
    author: str
    reason: str
    sha_before: str
    sha_after: str
    text_before: str
    was_done: bool = True


def sha(text: str) -> str:
    """What names a text: SHA-256 of it in UTF-8. The text of a file that is not there is empty."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read(file: Path) -> tuple[str, str]:
    """The text of a pack file and its sha, which a later save is to be based on."""
    text = file.read_bytes().decode("utf-8") if file.exists() else ""
    return text, sha(text)


def path_of(directory: Path, name: str, is_chosen: bool) -> Path:
    """Where a new pack is to lie. Raises CannotSave, in Danish, for a name that is no plain pack name."""
    if not _NAME.fullmatch(name):
        raise CannotSave("En pakke skal hedde noget med små bogstaver a-z, tal og bindestreg, fx min-forening.")
    return (directory / ORGANISATIONS if is_chosen else directory) / f"{name}.yaml"


def save(file: Path, text: str, *, base: str, author: str, reason: str, day: date) -> Version:
    """Put a text in a file's place. `base` is the sha of the text that the author began with.

    Raises Conflict when somebody has saved in between, and CannotSave for a missing reason or a text too big.
    """
    if not author.strip() or not reason.strip():
        raise CannotSave("Skriv, hvem du er, og hvorfor reglen bliver ændret, så det kan ses bagefter.")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise CannotSave(TOO_BIG)
    file = file.resolve()
    with _locked(file):
        current, now = read(file)
        if now != base:
            raise _conflict(file, current, now)
        made = history(file)
        version = Version((made[-1].id if made else 0) + 1, day, author.strip(), reason.strip(), now, sha(text), current)
        if now != version.sha_after:
            _remember(file, version)
            _replace(file, text)
        return version


def history(file: Path) -> tuple[Version, ...]:
    """Every saved change of a pack, oldest first. A line that a crash tore is passed over."""
    path = _beside(file.resolve(), ".jsonl")
    lines = path.read_bytes().split(b"\n") if path.exists() else []
    made = [version for line in lines if (version := _version(line))]
    after = [*(version.text_before for version in made[1:]), read(file.resolve())[0]]
    return tuple(
        version if sha(text) != version.sha_before else _undone(version) for version, text in zip(made, after, strict=False)
    )


def undo(file: Path, version: int, *, base: str, author: str, day: date, reason: str = "") -> Version:
    """Bring back the text as it was before a version, as a new version. Raises as `save`, and for a version not there."""
    found = next((made for made in history(file) if made.id == version), None)
    if found is None:
        raise CannotSave(f"Version {version} findes ikke.")
    told = reason.strip() or f"Fortrudt: {found.reason} (version {found.id})"
    return save(file, found.text_before, base=base, author=author, reason=told, day=day)


def _conflict(file: Path, current: str, now: str) -> Conflict:
    by = next((version for version in reversed(history(file)) if version.sha_after == now), None)
    who = f"{by.author} har gemt »{by.reason}« den {by.day.isoformat()}" if by else "Nogen har rettet filen uden om Kasket"
    return Conflict(f"{who}, siden du begyndte. Din tekst er ikke gemt, men den er her stadig. Flet de to, og gem igen.", current, by)


def _undone(version: Version) -> Version:
    return Version(*(getattr(version, name) for name in Version.__slots__[:-1]), was_done=version.sha_before == version.sha_after)


def _version(line: bytes) -> Version | None:
    try:
        fields = json.loads(line)
        return Version(**{**fields, "day": date.fromisoformat(fields["day"])})
    except (ValueError, TypeError, KeyError):
        return None


def _beside(file: Path, ending: str) -> Path:
    return file.parent / HISTORY / f"{file.stem}{ending}"


def _remember(file: Path, version: Version) -> None:
    names = [name for name in Version.__slots__ if name != "was_done"]
    fields = {name: getattr(version, name) for name in names} | {"day": version.day.isoformat()}
    path = _beside(file, ".jsonl")
    with path.open("ab+") as lines:
        lines.seek(max(lines.seek(0, os.SEEK_END) - 1, 0))
        torn = lines.read(1) not in (b"", b"\n")
        lines.write((b"\n" if torn else b"") + json.dumps(fields, ensure_ascii=True).encode() + b"\n")
        lines.flush()
        os.fsync(lines.fileno())


def _replace(file: Path, text: str) -> None:
    """Write beside the file, let it reach the disk, and take the file's place in one step."""
    handle, temporary = tempfile.mkstemp(prefix=f".{file.stem}.", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            shutil.copymode(file, temporary)
        else:
            os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One at a time, also between processes. The system lets go of the lock when a process dies."""
    lock = _beside(file, ".lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as held:
        for attempt in range(_TRIES):
            if _take(held):
                break
            if attempt == _TRIES - 1:
                raise CannotSave("En anden er ved at gemme den samme pakke. Vent et øjeblik, og gem igen.")
            time.sleep(_PAUSE)
        yield


def _take(held: IO[bytes]) -> bool:
    try:
        if fcntl:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
