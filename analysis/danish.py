"""Whether a text is Danish, told by its function words; said, never guessed at for short texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOO_FEW = 8
"""Words below which nothing is said."""
_ENOUGH = 12
"""Words from which a text that is like no known language is said to be so."""
_MARKERS = {
    "dansk": "af mig dig sig os jer hvad hvem hvordan hvorfor noget nogen blev bliver efter meget også ikke jeg det er og til vores deres mere kun lige gør synes fordi selv hele været uden skal kan vil har med der som den en et på i for",
    "norsk": "av meg deg seg dere hva hvem hvordan hvorfor noe noen ble blir etter mye også ikke jeg det er og til våre deres mer bare gjør syns fordi selv hele vært uten skal kan vil har med der som den en et på i for",
    "svensk": "av mig dig sig oss er vad vem hur varför något någon blev blir efter mycket också inte jag det är och till våra deras mer bara gör tycker eftersom själv hela varit utan ska kan vill har med där som den en ett på i för",
    "engelsk": "of me you us what who how why something someone was is after much also not i it and to our their more only does because whole been without shall can will have with there as the a an on in for this that be are",
    "tysk": "von mich dich sich uns was wer wie warum etwas jemand wurde wird nach viel auch nicht ich es ist und zu unsere ihre mehr nur macht weil selbst ganze gewesen ohne soll kann will hat mit da als der die das ein eine auf in für",
}
_WORDS = {language: frozenset(words.split()) for language, words in _MARKERS.items()}
_NEVER_DANISH = frozenset().union(*_WORDS.values()) - _WORDS["dansk"] - {"you", "is", "die", "hat", "was", "me", "what", "mer", "do"}
_ONLY_DANISH = _WORDS["dansk"] - frozenset().union(*(known for language, known in _WORDS.items() if language != "dansk"))
"""Words that alone tell Danish from its neighbours; two of them settle it for most posts."""

_DANISH_LETTER = re.compile("[æø]")
"""With none of the neighbours' words, one of these letters settles it."""


def other_language(words: Sequence[str]) -> str | None:
    """The Danish name of the language the text is in when it is not Danish; `ukendt` when it is like none.

    None means Danish, or too short to say.
    """
    foreign = len(_NEVER_DANISH.intersection(words))
    if (not foreign and _DANISH_LETTER.search(" ".join(words))) or len(_ONLY_DANISH.intersection(words)) > 1 >= foreign:
        return None
    letters = [word for word in words if word.isalpha()]
    if len(letters) < _TOO_FEW:
        return None
    shares = {language: sum(word in known for word in letters) / len(letters) for language, known in _WORDS.items()}
    best = max(shares, key=lambda language: shares[language])
    if shares[best] < 0.12:
        return "ukendt" if len(letters) >= _ENOUGH else None
    return None if shares["dansk"] >= shares[best] - 0.02 else best
