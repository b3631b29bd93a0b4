import os
import re
from pathlib import Path

import pytest

from qa_lint.config import Config, Layout
from qa_lint.discover import Discovery, discover
from qa_lint.model import Problem
from qa_lint.readers.formats import ENDINGS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "text\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def found(*paths: str, **settings: object) -> Discovery:
    return discover(paths, Config(root=Path(), rules={}, **settings))  # type: ignore[arg-type]


def jobs(*paths: str, **settings: object) -> list[tuple[str, ...]]:
    return [job.paths for job in found(*paths, **settings).jobs]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("report.zh.txt", "report.en.txt", ("zh", "en")),
        ("report_zh.txt", "report_en.txt", ("zh", "en")),
        ("report-zh.txt", "report-en.txt", ("zh", "en")),
        ("report.zh-CN.txt", "report.en.txt", ("zh-CN", "en")),
        ("report_zh_hant.txt", "report_en_US.txt", ("zh-Hant", "en-US")),
        ("zh-report.txt", "en-report.txt", ("zh", "en")),
        ("zh.txt", "en.txt", ("zh", "en")),
        ("zh/report.txt", "en/report.txt", ("zh", "en")),
        ("docs/zh-Hans/a/report.txt", "docs/en/a/report.txt", ("zh-Hans", "en")),
        ("report.txt", "report.en.txt", ("", "en")),
        ("report.txt", "report_zh.txt", ("", "zh")),
        ("fr/a.txt", "en/a.txt", ("fr", "en")),
    ],
)
@pytest.mark.parametrize("named", ["folder", "source", "target", "both"])
@pytest.mark.usefixtures("folder")
def test_two_files_are_paired_by_name(
    source: str, target: str, languages: tuple[str, str], named: str
) -> None:
    write(source, target, "other.txt")
    paths = {"folder": ["."], "source": [source], "target": [target], "both": [target, source]}[named]
    [job] = [job for job in found(*paths).jobs if job.paths != ("other.txt",)]
    assert job.paths == (source, target)
    assert (job.source_language, job.target_language) == languages
    assert job.reader == "two-files"


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("README.txt", "README_CN.txt", "zh-CN"),
        ("docs/a.txt", "docs/zh/a.txt", "zh"),
        ("docs/sub/a.txt", "docs/zh/sub/a.txt", "zh"),
        ("a.txt", "i18n/zh-TW/a.txt", "zh-TW"),
        ("site/sub/a.txt", "site/locales/ja/sub/a.txt", "ja"),
        ("docs/a.txt", "i18n/zh-Hans/docusaurus-plugin-content-docs/current/a.txt", "zh-Hans"),
        ("site/blog/a.txt", "site/i18n/fr/docusaurus-plugin-content-blog/a.txt", "fr"),
    ],
)
@pytest.mark.parametrize("named", ["folder", "source", "target", "absolute"])
def test_a_source_may_stand_beside_the_folders_of_languages(
    folder: Path, source: str, target: str, language: str, named: str
) -> None:
    write(source, target)
    top = str(folder) + os.sep if named == "absolute" else ""
    paths = {"folder": ".", "source": source, "target": target, "absolute": top + target}[named]
    [job] = found(paths).jobs
    assert job.paths == (top + source, top + target)
    assert (job.source_language, job.target_language) == ("", language)


