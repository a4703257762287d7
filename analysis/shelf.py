"""What rules refer to by name: sources and word classes, shared by all packs of a directory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import located_yaml
from .conditions import Phrases
from .located_yaml import KeyPath, Located, Problem
from .model import Source
from .rule_parser import Shelf
from .words import check_phrase

SOURCES = "sources.yaml"
VOCABULARY = "vocabulary"
SHIPPED = Path(__file__).resolve().parent.parent / "guidelines"


def read_shelf(directories: Iterable[Path]) -> tuple[Shelf, list[Problem]]:
    """Sources and word classes of the directories; those that Kasket ships stand in where one has none."""
    sources: dict[str, Source] = {}
    classes: dict[str, Phrases] = {}
    problems: list[Problem] = []
    given = list(directories)
    for directory in given if SHIPPED in map(Path.resolve, given) else [SHIPPED, *given]:
        if (directory / SOURCES).exists():
            content = located_yaml.load(directory / SOURCES)
            sources.update(_sources(content, _mapping(content.data, "sources"), ("sources",)))
            problems += content.problems
        for file in sorted((directory / VOCABULARY).glob("*.y*ml")):
            content = located_yaml.load(file)
            classes.update(_classes(content, _mapping(content.data), ()))
            problems += content.problems
    return Shelf(sources, classes), problems


def with_packs(shelf: Shelf, contents: Iterable[Located]) -> Shelf:
    """The shelf with the sources and word classes that stand inside packs. None of them replaces another."""
    sources, classes = dict(shelf.sources), dict(shelf.classes)
    for content in contents:
        for key, source in _sources(content, _mapping(content.data, "sources"), ("sources",)):
            if sources.setdefault(key, source) != source:
                content.problem(("sources", key), f"kilden »{key}« findes allerede med et andet indhold; giv den et andet navn")
        for name, phrases in _classes(content, _mapping(content.data, "vocabulary"), ("vocabulary",)):
            if classes.setdefault(name, phrases).entries != phrases.entries:
                content.problem(("vocabulary", name), f"ordklassen »{name}« findes allerede med andre ord; giv den et andet navn")
    return Shelf(sources, classes)


def same_shelf(one: Located | None, other: Located) -> bool:
    """Whether two versions of a pack carry the same sources and words."""
    before = one.data if one else None
    return all(_mapping(before, key) == _mapping(other.data, key) for key in ("sources", "vocabulary"))


def _mapping(data: Any, key: str = "") -> Mapping[str, Any]:
    inner = data.get(key) if key and isinstance(data, dict) else data
    return inner if isinstance(inner, dict) else {}


def _sources(content: Located, entries: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[str, Source]]:
    for key, entry in entries.items():
        if isinstance(entry, dict) and isinstance(entry.get("title"), str):
            yield key, Source(key, entry["title"], str(entry.get("url") or ""), str(entry.get("seen") or "") or None)
        else:
            content.problem((*path, key), f"kilden »{key}« mangler »title«")


def _classes(content: Located, entries: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[str, Phrases]]:
    for name, entry in entries.items():
        if isinstance(entry, dict) and isinstance(entry.get("entries"), list) and entry["entries"]:
            try:
                for word in entry["entries"]:
                    check_phrase(str(word))
            except ValueError as error:
                content.problem((*path, name), str(error))
                continue
            yield name, Phrases(tuple(map(str, entry["entries"])), name, str(entry.get("gloss") or ""))
        else:
            content.problem((*path, name), f"ordklassen »{name}« mangler »entries«")
