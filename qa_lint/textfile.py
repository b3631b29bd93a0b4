"""Text files: bytes to text, whatever the encoding, and text to lines as an editor counts them.

UTF-8 is tried first, strictly. What is not UTF-8 is decoded in each encoding that is likely, and the one
whose text looks most like a text wins: general detectors need some hundred characters to tell GB18030 from
Big5, a heading has ten.
"""

import codecs
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO

MAX_BYTES = 100_000_000
MAX_LINE = 1_000_000
_SAMPLE = 64_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
# Bytes that no text has, but for a stray one.
_CONTROLS = bytes((*range(9), *range(14, 27), 127))


class TextError(Exception):
    """A file cannot be read; `path` and `line` say where, as far as that is known."""

    def __init__(self, message: str, line: int | None = None, path: str = "") -> None:
        """Takes the message, which says neither path nor line."""
        super().__init__(message)
        self.message = message
        self.line = line
        self.path = path


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file at `path`, open to be read as bytes. Raises `TextError`, and gives the path to those that are
    raised while it is open.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            # Opening a named pipe would wait for ever.
            raise TextError("cannot be read: not a regular file")
        with open(path, "rb") as file:
            yield file
    except OSError as error:
        raise TextError(f"cannot be read: {error.strerror or error}", path=path) from None
    except TextError as error:
        raise TextError(error.message, error.line, path) from None


def read_text(path: str, otherwise: str = "") -> str:
    """The text of the file at `path`, without a byte order mark, every line ending in `\\n`.

    `otherwise` is the encoding of a file that is not UTF-8 and does not look like any other. Raises
    `TextError`.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            raise _too_large(file, size)
        text = decode(file.read(), otherwise)
    for number, line in enumerate(text.split("\n"), 1) if len(text) > MAX_LINE else ():
        if len(line) > MAX_LINE:
            message = f"this line has {len(line):,} characters; lines of up to {MAX_LINE:,} can be checked"
            raise TextError(message, number, path)
    return text


def read_head(path: str, size: int = 200_000) -> str:
    """The text of the whole lines within the first `size` bytes of the file at `path`.

    Raises `TextError`, `OSError`.
    """
    with open(path, "rb") as file:
        data = file.read(size)
    if len(data) == size:
        end = max(data.rfind(b"\n"), data.rfind(b"\r"))
        data = data[: end - end % (2 if b"\0" in data else 1)] if end > 0 else data
    return decode(data)


def decode(data: bytes, otherwise: str = "") -> str:
    """The text in `data`, without a byte order mark, every line ending in `\\n`; `otherwise` is as above.

    Raises `TextError`.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lines(_strict(data, encoding, len(mark)))
    if b"\0" in data or _has_many_controls(data):
        # In UTF-16, each line end, digit and space has a zero byte: without any, other control bytes tell
        # nothing.
        encoding = _best(data, ("utf-16-le", "utf-16-be"), 0.3) if b"\0" in data else ""
        if not encoding:
            position = next(index for index, byte in enumerate(data) if byte in _CONTROLS)
            raise TextError(
                f"a binary file, not a text (byte {position + 1:,} is 0x{data[position]:02x})",
                _line(data, position),
            )
        return _lines(_strict(data, encoding))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, _detect(data, otherwise))
    return _lines(text)


def has_controls(data: bytes) -> bool:
    """Whether there are bytes in `data` that no text has, but for a stray one."""
    return len(data) != len(data.translate(None, _CONTROLS))


def _has_many_controls(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return 20 * (len(sample) - len(sample.translate(None, _CONTROLS))) > len(sample)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strict(data: bytes, encoding: str, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        position = start + error.start
        message = f"not valid {_name(encoding)} at byte {position + 1:,}; save the file as UTF-8"
        raise TextError(message, _line(data, position)) from None


def _name(encoding: str) -> str:
    return {"big5hkscs": "Big5"}.get(encoding, encoding.removesuffix("-le").removesuffix("-be").upper())


def _line(data: bytes, position: int) -> int:
    before = data[:position]
    return (before.count(b"\n") or before.count(b"\r")) + 1


def _detect(data: bytes, otherwise: str) -> str:
    """The encoding of `data`, which is not UTF-8; `otherwise` if none fits. Raises `TextError` if there is
    none.
    """
    if _is_damaged_utf8(data):
        return "utf-8"
    encoding = _best(data, tuple(_USUAL), _PLAUSIBLE) or _guess(data) or otherwise
    if not encoding:
        position = next(index for index, byte in enumerate(data) if byte > 127)
        message = f"its encoding cannot be told (byte {position + 1:,} is not UTF-8); save the file as UTF-8"
        raise TextError(message, _line(data, position))
    return encoding


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    damaged = text.count(_REPLACED)
    return len(text) - sum(map(str.isascii, text)) - damaged >= 3 * damaged


def _guess(data: bytes) -> str:
    import charset_normalizer  # rarely needed, and slow to load

    if len(data) - len(data.translate(None, bytes(range(128, 256)))) < 8:
        return ""
    match = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
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
    if len(data) <= _SAMPLE or b"\0" in data[:_SAMPLE]:
        return data[:_SAMPLE]
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= _SAMPLE:
                break
    return b"".join(lines)[:_SAMPLE]


def _plausibility(data: bytes, encoding: str) -> float:
    wide = encoding.startswith("utf-16")
    if wide and len(data) % 2 and len(data) < _SAMPLE:
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


def _too_large(file: BinaryIO, size: int) -> TextError:
    lines = iter(lambda: file.readline(4 * MAX_LINE), b"")
    for number, line in enumerate(lines, 1):
        if len(line) == 4 * MAX_LINE:
            message = f"this line has more than {MAX_LINE:,} characters; longer lines cannot be checked"
            return TextError(message, number)
    limit = MAX_BYTES // 1_000_000
    return TextError(
        f"the file has {size / 1e6:,.0f} MB; files of up to {limit} MB can be checked, so split it", 1
    )
