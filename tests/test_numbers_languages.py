"""Numbers in the languages other than Chinese and English."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.numbers import Firmness, Kind, Quantity, Value, quantities


def firm(text: str, language: str) -> list[Value]:
    """The likeliest values of the numbers that are owed something."""
    return [quantity.values[0] for quantity in quantities(text, language) if quantity.firmness]


def read(text: str, language: str) -> Quantity:
    """The only number of a text, but for soft ones."""
    (found,) = [quantity for quantity in quantities(text, language) if quantity.firmness] or quantities(
        text, language
    )
    return found


VALUES: list[tuple[str, str, list[Value]]] = [
    ("de", "Der Chor hat siebenundzwanzig Mitglieder.", [27]),
    ("de", "zweitausenddreihundert Fahrräder", [2300]),
    ("de", "3,4 Mrd. Euro und 12.500 Stellen", [3_400_000_000, 12500]),
    ("de", "eine halbe Million Briefe", [500_000]),
    ("de", "dreieinhalb Jahre", [Fraction(7, 2)]),
    ("de", "das einundzwanzigste Kapitel", [21]),
    ("de", "um 1,5 Prozent auf 7 %", [Fraction(3, 200), Fraction(7, 100)]),
    ("de", "am 3. März 2019", [3, 3, 2019]),
    ("de", "fünf Dutzend Eier", [60]),
    ("fr", "quatre-vingt-dix-sept voiliers", [97]),
    ("fr", "soixante et onze lettres", [71]),
    ("fr", "deux cent trente mille habitants", [230_000]),
    ("fr", "1 250 000 arbres, soit 3,5 % de plus", [1_250_000, Fraction(7, 200)]),
    ("fr", "le 1er juillet 1998", [1, 7, 1998]),
    ("fr", "un million et demi de lecteurs", [1_500_000]),
    ("fr", "trois millions cinq cent mille", [3_500_000]),
    ("fr", "deux tiers des voix", [Fraction(2, 3)]),
    ("es", "treinta y un barcos", [31]),
    ("es", "quinientos veintitrés mil libros", [523_000]),
    ("es", "dos mil quinientos millones de estrellas", [2_500_000_000]),
    ("es", "tres billones de dólares", [3_000_000_000_000]),
    ("es", "el 21 de enero de 2016", [21, 1, 2016]),
    ("es", "un 12,5 por ciento", [Fraction(1, 8)]),
    ("es", "2 millones y medio", [2_500_000]),
    ("es", "el cuadragésimo séptimo concurso", [47]),
    ("ja", "本を3万5千冊集めた", [35000]),
    ("ja", "百二十三人が参加した", [123]),
    ("ja", "面積の三分の二", [Fraction(2, 3)]),
    ("ja", "1億2千万円", [120_000_000]),
    ("ja", "7割の店", [Fraction(7, 10)]),
    ("ja", "25パーセント", [Fraction(1, 4)]),
    ("ja", "平成30年に開館", [2018]),
    ("ja", "第3四半期の売上", [3]),
    ("ja", "気温は-5度", [-5]),
    ("ko", "책 3만 5천 권을 모았다", [35000]),
    ("ko", "20만여 명이 찾았다", [200_000]),
    ("ko", "1조 2000억 원", [1_200_000_000_000]),
    ("ko", "십오 퍼센트", [Fraction(3, 20)]),
    ("ko", "나무 스물다섯 그루", [25]),
    ("ko", "삼분의 이", [Fraction(2, 3)]),
    ("ko", "2016년 3월 4일", [2016, 3, 4]),
]


@pytest.mark.parametrize(("language", "text", "values"), VALUES)
def test_values(language: str, text: str, values: list[Value]) -> None:
    assert firm(text, language) == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Hund hat ein Paar gelbe Stiefel, sie sind beide neu."),
        ("de", "Ohne Zweifel ist das Dreieck gut."),
        ("fr", "L'un des chats est un vieux voisin."),
        ("es", "Uno de los gatos es un vecino."),
        ("ja", "一般に統一された一部の資料"),
        ("ja", "九州と四国へ参加者が行く"),
        ("ko", "이 사람은 만일 일이 많으면 조사를 한다"),
        ("ko", "천사와 구조 인력이 이사를 오전에 했다"),
        ("ko", "사과 조각을 세계 사람들과 나눈다"),
    ],
)
def test_words_that_are_no_numbers(language: str, text: str) -> None:
    assert not [q for q in quantities(text, language) if q.firmness is Firmness.FIRM]


@pytest.mark.parametrize(
    ("language", "text", "kind", "unit"),
    [
        ("de", "14 Uhr", Kind.TIME, "hour"),
        ("de", "vier Prozentpunkte", Kind.POINT, ""),
        ("de", "zwölf Kilometer", Kind.CARDINAL, "kilometre"),
        ("de", "der 3-jährige Esel", Kind.CARDINAL, "year"),
        ("fr", "trente hectares", Kind.CARDINAL, "hectare"),
        ("fr", "le XIXe siècle", Kind.ROMAN, ""),
        ("fr", "les années 80", Kind.DECADE, ""),
        ("de", "3 Mio. Euro", Kind.CARDINAL, "EUR"),
        ("fr", "2 points de pourcentage", Kind.POINT, ""),
        ("es", "ocho toneladas", Kind.CARDINAL, "tonne"),
        ("es", "5ª edición", Kind.ORDINAL, ""),
        ("ja", "12キロメートル", Kind.CARDINAL, "kilometre"),
        ("ja", "1990年代", Kind.DECADE, ""),
        ("ko", "12킬로미터", Kind.CARDINAL, "kilometre"),
        ("ko", "제3장", Kind.ORDINAL, ""),
    ],
)
def test_kinds_and_units(language: str, text: str, kind: Kind, unit: str) -> None:
    found = read(text, language)
    assert (found.kind, found.unit) == (kind, unit)


def test_korean_pieces_are_no_trillions() -> None:
    assert firm("빵 3조각", "ko") == [3]


def test_half_behind_its_unit() -> None:
    assert read("nueve años y medio", "es").values[0] == Fraction(19, 2)


_GERMAN = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
_GERMAN_TENS = [
    "zehn",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]


def german(number: int) -> str:
    """A number below a million in German words."""
    if number >= 1000:
        return german(number // 1000) + "tausend" + (german(number % 1000) if number % 1000 else "")
    if number >= 100:
        return _GERMAN[number // 100] + "hundert" + (german(number % 100) if number % 100 else "")
    if number <= 12:
        return _GERMAN[number]
    if number < 20:
        return {16: "sech", 17: "sieb"}.get(number, _GERMAN[number - 10]) + "zehn"
    tens, unit = divmod(number, 10)
    return (f"{_GERMAN[unit]}und" if unit else "") + _GERMAN_TENS[tens - 1]


_FRENCH = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FRENCH_TENS = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    80: "quatre-vingt",
}


def french(number: int) -> str:
    """A number below a million in French words."""
    if number >= 1000:
        head = "mille" if number < 2000 else f"{french(number // 1000)} mille"
        return head + (f" {french(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        head = "cent" if number < 200 else f"{french(number // 100)} cent"
        return head + (f" {french(number % 100)}" if number % 100 else "s" if number >= 200 else "")
    if number < 20:
        return _FRENCH[number]
    tens = number // 20 * 20 if number >= 60 else number // 10 * 10
    rest = number - tens
    if not rest:
        return _FRENCH_TENS[tens]
    return (
        f"{_FRENCH_TENS[tens]} et {_FRENCH[rest]}"
        if rest in (1, 11) and tens < 80
        else f"{_FRENCH_TENS[tens]}-{_FRENCH[rest]}"
    )


_SPANISH = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_SPANISH_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_SPANISH_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]


def spanish(number: int) -> str:
    """A number below a million in Spanish words."""
    if number >= 1000:
        head = "mil" if number < 2000 else f"{spanish(number // 1000)} mil"
        return head + (f" {spanish(number % 1000)}" if number % 1000 else "")
    if number == 100:
        return "cien"
    if number > 100:
        return _SPANISH_HUNDREDS[number // 100 - 1] + (f" {spanish(number % 100)}" if number % 100 else "")
    if number < 30:
        return _SPANISH[number]
    tens, unit = divmod(number, 10)
    return _SPANISH_TENS[tens - 3] + (f" y {_SPANISH[unit]}" if unit else "")


def japanese(number: int) -> str:
    """A number below 10^16 in Japanese characters."""
    text = ""
    for power, scale in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        part = number // power % 10_000
        for base, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // base % 10
            if digit:
                text += ("" if digit == 1 and base in (10, 100) else "一二三四五六七八九"[digit - 1]) + unit
        text += scale if part else ""
    return text


@given(st.integers(2, 999_999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    for language, spelled in (("de", german(number)), ("fr", french(number)), ("es", spanish(number))):
        (found,) = quantities(spelled, language)
        assert found.values[0] == number, spelled


@given(st.integers(2, 10**16 - 1))
def test_japanese_numbers_are_read_back(number: int) -> None:
    (found,) = quantities(f"{japanese(number)}人", "ja")
    assert found.values[0] == number


@given(
    st.text(alphabet="이일삼십백천만억조두세한 개명0123.,년월일의과", max_size=40),
    st.sampled_from(["ko", "ja", "de"]),
)
def test_spans_lie_within_the_text(text: str, language: str) -> None:
    for quantity in quantities(text, language):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)


@pytest.mark.parametrize("language", ["de", "fr", "es", "ja", "ko"])
@pytest.mark.parametrize(
    "piece", ["hundert", "vingt et ", "mil y ", "1 sur ", "1/", "일만", "3만 ", "一・", "十一番目", "두 "]
)
def test_endless_text_is_read_to_its_end(language: str, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(quantity.span.end <= len(text) for quantity in quantities(text, language))
