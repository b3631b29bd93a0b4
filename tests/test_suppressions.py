"""What people had ignored is not reported, and what they had ignored in vain is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_lint.config import Choice, Config
from qa_lint.engine import lint
from qa_lint.known import Entry, Known
from qa_lint.model import Document, Ignore, Mark, Place, Remark, Remarked, Span
from qa_lint.readers.directives import parse
from qa_lint.suppressions import Noted
from tests.support import RULES, document, segment

PLACE = Place("a.md", 3, 1, 3, 20)
WRONG = ("投资3200亿元。", "The investment was 3,200 billion yuan.")
RIGHT = ("投资3200亿元。", "The investment was 320 billion yuan.")


def comment(text: str) -> Ignore:
    found = parse(text, PLACE)
    assert found
    return found


def texts(*pairs: tuple[str, str]) -> Document:
    sources, targets = zip(*pairs, strict=True)
    return document("\n".join(sources), "\n".join(targets), path="a.md")


def at(read: Document, number: int, *comments: str) -> Document:
    pairs = list(read.pairs)
    pairs[number] = replace(pairs[number], ignores=tuple(map(comment, comments)))
    return replace(read, pairs=tuple(pairs))


def found(read: Document, known: Known | None = None, **settings: object) -> list[str]:
    """The findings as `rule line`, those about ignores with what they say."""
    config = Config(root=Path(), rules=RULES, **settings)  # type: ignore[arg-type]
    result = lint([read], config, known) if known else lint([read], config)
    return [
        f"{finding.rule} {finding.message}"
        if finding.rule.startswith("suppression")
        else f"{finding.rule} {finding.place.line}"
        for finding in result.findings
    ]


@pytest.mark.parametrize(
    ("text", "rules", "reason"),
    [
        ("qa-lint: ignore number-missing: as agreed", ("number-missing",), "as agreed"),
        (" qa-lint:ignore number, term :  as\n agreed: yes ", ("number", "term"), "as agreed: yes"),
        ("QA-Lint： ignore number、term：合同如此", ("number", "term"), "合同如此"),
        ("qa-lint: ignore all", ("all",), ""),
        ("qa-lint: ignore", (), ""),
        ("qa-lint: ignore number because", (), ""),
        ("qa-lint: ignored number", (), ""),
        ("qa-lint: disable number: x", (), ""),
    ],
)
def test_comments(text: str, rules: tuple[str, ...], reason: str) -> None:
    ignore = comment(text)
    assert (ignore.rules, ignore.reason, ignore.mark.place) == (rules, reason, PLACE)
    assert ignore.mark.text == " ".join(text.split())


@pytest.mark.parametrize("text", ["", "ignore number", "qa-lint ignores this", "see qa-lint: ignore number"])
def test_comments_that_are_not_for_us(text: str) -> None:
    assert parse(text, PLACE) is None


@given(st.text("qa-lint: ignore number,：、\n", max_size=60))
def test_any_comment(text: str) -> None:
    ignore = parse(text, PLACE)
    assert ignore is None or all(name and " " not in name for name in ignore.rules)


def test_a_long_comment() -> None:
    assert comment("qa-lint: ignore " + "a, " * 100_000 + "!").rules == ()


def test_a_comment_holds_for_its_pair_only() -> None:
    read = texts(WRONG, WRONG, WRONG)
    assert found(read) == ["number-mismatch 1", "number-mismatch 2", "number-mismatch 3"]
    assert found(at(read, 1, "qa-lint: ignore number: so")) == ["number-mismatch 1", "number-mismatch 3"]
    assert found(at(read, 1, "qa-lint: ignore footnote, number-mismatch: so")) == [
        "suppression-unused This ignores nothing: footnote finds nothing here",
        "number-mismatch 1",
        "number-mismatch 3",
    ]


def test_fingerprints_do_not_depend_on_what_is_ignored() -> None:
    read = texts(WRONG, RIGHT, WRONG)
    config = Config(root=Path(), rules=RULES)
    first, last = lint([read], config).findings
    assert first.fingerprint != last.fingerprint
    (left,) = lint([at(read, 0, "qa-lint: ignore number: so")], config).findings
    assert left == last
    more = lint([texts(WRONG, WRONG, WRONG, RIGHT, WRONG)], config).findings
    assert {first.fingerprint, last.fingerprint} < {finding.fingerprint for finding in more}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("qa-lint: ignore number-missing: so", "number-missing finds nothing here"),
        (
            "qa-lint: ignore number-mising: so",
            "there is no rule 'number-mising'; did you mean 'number-missing'?",
        ),
        ("qa-lint: ignore number-missing so", "it is not understood; write 'qa-lint: ignore RULE: reason'"),
    ],
)
def test_a_comment_that_ignores_nothing(text: str, message: str) -> None:
    (said,) = found(at(texts(RIGHT), 0, text))
    assert said == f"suppression-unused This ignores nothing: {message}"


def test_it_is_said_only_where_it_can_be_told() -> None:
    ignored = at(texts(RIGHT), 0, "qa-lint: ignore number-missing: so")
    assert found(ignored, choice=Choice(ignore=("number",))) == []
    assert found(ignored, choice=Choice(select=("footnote", "suppression"))) == []
    # No glossary, so no rule about it was there.
    assert found(at(texts(RIGHT), 0, "qa-lint: ignore term-glossary: so")) == []
    # Rules over the project need the whole of it.
    over_all = at(texts(RIGHT), 0, "qa-lint: ignore term-inconsistent: so")
    assert len(found(over_all)) == 1
    assert found(over_all, Known(is_complete=False)) == []


def test_what_others_make_idle_is_ignored_too() -> None:
    read = at(texts(("投资3200亿元。", "")), 0, "qa-lint: ignore number-missing: so")
    assert found(replace(read, lone=None)) == ["untranslated-segment 1"]
    both = at(texts(WRONG, WRONG), 1, "qa-lint: ignore number: so")
    unmatched = replace(both, remarks=(Remarked(Remark.UNMATCHED, both.pairs[0], {"reason": "so"}),))
    assert found(unmatched) == ["document-unmatched 1"]


def test_unfinished_units() -> None:
    pair = at(texts(RIGHT), 0, "qa-lint: ignore number-missing: so").pairs[0]
    read = Document("a.md", "zh", "en", (), remarks=(Remarked(Remark.UNFINISHED, pair, {"state": "fuzzy"}),))
    assert found(read) == ["untranslated-unfinished 1"]
    ignored = replace(pair, ignores=(comment("qa-lint: ignore untranslated: so"),))
    assert found(replace(read, remarks=(replace(read.remarks[0], pair=ignored),))) == []


def test_a_comment_that_nothing_follows() -> None:
    read = replace(texts(RIGHT), ignores=(comment("qa-lint: ignore number: so"),))
    assert found(read) == ["suppression-unused This ignores nothing: nothing follows that is checked"]


def test_a_finding_over_several_pairs_is_ignored_at_all_of_them() -> None:
    lines = [(f"第{n}条规定市民可以参观公园的花园。", "") for n in "一二三四"]
    read = replace(texts(RIGHT, *lines, RIGHT), lone=None)
    rules = [name.split()[0] for name in found(read)]
    assert rules == ["untranslated-segment"]
    text = "qa-lint: ignore untranslated-segment: so"
    assert found(at(read, 2, text)) == found(read)
    assert found(at(at(read, 1, text), 4, text)) == []


def test_reasons() -> None:
    read = at(texts(WRONG), 0, "qa-lint: ignore number")
    assert found(read) == []
    said = "suppression-without-reason It is not said why number is ignored here"
    assert found(read, require_reasons=True) == [said]
    entry = noted(Config(root=Path(), rules=RULES), texts(WRONG), reason="")
    read = texts(WRONG)
    said = "suppression-without-reason It is not said why number-mismatch is ignored here"
    assert found(read, Known((entry,)), require_reasons=True) == [said]


def noted(config: Config, read: Document, reason: str = "so") -> Noted:
    (finding,) = lint([read], config).findings
    line = f'fingerprint = "{finding.fingerprint}"'
    mark = Mark(Place(".qa-lint-ignore.toml", 4, 1, 4, len(line) + 1), line, Span(0, len(line)))
    return Noted(finding.fingerprint, finding.rule, "a.md", Ignore((finding.rule,), reason, mark))


def test_an_entry_holds_for_one_finding() -> None:
    entry = noted(Config(root=Path(), rules=RULES), texts(WRONG))
    assert found(texts(WRONG), Known((entry,))) == []
    assert found(texts(RIGHT, RIGHT, WRONG), Known((entry,))) == []
    assert found(texts(WRONG, WRONG), Known((entry,))) == ["number-mismatch 2"]
    (said,) = found(texts(RIGHT), Known((entry,)))
    assert said.endswith("there is no such finding of number-mismatch in a.md any more")
    assert found(texts(RIGHT), Known((entry,)), choice=Choice(ignore=("number-mismatch",))) == []


def test_a_baseline() -> None:
    config = Config(root=Path(), rules=RULES)
    (finding,) = lint([texts(WRONG)], config).findings
    entry = Entry(finding.fingerprint, finding.rule, "a.md")
    result = lint([texts(WRONG, WRONG)], config, Known(baseline=(entry,)))
    assert [finding.place.line for finding in result.findings] == [2]
    assert (result.settled.known, result.settled.fixed) == (1, ())
    result = lint([texts(RIGHT)], config, Known(baseline=(entry,)))
    assert (result.findings, result.settled.fixed) == ([], (entry,))


def test_what_is_not_checked_is_not_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.md").touch()
    config = Config(root=tmp_path, rules=RULES)
    there = Entry("0" * 16, "number-mismatch", "there.md")
    gone = Entry("1" * 16, "number-mismatch", "gone.md")
    of_project = Entry("2" * 16, "term-inconsistent", "a.md")
    off = Entry("3" * 16, "footnote-style", "a.md")
    known = Known(baseline=(there, gone, of_project, off), is_complete=False)
    (tmp_path / "a.md").touch()
    config = replace(config, choice=Choice(ignore=("footnote",)))
    assert lint([texts(RIGHT)], config, known).settled.fixed == (gone,)
    known = replace(known, is_complete=True)
    assert lint([texts(RIGHT)], config, known).settled.fixed == (gone, of_project)


def test_a_note_may_have_comments() -> None:
    read = document("公园开放[1]。", "The park is open [1].", source_notes=("[1] 五月起。",), path="a.md")
    assert found(read) == ["footnote-note-untranslated 1"]
    aside = replace(read.asides[0], ignores=(comment("qa-lint: ignore footnote: so"),))
    assert found(replace(read, asides=(aside,))) == []


def test_two_units_in_a_row_of_a_workbook_are_two_places() -> None:
    one, two = (
        replace(
            texts(WRONG).pairs[0],
            source=replace(segment(WRONG[0], "zh", "a.xlsx", 1), unit=f"Sheet1!A{n}"),
            target=replace(segment(WRONG[1], "en", "a.xlsx", 1), unit=f"Sheet1!B{n}"),
        )
        for n in (1, 2)
    )
    ignored = replace(one, ignores=(comment("qa-lint: ignore number: so"),))
    assert found(Document("a.xlsx", "zh", "en", (ignored, two))) == ["number-mismatch 1"]
