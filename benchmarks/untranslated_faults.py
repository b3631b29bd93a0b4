"""Injects faults into good translations and prints how many of them the rules on untranslated text find.

Every fifth target is replaced: by its source, by a text in another language, or by itself with the middle
cut out. The same pairs are linted untouched first; what is found there counts as alarms. Short texts and
texts without words (names, code, numbers) are faults too here, but not ones that can be told: they are
counted apart. A text with its middle cut out can be told if its source is long. Run from a checkout with
the data beside it (`../shared`): `python -m benchmarks.untranslated_faults [--show]`.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.untranslated_data import FAMILY, SHARED, rows
from qa_lint.config import Config
from qa_lint.engine import lint
from qa_lint.languages import base
from qa_lint.model import Anchor, Document, Finding, Pair, Segment
from qa_lint.omissions import length
from qa_lint.prose import bare_words

_EVERY = 5
_WORDS = 8
_LETTERS = 12
_LONG = 120
_CUT = 0.4
# Sentences of our own, to stand where another language was wanted: (ja, ko, de, es, ru, pt, fr, zh).
OTHERS = {
    "ja": "島への渡し船は修理のため月末まで運休しますので、バスをご利用ください。",
    "ko": "섬으로 가는 배는 수리 때문에 이달 말까지 운항하지 않으니 버스를 이용해 주십시오.",
    "de": "Die Fähre zur Insel ist wegen Reparaturen bis zum Monatsende außer Betrieb, nehmen Sie den Bus.",
    "es": "El transbordador a la isla está fuera de servicio hasta fin de mes por obras; tomen el autobús.",
    "ru": "Паром на остров не работает до конца месяца из-за ремонта, пожалуйста, поезжайте на автобусе.",
    "pt": "A balsa para a ilha está fora de serviço até o fim do mês por causa de obras; tomem o ônibus.",
    "fr": "Le bac vers l'île est hors service jusqu'à la fin du mois pour travaux, veuillez prendre le bus.",
    "zh": "由于维修，开往岛上的轮渡停运到月底为止，请大家改乘公共汽车前往码头。",
}


def pools() -> Iterator[tuple[str, list[Pair]]]:
    """Good pairs by origin and languages, each as one document would have them."""
    yield "python docs en-zh", [pair(row, n) for n, row in enumerate(rows("data/python_docs_zh.jsonl"), 1)]
    yield (
        "gold zh-en",
        [
            pair({"src_lang": "zh", "tgt_lang": "en", **row}, n)
            for n, row in enumerate(rows("gold/pairs.jsonl"), 1)
            if row["src"] and row["tgt"]
        ],
    )
    yield "otel en-zh", list(pages())
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for name in ("untranslated", "numbers"):
        for row in rows(f"data/{name}.jsonl"):
            if row["label"] == "ok" and (row["src"], row["tgt_lang"]) not in seen:
                seen.add((row["src"], row["tgt_lang"]))
                group = groups[f"mqm, mlqe, demetr {row['src_lang']}-{row['tgt_lang']}"]
                group.append(pair(row, len(group) + 1))
    yield from sorted(groups.items())


def pair(row: dict[str, str], line: int) -> Pair:
    """A pair in line `line`."""
    sides = (row["src"], row["src_lang"]), (row["tgt"], row["tgt_lang"])
    return Pair(*(Segment(text, language, "file", (Anchor(0, line, 1),)) for text, language in sides))


def pages() -> Iterator[Pair]:
    """The paragraphs of pages that have as many in both languages, code left out."""
    line = 0
    for english in sorted((SHARED / "data" / "otel" / "en").rglob("*.md")):
        chinese = SHARED / "data" / "otel" / "zh" / english.relative_to(SHARED / "data" / "otel" / "en")
        if not chinese.is_file():
            continue
        sides = [paragraphs(path.read_text(encoding="utf-8")) for path in (english, chinese)]
        if len(sides[0]) == len(sides[1]):
            for source, target in zip(*sides, strict=True):
                line += 1
                yield pair({"src": source, "tgt": target, "src_lang": "en", "tgt_lang": "zh"}, line)


def paragraphs(text: str) -> list[str]:
    """Paragraphs, without the head of the page and without code, each in one line."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def inject(pairs: list[Pair], kind: str) -> tuple[list[Pair], dict[int, bool]]:
    """Pairs of which every fifth is spoilt, and for those by line, whether the fault can be told."""
    result, faults = [], {}
    for number, good in enumerate(pairs):
        if number % _EVERY != _EVERY - 1 or good.source.text == good.target.text:
            result.append(good)
            continue
        text = spoil(good, kind, number)
        result.append(replace(good, target=replace(good.target, text=text)))
        if kind == "cut":
            faults[number + 1] = length(good.source.text) >= _LONG
        else:
            faults[number + 1] = can_be_told(text)
    return result, faults


