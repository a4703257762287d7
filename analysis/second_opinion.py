"""Rules and understanding correct each other: where the whole post speaks against a rule, its alarm becomes a hint.

Only in posts long enough to judge, never for a hard rule (personal numbers, contact data, what a pack calls `hard`), and
never upwards: what the model sees by itself is told by rules with `understood`.
"""

from __future__ import annotations

from dataclasses import replace

from .language import Document
from .model import Finding
from .rules import Rule

FEWEST_WORDS = 25
"""Words below which a post gives the model too little to go by."""
UNLIKELY_POST, UNLIKELY_CATEGORY = 0.2, 0.1
"""Below both probabilities an alarm is doubted (docs/model-report.md says what it costs and gives)."""
DOUBT = "Ordene ligner, men resten af opslaget taler imod; derfor kun et hint."


def weighed(finding: Finding, rule: Rule, document: Document) -> Finding:
    """The finding, as a hint where the model finds it unlikely that an adviser would stop at the post."""
    if not finding.is_alarm or finding.evidence == "understood" or rule.hard or document.judgement is None:
        return finding
    chance = document.judgement.probability
    doubted = chance["any"] < UNLIKELY_POST and chance.get(finding.category, 1.0) < UNLIKELY_CATEGORY
    if not doubted or sum(map(str.isalnum, document.words)) < FEWEST_WORDS:
        return finding
    return replace(finding, severity="note", because=DOUBT)
