"""»Sådan læste vi filen«: what was found out of each file, what was left out, and a way to set it right before anything is computed."""

from __future__ import annotations

import html
from collections.abc import Iterator

import streamlit as st

from analysis.posts import Archive, Fault, Interpretation, Reading
from views.shared import danish
from views.shared.highlight import safe

from .kept import forget_result, kept
from .names import column_names

_ENCODINGS = {
    "": "Find selv ud af det",
    "utf-8": "UTF-8",
    "cp1252": "Windows (1252)",
    "latin-1": "ISO 8859-1",
    "utf-16": "UTF-16",
    "mac_roman": "Mac",
}
_DELIMITERS = {"": "Find selv ud af det", ";": "Semikolon ;", ",": "Komma ,", "\t": "Tabulator", "|": "Lodret streg |"}
_ORDERS = {"": "Find selv ud af det", "dmy": "Dag, måned, år", "mdy": "Måned, dag, år", "ymd": "År, måned, dag"}
_MEANINGS = {"text": "Teksten", "published": "Datoen", "platform": "Platformen", "url": "Adressen"}
_SAID = {
    **{name: word.lower() for name, word in _MEANINGS.items()}, "id": "id", "author": "forfatter", "title": "titel", "clock": "klokkeslæt",
    "likes": "likes", "comments": "kommentarer", "shares": "delinger", "views": "visninger", "role": "rolle", "audience": "publikum",
}  # fmt: skip
_MOST_FILES, _MOST_FAULTS = 12, 20


def show(archive: Archive) -> None:
    """A card a file, the faults, and a form a file to read it otherwise."""
    st.header("Sådan læste vi " + ("filerne" if len(archive.readings) > 1 else "filen"), anchor=False)
    for reading in archive.readings[:_MOST_FILES]:
        st.html(card(reading))
    if more := archive.readings[_MOST_FILES:]:
        told = sum(reading.read for reading in more)
        st.html(
            f'<p class="k-small">… og {danish.plural(len(more), "fil", "filer")} mere med {danish.plural(told, "opslag", "opslag")}.</p>'
        )
    if archive.faults:
        st.html(faults(archive))
    for number, name in enumerate(_files(archive)):
        _correct(archive, name, number)


def card(reading: Reading) -> str:
    """One file, or one sheet of it, in words."""
    place = safe(reading.file) + (f" · ark {safe(reading.sheet)}" if reading.sheet else "")
    parts = "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in _parts(reading) if value)
    warnings = "".join(f"<li>{safe(line)}</li>" for line in reading.warnings)
    number = danish.plural(reading.read, "opslag", "opslag")
    return (
        f'<article class="k-card k-file"><h3>{place}</h3><p><strong>{number}</strong> læst som {html.escape(reading.form)}.{_left_out(reading)}</p>'
        f"<dl>{parts}</dl>{f'<ul>{warnings}</ul>' if warnings else ''}</article>"
    )


def _parts(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "Tegnsæt", reading.encoding
    yield "Skilletegn", reading.delimiter
    yield "Datoer", reading.date_form
    yield "Kolonner", ", ".join(f"{_SAID.get(meaning, meaning)}: »{name}«" for meaning, name in reading.columns.items())


def _left_out(reading: Reading) -> str:
    told = [line.removeprefix(f"{reading.file}: ") for line in reading.lines() if line.endswith("er ikke taget med")]
    return f' <span class="k-small">{safe("; ".join(told))}.</span>' if told else ""


def faults(archive: Archive) -> str:
    """What could not be read, with its line; the rest was."""
    lines = "".join(f"<li>{safe(fault_line(fault))}</li>" for fault in archive.faults[:_MOST_FAULTS])
    more = len(archive.faults) - _MOST_FAULTS
    rest = f"<li>… og {danish.number(more)} til</li>" if more > 0 else ""
    head = danish.plural(len(archive.faults), "ting kunne ikke læses", "ting kunne ikke læses")
    kept_rest = " Resten er læst." if archive.posts else ""
    return f'<div class="k-notice" role="status"><strong>{head}.</strong>{kept_rest}<ul>{lines}{rest}</ul></div>'


def fault_line(fault: Fault) -> str:
    """A fault with its file and line, as a reader says it."""
    return (
        f"{fault.file}, linje {danish.number(fault.line)}: {fault.message}"
        if fault.line
        else f"{fault.file}: {fault.message}"
    )


def _files(archive: Archive) -> list[str]:
    """Every file the user may set right: those read, and those that could not be."""
    names = dict.fromkeys(
        [reading.file for reading in archive.readings] + [fault.file for fault in archive.faults if not fault.line]
    )
    return list(names)[:_MOST_FILES]


def _correct(archive: Archive, name: str, number: int) -> None:
    """How one file is read, as a form."""
    reading = next((one for one in archive.readings if one.file == name), Reading(name, ""))
    how = kept().told.get(name, Interpretation())
    is_table = bool(reading.delimiter or reading.sheet or not reading.form)
    with st.expander(f"Læst forkert? Ret fil {number + 1}"), st.form(f"past_form_{number}", border=False):
        st.html(f'<p class="k-small">{safe(name)}</p>')
        places = st.columns(3)
        _choice(places[0], "Tegnsæt", _ENCODINGS, how.encoding, f"past_encoding_{number}")
        if is_table:
            _choice(places[1], "Skilletegn", _DELIMITERS, how.delimiter, f"past_delimiter_{number}")
            _choice(places[2], "Datoernes orden", _ORDERS, how.date_order, f"past_order_{number}")
            _columns(name, how, reading, number)
        st.form_submit_button("Læs filen igen", on_click=_again, args=(name, number))


def _choice(place, label: str, options: dict[str, str], value: str, key: str) -> None:
    at = list(options).index(value) if value in options else 0
    place.selectbox(label, options, index=at, format_func=options.get, key=key)


def _columns(name: str, how: Interpretation, reading: Reading, number: int) -> None:
    names = column_names(kept().sources, name, how)
    options = ["", *dict.fromkeys([*names, *reading.columns.values(), *how.columns.values()])]
    for place, (meaning, label) in zip(st.columns(len(_MEANINGS)), _MEANINGS.items(), strict=True):
        value = how.columns.get(meaning, "")
        place.selectbox(
            f"{label} står i",
            options,
            index=options.index(value),
            format_func=lambda one: one or "Find selv",
            key=f"past_column_{meaning}_{number}",
        )


def _again(name: str, number: int) -> None:
    """Take the user's word and read everything anew."""
    state, mine = st.session_state, kept()
    columns = {meaning: told for meaning in _MEANINGS if (told := state.get(f"past_column_{meaning}_{number}"))}
    told = {
        field: state.get(f"past_{key}_{number}") or ""
        for field, key in (("encoding", "encoding"), ("delimiter", "delimiter"), ("date_order", "order"))
    }
    mine.told = {**mine.told, name: Interpretation(**told, columns=columns)}
    mine.archive = None
    forget_result()
