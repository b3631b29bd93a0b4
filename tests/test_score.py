"""Approved translations: the rule, and `qa-lint score`; `qa-lint terms import`."""

import json
from pathlib import Path

import pytest

from qa_lint.cli import FAILED, FINDINGS, OK, main
from qa_lint.scores import chrf, score_texts

SOURCE = "公园明年开放。\n道路已经修好。\n图书馆周一闭馆。\n"
APPROVED = "The park will open next year.\nThe road has been repaired.\nThe library is closed on Mondays.\n"
REVISED = "The park will open next year.\nThe road has now been repaired.\nNobody can borrow books then.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("approved").mkdir()
    for name, text in (("a.zh.txt", SOURCE), ("a.en.txt", REVISED), ("approved/a.en.txt", APPROVED)):
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", ["a.en.txt", "a.zh.txt"])
def test_segments_are_scored_the_worst_first(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", path, "--reference", "approved/a.en.txt", "--format", "json"]) == OK
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [segment["line"] for segment in document["segments"]] == [3, 2, 1]
    scores = [segment["chrf"] for segment in document["segments"]]
    assert scores == sorted(scores)
    assert scores[-1] == 100
    assert document["without_reference"] == 0
    assert {score["metric"] for score in document["scores"]} == {"BLEU", "chrF2", "TER"}
    assert all("version:" in score["signature"] for score in document["scores"])


@pytest.mark.usefixtures("folder")
def test_the_text_of_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "a.en.txt", "--reference", "approved", "--segments", "1"]) == OK
    out = capsys.readouterr().out
    assert "3 segments compared\n" in out
    assert "a.en.txt:3:1 chrF" in out
    assert "a.en.txt:2:1" not in out


@pytest.mark.usefixtures("folder")
def test_a_reference_in_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("qa-lint.toml").write_text('reference = "approved"\nexclude = ["approved"]\nselect = ["segment"]\n')
    assert main(["check", "--fail-on", "warning"]) == FINDINGS
    out = capsys.readouterr().out
    assert out.count("segment-reference-drift  ") == 1
    assert "a.en.txt:3:1" in out


@pytest.mark.usefixtures("folder")
def test_the_chrf_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("qa-lint.toml").write_text('select = ["segment"]\n[rule.segment-reference-drift]\nminimum = 99\n')
    main(["check", "a.en.txt", "--reference", "approved"])
    assert "2 findings" in capsys.readouterr().out


def test_interleaved_documents_are_compared_by_their_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, targets in (("new.txt", REVISED), ("old.txt", APPROVED)):
        pairs = zip(SOURCE.splitlines(), targets.splitlines(), strict=True)
        Path(name).write_text("\n".join(line for pair in pairs for line in pair), encoding="utf-8")
    assert main(["score", "new.txt", "--reference", "old.txt", "--format", "json"]) == OK
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [segment["line"] for segment in document["segments"]] == [6, 4, 2]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.en.txt"], "name the approved translations with --reference"),
        (["a.en.txt", "--reference", "absent"], "absent: no such file or folder"),
        (["absent.txt", "--reference", "approved"], "absent.txt: no such file or folder"),
        (["a.en.txt", "--reference", "other.tsv"], "other.tsv: no approved translations there"),
    ],
)
def test_what_cannot_be_scored(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("other.tsv").write_text("zh\ten\n河\t\n", encoding="utf-8")
    assert main(["score", *arguments]) == FAILED
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh", "ja", "th", ""])
def test_scores_in_any_language(language: str) -> None:
    same = score_texts(["公园明年开放 a b c d"], ["公园明年开放 a b c d"], language)
    assert [round(score.value) for score in same] == [100, 100, 0]
    assert chrf("a park", ["a road", "a park"]) == 100


TBX = """<tbx><text><body><conceptEntry><langSec xml:lang="zh"><termSec><term>河</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>river</term></termSec></langSec>{more}</conceptEntry>
<conceptEntry/></body></text></tbx>"""


def test_import_writes_what_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.tbx").write_text(TBX.format(more=""), encoding="utf-8")
    assert main(["terms", "import", "t.tbx", "--output", "terms.csv"]) == FAILED
    assert capsys.readouterr().err == "t.tbx:3: no term\n"
    assert Path("terms.csv").read_text(encoding="utf-8").splitlines()[1].startswith("河,river,")
    Path("a.txt").write_text("这条河很宽。\nThis stream is wide.\n", encoding="utf-8")
    arguments = ["check", "a.txt", "--glossary", "terms.csv", "--select", "term", "--fail-on", "warning"]
    assert main(arguments) == FINDINGS


def test_import_asks_which_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    more = '<langSec xml:lang="de"><termSec><term>Fluss</term></termSec></langSec>'
    Path("t.tbx").write_text(TBX.format(more=more).replace("<conceptEntry/>", ""), encoding="utf-8")
    assert main(["terms", "import", "t.tbx"]) == FAILED
    assert "has terms in zh, en, de; say which" in capsys.readouterr().err
    assert main(["terms", "import", "t.tbx", "--source-language", "de", "--target-language", "zh"]) == OK
    assert capsys.readouterr().out.splitlines()[1].startswith("Fluss,河,")
