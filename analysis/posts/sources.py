"""Files, folders, uploads and archives within archives, as a row of small files: nothing is written to disk."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .limits import (
    DEEPEST_ARCHIVE,
    LARGEST_FILE,
    LARGEST_INFLATED,
    MOST_FILES,
    PEEK,
    SMALL_ENOUGH,
    STEEPEST_INFLATION,
)  # fmt: skip
from .outcome import NamedBytes, thousands
from .post import Fault

_MEDIA = (
    (b"\xff\xd8\xff", "et billede"), (b"\x89PNG", "et billede"), (b"GIF8", "et billede"), (b"BM", "et billede"),
    (b"II*\x00", "et billede"), (b"MM\x00*", "et billede"), (b"RIFF", "et billede eller en lydfil"),
    (b"%PDF", "en PDF"), (b"ID3", "en lydfil"), (b"OggS", "en lydfil"), (b"\x1aE\xdf\xa3", "en film"),
    (b"\x1f\x8b", "pakket med gzip; pak den ud først"), (b"7z\xbc\xaf", "pakket med 7-Zip; pak den ud først"),
    (b"Rar!", "pakket med RAR; pak den ud først"), (b"\x7fELF", "et program"), (b"MZ", "et program"),
    (b"SQLite format 3", "en database"), (b"\x00\x05\x16\x07", "en Mac-systemfil"),
)  # fmt: skip
ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Refused(ValueError):
    """A file that is not read; the message is one Danish line without the file's name."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. `alone`: the user chose this very file, so it is to be read or refused, not passed over."""

    name: str
    data: bytes
    alone: bool


@dataclass(slots=True)
class _Budget:
    """What an upload may still inflate to."""

    left: int

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(f"pakkes ud til mere end {_megabytes(LARGEST_INFLATED)}; del filen i mindre")


def files(sources: Iterable[Path | NamedBytes]) -> Iterator[SourceFile | Fault]:
    """Every file that may hold posts, archives unpacked; a fault for each that is refused."""
    for source in sources:
        name = source.name
        try:
            yield from _opened(source)
        except Refused as error:
            yield Fault(name, 0, str(error))
        except FileNotFoundError:
            yield Fault(name, 0, "Filen findes ikke")
        except PermissionError:
            yield Fault(name, 0, "der er ikke adgang til filen")
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            yield Fault(name, 0, _damage(error))


def _damage(error: Exception) -> str:
    return "zip-filen er beskadiget" if isinstance(error, zipfile.BadZipFile) else "filen kan ikke læses"


def _opened(source: Path | NamedBytes) -> Iterator[SourceFile | Fault]:
    if isinstance(source, NamedBytes):
        yield from _told_apart(source.name, io.BytesIO(source.data), len(source.data))
    elif source.is_dir():
        yield from _folder(source)
    elif source.exists() and not source.is_file():
        raise Refused("er ikke en almindelig fil")
    else:
        with source.open("rb") as stream:
            yield from _told_apart(source.name, stream, source.stat().st_size)


def _told_apart(name: str, stream: io.BufferedIOBase, size: int, alone: bool = True) -> Iterator[SourceFile | Fault]:
    """A zip is gone through; anything else is read whole, within the limit."""
    head = stream.read(PEEK)
    stream.seek(0)
    if head.startswith((ZIP, _EMPTY_ZIP)):
        yield from _archive(name, stream, _Budget(LARGEST_INFLATED), 1, alone)
        return
    check(head, size)
    yield SourceFile(name, stream.read(LARGEST_FILE + 1), alone)


def check(head: bytes, size: int) -> None:
    """Raises Refused for a file that is empty, too large, or plainly no export."""
    if not size:
        raise Refused("filen er tom")
    if kind := media(head):
        raise Refused(f"filen er {kind}, ikke en eksport af opslag")
    if size > LARGEST_FILE:
        raise Refused(f"filen fylder {_megabytes(size)}; der læses højst {_megabytes(LARGEST_FILE)}")


def media(head: bytes) -> str:
    """What a file is, in Danish, when it is no export; empty when it may be one."""
    if head[4:8] == b"ftyp":
        return "en film"
    return next((kind for mark, kind in _MEDIA if head.startswith(mark)), "")


