"""Compares libraries that tell the language of short texts: how exact, how fast, how large.

Each is installed by pip in a virtual environment of its own, made in a temporary folder. The texts are
windows of whole words, cut from sentences that are known to be in a language. Then, with the library that
qa-lint uses, how often `other_language` is wrong about a window in the language that was wanted, and how
often it sees one that is in another of the same script. Run from a checkout with the data beside it
(`../shared`): `python -m benchmarks.language_identification [LIBRARY...]`.
"""

import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
LIBRARIES = {
    "langdetect": "langdetect",
    "eldc": "eldc",
    "py3langid": "py3langid",
    "lingua": "lingua-language-detector",
}
LENGTHS = (3, 5, 8, 12)
_A_LANGUAGE = 60
_A_LANGUAGE_OURS = 300
_LATIN = ("en", "de", "fr", "es", "it", "pt", "pl", "cs", "ro", "et", "eu")
_OTHERS = ("ru", "hi", "ne")
Judge = Callable[[str], str]


def windows(most: int = _A_LANGUAGE) -> list[tuple[str, int, str]]:
    """Language, number of words and text of all windows; the same on every run."""
    texts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name in ("untranslated", "numbers"):
        for line in (SHARED / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["label"] == "ok":
                texts[row["src_lang"]][row["src"]] = None
                texts[row["tgt_lang"]][row["tgt"]] = None
    result = []
    for language in (*_LATIN, *_OTHERS):
        for length in LENGTHS:
            count = 0
            for text in sorted(texts[language]):
                words = text.split()
                if len(words) < length or count == most:
                    continue
                start = (len(words) - length) // 2
                result.append((language, length, " ".join(words[start : start + length])))
                count += 1
    return result


def langdetect_judge() -> Judge:
    """langdetect, seeded."""
    import langdetect

    langdetect.DetectorFactory.seed = 0

    def judge(text: str) -> str:
        try:
            return str(langdetect.detect(text))[:2]
        except langdetect.LangDetectException:
            return ""

    return judge


def eldc_judge() -> Judge:
    """eldc, all languages."""
    import eldc

    eldc.init()
    return lambda text: str(eldc.detect(text))


def py3langid_judge() -> Judge:
    """py3langid, all languages."""
    import py3langid

    return lambda text: str(py3langid.classify(text)[0])


def lingua_judge() -> Judge:
    """lingua, all languages, high accuracy."""
    import lingua

    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()

    def judge(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return judge


def measure(library: str) -> None:
    """Prints, as JSON, what the `library` installed here says of the windows on standard input."""
    texts = json.load(sys.stdin)
    start = time.perf_counter()
    judge = {
        "langdetect": langdetect_judge,
        "eldc": eldc_judge,
        "py3langid": py3langid_judge,
        "lingua": lingua_judge,
    }[library]()
    judge("Some words in a language.")
    loaded = time.perf_counter()
    answers = [judge(text) for _, _, text in texts]
    end = time.perf_counter()
    same = answers == [judge(text) for _, _, text in texts]
    json.dump(
        {"load": loaded - start, "call": (end - loaded) / len(texts), "answers": answers, "same": same},
        sys.stdout,
    )


def install(library: str, folder: Path) -> tuple[Path, int]:
    """Its Python, and the size of what was installed with it, in bytes."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    before = {path for path in folder.rglob("*") if path.is_file()}
    subprocess.run([python, "-m", "pip", "-q", "install", LIBRARIES[library]], check=True)
    return python, sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path not in before and path.suffix != ".pyc"
    )


def main() -> None:
    """Prints the tables."""
    if "--measure" in sys.argv:
        measure(sys.argv[-1])
        return
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is absent")
        return
    texts = windows()
    given = json.dumps(texts)
    print(f"{len(texts)} windows, {', '.join((*_LATIN, *_OTHERS))}\n")
    print(
        "library      installed    load  a call "
        + "".join(f"{n:>5} words" for n in LENGTHS)
        + "  repeats itself"
    )
    details = []
    for library in sys.argv[1:] or LIBRARIES:
        with tempfile.TemporaryDirectory() as name:
            python, size = install(library, Path(name))
            run = subprocess.run(
                [python, __file__, "--measure", library],
                input=given.encode(),
                capture_output=True,
                check=True,
            )
        report = json.loads(run.stdout)
        right: Counter[tuple[str, int]] = Counter()
        total: Counter[tuple[str, int]] = Counter()
        for (language, length, _), answer in zip(texts, report["answers"], strict=True):
            for key in ((language, length), ("", length)):
                total[key] += 1
                right[key] += language == answer
        shares = "".join(f"{right['', n] / total['', n]:>11.3f}" for n in LENGTHS)
        print(
            f"{library:11} {size / 1e6:>7.1f} MB {report['load']:>5.2f} s {report['call'] * 1e6:>6.1f} µs"
            f"{shares}"
            f"  {'yes' if report['same'] else 'no'}"
        )
        details.append((library, right, total))
    for library, right, total in details:
        print(
            f"\n{library}: "
            + " ".join(
                f"{language} "
                + "/".join(f"{right[language, n] / max(1, total[language, n]):.2f}" for n in LENGTHS)
                for language in (*_LATIN, *_OTHERS)
            )
        )
    ours()


def ours() -> None:
    """How `other_language` does, which says nothing where it is in doubt."""
    from qa_lint.identification import other_language

    texts = [entry for entry in windows(_A_LANGUAGE_OURS) if entry[0] in _LATIN]
    print("\nother_language, of one script: words, windows, wrongly another, another seen")
    for length in LENGTHS:
        some = [(language, text) for language, count, text in texts if count == length]
        wrong = sum(bool(other_language(text, language)) for language, text in some)
        pairs = [(text, other) for language, text in some for other in _LATIN if other != language]
        seen = sum(bool(other_language(text, other)) for text, other in pairs)
        print(f"{length:>2} {len(some):>6} {wrong / len(some):.4f} {seen / len(pairs):.3f}")


if __name__ == "__main__":
    main()
