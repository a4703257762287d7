"""A pack as one file that can be sent to others: its text, the packs it builds on, and the sources and words it needs.

What comes in is read as if an enemy had sent it: no name but a plain one, no link but a web address, nothing that
the checks of a pack would not take, and nothing written. The caller saves what the plan says.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from .. import guidelines, layers
from ..checks import indexed
from ..conditions import Phrases
from ..guidelines import Guidelines
from ..located_yaml import Problem, checked
from ..model import Source
from ..pack import Pack
from ..plan import conditions_of
from ..rules import Rule
from . import edit, store

FORMAT = "pakke-1"
_KEYS = {"kasket", "pack", "builds_on", "packs", "sources", "vocabulary"}
_WEB = re.compile(r"(?:https?://[^\s<>\"']{3,500})?")


class CannotImport(ValueError):
    """The file is refused; the message is one Danish line. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do: the files to save with their texts, remarks in Danish, and what the checks say of them."""

    pack: str
    files: Mapping[Path, str]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    guidelines: Guidelines


def export(loaded: Guidelines, name: str) -> str:
    """One YAML text of a pack and the chosen packs under it. Packs that hold for all are named, not carried.

    Raises ValueError, in Danish, for a pack that is not there.
    """
    if name not in loaded.packs:
        raise ValueError(f"Pakken »{name}« findes ikke.")
    below = layers.chain(loaded.packs, name)
    carried = [part for part in below if part == name or loaded.packs[part].is_chosen]
    rules = [rule for part in carried for rule in loaded.packs[part].rules.values()]
    keys = [key for part in carried for key in _sources_named(loaded.packs[part])]
    content = {
        "kasket": FORMAT,
        "pack": name,
        "builds_on": [part for part in below if part not in carried],
        "packs": [_carried(loaded.packs[part]) for part in carried],
        "sources": {key: _source(loaded.sources[key]) for key in dict.fromkeys(keys) if key in loaded.lying.sources},
        "vocabulary": {one.word_class: {"entries": list(one.entries)} for one in _classes(rules) if one.word_class in loaded.lying.classes},
    }
    out = io.StringIO()
    YAML().dump(content, out)
    return out.getvalue()


def _carried(pack: Pack) -> dict[str, Any]:
    text, sha = store.read(Path(pack.file))
    return {"name": pack.name, "chosen": pack.is_chosen, "sha": sha, "text": LiteralScalarString(text)}


def _sources_named(pack: Pack) -> Iterator[str]:
    for rule in pack.rules.values():
        yield from (source.key for source in rule.sources)
    for change in pack.changes:
        yield from change.data.get("sources", ())


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, **({"url": source.url} if source.url else {})}


def _classes(rules: list[Rule]) -> Iterator[Phrases]:
    for rule in rules:
        for top in conditions_of(rule):
            yield from (part for part in indexed(top) if isinstance(part, Phrases) and part.word_class)


def read_import(text: str, loaded: Guidelines, directory: Path) -> Import:
    """What importing a bundle into a directory would do, given the guidelines that lie there. Writes nothing.

    Sources and words that are missing there go into the pack that was sent. A pack of the same name is replaced, and said.
    Raises CannotImport, in Danish, for a file that is not a bundle or holds what no pack may hold.
    """
    content = _content(text)
    files, remarks, tried = {}, [], loaded
    for entry in content["packs"]:
        file = store.path_of(directory, entry["name"], entry["chosen"])
        written = entry["text"]
        if entry["name"] == content["pack"]:
            written = _with_missing(written, content, tried, entry["name"])
        held = tried.packs.get(entry["name"])
        if held and Path(held.file).resolve() != file.resolve():
            raise CannotImport(f"Pakken »{entry['name']}« findes allerede i {held.file}.")
        if held:
            remarks.append(f"Pakken »{entry['name']}« findes allerede og bliver erstattet." if store.read(file)[0] != written else f"Pakken »{entry['name']}« er den samme som her.")
        files[file] = written
        tried = guidelines.with_text(tried, file, written)
    remarks += [f"Pakken bygger på »{name}«, som ikke findes her." for name in content["builds_on"] if name not in tried.packs]
    names = {str(file) for file in files}
    problems = tuple(problem for problem in tried.problems if problem.file in names)
    return Import(content["pack"], files, tuple(remarks), problems, tried)


def _content(text: str) -> dict[str, Any]:
    located = checked(text, "den sendte fil")
    data = located.data
    if located.problems:
        raise CannotImport(str(located.problems[0]))
    if not isinstance(data, dict) or data.get("kasket") != FORMAT or set(data) != _KEYS:
        raise CannotImport("Filen er ikke en pakke, der er sendt fra Kasket.")
    _require_shapes(data)
    for entry in data["packs"]:
        _require_sound(entry)
    if data["pack"] not in [entry["name"] for entry in data["packs"]]:
        raise CannotImport(f"Filen siger, at den er pakken »{data['pack']}«, men har den ikke med.")
    for source in data["sources"].values():
        _require_web(source.get("url") if isinstance(source, dict) else "")
    return data


def _require_shapes(data: Mapping[str, Any]) -> None:
    lists = all(isinstance(data[key], list) for key in ("builds_on", "packs"))
    mappings = all(isinstance(data[key], dict) for key in ("sources", "vocabulary"))
    if not (lists and mappings and isinstance(data["pack"], str) and all(isinstance(name, str) for name in data["builds_on"])):
        raise CannotImport("Filen er ikke en pakke, der er sendt fra Kasket.")


def _require_sound(entry: Any) -> None:
    """One carried pack: a plain name, its own text unchanged since it was sent, and only web addresses."""
    if not isinstance(entry, dict) or set(entry) != {"name", "chosen", "sha", "text"} or not isinstance(entry["text"], str):
        raise CannotImport("Filen er ikke en pakke, der er sendt fra Kasket.")
    name = entry["name"]
    if not isinstance(name, str) or not isinstance(entry["chosen"], bool):
        raise CannotImport("Filen er ikke en pakke, der er sendt fra Kasket.")
    try:
        store.path_of(Path(), name, entry["chosen"])
    except store.CannotSave as fault:
        raise CannotImport(str(fault)) from None
    if store.sha(entry["text"]) != entry["sha"]:
        raise CannotImport(f"Teksten til »{name}« er ændret, siden den blev sendt. Bed om filen igen.")
    located = checked(entry["text"], name)
    data = located.data
    if located.problems or not isinstance(data, dict) or data.get("pack", name) != name:
        raise CannotImport(f"»{name}« er ikke en pakke: {located.problems[0].message if located.problems else 'navnet passer ikke'}")
    for source in (data.get("sources") or {}).values() if isinstance(data.get("sources"), dict) else ():
        _require_web(source.get("url") if isinstance(source, dict) else "")


def _require_web(url: Any) -> None:
    if not isinstance(url or "", str) or not _WEB.fullmatch(url or ""):
        raise CannotImport(f"Et link i filen er ikke en webadresse: {str(url)[:80]!r}")


def _with_missing(text: str, content: Mapping[str, Any], loaded: Guidelines, name: str) -> str:
    """The pack with the sources and words that it needs and that are not there, as its own."""
    others = {source for pack in loaded.packs.values() if pack.name != name for source in (pack.located.data.get("sources") or {})}
    for key, known in (("sources", {*loaded.lying.sources, *others}), ("vocabulary", set(loaded.lying.classes))):
        own = checked(text, name).data.get(key) or {}
        missing = {entry: value for entry, value in content[key].items() if entry not in known and entry not in own}
        if missing:
            text = edit.set_top(text, key, {**own, **missing})
    return text