@pytest.mark.parametrize(
    ("layout", "source", "target", "tags"),
    [
        (Layout("t/{lang}/**.txt", "t/{lang}/**.txt"), "t/en/a/b.txt", "t/zh_CN/a/b.txt", ("en", "zh-CN")),
        (Layout("src/*.txt", "out/{lang}/*.txt"), "src/a.txt", "out/it/a.txt", ("", "it")),
        (Layout("src/**", "dist/{lang}-pages/**"), "src/a/b.txt", "dist/zh-pages/a/b.txt", ("", "zh")),
        (
            Layout("a/{lang}/x.{lang}.txt", "a/{lang}/x.{lang}.txt"),
            "a/fr/x.fr.txt",
            "a/de/x.de.txt",
            ("fr", "de"),
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_layouts_of_the_settings(layout: Layout, source: str, target: str, tags: tuple[str, str]) -> None:
    write(source, target, "other/a.txt")
    [job] = found(target, layouts=(layout,), source_language=tags[0]).jobs
    assert job.paths == (source, target)
    assert (job.source_language, job.target_language) == tags


@pytest.mark.parametrize(
    "names",
    [
        ("e/w.txt", "e/ts/w.txt"),
        ("report.v1.txt", "report.v2.txt"),
        ("report.zh-CN.txt", "report.zh-TW.txt"),
        ("part.is.txt", "part.old.txt"),
        ("report.zh.txt", "report_en.txt"),
        ("zh/a.txt", "en/b.txt"),
        ("report.zh.txt",),
    ],
)
@pytest.mark.usefixtures("folder")
def test_names_are_not_paired_by_accident(names: tuple[str, ...]) -> None:
    write(*names)
    assert sorted(jobs(".")) == sorted((name,) for name in names)
    assert {job.reader for job in found(".").jobs} == {"interleaved"}


@pytest.mark.usefixtures("folder")
def test_the_source_is_what_the_settings_say() -> None:
    write("a.zh.txt", "a.en.txt")
    assert jobs(".", source_language="en") == [("a.en.txt", "a.zh.txt")]
    assert jobs(".", source_language="zh-Hans") == [("a.zh.txt", "a.en.txt")]


@pytest.mark.usefixtures("folder")
def test_the_source_is_the_language_with_more_files() -> None:
    write("a.en.txt", "a.zh.txt", "b.en.txt", "b.fr.txt")
    assert jobs(".") == [("a.en.txt", "a.zh.txt"), ("b.en.txt", "b.fr.txt")]


@pytest.mark.usefixtures("folder")
def test_two_ways_to_write_a_language_do_not_make_it_the_source() -> None:
    write("ui/en.json", "ui/de.json", "ui/zh-CN.json", "ui/zh-TW.json", text='{"a": "b"}\n')
    assert {paths[0] for paths in jobs("ui")} == {"ui/en.json"}


@pytest.mark.usefixtures("folder")
def test_each_further_language_is_paired_with_the_source() -> None:
    write("a.zh.txt", "a.en.txt", "a.fr.txt")
    assert jobs(".", source_language="zh") == [("a.zh.txt", "a.en.txt"), ("a.zh.txt", "a.fr.txt")]
    assert jobs("a.fr.txt", source_language="zh") == [("a.zh.txt", "a.fr.txt")]
    assert jobs(".", source_language="zh", target_language="fr") == [("a.zh.txt", "a.fr.txt")]


@pytest.mark.usefixtures("folder")
def test_a_file_is_read_once_however_often_it_is_named() -> None:
    write("docs/a.txt")
    assert jobs("docs", "docs/a.txt", "docs/a.txt", "./docs") == [("docs/a.txt",)]


@pytest.mark.usefixtures("folder")
def test_gitignore_hidden_and_library_folders_are_left_out() -> None:
    write(
        "keep.txt", "drop.txt", "sub/drop.txt", "sub/keep.txt", "sub/local.txt", "out/a.txt", ".hidden/a.txt",
        "node_modules/a.txt", "lib/venv/a.txt", "tool/a.txt", "sub/deep/again.txt",
    )  # fmt: skip
    write("tool/pyvenv.cfg")
    write(".gitignore", text="drop.txt\n/out/\nagain.txt\n")
    write("sub/.gitignore", text="local.txt\n!drop.txt\n")
    expected = [("keep.txt",), ("sub/drop.txt",), ("sub/keep.txt",)]
    assert jobs(".") == expected
    write(".git/HEAD")
    assert jobs("sub") == expected[1:]
    assert jobs("out") == [("out/a.txt",)], "a folder named is read, ignored or not"


@pytest.mark.usefixtures("folder")
def test_excluded_files_and_glossaries_are_left_out() -> None:
    table = "zh,en\n预算,budget\n"
    write("a.txt", "old/b.txt")
    write("terms.csv", "pairs.csv", text=table)
    assert jobs(".", exclude=("old",), glossaries=("terms.csv", {"path": "x"})) == [
        ("a.txt",),
        ("pairs.csv",),
    ]
    assert jobs("old/b.txt", exclude=("old",)) == []


@pytest.mark.usefixtures("folder")
def test_an_excluded_file_is_nobodys_partner() -> None:
    write("a.zh.txt", "a.en.txt")
    assert jobs("a.zh.txt", exclude=("*.en.txt",)) == [("a.zh.txt",)]


@pytest.mark.usefixtures("folder")
def test_links_that_go_in_a_circle_end() -> None:
    write("docs/a.txt")
    Path("docs/again").symlink_to(Path("docs").resolve())
    Path("docs/broken.txt").symlink_to("nowhere.txt")
    assert jobs("docs") == [("docs/a.txt",)]


@pytest.mark.usefixtures("folder")
def test_what_is_named_and_cannot_be_checked_is_a_problem() -> None:
    write("picture.png", "good.txt")
    write("empty.txt", text=" \n")
    write("numbers.csv", text="1,2\n3,4\n")
    result = found("none.txt", "picture.png", "empty.txt", "numbers.csv", "good.txt")
    assert result.problems == (
        Problem("none.txt", "no such file or folder"),
        Problem("picture.png", f"unknown kind of file; known are {', '.join(ENDINGS)}"),
        Problem("empty.txt", "the file is empty", 1),
    )
    assert [job.paths for job in result.jobs] == [("good.txt",), ("numbers.csv",)]


@pytest.mark.usefixtures("folder")
def test_what_is_met_and_cannot_be_checked_is_told() -> None:
    write("sub/picture.png")
    write("sub/empty.txt", text="")
    write("sub/numbers.csv", text="1,2\n3,4\n")
    result = found("sub")
    assert (result.jobs, result.problems) == ((), ())
    assert result.notices == (
        "sub/empty.txt: skipped, the file is empty",
        "sub/numbers.csv: skipped, no table of source and target, as far as can be told",
    )
    write("nothing/picture.png")
    assert found("nothing").notices == ("nothing: no files of a kind that can be checked there",)


@pytest.mark.usefixtures("folder")
def test_what_office_keeps_of_open_files_is_left_out() -> None:
    write("sub/~$report.docx")
    assert found("sub").notices == ("sub: no files of a kind that can be checked there",)


@pytest.mark.usefixtures("folder")
def test_an_empty_translation_is_a_document_nobody_translated() -> None:
    write("a.zh.txt", text="预算报告\n")
    write("a.en.txt", text="")
    assert jobs("a.en.txt") == [("a.zh.txt", "a.en.txt")]


@pytest.mark.usefixtures("folder")
def test_what_is_no_file_is_a_problem() -> None:
    write("a.txt")
    Path("circle.txt").symlink_to("circle.txt")
    Path("gone.txt").symlink_to("nowhere.txt")
    os.mkfifo("pipe.txt")
    expected = {
        Problem("circle.txt", "cannot be read: the link leads to no file"),
        Problem("gone.txt", "cannot be read: the link leads to no file"),
        Problem("pipe.txt", "cannot be read: not a regular file"),
    }
    result = found(".")
    assert [job.paths for job in result.jobs] == [("a.txt",)]
    assert set(result.problems) == expected
    assert set(found(*(problem.path for problem in expected)).problems) == expected


@pytest.mark.usefixtures("folder")
def test_files_without_a_partner_that_may_be_anything_are_no_documents() -> None:
    write(
        "package.json", "web.xml", "app.properties", "messages.pot", "locales/en/a.json", "locales/zh/a.json"
    )
    assert [{*paths} for paths in jobs(".")] == [{"locales/en/a.json", "locales/zh/a.json"}]
    assert not found(".").notices
    named = found("package.json", "messages.pot")
    assert (named.jobs, named.problems) == ((), ())
    assert named.notices == (
        "2 files were skipped, since no translation of them was found: messages.pot, package.json",
    )


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("po/zh_CN.po", True),
        ("app/src/main/res/values-zh-rCN/strings.xml", True),
        ("pom.xml", False),
        ("_locales/zh_CN/messages.json", True),
        ("src/i18n/zh.json", True),
        ("web/zh-Hans.json", True),
        ("web/app.zh-CN.json", True),
        ("package.json", False),
        ("config/locales/devise.zh-CN.yml", True),
        (".github/workflows/test.yml", False),
        ("mkdocs.yml", False),
        ("tsconfig.json", False),
        ("zh.lproj/Localizable.strings", True),
        ("po/messages.pot", False),
        ("report.zh.txt", True),
    ],
)
def test_the_hooks_are_run_for_translations(name: str, is_wanted: bool) -> None:
    hooks = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    patterns = re.findall(r"^  files: (.+)$", hooks, re.MULTILINE)
    assert [bool(re.search(pattern, name)) for pattern in patterns] == [is_wanted, is_wanted]
