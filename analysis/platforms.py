"""What each platform allows and shows: length and the "see more" fold, in characters as it counts them.

X counts a link as 23 and an emoji or an East Asian character as 2 (twitter-text configuration v3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LINK = re.compile(r"https?://\S+|\bwww\.\S+")
_LINK_WEIGHT = 23


@dataclass(frozen=True, slots=True)
class Platform:
    label: str
    max_characters: int
    fold: int


PLATFORMS: Mapping[str, Platform] = {
    "facebook": Platform("Facebook", 63_206, 400),
    "linkedin": Platform("LinkedIn", 3_000, 200),
    "x": Platform("X", 280, 280),
    "instagram": Platform("Instagram", 2_200, 125),
}


def count(text: str, platform: str) -> int:
    """Characters as the platform counts them."""
    if platform != "x":
        return len(text)
    rest, links = _LINK.subn("", text)
    return links * _LINK_WEIGHT + sum(_weight(ord(character)) for character in rest)


def _weight(code: int) -> int:
    if code in (0x200D, 0xFE0F):
        return 0
    return 1 if code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247 else 2
