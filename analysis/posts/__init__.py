"""Past posts from the files that platforms and people export: one file here per form, told apart by content.

`read` takes files, folders, uploads and zips, and gives an `Archive`: the posts, how each file was read, what was left
out and why, and what could not be read. What was guessed of a file can be set right with an `Interpretation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .joining import join
from .outcome import Archive, Interpretation, NamedBytes, Outcome, Reading, few
from .post import Engagement, Fault, Post
from .reading import read_file
from .sources import SourceFile, files

_AS_FOUND = Interpretation()


def read(sources: Iterable[Path | NamedBytes], told: Mapping[str, Interpretation] | None = None) -> Archive:
    """Everything in the sources, in their order. `told`: how the user says files are read, by `Reading.file`.

    Raises nothing for what a file holds: a file or row that cannot be read is one of the faults, and the rest is read.
    """
    outcomes: list[Outcome] = []
    for source in sources:
        found = [outcome for file in files([source]) for outcome in _outcomes(file, told or {})]
        outcomes += found or [_refused(Fault(source.name or str(source), 0, "der er ingen opslag, som Kasket kan læse"))]
    join(outcomes)
    return Archive(
        tuple(post for outcome in outcomes for post in outcome.posts),
        tuple(outcome.finished() for outcome in outcomes if outcome.reading.form),
        tuple(fault for outcome in outcomes for fault in few(outcome.faults)),
    )


def _outcomes(file: SourceFile | Fault, told: Mapping[str, Interpretation]) -> Iterable[Outcome]:
    return [_refused(file)] if isinstance(file, Fault) else read_file(file, told.get(file.name, _AS_FOUND))


def _refused(fault: Fault) -> Outcome:
    return Outcome(Reading(fault.file, ""), faults=[fault])


__all__ = ["Archive", "Engagement", "Fault", "Interpretation", "NamedBytes", "Post", "Reading", "read"]
