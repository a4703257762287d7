"""Annotated news rewritten the way people write posts: other names, lower case, handles, hashtags, slips of the finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .entity_data import Names, Sentence, Word

_GREETINGS = (
    "hej {first}", "Hej {first}, tak for i går!", "{first} du er bare så sød", "tillykke {full} :)", "Tillykke til {full} med jobbet.",
    "kan du ikke lige ringe til {first} i morgen", "{first}, husk din madpakke", "Godmorgen {first}", "så er {first} og {first} på vej",
    "ham {surname} er altså ret sjov", "enig med {first}", "Kærlig hilsen {first}", "/{first}", "Mvh {full}", "hilsen {first} {first} og {first}",
    "hvor er {first} henne", "{first} siger at det er løgn", "har du set {first} i dag?", "jeg elsker dig {first} <3", "{full} er den bedste lærer",
    "savner {first} helt vildt", "{full}; du er en skøn ven", "det var {full} der sagde det", "min søster hedder {first}", "tak {first} :-)",
    "{full} er ny tillidsrepræsentant", "vi var hos {first} og {first} i går", "{first} har ret", "er du med {first} ?", "haha {first} du er skør",
    "godt sagt {surname}", "{surname} lyver igen", "så {surname} i fjernsynet", "{full} for pokker", "Det er {first}s tur nu", "Hører {first} rable løs",
    ".@{handle} hvad mener du?", "@{handle} @{handle} helt enig", "@{handle} nej det passer ikke", "Tak for snakken @{handle}", "RT @{handle}: så er der valg",
    "via @{handle}", "@{handle} det er da noget sludder", "@{handle} @{organisation} @{handle} hvor er kilden?", "Læs mere hos @{organisation}",
    "@{organisation} hvorfor er mit tog forsinket", "God debat i aften hos @{organisation} med @{handle}", "Interview med {full} i @{organisation}",
)  # fmt: skip
_OPENINGS = ("RT @{handle}:", "@{handle}", ".@{handle}", "@{organisation}", "@{handle} @{handle}", "Så:", "haha", "Nå,", "Ja,", "BREAKING:", "😂", "Omg", "OMG")
_CLOSINGS = ("😂", "🙏👏", "<3", ":)", ":-D", "https://t.co/a1B2c3D4e5", "#valg", "#dkpol #uddpol", "!!!", "…", "??", "xD", "#forargelse", "via @{organisation}", "❤️", "lol", "LOL", "#sundpol #ok21")
_PLACE_TAGS = frozenset("#dkpol #dkbiz #dkgreen #dkmedier #eupol #eudk #gbrf #dkaid".split())
_MEDIA = "DRNyheder dr2tv tv2news TV2 politiken jyllandsposten berlingske informeren dsb netto fck 3F FOA_dk Spolitik venstredk konservativdk".split()
_SWAP_PERSON, _SWAP_OTHER, _UNKNOWN = 0.35, 0.4, 0.05
"""How often a person gets another name, another entity another, and any of them one that nobody has."""


@dataclass(frozen=True)
class Augmenter:
    """Rewrites sentences by chance. `places` and `organisations` are the entities of the corpus, as words."""

    names: Names
    generator: np.random.Generator
    places: Sequence[tuple[str, ...]]
    organisations: Sequence[tuple[str, ...]]

    def rewritten(self, sentence: Sentence) -> Sentence:
        """The sentence with other names, in one of the forms that posts have."""
        return self._form(self._swapped(sentence))

    def post(self) -> Sentence:
        """A short invented post around a name."""
        words: list[Word] = []
        for part in str(self.generator.choice(_GREETINGS)).split(" "):
            words += self._filled(part)
        return self._form(tuple(words)) if self._chance(0.3) else tuple(words)

    def _chance(self, probability: float) -> bool:
        return bool(self.generator.random() < probability)

    def _pick(self, values: Sequence) -> object:
        return values[int(self.generator.integers(len(values)))]

    def _swapped(self, sentence: Sentence) -> Sentence:
        words: list[Word] = []
        for label, group in entity_groups(sentence):
            if label and label != "MISC" and self._chance(_UNKNOWN):
                words += [self._unheard(word) for word in group]
            elif label == "PER" and self._chance(_SWAP_PERSON):
                words += self._person(group)
            elif label == "LOC" and self._chance(_SWAP_OTHER):
                words += self._other(group, self.places if self._chance(0.5) else [tuple(str(self._pick(self.names.far_places if self._chance(0.5) else self.names.municipalities)).split(" "))])
            elif label == "ORG" and self._chance(_SWAP_OTHER):
                words += self._other(group, self.organisations)
            else:
                words += group
        return tuple(words)

    def _unheard(self, word: Word) -> Word:
        """A name that nobody has, of two halves: only what stands around it tells what it is."""
        if not word.text[:1].isupper() or not word.text.isalpha() or word.text.isupper():
            return word
        one, other = (str(self._pick(self.names.surnames if self._chance(0.5) else self.names.far_places)) for _ in range(2))
        made = (one[: max(len(one) // 2, 2)] + other[len(other) // 2 :].lower()).replace(" ", "")
        return replace(word, text=_genitive_of(word.text, made))

    def _person(self, group: Sequence[Word]) -> list[Word]:
        """Another person in the same form, now and then as a handle, with a hyphen or with a slip."""
        if self._chance(0.06):
            return [Word("@" + self._handle(), "B-PER", group[-1].space)]
        names = [self._name_like(word.text, number, len(group)) for number, word in enumerate(group)]
        if len(group) == 1 and self._chance(0.25) and group[0].space:
            names.append(_genitive_of(group[0].text, self.names.draw_surname(self.generator)))
        if self._chance(0.06):
            names[-1] = self._slip(names[-1])
        return _tagged(names, "PER", group[-1].space)

    def _name_like(self, word: str, number: int, count: int) -> str:
        stem = word.lower()
        if (len(word) < 3 and word.endswith(".")) or stem in ("af", "von", "van", "de"):
            return word
        surname = number == count - 1 if count > 1 else self.names.first_bearers.get(stem, 0) < 50
        drawn = self.names.draw_surname(self.generator) if surname else self.names.draw_first(self.generator)
        if not surname and self._chance(0.05) and "-" not in drawn:
            drawn += "-" + self.names.draw_first(self.generator).split("-")[0]
        return _genitive_of(word, drawn) if number == count - 1 else drawn

    def _slip(self, word: str) -> str:
        """Two letters swapped, one doubled or one left out."""
        if len(word) < 5:
            return word
        place, kind = int(self.generator.integers(1, len(word) - 1)), int(self.generator.integers(3))
        if kind == 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :] if place + 1 < len(word) else word
        return word[:place] + word[place] * 2 + word[place + 1 :] if kind == 1 else word[:place] + word[place + 1 :]

    def _other(self, group: Sequence[Word], choices: Sequence[tuple[str, ...]]) -> list[Word]:
        drawn = list(self._pick(choices))
        if drawn and group[-1].text.endswith("s") and not drawn[-1].endswith("s") and self._chance(0.3):
            drawn[-1] += "s"
        return _tagged(drawn, group[0].tag[2:], group[-1].space)

    def _handle(self) -> str:
        first, last = self.names.draw_first(self.generator).replace("-", ""), self.names.draw_surname(self.generator).replace("-", "")
        kind = int(self.generator.integers(9))
        handle = (first + last, first + last, first + last, f"{first}_{last}", first[0] + last, first + last[0], first, last, first + self.names.draw_surname(self.generator).split("-")[0] + last)[kind]
        handle = handle.lower() if self._chance(0.5) else handle
        handle = _plain(handle) if self._chance(0.5) else handle
        number = str(int(self.generator.integers(1, 99))) if self._chance(0.15) else "dk" if self._chance(0.05) else ""
        return handle[:15] + number

    def _organisation(self) -> str:
        if self._chance(0.3):
            handle = str(self._pick(_MEDIA))
        else:
            handle = "".join(word[:1].upper() + word[1:] for word in self._pick(self.organisations) if word.replace("-", "").isalnum()).replace("-", "") or "Avisen"
        handle += str(self._pick(("dk", "_dk", "DK", "news", "Danmark"))) if self._chance(0.3) else ""
        return _plain(handle.lower() if self._chance(0.5) else handle)[:20]

    def _filled(self, part: str) -> list[Word]:
        """One word of a template as words; the marks around a name stay words of their own."""
        start, brace, rest = part.partition("{")
        if not brace:
            tag = "B-LOC" if part in _PLACE_TAGS else "O"
            return [Word(part, tag)]
        kind, _, after = rest.partition("}")
        words = [Word(start.rstrip("@"), "O", False)] if start.rstrip("@") else []
        if kind in ("handle", "organisation"):
            handle = self._handle() if kind == "handle" else self._organisation()
            words.append(Word("@" + handle, "B-PER" if kind == "handle" else "B-ORG"))
        else:
            names = {"first": [self.names.draw_first(self.generator)], "surname": [self.names.draw_surname(self.generator)]}.get(
                kind, [self.names.draw_first(self.generator), self.names.draw_surname(self.generator)]
            )
            if after == "s" and not names[-1].endswith("s"):
                names[-1], after = names[-1] + "s", ""
            words += _tagged(names, "PER", True)
        if after:
            words[-1] = replace(words[-1], space=False)
            words.append(Word(after, "O"))
        return words

    def _form(self, sentence: Sentence) -> Sentence:
        """The sentence in one of the forms that posts have; a third keep theirs."""
        forms: list[tuple[float, Callable[[Sentence], Sentence]]] = [
            (0.34, lambda words: words), (0.17, _lowered), (0.05, _names_lowered), (0.05, _shouted), (0.08, _without_end), (0.15, self._opened),
            (0.12, self._closed), (0.04, _titled),
        ]  # fmt: skip
        weights = np.array([weight for weight, _ in forms])
        first, second = self.generator.choice(len(forms), size=2, p=weights / weights.sum())
        sentence = forms[int(first)][1](sentence)
        return forms[int(second)][1](sentence) if self._chance(0.35) else sentence

    def _opened(self, sentence: Sentence) -> Sentence:
        words = [word for part in str(self._pick(_OPENINGS)).split(" ") for word in self._filled(part)]
        return (*words, *sentence)

    def _closed(self, sentence: Sentence) -> Sentence:
        words = [word for part in str(self._pick(_CLOSINGS)).split(" ") for word in self._filled(part)]
        return (*sentence[:-1], replace(sentence[-1], space=True), *words)


def entity_groups(sentence: Sentence) -> list[tuple[str, list[Word]]]:
    """The words by entity: label and words; a word outside any stands alone under an empty label."""
    groups: list[tuple[str, list[Word]]] = []
    for word in sentence:
        if word.tag.startswith("I-") and groups and groups[-1][0]:
            groups[-1][1].append(word)
        else:
            groups.append(("" if word.tag == "O" else word.tag[2:], [word]))
    return groups


def _tagged(words: Sequence[str], label: str, space: bool) -> list[Word]:
    last = len(words) - 1
    return [Word(word, f"{'I' if number else 'B'}-{label}", space if number == last else True) for number, word in enumerate(words)]


def _genitive_of(model: str, name: str) -> str:
    """The name with a genitive s where the name it stands in for has one, now and then also without sign."""
    return name + "s" if model.endswith("ens") and not name.endswith("s") else name


def _plain(handle: str) -> str:
    return handle.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("Æ", "Ae").replace("Ø", "Oe").replace("Å", "Aa")


def _lowered(sentence: Sentence) -> Sentence:
    return tuple(replace(word, text=word.text.lower()) for word in sentence)


def _names_lowered(sentence: Sentence) -> Sentence:
    return tuple(word if word.tag == "O" else replace(word, text=word.text.lower()) for word in sentence)


def _shouted(sentence: Sentence) -> Sentence:
    return tuple(word if word.text.startswith(("@", "http")) else replace(word, text=word.text.upper()) for word in sentence)


def _titled(sentence: Sentence) -> Sentence:
    return tuple(replace(word, text=word.text[:1].upper() + word.text[1:]) for word in sentence)


def _without_end(sentence: Sentence) -> Sentence:
    return sentence[:-1] if len(sentence) > 1 and sentence[-1].text in (".", "!") else sentence
