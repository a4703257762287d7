"""Across files: long posts of X put in their places, figures joined to texts, and what lies twice taken once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from . import header, reading, x_archive
from .outcome import DUPLICATE, Figures, Outcome
from .post import Engagement, Post

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*(?:https://t\.co/\w+)?\s*$")
_OWN_ID = 6
"""Characters beyond which an id is taken for a platform's, not a row's number."""
_ANY = (-1, -1)
"""In place of a minute: whichever."""
_When = tuple[str, tuple[int, int, int], tuple[int, int] | None]
_LONG = 100
"""Characters that a cut post has at least: X cuts at 280."""
_OWN_IDS = frozenset(
    (x_archive.TWEETS, x_archive.NOTES, reading.bluesky.NAME, reading.car.NAME, reading.mastodon.NAME,
     *(form.name for form in header.FORMS if form.own_ids))
)  # fmt: skip
"""Forms whose ids are the platform's own, so that the same id is the same post."""


def join(outcomes: Sequence[Outcome]) -> None:
    """Changes the outcomes: posts made whole, figures added, duplicates counted away."""
    _place_notes(outcomes)
    _add_figures(outcomes)
    _drop_duplicates(outcomes)


def _place_notes(outcomes: Iterable[Outcome]) -> None:
    """A long post lies cut in tweets.js and whole in note-tweet.js, under another id: the whole text takes its place."""
    noted = [outcome for outcome in outcomes if outcome.reading.form == x_archive.NOTES]
    notes = {_beginning(note.text): note for outcome in noted for note in outcome.posts if len(note.text) > _LONG}
    used: set[str] = set()
    for outcome in outcomes:
        if notes and outcome.reading.form == x_archive.TWEETS:
            outcome.posts = [_whole(post, notes, used) for post in outcome.posts]
    for outcome in noted:
        outcome.posts = [note for note in outcome.posts if note.id not in used]


def _beginning(text: str) -> str:
    return " ".join(text.split())[:_LONG]


def _whole(post: Post, notes: dict[str, Post], used: set[str]) -> Post:
    note = notes.get(_beginning(post.text)) if len(post.text) > _LONG else None
    if note is None or _day(note) != _day(post) or not note.text.startswith(_CUT.sub("", post.text)):
        return post
    used.add(note.id)
    return replace(post, text=note.text)


def _add_figures(outcomes: Iterable[Outcome]) -> None:
    figures = {(row.platform, row.id): row for outcome in outcomes for row in outcome.figures}
    joined: set[tuple[str, str]] = set()
    for outcome in outcomes:
        if figures and outcome.reading.form in _OWN_IDS:
            joined |= {key for post in outcome.posts if (key := (post.platform, post.id)) in figures}
            outcome.posts = [_with_figures(post, figures.get((post.platform, post.id))) for post in outcome.posts]
    for outcome in outcomes:
        if outcome.reading.form == header.linkedin_analytics.FORM.name:
            number = sum((row.platform, row.id) in joined for row in outcome.figures)
            outcome.warnings.append(f"tallene er koblet på {number} opslag" if number else reading.FIGURES_ALONE)


def _with_figures(post: Post, row: Figures | None) -> Post:
    return replace(post, engagement=_fuller(post.engagement, row.engagement)) if row else post


def _fuller(one: Engagement, other: Engagement) -> Engagement:
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(Engagement))
    return Engagement(*(mine if mine is not None else theirs for mine, theirs in pairs))


@dataclass(slots=True)
class _Kept:
    """Posts kept so far: by the platform's id, and by text and time, where each platform's first stands for the rest."""

    by_id: dict[tuple[str, str], _Place] = field(default_factory=dict)
    by_text: dict[_When, dict[str, _Place]] = field(default_factory=lambda: defaultdict(dict))

    def like(self, post: Post, outcome: Outcome) -> _Place | None:
        """The post that this one repeats: the same id, or in another file the same text, time and platform."""
        number = _platform_id(post, outcome)
        if number in self.by_id:
            return self.by_id[number]
        for place in (place for when in _sought(post) for place in self.by_text.get(when, {}).values()):
            if place.outcome is not outcome and _can_be_same(place.outcome.posts[place.at], post):
                return place
        return None

    def keep(self, post: Post, place: _Place) -> None:
        self.know(post, place.outcome, place)
        for when in _held(post):
            self.by_text[when].setdefault(post.platform, place)

    def know(self, post: Post, outcome: Outcome, place: _Place) -> None:
        """Where the post with this platform's id is kept."""
        if number := _platform_id(post, outcome):
            self.by_id.setdefault(number, place)


@dataclass(frozen=True, slots=True)
class _Place:
    outcome: Outcome
    at: int


def _drop_duplicates(outcomes: Iterable[Outcome]) -> None:
    """The first of each is kept, with what only a later one knows. A file may say the same twice on purpose."""
    kept = _Kept()
    for outcome in outcomes:
        posts: list[Post] = []
        for post in outcome.posts:
            place = kept.like(post, outcome)
            if place is None:
                kept.keep(post, _Place(outcome, len(posts)))
                posts.append(post)
            else:
                among = posts if place.outcome is outcome else place.outcome.posts
                among[place.at] = _richer(among[place.at], post)
                outcome.dropped[DUPLICATE] += 1
                kept.know(post, outcome, place)
        outcome.posts = posts


def _platform_id(post: Post, outcome: Outcome) -> tuple[str, str] | None:
    return (post.platform, post.id) if post.id and outcome.reading.form in _OWN_IDS else None


def _held(post: Post) -> list[_When]:
    """Under which times a post is found again: its minute, or that it has none; and its day, for those that have none."""
    return [(post.text, _day(post), _minute(post)), (post.text, _day(post), _ANY)] if post.published else []


def _sought(post: Post) -> list[_When]:
    """The times at which the same post may be kept: the same minute, or a day without one; any where it has none itself."""
    if not post.published:
        return []
    minutes = (_minute(post), None) if _minute(post) else (_ANY,)
    return [(post.text, _day(post), minute) for minute in minutes]


def _can_be_same(one: Post, other: Post) -> bool:
    """Whether two posts of the same words and time are one: no other platform, no other id of the platform's."""
    return not (one.platform and other.platform and (one.platform != other.platform or _differ(one.id, other.id)))


def _differ(one: str, other: str) -> bool:
    """Whether two ids of a platform's (which are long) are not the same."""
    return one != other and min(len(one), len(other)) > _OWN_ID


def _day(post: Post) -> tuple[int, int, int]:
    moment = post.published or date.min
    return moment.year, moment.month, moment.day


def _minute(post: Post) -> tuple[int, int] | None:
    """The time of day by the file's own clock; None where it tells none."""
    return (post.published.hour, post.published.minute) if isinstance(post.published, datetime) else None


def _richer(post: Post, other: Post) -> Post:
    """A post with the time, the address, the author and the figures that only its duplicate has."""
    return replace(
        post, id=post.id or other.id, platform=post.platform or other.platform, published=_finer(post.published, other.published), url=post.url or other.url,
        author=post.author or other.author, engagement=_fuller(post.engagement, other.engagement),
    )  # fmt: skip


def _finer(one: date | None, other: date | None) -> date | None:
    return one if isinstance(one, datetime) or other is None else other
