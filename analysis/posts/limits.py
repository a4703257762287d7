"""What a reader takes on, each bound with its reason. Beyond one, the file is refused in a Danish line."""

from __future__ import annotations

LARGEST_FILE = 200_000_000
"""Bytes of one file held in memory. 100,000 posts of X, the wordiest form, are 160 MB; as text it may grow fourfold."""
LARGEST_INFLATED = 500_000_000
"""Bytes that one upload may inflate to, nested archives included; pictures and films are never inflated."""
STEEPEST_INFLATION = 300
"""Inflated bytes per packed byte. Text packs 3 to 30 times, a table of one repeated post 200, a bomb 1,000."""
SMALL_ENOUGH = 30_000_000
"""Bytes below which no ratio is asked about: harmless however well it packed."""
DEEPEST_ARCHIVE = 3
"""Archives within archives: a platform's zip in a zip of the user's own, and one to spare."""
MOST_FILES = 200_000
"""Files in one zip or folder: twenty years of pictures on Facebook are about 100,000."""
MOST_ROWS = 1_000_000
"""Rows of one table or lines of one JSONL; Excel itself ends at 1,048,576."""
LONGEST_FIELD = 1_000_000
"""Characters of one CSV field, ten times the longest post a review takes; more is an unclosed quotation mark."""
MOST_FAULTS = 100
"""Faults told per file; a thousand more of the same kind help nobody."""
PEEK = 4096
"""Bytes looked at to tell what a file is."""