def spoil(good: Pair, kind: str, number: int) -> str:
    """The target with the fault."""
    if kind == "source":
        return good.source.text
    if kind == "cut":
        words = re.findall(r"\S+\s*|\s+", good.target.text)
        words = words if len(words) > 6 else list(good.target.text)
        keep = int(len(words) * (1 - _CUT) / 2)
        return "".join(words[:keep] + words[len(words) - keep :])
    kin = {base(good.source.language), base(good.target.language)}
    others = [text for language, text in OTHERS.items() if language not in kin]
    return others[number // _EVERY % len(others)]


def can_be_told(text: str) -> bool:
    """Whether `text` has words enough, most of them no names: eight, or twelve characters without spaces; and
    is no block of code, which stands in several lines here.
    """
    if "\n" in text:
        return False
    words = bare_words(text)
    unspaced = sum(len(word) for word in words if "\u3000" < word[0] < "\uff00")
    return unspaced >= _LETTERS or (
        len(words) >= _WORDS and sum(word == word.lower() for word in words) * 2 > len(words)
    )


def found(pairs: list[Pair], settings: Config) -> dict[int, Finding]:
    """The findings by each line that they span."""
    languages = pairs[0].source.language, pairs[0].target.language
    findings = lint([Document("file", *languages, tuple(pairs))], settings).findings
    return {
        line: finding
        for finding in findings
        for line in range(finding.place.line, finding.place.end_line + 1)
    }


def main() -> None:
    """Prints the table."""
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is absent")
        return
    show = "--show" in sys.argv
    print("found / faults that can be told, and of all, by what stands in the place of every fifth target")
    print(
        f"{'pairs':38} {'count':>5} alarms  {'source':>16} {'another language':>20} {'cut in the middle':>20}"
    )
    totals: dict[str, Counter[str]] = {kind: Counter() for kind in ("source", "language", "cut")}
    count = alarms = 0
    for name, pairs in pools():
        if len(pairs) < _EVERY:
            continue
        before = found(pairs, FAMILY)
        cells = []
        for kind, total in totals.items():
            spoilt, faults = inject(pairs, kind)
            after = found(spoilt, FAMILY)
            tally = Counter(
                told=sum(faults.values()),
                told_found=sum(told and line in after for line, told in faults.items()),
                all=len(faults),
                all_found=sum(line in after for line in faults),
            )
            total.update(tally)
            cells.append(cell(tally))
            for line, told in faults.items() if show and kind != "cut" else ():
                if told and line not in after:
                    print(
                        f"  missed {kind}: {spoilt[line - 1].source.text[:150]}\n"
                        f"    {spoilt[line - 1].target.text[:150]}"
                    )
        for finding in before.values() if show else ():
            print(f"  alarm: {finding.message}\n    {finding.pair}")
        print(f"{name:38} {len(pairs):>5} {len(before):>6}  {cells[0]:>16} {cells[1]:>20} {cells[2]:>20}")
        count += len(pairs)
        alarms += len(before)
    print(
        f"{'all':38} {count:>5} {alarms:>6}  " + " ".join(f"{cell(total):>20}" for total in totals.values())
    )


def cell(tally: Counter[str]) -> str:
    """As in `95/97 98/120 0.979`."""
    share = tally["told_found"] / max(1, tally["told"])
    return f"{tally['told_found']}/{tally['told']} {tally['all_found']}/{tally['all']} {share:.3f}"


if __name__ == "__main__":
    main()
