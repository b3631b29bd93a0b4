"""Languages: packs of language data, scripts, and the language of a text.

What is known of a language stands in `rules/lang/<code>.toml`; code asks the pack and never for the
language's name.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qa_lint.data import data_folder
from qa_lint.language_model import Model, model

_SCRIPTS = {
    "Han": "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
    "\uff21-\uff3a\uff41-\uff5a",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0531-\u0587",
    "Hebrew": "\u05d0-\u05f4",
    "Arabic": "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f",
    "Devanagari": "\u0900-\u0963\u0970-\u097f",
    "Bengali": "\u0980-\u09e5\u09f0-\u09fe",
    "Tamil": "\u0b80-\u0be5",
    "Sinhala": "\u0d80-\u0df4",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Georgian": "\u10a0-\u10ff",
}
# One Han character or Hangul syllable carries about as much as this many letters of an alphabet.
_WEIGHTS = {"Han": 3, "Kana": 2, "Hangul": 2}
# Scripts that one language alone has, of those that documents are likely to be in.
_SOLE_LANGUAGE = {
    "Hangul": "ko",
    "Kana": "ja",
    "Greek": "el",
    "Armenian": "hy",
    "Hebrew": "he",
    "Bengali": "bn",
    "Tamil": "ta",
    "Sinhala": "si",
    "Thai": "th",
    "Georgian": "ka",
    "Han": "zh",
}
_WORD = re.compile(r"[^\W\d_]+")
# Words from which langdetect is as exact as any and loads in half the time.
_LONG = 50
_SAMPLE = 4000
_NO_NUMBERS: Mapping[str, Any] = MappingProxyType({})
# Of the 139 languages of the model those that documents are likely to be in, and its class for what is in no
# language.
_NO_LANGUAGE = "zxx"
_LIKELY = (
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka "
    "kk km kn ko ky la lb lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru sk sl so sq sr sv sw ta "
    f"te tg th tl tr tt uk ur uz vi zh {_NO_LANGUAGE}"
).split()
# As probable as this, a language is not ruled out.
_DOUBT = 0.02


@dataclass(frozen=True, slots=True)
class Writing:
    """A way to write a language: its `name`, the script and region `subtags` of BCP 47 that ask for it, and
    the `codec` of the character set that was made for it."""

    name: str
    subtags: tuple[str, ...]
    codec: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a language pack says. A language without a pack has an empty one with its code as the name.

    `scripts` are the names of the scripts it is written in, `spaced` whether words are parted by spaces,
    `function_words` words so common that a text of some length has them, `note_headings` headings over
    notes; the file is at `path`. `articles` are words that do not count when terms are
    compared, `endings` what inflection adds to a word, each with what may have stood in its place;
    `segmenter` names the library that knows the words of a language without spaces, `conversion` what
    OpenCC calls the conversion into the one of its scripts. `grammar_words` are determiners, pronouns, modal
    verbs and the like, of which there is a closed list; no term begins or ends in one; `spellings`
    are patterns of letters and what else may be written for them. `writings` are the ways to write it, told
    apart by characters. `abbreviations` are words whose period ends no sentence, without it; `ordinal_point`
    says that a period makes a number an ordinal; `sentence_marks` are semicolons that end sentences.
    `romanization` has the letters in Latin ones, by code, as `str.translate` takes them.
    """

    code: str
    name: str
    scripts: tuple[str, ...] = ()
    spaced: bool = True
    function_words: frozenset[str] = frozenset()
    note_headings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    segmenter: str = ""
    conversion: str = ""
    grammar_words: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, str], ...] = ()
    writings: tuple[Writing, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    ordinal_point: bool = False
    sentence_marks: frozenset[str] = frozenset()
    romanization: Mapping[int, str] = field(default_factory=dict, hash=False)
    path: Path | None = None

    @property
    def numbers(self) -> Mapping[str, Any]:
        """The table about numbers, empty where nothing is known of them; see `numbers_table`."""
        return numbers_table(self.path) if self.path else _NO_NUMBERS


@cache
def numbers_table(path: Path) -> Mapping[str, Any]:
    """The table `numbers` of the pack at `path`: the longest part, which only those read who read numbers."""
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")).get("numbers", {}))


@cache
def pack(language: str) -> Pack:
    """The pack for a BCP 47 tag: that of the tag, else that of its first subtag, else an empty one."""
    code = language.replace("_", "-")
    folder = data_folder("rules") / "lang"
    for name in (code, code.partition("-")[0].lower()):
        path = folder / f"{name}.toml"
        if name and path.is_file():
            head, _, _ = path.read_text(encoding="utf-8").partition("\n[numbers]")
            data = tomllib.loads(head)
            return Pack(
                code=data["code"],
                name=data["name"],
                scripts=tuple(data["scripts"]),
                spaced=data["spaced"],
                function_words=frozenset(data["function-words"]),
                note_headings=frozenset(data.get("note-headings", ())),
                articles=frozenset(data.get("articles", ())),
                endings=tuple((ending, tuple(stems)) for ending, stems in data.get("endings", {}).items()),
                segmenter=data.get("segmenter", ""),
                conversion=data.get("conversion", ""),
                grammar_words=frozenset(data.get("grammar-words", ())),
                spellings=tuple((one, other) for one, other in data.get("spellings", ())),
                writings=tuple(
                    Writing(entry["name"], tuple(entry["subtags"]), entry["codec"])
                    for entry in data.get("writings", ())
                ),
                abbreviations=frozenset(data.get("abbreviations", ())),
                ordinal_point=data.get("ordinal-point", False),
                sentence_marks=frozenset(data.get("sentence-marks", ())),
                romanization=str.maketrans(data.get("romanization", {})),
                path=path,
            )
    return Pack(code=code, name=code)


@cache
def is_known(language: str) -> bool:
    """Whether there is a pack for the language of a tag."""
    return bool(language) and (data_folder("rules") / "lang" / f"{base(language)}.toml").is_file()


@cache
def packs() -> tuple[Pack, ...]:
    """All packs there are, by code."""
    return tuple(pack(path.stem) for path in sorted((data_folder("rules") / "lang").glob("*.toml")))


@lru_cache(maxsize=1024)
def base(language: str) -> str:
    """The language subtag of a tag: `zh` of `zh-Hant-TW`."""
    return re.split("[-_]", language, maxsplit=1)[0].lower()


@cache
def letters(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one letter of any of `scripts`, which are names as in the packs."""
    return re.compile(f"[{''.join(_SCRIPTS[name] for name in scripts)}]" if scripts else "(?!)")


def script_weights(text: str) -> dict[str, int]:
    """How much of `text` is in each script, in letters of an alphabet or their equivalent; scripts that do
    not occur are left out."""
    weights = {name: len(letters((name,)).findall(text)) * _WEIGHTS.get(name, 1) for name in _SCRIPTS}
    return {name: weight for name, weight in weights.items() if weight}


def main_script(text: str) -> str:
    """The script that most of `text` is in, empty for a text without letters. Any kana makes a Han text
    `Kana`."""
    weights = script_weights(text)
    if "Kana" in weights and weights["Kana"] * 5 > weights.get("Han", 0):
        weights["Kana"] += weights.pop("Han", 0)
    return max(weights, key=lambda name: weights[name], default="")


def foreign_letters(source_language: str, target_language: str, source: str) -> re.Pattern[str] | None:
    """A pattern for one letter of the scripts that only the source's language has; none if it has none."""
    target = pack(target_language).scripts
    if not target:
        return None
    scripts = pack(source_language).scripts or (main_script(source[:400]),)
    return _foreign(scripts, target)


@cache
def other_scripts(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one letter of any script but `scripts`, Latin and Greek, whose letters are signs too."""
    return letters(tuple(name for name in _SCRIPTS if name not in {*scripts, "Latin", "Greek"}))


@lru_cache(maxsize=256)
def _foreign(source: tuple[str, ...], target: tuple[str, ...]) -> re.Pattern[str] | None:
    scripts = tuple(script for script in source if script and script not in target)
    return letters(scripts) if scripts else None


def sole_language(script: str) -> str:
    """The language that `script` tells, empty if several are likely."""
    return _SOLE_LANGUAGE.get(script, "")


def identify(text: str, default: str = "") -> str:
    """The language of `text` as a code of ISO 639; `default` if it has no letters.

    The script decides where it can. Else the packs' function words do, and where they do not, langdetect
    (https://github.com/Mimino666/langdetect) for a text of some length and py3langid
    (https://github.com/adbar/py3langid) for a few words, on which it errs less. A `default` is taken instead
    of asking these.
    """
    sample = text[:_SAMPLE]
    script = main_script(sample)
    if not script:
        return default
    found = sole_language(script) or _by_function_words(sample, script) or default
    if found:
        return found
    return _by_langdetect(sample) if len(_WORD.findall(sample)) >= _LONG else _by_model(sample)


def _by_function_words(text: str, script: str) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    shares = sorted(
        (
            (sum(word in entry.function_words for word in words), entry.code)
            for entry in packs()
            if script in entry.scripts
        ),
        reverse=True,
    )
    if not shares or shares[0][0] < max(2, len(words) / 8):
        return ""
    clear = len(shares) < 2 or shares[0][0] >= 2 * shares[1][0]
    return shares[0][1] if clear else ""


def _by_langdetect(text: str) -> str:
    import langdetect  # its profiles take a quarter of a second to load

    langdetect.DetectorFactory.seed = 0  # without it, results change from run to run
    try:
        return base(langdetect.detect(text))
    except langdetect.LangDetectException:
        return ""


def _by_model(text: str) -> str:
    shares = _model().probabilities(text)
    language = max(shares, key=lambda name: shares[name])
    return "" if language == _NO_LANGUAGE else language


def other_language(text: str, language: str) -> str:
    """The language that `text` is in, if it is surely not `language`; else empty.

    `text` should be prose of eight words or more. Of windows of eight words, 0.4 % were held to be in another
    language and were not, or not clearly; of twelve, 0.2 % (see docs/languages.md).
    """
    code = base(language)
    if _by_function_words(text, main_script(text)) == code:
        return ""
    if code not in _LIKELY:
        return ""
    shares = _model().probabilities(text)
    best = max(shares, key=lambda name: (shares[name], name))
    return "" if best in (code, _NO_LANGUAGE) or shares[code] > _DOUBT else best


@cache
def _model() -> Model:
    return model(_LIKELY)
