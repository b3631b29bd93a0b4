"""Which language a text is in."""

import re
from functools import cache

from qa_lint.language_model import Model, model
from qa_lint.languages import base, main_script, packs

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
# Of the 139 languages of the model those that documents are likely to be in, and its class for what is in no
# language.
_NO_LANGUAGE = "zxx"
_LIKELY = (
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka "
    "kk km kn ko ky la lb lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru sk sl so sq sr sv sw ta "
    f"te tg th tl tr tt uk ur uz vi zh {_NO_LANGUAGE}"
).split()
# Where no language is more probable than this, one that there is a pack for is taken.
_UNSURE = 0.5
# As probable as this, a language is not ruled out.
_DOUBT = 0.02


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
    language = max(shares, key=lambda name: (shares[name], name))
    if shares[language] < _UNSURE:  # "3,200 billion yuan" is Uzbek by a fifth, and English by an eighth
        known = shares.keys() & {entry.code for entry in packs()}
        language = max(known, key=lambda name: (shares[name], name))
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
