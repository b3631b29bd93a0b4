"""String catalogs of Xcode."""

import json
from pathlib import Path

from qa_lint.config import Config
from qa_lint.model import Document, Problem
from qa_lint.readers import Job, read_all
from tests.test_readers import editor_lines


def unit(value: str, state: str = "translated") -> dict[str, object]:
    return {"stringUnit": {"state": state, "value": value}}


def plural(**forms: str) -> dict[str, object]:
    return {"variations": {"plural": {form: unit(text) for form, text in forms.items()}}}


CATALOG = {
    "sourceLanguage": "en",
    "strings": {
        "": {},
        'Open "%@"': {
            "localizations": {"zh-Hans": unit("打开“%@”"), "de": unit("„%@“ öffnen", "needs_review")}
        },
        "files": {
            "localizations": {
                "en": plural(one="1 file", other="%lld files"),
                "zh-Hans": plural(other="%lld 个文件"),
                "de": {"variations": {"device": {"mac": unit("Dateien")}}},
            }
        },
        "old": {"extractionState": "stale", "localizations": {"de": unit("alt")}},
        "OK": {"shouldTranslate": False, "localizations": {"de": unit("OK")}},
        "Save all": {"comment": "menu", "localizations": {"de": unit("Alles sichern")}},
        "all": {
            "localizations": {
                "en": unit("%#@n@ left") | {"substitutions": {"n": plural(one="1 row", other="%arg rows")}},
                "de": unit("%#@n@ übrig")
                | {"substitutions": {"n": plural(one="1 Zeile", other="%arg Zeilen")}},
            }
        },
    },
    "version": "1.0",
}


def read(path: Path, text: str, **wanted: object) -> tuple[list[Document], list[Problem]]:
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    config = Config(root=path.parent, rules={}, **wanted)  # type: ignore[arg-type]
    return list(read_all([Job("xcstrings", (str(path),), "", "")], config, problems)), problems


def test_each_language_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.xcstrings"
    found, problems = read(path, json.dumps(CATALOG, indent=2, ensure_ascii=False))
    assert not problems
    assert {
        document.target_language: [(p.source.text, p.target.text, p.target.unit) for p in document.pairs]
        for document in found
    } == {
        "zh-Hans": [
            ('Open "%@"', "打开“%@”", 'Open "%@"'),
            ("%lld files", "%lld 个文件", "files[other]"),
            ("Save all", "", "Save all"),
            ("%#@n@ left", "", "all"),
            ("1 row", "", "all.n[one]"),
        ],
        "de": [
            ("%lld files", "Dateien", "files[device=mac]"),
            ("Save all", "Alles sichern", "Save all"),
            ("%#@n@ left", "%#@n@ übrig", "all"),
            ("1 row", "1 Zeile", "all.n[one]"),
            ("%arg rows", "%arg Zeilen", "all.n[other]"),
        ],
    }
    [remarked] = [entry for document in found for entry in document.remarks]
    assert (remarked.pair.target.text, dict(remarked.fields)) == ("„%@“ öffnen", {"state": "needs_review"})
    lines = editor_lines(str(path))
    for document in found:
        for pair in document.pairs:
            for segment in (pair.source, pair.target):
                for offset, character in enumerate(segment.text):
                    line, column = segment.position(offset)
                    assert lines[line - 1][column - 1] in (character, "\\")


def test_the_language_asked_for_is_the_one_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "a.xcstrings", json.dumps(CATALOG), target_language="zh")
    assert [document.target_language for document in found] == ["zh-Hans"]


def test_a_broken_catalog_is_told(tmp_path: Path) -> None:
    found, [problem] = read(tmp_path / "a.xcstrings", '{"strings": {\n"a": [}')
    assert not found
    assert (problem.path, problem.line) == (str(tmp_path / "a.xcstrings"), 2)
    assert (
        read(tmp_path / "b.xcstrings", '{"strings": {"a": {"localizations": {"de": "x"}, "b": 1}}}')[1] == []
    )
