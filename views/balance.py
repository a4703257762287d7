"""Balance: past posts in; how professional, political, personal and private they are, why, and what to take home."""

from __future__ import annotations

import streamlit as st

from analysis.past.gathering import rule_titles
from views.shared import danish, rulebook
from views.shared.past import (
    aims,
    filters,
    headline,
    home,
    how_read,
    leaders,
    own_words,
    posts,
    result,
    topics,
    upload,
    work,
)
from views.shared.past.kept import frame, kept


def read() -> None:
    """The files, how they were read, and the button that begins."""
    upload.ask()
    upload.read_files()
    if archive := mine.archive:
        how_read.show(archive)
        work.offer(archive)


def show() -> None:
    """Everything about the posts, the figure first."""
    whole = frame()
    view = filters.choose(whole)
    titles = rule_titles(rulebook.reviewer())
    headline.show(view, mine.targets)
    aims.show(whole)
    if len(view.frame):
        result.what_we_see(view, mine.targets, titles)
        result.over_time(view, mine.targets)
        result.side_by_side(view)
        result.on_the_edge(view)
        result.found(view, titles)
        result.talk(view)
        result.week(view)
        topics.show(view)
        result.response(view)
        posts.show(view)
    own_words.show()
    home.show(view, mine.targets, titles)
    leaders.show(whole)


st.title("Balance", anchor=False)
st.html(
    "<p>Hvor faglig, politisk, personlig og privat er du, når man ser på det hele? Læg dine opslag ind, og se efter.</p>"
)
mine = kept()
work.take_over()
if mine.gathered is None:
    read()
else:
    with st.expander(f"Dine filer: {danish.plural(len(mine.archive.posts), 'opslag', 'opslag')} læst"):
        read()
if mine.job:
    work.watch()
work.outcome()
if mine.gathered is not None and not mine.job:
    show()
