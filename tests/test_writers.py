"""The report writers, and the text that they put on a terminal."""

import json
import unicodedata
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.data import data_folder
from qa_lint.model import Finding, Problem, Run, Severity, Span
from qa_lint.typologies import ITS_CATEGORIES, MQM_TYPES
from qa_lint.writers import REGISTRY, Layout, encoded, load_writer
from qa_lint.writers.terminal import excerpt, safe, width
from tests.findings import FINDING, RUN, mark, written

PLAIN = Layout()
SCHEMA = json.loads((data_folder("reports") / "findings.schema.json").read_text(encoding="utf-8"))
TEXTS = st.text(st.characters(), max_size=300)


def text(*findings: Finding, run: Run = RUN, layout: Layout = PLAIN) -> str:
    return written("text", *findings, run=run, layout=layout)


def report(*findings: Finding, run: Run = RUN) -> dict[str, object]:
    data: dict[str, object] = json.loads(written("json", *findings, run=run))
    jsonschema.validate(data, SCHEMA, cls=jsonschema.Draft202012Validator)
    return data


def test_text_of_one_finding() -> None:
    assert text(FINDING) == (
        "report.txt:4:12: error number-mismatch  '20.4万' is 204,000, the translation says '20,400'\n"
        "  source 3:5  | 新建住房20.4万平方米。\n"
        "              |         ^^^^^^\n"
        "  target 4:12 | Homes with 20,400 square meters were built.\n"
        "              |            ^^^^^^\n"
        "  suggestion    204,000\n"
        "\n"
        "  1  error    number-mismatch\n"
        "\n"
        "1 finding (1 error) in 1 of 5 documents; checked 1,200 pairs (zh-en, zh-?).\n"
    )


def test_text_names_the_file_of_the_other_side() -> None:
    source = mark("新建20.4万平方米", "20.4万", path="zh/report.txt")
    assert "  source zh/report.txt:3:3 | 新建20.4万平方米\n" in text(replace(FINDING, source=source))


def test_text_puts_a_long_path_on_its_own_line() -> None:
    source = mark("新建20.4万平方米", "20.4万", path="a/long/way/down/to/zh/report.txt")
    lines = text(replace(FINDING, source=source)).splitlines()
    assert lines[1:4] == [
        "  source a/long/way/down/to/zh/report.txt:3:3",
        "              | 新建20.4万平方米",
        "              |     ^^^^^^",
    ]


def test_text_of_a_missing_side() -> None:
    finding = replace(FINDING, target=mark(""), suggestion=None)
    assert "  target 3:1 | (no text)\n" in text(finding)


def test_text_of_a_finding_without_places() -> None:
    assert text(replace(FINDING, source=None, target=None)).startswith("report.txt:1:1: error")


def test_summary_has_the_worst_and_the_most_first() -> None:
    warning = replace(FINDING, severity=Severity.WARNING, rule="term-glossary", path="other.txt")
    info = replace(FINDING, severity=Severity.INFO, rule="number-added")
    lines = text(info, warning, FINDING, warning, info, info).splitlines()
    assert lines[-5:] == [
        "  1  error    number-mismatch",
        "  2  warning  term-glossary",
        "  3  info     number-added",
        "",
        "6 findings (1 error, 2 warnings, 3 info) in 2 of 5 documents; checked 1,200 pairs (zh-en, zh-?).",
    ]


@pytest.mark.parametrize(
    ("run", "line"),
    [
        (replace(RUN, languages=("zh-en",)), "No findings in 5 documents, 1,200 pairs (zh-en).\n"),
        (Run(1, 1, (), ()), "No findings in 1 document, 1 pair.\n"),
        (Run(0, 0, (), ()), "No documents to check.\n"),
        (
            Run(1, 2, (), (Problem("a.txt", "is broken"),)),
            "No findings in 1 document, 2 pairs. 1 problem: not everything could be checked.\n",
        ),
    ],
)
def test_text_of_a_run_without_findings(run: Run, line: str) -> None:
    assert text(run=run) == line


