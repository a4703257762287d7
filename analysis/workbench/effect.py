"""What a change of rules does to posts: newly flagged, no longer flagged, another severity.

Only rules that look for something else, or weigh it otherwise, are asked; both versions in one pass over the posts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..guidelines import Guidelines
from ..model import ROLES, SEVERITIES, Finding
from ..posts.post import Post
from ..review import Reviewer
from ..rules import Rule
from .firing import fire, reviewer_of

NEW, GONE, CHANGED = "newly-flagged", "no-longer-flagged", "severity-changed"
KINDS = {NEW: "fanges nu", GONE: "fanges ikke længere", CHANGED: "får en anden alvor"}
"""The kinds with the words a reader sees."""
_MATTERS = ("detect", "when", "severity", "kind", "category", "confidence")


@dataclass(frozen=True, slots=True)
class PostEffect:
    """One rule in one post. `quote` stands at `start`-`end` of the post's text; a severity is None where nothing is found."""

    kind: str
    rule: str
    post: Post
    before: str | None
    after: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect on some posts. `rules`: those that were asked; `posts`: how many posts were read."""

    rows: tuple[PostEffect, ...]
    rules: tuple[str, ...]
    posts: int

    def of(self, kind: str) -> tuple[PostEffect, ...]:
        """The rows of one kind: `newly-flagged`, `no-longer-flagged` or `severity-changed`."""
        return tuple(row for row in self.rows if row.kind == kind)


def effect(before: Guidelines, after: Guidelines, posts: Iterable[Post], organisation: str | None = None) -> Effect:
    """What changes in the posts, each in its own role (the first role where it says none).

    In an organisation, posts in roles that cannot choose it are read by the role's rules alone.
    """
    posts = list(posts)
    by_role: dict[str, list[Post]] = {}
    for post in posts:
        by_role.setdefault(post.role or ROLES[0], []).append(post)
    rows, asked = [], {}
    for role, own in by_role.items():
        old, new = _changed(_rules(before, role, organisation), _rules(after, role, organisation))
        if old or new:
            asked |= dict.fromkeys([*old, *new])
            reviewer = reviewer_of([*old.values(), *new.values()], after.shelf)
            rows += _rows(reviewer, own, old, new)
    return Effect(tuple(rows), tuple(asked), len(posts))


def _rules(side: Guidelines, role: str, organisation: str | None) -> dict[str, Rule]:
    fits = organisation and side.holds_for(organisation, role)
    return side.rules(role, organisation if fits else None)


def _changed(before: dict[str, Rule], after: dict[str, Rule]) -> tuple[dict[str, Rule], dict[str, Rule]]:
    """The rules that may fire otherwise, as they were and as they are."""
    names = [name for name in {**before, **after} if _matter(before.get(name)) != _matter(after.get(name))]
    return tuple({name: side[name] for name in names if name in side} for side in (before, after))


def _matter(rule: Rule | None) -> object:
    return rule and [rule.data.get(key) for key in _MATTERS]


def _rows(reviewer: Reviewer, posts: list[Post], old: dict[str, Rule], new: dict[str, Rule]) -> Iterator[PostEffect]:
    was, now = ({(rule.id, rule.version) for rule in side.values()} for side in (old, new))
    for post, found in fire(reviewer, posts):
        for name in dict.fromkeys(finding.rule for finding in found):
            own = [finding for finding in found if finding.rule == name]
            row = _row(post, name, _worst(own, was), _worst(own, now))
            if row:
                yield row


def _worst(found: list[Finding], versions: set[tuple[str, str]]) -> Finding | None:
    held = [finding for finding in found if (finding.rule, finding.rule_version) in versions]
    return max(held, key=lambda finding: SEVERITIES.index(finding.severity), default=None)


def _row(post: Post, name: str, before: Finding | None, after: Finding | None) -> PostEffect | None:
    shown = after or before
    if shown is None or (before and after and before.severity == after.severity):
        return None
    kind = CHANGED if before and after else NEW if after else GONE
    return PostEffect(
        kind, name, post, before and before.severity, after and after.severity, shown.quote, shown.start, shown.end
    )