def _folder(root: Path) -> Iterator[SourceFile | Fault]:
    """Every file below a folder; links are not followed."""
    seen = 0
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            seen += 1
            if seen > MOST_FILES:
                raise Refused(f"mappen har mere end {thousands(MOST_FILES)} filer")
            if path.is_file() and not path.is_symlink():
                yield from _within_folder(path, path.relative_to(root.parent).as_posix())


def _within_folder(path: Path, name: str) -> Iterator[SourceFile | Fault]:
    try:
        with path.open("rb") as stream:
            head = stream.read(PEEK)
            stream.seek(0)
            if head and not media(head):
                yield from _told_apart(name, stream, path.stat().st_size, alone=False)
    except Refused as error:
        yield Fault(name, 0, str(error))
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        yield Fault(name, 0, _damage(error))


def _archive(name: str, stream: io.BufferedIOBase, budget: _Budget, depth: int, alone: bool) -> Iterator[SourceFile | Fault]:
    """The members of a zip that may hold posts. Raises Refused for one that is not honest."""
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        if is_workbook(archive):
            yield SourceFile(name, _whole(stream), alone)
            return
        _inspect(members, depth)
        for member in members:
            if not member.is_dir():
                yield from _member(archive, member, f"{name}/{member.filename}", budget, depth)


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """An Office file: a zip that says what its parts are."""
    return "[Content_Types].xml" in archive.NameToInfo


def _whole(stream: io.BufferedIOBase) -> bytes:
    stream.seek(0)
    data = stream.read(LARGEST_FILE + 1)
    check(b"-", len(data))
    return data


def _inspect(members: list[zipfile.ZipInfo], depth: int) -> None:
    if depth > DEEPEST_ARCHIVE:
        raise Refused(f"har zip-filer i mere end {DEEPEST_ARCHIVE} lag")
    if len(members) > MOST_FILES:
        raise Refused(f"har mere end {thousands(MOST_FILES)} filer")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or member.filename[1:2] == ":":
            raise Refused("har et filnavn, der peger ud af zip-filen; den læses ikke")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Refused("indeholder genveje (symlinks); den læses ikke")
        if member.flag_bits & 1:
            raise Refused("er beskyttet med adgangskode; pak den ud, og prøv igen")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: _Budget, depth: int
) -> Iterator[SourceFile | Fault]:
    try:
        with archive.open(member) as packed:
            head = packed.read(PEEK)
        if not head or media(head) or _is_binary(head) or PurePosixPath(member.filename).name.startswith("._"):
            return
        data = _inflate(archive, member, budget)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        yield Fault(name, 0, "filen er beskadiget i zip-filen")
        return
    except Exception as error:  # zlib, lzma and bz2 each raise their own
        yield Fault(name, 0, f"filen er beskadiget i zip-filen ({type(error).__name__})")
        return
    if data.startswith((ZIP, _EMPTY_ZIP)):
        try:
            yield from _archive(name, io.BytesIO(data), budget, depth + 1, alone=False)
        except zipfile.BadZipFile:
            yield Fault(name, 0, "zip-filen er beskadiget")
        return
    yield SourceFile(name, data, alone=False)


def _is_binary(head: bytes) -> bool:
    """Neither text, nor a zip, a workbook or a CAR."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1::2].count(0) > 0.6 * len(head[1::2])
    return b"\x00" in head and not wide and not head.startswith((ZIP, _EMPTY_ZIP, OLE)) and b"roots" not in head[:200]


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The bytes of a member, counted as they come: what its header says is not believed."""
    most = SMALL_ENOUGH + STEEPEST_INFLATION * member.compress_size
    parts, size = [], 0
    with archive.open(member) as packed:
        while part := packed.read(1 << 20):
            size += len(part)
            budget.spend(len(part))
            if size > LARGEST_FILE:
                raise Refused(f"har en fil på mere end {_megabytes(LARGEST_FILE)}: {member.filename[-60:]}")
            if size > most:
                raise Refused("er pakket så hårdt, at den ligner en zip-bombe; den læses ikke")
            parts.append(part)
    return b"".join(parts)


def _megabytes(size: int) -> str:
    return f"{thousands(round(size / 1_000_000))} MB"
