"""Where the guidelines lie, read again when a file changes, and whether this app may write them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import streamlit as st

from analysis import Reviewer, guidelines
from analysis.guidelines import Guidelines
from analysis.shelf import SOURCES, VOCABULARY

ROOT = Path(__file__).resolve().parent.parent.parent
PLACE, WRITING = "KASKET_GUIDELINES", "KASKET_WORKBENCH"
"""Environment: the folder of the packs; and `write` or `read` for the workbench."""
_HERE = ("127.0.0.1", "::1", "localhost")


def directory() -> Path:
    """The folder of the packs: KASKET_GUIDELINES, or the one that comes with Kasket."""
    return Path(os.environ.get(PLACE) or ROOT / "guidelines")


def reviewer() -> Reviewer:
    """The guidelines as they lie now, ready to review with. Shared by everybody; holds no draft."""
    return _reviewer(*stamp())


def loaded() -> Guidelines:
    return reviewer().guidelines


def may_write() -> bool:
    """Whether the workbench may save: as the environment says, otherwise only when this machine alone can reach the app."""
    told = os.environ.get(WRITING, "").strip().lower()
    if told in ("write", "read"):
        return told == "write"
    host = st.context.headers.get("host", "localhost").rsplit(":", 1)[0].strip("[]")
    return st.get_option("server.address") in _HERE and host in _HERE


def today() -> date:
    return date.today()


def stamp() -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The folder and its files with time and size: the same as long as nobody has saved."""
    place = directory()
    files = sorted({*guidelines.pack_files(place), place / SOURCES, *(place / VOCABULARY).glob("*.y*ml")}) if place.is_dir() else []
    found = [(file, file.stat()) for file in files if file.exists()]
    return str(place), tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)


@st.cache_resource(show_spinner="Læser færdselsreglerne …", max_entries=2)
def _reviewer(place: str, stamps: tuple[tuple[str, int, int], ...]) -> Reviewer:
    return Reviewer.load(place)
