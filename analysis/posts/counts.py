"""Whole numbers as exports and spreadsheets write them: `1203.0`, `1,234`, `1.234`, `1 234`; a dash says nothing."""

from __future__ import annotations

import re
from typing import Any

_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,]\d+")


def count(value: Any) -> int | None:
    """How many; None for what is no number."""
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.isdigit():
            return int(text) if len(text) < 19 else None
        if _GROUPED.fullmatch(text):
            return int(re.sub(r"\D", "", text)) if len(text) < 24 else None
        found = _DECIMAL.fullmatch(text)
        return int(found[1]) if found and len(text) < 24 else None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18:
        return int(value)
    return None