def test_color_changes_nothing_else() -> None:
    colored = text(FINDING, layout=Layout(color=True))
    assert "\x1b[31m\x1b[1merror\x1b[0m" in colored
    for code in ("0", "1", "2", "31", "32", "34"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == text(FINDING)


def test_documents_cannot_send_escape_sequences() -> None:
    evil = "\x1b]0;owned\x07\x9b31m\u202eabc\r\n"
    finding = Finding(
        "r-x", Severity.INFO, "other", "accuracy", evil, evil, mark(evil, path=evil), None, evil, "0" * 16
    )
    output = text(finding)
    assert not [c for c in output if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]
    assert "␛]0;owned␇<U+009B>31m<U+202E>abc␍↵" in output


@given(TEXTS, st.data(), st.integers(24, 80))
def test_excerpt_fits_and_underlines_the_spot(value: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    line, indent, length = excerpt(value, Span(start, end), room)
    assert width(line) <= room
    assert length >= 1
    assert indent + length <= room + 1
    spot = safe(value[start:end])
    if width(spot) <= room - 2:
        assert spot.rstrip() in line
        assert length == max(1, width(value[start:end]))
        assert width(line[: line.index(spot.rstrip(), 0)]) <= indent


@pytest.mark.parametrize(
    ("value", "spot", "line", "underlined"),
    [
        ("全角数字20个", "20", "全角数字20个", 8),
        ("cafe\u0301 20", "20", "cafe\u0301 20", 5),
        ("\t20", "20", "→20", 1),
        ("（２０）", "２０", "（２０）", 2),
        ("한국 20", "20", "한국 20", 5),
        ("그 20".replace("그", "\u1100\u1173"), "20", "\u1100\u1173 20", 3),
    ],
)
def test_columns(value: str, spot: str, line: str, underlined: int) -> None:
    start = value.index(spot)
    assert excerpt(value, Span(start, start + len(spot)), 60)[:2] == (line, underlined)


def test_long_paragraphs_are_cut_around_the_spot() -> None:
    value = (
        "One sentence after another goes by " * 9 + "until 42 comes up" + " and then it goes on and on" * 9
    )
    start = value.index("42")
    line, indent, length = excerpt(value, Span(start, start + 2), 60)
    assert line == "…after another goes by until 42 comes up and then it goes…"
    assert line[indent : indent + length] == "42"


def test_a_long_spot_is_cut_at_its_end() -> None:
    line, indent, length = excerpt("很" * 100, Span(0, 100), 30)
    assert line == "很" * 14 + "…"
    assert (indent, length) == (0, 29)


def test_excerpt_of_a_huge_line_looks_at_the_neighbourhood_only() -> None:
    class Text(str):
        def __getitem__(self, key: object) -> str:
            if isinstance(key, slice):
                assert key.stop - key.start < 1000
            return super().__getitem__(key)  # type: ignore[index]

    line, _, _ = excerpt(Text("\u0301" * 100_000 + "字" * 100_000), Span(100_000, 100_001), 40)
    assert "字" in line


def test_json_of_one_finding() -> None:
    data = report(FINDING)
    assert data["findings"] == [
        {
            "rule": "number-mismatch",
            "severity": "error",
            "category": "numbers",
            "mqm": "accuracy/mistranslation",
            "message": "'20.4万' is 204,000, the translation says '20,400'",
            "path": "report.txt",
            "source": {
                "path": "report.txt",
                "line": 3,
                "column": 5,
                "end_line": 3,
                "end_column": 10,
                "unit": "",
                "text": "20.4万",
            },
            "target": {
                "path": "report.txt",
                "line": 4,
                "column": 12,
                "end_line": 4,
                "end_column": 18,
                "unit": "",
                "text": "20,400",
            },
            "suggestion": "204,000",
            "fingerprint": "0123456789abcdef",
        }
    ]
    assert data["summary"] == {
        "findings": 1,
        "by_severity": {"error": 1, "warning": 0, "info": 0},
        "by_rule": {"number-mismatch": 1},
    }


def test_json_of_a_run() -> None:
    run = replace(
        RUN, problems=(Problem("a.txt", "is broken", 3), Problem("b.txt", "is not")), notices=("hm",)
    )
    data = report(run=run)
    assert data["run"] == {
        "documents": 5,
        "pairs": 1200,
        "languages": ["zh-en", "zh-?"],
        "problems": [
            {"path": "a.txt", "line": 3, "message": "is broken"},
            {"path": "b.txt", "line": None, "message": "is not"},
        ],
        "notices": ["hm"],
        "known": {"ignored": 0, "baseline": 0, "fixed": 0},
        "signature": "",
    }
    assert data["findings"] == []


def test_json_has_a_line_a_finding_and_readable_text() -> None:
    lines = written("json", FINDING, FINDING).splitlines()
    assert sum('"text": "20.4万"' in line for line in lines) == 2


@settings(deadline=None)
@given(TEXTS)
def test_any_text_survives_json(value: str) -> None:
    finding = replace(FINDING, message="m" + value, target=mark(value), suggestion=value)
    data = report(finding)
    assert data["findings"][0]["target"]["text"] == value  # type: ignore[index]


@settings(deadline=None)
@given(TEXTS, st.sampled_from(sorted(REGISTRY)), st.integers(1, 200), st.booleans())
def test_every_writer_survives_any_text(value: str, name: str, columns: int, color: bool) -> None:
    finding = replace(FINDING, message=value, path=value, source=mark(value, path=value), suggestion=value)
    assert b"".join(encoded(load_writer(name)([finding], RUN, Layout(columns, color))))


def test_schema_is_a_schema_and_strict() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def objects(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            inner = [entry for child in value.values() for entry in objects(child)]
            return inner + ([value] if value.get("type") == "object" else [])
        return [entry for child in value for entry in objects(child)] if isinstance(value, list) else []

    found = objects(SCHEMA)
    assert found
    for entry in found:
        assert entry["additionalProperties"] is not True
        if "properties" in entry:
            assert sorted(entry["required"]) == sorted(entry["properties"])  # type: ignore[call-overload]


def test_schema_has_our_categories() -> None:
    assert set(SCHEMA["$defs"]["finding"]["properties"]["category"]["enum"]) == ITS_CATEGORIES


def test_schema_has_our_mqm_types() -> None:
    assert set(SCHEMA["$defs"]["finding"]["properties"]["mqm"]["enum"]) == MQM_TYPES


def test_a_place_is_named_as_its_file_names_it() -> None:
    place = replace(FINDING.place, unit="12/3")
    assert FINDING.target
    finding = replace(FINDING, target=replace(FINDING.target, place=place))
    assert any(line.split() == ["unit", "12/3"] for line in text(finding).splitlines())
    found = json.loads(written("json", finding))["findings"][0]
    assert (found["source"]["unit"], found["target"]["unit"]) == ("", "12/3")
