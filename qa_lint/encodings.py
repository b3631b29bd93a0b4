"""Encodings: which one bytes that are not UTF-8 are in.

They are decoded in each encoding that is likely, and the one whose text looks most like a text wins: general
detectors need some hundred characters to tell GB18030 from Big5, a heading has ten.
"""

import codecs
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

SAMPLE = 64_000
"""How many bytes of a file tell its encoding."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python that no file is in; of some the time grows with the square of the size.
_NO_ENCODINGS = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7")
# The most frequent characters of running text: about two thirds of any Chinese text.
_CHINESE = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分"
    "还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二"
    "等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结"
    "反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程"
    "北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "這個們來為國說時會對過發後裡種經麼學現當沒動還進樣開從實軍無長機業將兩間問戰頭體見產話給門兒東聲員論處義認條係氣題爾別變總電數報結務場計資統區隊決馬書則聽強"
    "難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運於與應並關點"
)
_JAPANESE = (
    "のにはをたがでてとしれさもするなかいあこりるくまきらっそようんアイスルトンーリラドコタ日本年人大一国中会"
)
_KOREAN = (
    "이다는을의에가은하고지도를로서기한사리나어아자대인시정있해수것그라게들부일과스전주보만구장원오제여상"
)
# The letters beyond ASCII that texts of western Europe have, and their quotation marks and dashes.
_WESTERN = "éèàçâêîôûëïùüöäßñáíóúœæøåãõìòýÉÀÈÇÖÄÜÅØÑÁ“”‘’–—…«»€£°§¿¡ºª·"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїє«»—–№"
_USUAL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "gb18030": frozenset(_CHINESE),
        "big5hkscs": frozenset(_CHINESE),
        "cp932": frozenset(_JAPANESE),
        "euc_jp": frozenset(_JAPANESE),
        "cp949": frozenset(_KOREAN),
        "cp1251": frozenset(_CYRILLIC),
        "cp1252": frozenset(_WESTERN),
        "utf-16-le": frozenset(_CHINESE + _JAPANESE + _KOREAN),
        "utf-16-be": frozenset(_CHINESE + _JAPANESE + _KOREAN),
    }
)
# Encodings of one byte a character, and whether most letters of a text in them are beyond ASCII.
_ALPHABETS: Mapping[str, bool] = MappingProxyType({"cp1251": True, "cp1252": False})
_PUNCTUATION = frozenset(
    "\uff0c。、\uff1b\uff1a\uff1f\uff01“”‘’\uff08\uff09《》〈〉【】〔〕「」『』…—·\uff05\u3000"
)
# What a decoder shows in place of bytes it cannot read, and the score below which a text looks like none.
_REPLACED, _PLAUSIBLE = "\ufffd", 0.15


def codec(name: str) -> str:
    """Python's codec for the encoding that a file says it is in; empty if there is none."""
    try:
        found = codecs.lookup(name).name
        b"<".decode(found)  # `base64` is a codec too, but none of text
    except (LookupError, UnicodeError):
        return ""
    return "" if found in _NO_ENCODINGS else found


def detected(data: bytes, otherwise: str) -> str:
    """The encoding of `data`, which is not UTF-8; `otherwise` if none fits."""
    if _is_damaged_utf8(data):
        return "utf-8"
    return _best(data, tuple(_USUAL), _PLAUSIBLE) or _guess(data) or otherwise


def detected_utf16(data: bytes) -> str:
    """Which UTF-16 `data` with zero bytes is in, empty for none."""
    return _best(data, ("utf-16-le", "utf-16-be"), 0.3)


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    damaged = text.count(_REPLACED)
    return len(text) - sum(map(str.isascii, text)) - damaged >= 3 * damaged


def _guess(data: bytes) -> str:
    import charset_normalizer  # rarely needed, and slow to load

    if len(data) - len(data.translate(None, bytes(range(128, 256)))) < 8:
        return ""
    match = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    return match.encoding if match and match.chaos < 0.1 and match.language != "Unknown" else ""


def _best(data: bytes, encodings: tuple[str, ...], threshold: float) -> str:
    """The encoding in which `data` looks most like a text, empty if in all of them it looks less so than
    `threshold`.
    """
    sample = _sample(data)
    score, encoding = max((_plausibility(sample, encoding), encoding) for encoding in encodings)
    return encoding if score >= threshold else ""


def _sample(data: bytes) -> bytes:
    """The first lines with bytes beyond ASCII; the beginning, if those are longer or there are zero bytes."""
    if len(data) <= SAMPLE or b"\0" in data[:SAMPLE]:
        return data[:SAMPLE]
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= SAMPLE:
                break
    return b"".join(lines)[:SAMPLE]


def _plausibility(data: bytes, encoding: str) -> float:
    wide = encoding.startswith("utf-16")
    if wide and len(data) % 2 and len(data) < SAMPLE:
        return -1.0
    text = data.decode(encoding, "replace")
    characters = text if wide else [character for character in text if character > "\x7f"]
    if (
        encoding in _ALPHABETS
        and (2 * len(characters) > sum(map(str.isalpha, text))) is not _ALPHABETS[encoding]
    ):
        # «ÈºÖÚ»: Chinese read as if it were western; western texts have ASCII letters for the most part.
        return -1.0
    return sum(_score(character, encoding) for character in characters) / max(len(characters), 1)


@lru_cache(maxsize=100_000)
def _score(character: str, encoding: str) -> float:
    """How much `character` speaks for a text being in `encoding`, from -2 to 1."""
    if character in _USUAL[encoding]:
        return 1.0
    if character.isascii():
        return 1.0 if character.isprintable() or character in "\t\n\r" else -1.0
    if encoding in _ALPHABETS:
        return -1.0
    if character in _PUNCTUATION:
        return 0.7
    if "\u4e00" <= character <= "\u9fff":
        return _han_score(character, encoding)
    if "\u3041" <= character <= "\u30ff":
        return 0.5 if encoding != "gb18030" and encoding != "big5hkscs" else -0.2
    if "\uac00" <= character <= "\ud7a3":
        return 0.29
    if encoding.startswith("utf-16") and character.isalpha() and character < "\u2000":
        return 0.5
    return -2.0 if character == _REPLACED else -1.0


# The two Chinese standards list common characters in a first level, by their lead bytes, and rare ones in a
# second.
_LEVELS = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))


def _han_score(character: str, encoding: str) -> float:
    levels = []
    for standard, first, last in _LEVELS:
        try:
            levels.append(1 if first <= character.encode(standard)[0] <= last else 2)
        except UnicodeEncodeError:
            levels.append(3)
    level = {"gb18030": levels[0], "big5hkscs": levels[1]}.get(encoding, min(levels))
    return {1: 0.3, 2: -0.2, 3: -0.5}[level] if encoding != "cp949" else -0.5
