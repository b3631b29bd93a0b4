"""Numbers in Chinese and English text: what is read, and how the numbers of a pair are matched."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.numbers import Bound, Firmness, Kind, quantities
from qa_lint.numbers.match import Comparison, compare

DIGITS = "零一二三四五六七八九"
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def first(text: str, language: str) -> list[Fraction]:
    return [Fraction(q.values[0]) for q in quantities(text, language) if q.values and q.firmness]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("约4.4万亿元", [4_400_000_000_000]),
        ("20余万人", [200_000]),
        ("1亿2千万", [120_000_000]),
        ("三百五", [350]),
        ("二〇二四年", [2024]),
        ("壹佰贰拾叁元", [123]),
        ("廿三人", [23]),
        ("５．２％", [Fraction(52, 1000)]),
        ("近七成", [Fraction(7, 10)]),
        ("三分之二", [Fraction(2, 3)]),
        ("百分之十五", [Fraction(15, 100)]),
        ("20世纪80年代", [1980]),
        ("2,282公顷", [2282]),
        ("9年半", [Fraction(19, 2)]),
        ("第十六届", [16]),
        ("八點五折", [Fraction(85, 100)]),
        ("六五折", [Fraction(65, 100)]),
        ("十分之三", [Fraction(3, 10)]),
        ("万分之七", [Fraction(7, 10_000)]),
        ("四千 六百 二十 七", [4627]),
        ("三百 余万人", [3_000_000]),
        ("八 点 五 成", [Fraction(85, 100)]),
        ("百 分 之 3.6", [Fraction(36, 1000)]),
        ("九 个 百 分点", [9]),
        ("三百 五百 七百", [300, 500, 700]),
        ("5 三 7", [5, 3, 7]),
        ("3千零5", [3005]),
        ("六打鸡蛋", [72]),
        ("六成四", [Fraction(64, 100)]),
        ("5百分点", [5]),
        ("３／８", [Fraction(3, 8)]),
        ("统一、一般、零部件、十分、四合院", []),
    ],
)
def test_chinese(text: str, values: list[Fraction | int]) -> None:
    assert first(text, "zh") == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4.4 trillion yuan", [4_400_000_000_000]),
        ("two hundred and five thousand", [205_000]),
        ("one and a half million", [1_500_000]),
        ("half a million", [500_000]),
        ("nineteen eighty-four", [1984]),
        ("the twenty-first", [21]),
        ("two thirds", [Fraction(2, 3)]),
        ("5.2 percent", [Fraction(52, 1000)]),
        ("1,234.5", [Fraction(12345, 10)]),
        ("the 1980s", [1980]),
        ("three dozen", [36]),
        ("5 km³", [5]),
        ("6 hundred and 41 pears", [641]),
        ("2 thousand 3 hundred", [2300]),
        ("between 1 million and 2 million", [1_000_000, 2_000_000]),
        ("four doz.", [48]),
        ("23,45,678.5", [Fraction(23456785, 10)]),
        ("no one, one of them, 24/7, at first", []),
        ("see https://example.org/2024/12 and {0}", []),
    ],
)
def test_english(text: str, values: list[Fraction | int]) -> None:
    assert first(text, "en") == values


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("约8平方公里", "zh", Bound.ABOUT),
        ("突破6000亿元", "zh", Bound.OVER),
        ("1万余处", "zh", Bound.OVER),
        ("三级以上", "zh", Bound.AT_LEAST),
        ("不少于50万", "zh", Bound.AT_LEAST),
        ("over 281,000 jobs", "en", Bound.OVER),
        ("no fewer than 30", "en", Bound.AT_LEAST),
        ("30 hectares", "en", Bound.EXACT),
    ],
)
def test_bounds(text: str, language: str, bound: Bound) -> None:
    assert quantities(text, language)[0].bound is bound


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("4.5 k", "en", 4500),
        ("US$ 3MM", "en", 3_000_000),
        ("90k", "zh", 90_000),
        ("- 7 points", "en", -7),
        ("三分之负二", "zh", Fraction(-2, 3)),
    ],
)
def test_a_possible_reading_is_kept(text: str, language: str, value: Fraction | int) -> None:
    assert value in quantities(text, language)[0].values


def test_units_and_kinds() -> None:
    found = {
        text: (quantity.kind, quantity.unit)
        for text, language in (
            ("投资6亿元", "zh"),
            ("HK$30", "en"),
            ("2个百分点", "zh"),
            ("5G", "en"),
            ("5月", "zh"),
        )
        for quantity in quantities(text, language)
    }
    assert found == {
        "投资6亿元": (Kind.CARDINAL, "yuan"),
        "HK$30": (Kind.CARDINAL, "HKD"),
        "2个百分点": (Kind.POINT, ""),
        "5G": (Kind.CODE, ""),
        "5月": (Kind.MONTH, ""),
    }


def chinese(number: int) -> str:
    """A plain speller, for the test alone: every unit written, zeros between."""
    if number < 10_000:
        text = ""
        for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // power % 10
            if digit:
                text += DIGITS[digit] + unit
            elif text and not text.endswith("零"):
                text += "零"
        return text.rstrip("零")
    for power, scale in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            rest = number % power
            gap = "零" if 0 < rest < power // 10 else ""
            return chinese(number // power) + scale + gap + (chinese(rest) if rest else "")
    raise AssertionError


def english(number: int) -> str:
    """A plain speller, for the test alone."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for power, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= power:
            rest = number % power
            joint = " and " if 0 < rest < 100 else " "
            return f"{english(number // power)} {word}" + (joint + english(rest) if rest else "")
    raise AssertionError


