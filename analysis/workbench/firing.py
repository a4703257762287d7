"""Where given rules fire in many posts, without the rest of a review and, where no rule asks it, without the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .. import guidelines
from ..checks import indexed
from ..conditions import Understood
from ..model import ROLES, Finding, Setting
from ..plan import conditions_of
from ..posts.post import Post
from ..review import Reviewer, UnusableText
from ..rule_parser import Shelf
from ..rules import Rule
from ..understanding import MODEL


def needs_understanding(rule: Rule) -> bool:
    """Whether any part of a rule asks the trained model."""
    return any(isinstance(part, Understood) for top in conditions_of(rule) for part in indexed(top))


def reviewer_of(rules: Sequence[Rule], shelf: Shelf) -> Reviewer:
    """A reviewer of only these rules, as they stand, for every role."""
    model = MODEL if any(map(needs_understanding, rules)) else None
    return Reviewer(guidelines.of_rules(rules, shelf), model)


def setting_of(post: Post, role: str = ROLES[0]) -> Setting:
    """The post's setting; `role` where it does not say."""
    return Setting(post.role or role, post.platform or "facebook", post.audience or "open")


def fire(reviewer: Reviewer, posts: Iterable[Post], role: str = ROLES[0]) -> Iterator[tuple[Post, list[Finding]]]:
    """The posts in which anything fires, with the findings; posts that cannot be reviewed are passed over."""
    for post in posts:
        try:
            found = reviewer.findings(post.text, setting_of(post, role))
        except UnusableText:
            continue
        if found:
            yield post, found