@given(st.integers(2, 10**12 - 1))
def test_spelled_chinese_numbers_are_read(number: int) -> None:
    assert number in quantities(f"共{chinese(number)}个", "zh")[0].values


@given(st.integers(2, 10**12 - 1))
def test_spelled_english_numbers_are_read(number: int) -> None:
    quantity = quantities(f"There are {english(number)} of them.", "en")[0]
    assert quantity.values[0] == number


@given(
    st.text(alphabet="0123456789.,%一二三十百千万亿零点第年月两半a andtwoone-$()[]:", max_size=60),
    st.sampled_from(["zh", "en"]),
)
def test_spans_lie_in_the_text_and_do_not_overlap(text: str, language: str) -> None:
    reached = 0
    for quantity in quantities(text, language):
        assert reached <= quantity.span.start < quantity.span.end <= len(text)
        reached = quantity.span.end


@given(st.lists(st.integers(13, 10**6), max_size=8))
def test_a_pair_with_the_same_numbers_has_no_leftovers(numbers: list[int]) -> None:
    source = "、".join(f"{number}个" for number in numbers)
    target = " and ".join(f"{number:,} items" for number in reversed(numbers))
    result = compare(source, "zh", target, "en")
    assert result == Comparison(matched=result.matched)


@given(st.lists(st.integers(13, 10**6), min_size=1, max_size=6, unique=True), st.data())
def test_a_lost_number_is_missing(numbers: list[int], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(numbers))
    source = "、".join(f"{number}个" for number in numbers)
    target = " and ".join(f"{number:,} items" for number in numbers if number != lost)
    result = compare(source, "zh", target, "en")
    assert [quantity.values[0] for quantity in result.missing] == [lost]
    assert not result.changed
    assert not result.added


def test_idioms_are_soft() -> None:
    assert all(q.firmness is not Firmness.FIRM for q in quantities("一批项目、一带一路、数百人、首都", "zh"))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "一",
        "万",
        "百 分 ",
        "三分之",
        "1 234 ",
        "a hundred and ",
        "one-",
        "(1",
        "“三",
        "$",
        "{",
        "约",
    ],
)
def test_a_megabyte_of_anything_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    for language in ("zh", "en"):
        found = quantities.__wrapped__(text, language)
        assert all(quantity.span.end <= len(text) for quantity in found[-3:])


@pytest.mark.parametrize(
    "text", ["1/" + "9" * 5_000, "१" + "1,000,000,1:" * 500, "1·12.5.2020 1", "0 point " + "two " * 5_000]
)
def test_no_figure_is_too_long(text: str) -> None:
    for language in ("zh", "en"):
        assert all(len(str(value)) < 200 for found in quantities(text, language) for value in found.values)
