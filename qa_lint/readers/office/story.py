"""The paragraphs of a Word document (ECMA-376 part 1, 17): of its body, its headers and footers, its notes.

What counts is the text as it reads with all tracked changes accepted, hidden text left out. Numbers that Word
makes by itself, of lists and pages, are not text.
"""

from collections.abc import Callable, Iterable, Mapping

from qa_lint.model import Problem
from qa_lint.readers.office.context import NOTHING, Context, Open, is_of_page
from qa_lint.readers.office.package import attribute, is_on
from qa_lint.readers.office.paragraph import Cell, Numbers, Paragraph
from qa_lint.readers.office.styles import Format, Styles
from qa_lint.readers.pieces import OBJECT
from qa_lint.readers.xml import Event
from qa_lint.textfile import MAX_LINE

# What is not there once all changes are accepted; what a property was before a change; what is shown by other
# means in older programs; how a word is pronounced.
_SKIPPED = frozenset(
    (
        *("del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "rt"),
    )
)
_BOX = "text box"
_SLIDE_FIELDS = ("slidenum", "datetime")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read_story(
    events: Iterable[Event], path: str, styles: Styles, numbers: Numbers, place: str = ""
) -> list[Paragraph]:
    """The paragraphs in a part of the document at `path` that have any text, in their order.

    Counting goes on where `numbers` are; `place` is what all paragraphs there are said to stand in.
    """
    return _Story(path, styles, numbers, place).read(events)


def read_notes(
    events: Iterable[Event], path: str, styles: Styles, numbers: Numbers
) -> Mapping[tuple[str, str], list[Paragraph]]:
    """The paragraphs of the notes in a part, by the keys that `numbers` has the notes under."""
    story = _Story(path, styles, numbers, "")
    story.read(events)
    return story.notes


class _Story:
    """What one part of a document holds, read event by event."""

    def __init__(self, path: str, styles: Styles, numbers: Numbers, place: str) -> None:
        self._path = path
        self._styles = styles
        self.numbers = numbers
        self._elements: list[str] = []
        self.context = Context(place)
        self._outer: list[Context] = []
        self.choices: list[bool] = []
        self._note: tuple[str, str] | None = None
        self._is_text = False
        self._tables = 0
        self._found: list[Paragraph] = []
        self.notes: dict[tuple[str, str], list[Paragraph]] = {}

    def read(self, events: Iterable[Event]) -> list[Paragraph]:
        skipped = 0
        for kind, name, attributes, _, _ in events:
            if kind == "text":
                if self._is_text and not skipped:
                    self._add(name.replace("\n", " ").replace("\r", " "))
                elif not skipped and self.context.fields and self._elements[-1:] == ["instrText"]:
                    self.context.fields[-1].instruction += name
            elif kind == "start":
                if skipped or self._is_skipped(name, attributes):
                    skipped += 1
                    continue
                if start := _STARTS.get(name):
                    start(self, attributes)
                elif name in _CHARACTERS and self._elements and self._elements[-1] in ("r", "p"):
                    self._add(_CHARACTERS[name])
                elif self.context.paragraph:
                    self._property(name, attributes)
                self._is_text = name == "t"
                self._elements.append(name)
            elif skipped:
                skipped -= 1
            else:
                self._elements.pop()
                self._is_text = False
                if end := _ENDS.get(name):
                    end(self)
        self.flush()
        if any(not entry.is_result for entry in self.context.fields):
            message = "a field in it has no end: what stands behind its beginning is not read"
            self.numbers.problems.append(Problem(self._path, message))
        return sorted(self._found, key=lambda paragraph: paragraph.number)

    def _is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name in ("del", "moveFrom") and self._elements[-2:] == ["pPr", "rPr"]:
            if self.context.paragraph:
                self.context.paragraph.goes_on = True
            return True
        if name == "Fallback":
            return bool(self.choices and self.choices[-1])
        if name == "Choice" and self.choices:
            was_there, self.choices[-1] = self.choices[-1], True
            return was_there
        if (name == "fldSimple" and is_of_page(attribute(attributes, "instr"))) or (
            name == "fld" and attribute(attributes, "type").startswith(_SLIDE_FIELDS)
        ):
            self._add(OBJECT)
            return True
        return name in _SKIPPED

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes in what a paragraph, or a run in it, says of itself."""
        paragraph, inside = self.context.paragraph, self._elements[-1] if self._elements else ""
        if paragraph is None:
            return
        if name == "pStyle":
            paragraph.style = attribute(attributes, "val")
        elif name == "rStyle" and "pPr" not in self._elements[-2:]:
            style = self._styles.get(attribute(attributes, "val"), NOTHING)
            self.context.run = self.context.run.over(style)
        elif inside in ("pPr", "numPr"):
            paragraph.own = paragraph.own.with_property(name, attributes)
        elif inside == "rPr" and name == "vanish" and "pPr" not in self._elements[-2:]:
            self.context.run = Format(is_hidden=is_on(attributes))

    def _add(self, text: str) -> None:
        paragraph = self.context.paragraph
        if not text or paragraph is None or self.context.silent:
            return
        style = self._styles.get(paragraph.style) or self._styles.get("", NOTHING)
        if self.context.run.over(style).is_hidden:
            return
        paragraph.length += len(text)
        if paragraph.length <= MAX_LINE:
            paragraph.texts.append(text)

    def start_paragraph(self, _: Mapping[str, str]) -> None:
        self.numbers.paragraphs += 1
        if self.context.paragraph:  # as in a drawing within another
            self._outer.append(self.context)
            self.context = Context(self.context.place, is_nested=True)
        rest, self.context.rest = self.context.rest, None
        self.context.paragraph = rest or Open(self.numbers.paragraphs)
        self.context.paragraph.goes_on = False

    def end_paragraph(self) -> None:
        paragraph, self.context.paragraph = self.context.paragraph, None
        if paragraph and paragraph.goes_on:
            self.context.rest = paragraph
        elif paragraph:
            self._keep(paragraph)
        if self.context.is_nested:
            self.end_box()

    def flush(self) -> None:
        """Ends a paragraph whose end is deleted where there is none after it."""
        if self.context.rest:
            self._keep(self.context.rest)
            self.context.rest = None

    def _keep(self, paragraph: Open) -> None:
        text = "".join(paragraph.texts)
        context = self.context
        place = context.place or f"paragraph {paragraph.number}"
        cell = None
        if context.tables:
            cell = context.cell
            place = ", ".join(filter(None, (context.place, f"table {cell.table}, row {cell.row}")))
        if paragraph.length > MAX_LINE:
            message = f"{place} has {paragraph.length:,} characters; up to {MAX_LINE:,} can be checked"
            self.numbers.problems.append(Problem(self._path, message, paragraph.number))
        elif text.replace(OBJECT, "").strip():
            style = self._styles.get(paragraph.style) or self._styles.get("", NOTHING)
            format_ = paragraph.own.over(style)
            depth = format_.level or 0 if format_.kind == "item" else 0
            kind = "title" if context.is_heading else format_.kind
            found = self.notes.setdefault(self._note, []) if self._note else self._found
            found.append(Paragraph(text, paragraph.number, kind, depth, place, cell))

    def start_box(self, _: Mapping[str, str]) -> None:
        self._outer.append(self.context)
        where = self.context.place.removesuffix(_BOX).removesuffix(", ")
        self.context = Context(f"{where}, {_BOX}" if where else _BOX)

    def end_box(self) -> None:
        self.flush()
        if self._outer:
            self.context = self._outer.pop()

    def start_table(self, _: Mapping[str, str]) -> None:
        self.flush()
        self.context.tables += 1
        if self.context.tables == 1:
            self._tables += 1
            self.context.cell = Cell(self._tables)

    def field_character(self, attributes: Mapping[str, str]) -> None:
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self.context.begin_field()
        elif kind == "separate" and self.context.begin_result():
            self._add(OBJECT)
            self.context.leave_out_result()
        elif kind == "end":
            self.context.end_field()

    def start_note(self, kind: str, attributes: Mapping[str, str]) -> None:
        key = kind, attribute(attributes, "id")
        if attribute(attributes, "type") in ("", "normal") and key in self.numbers.notes:
            self._note = key
            self.context.place = f"{kind} {self.numbers.notes[key].lstrip('e')}".rstrip()
        else:  # a line between text and notes, or a note that nothing refers to
            self._note = kind, ""

    def end_note(self) -> None:
        self.flush()
        self._note = None

    def refer(self, kind: str, attributes: Mapping[str, str]) -> None:
        """A reference to a note. One with a sign of its own has that as text, and so has the note."""
        id_ = attribute(attributes, "id")
        if attribute(attributes, "customMarkFollows") in ("", "0", "false", "off"):
            self._add(f"[^{self.numbers.label(kind, id_)}]")
        else:
            self.numbers.notes[kind, id_] = ""

    def import_(self, _: Mapping[str, str]) -> None:
        message = "another document is imported into it, which is not read; open it in Word and save it again"
        self.numbers.problems.append(Problem(self._path, message, self.numbers.paragraphs + 1))

    def symbol(self, attributes: Mapping[str, str]) -> None:
        """A sign of a font of signs: what a code for private use stands for, only the font tells."""
        try:
            code = int(attribute(attributes, "char"), 16)
        except ValueError:
            return
        is_known = 32 <= code < 0xFFFE and chr(code).isprintable()
        self._add(chr(code) if is_known else OBJECT)


_Start = Callable[[_Story, Mapping[str, str]], None]
_STARTS: Mapping[str, _Start] = {
    "altChunk": _Story.import_,
    "AlternateContent": lambda story, _: story.choices.append(False),
    "endnote": lambda story, attributes: story.start_note("endnote", attributes),
    "endnoteReference": lambda story, attributes: story.refer("endnote", attributes),
    "fldChar": _Story.field_character,
    "footerReference": lambda story, attributes: story.numbers.headers.add(attribute(attributes, "id")),
    "footnote": lambda story, attributes: story.start_note("footnote", attributes),
    "footnoteReference": lambda story, attributes: story.refer("footnote", attributes),
    "gridBefore": lambda story, attributes: story.context.leave_out(attribute(attributes, "val")),
    "gridSpan": lambda story, attributes: story.context.widen(attribute(attributes, "val")),
    "headerReference": lambda story, attributes: story.numbers.headers.add(attribute(attributes, "id")),
    "p": _Story.start_paragraph,
    "ph": lambda story, attributes: story.context.start_shape(attribute(attributes, "type")),
    "r": lambda story, _: story.context.start_run(),
    "sp": lambda story, _: story.context.start_shape(),
    "sym": _Story.symbol,
    "tbl": _Story.start_table,
    # On slides an attribute tells how many columns a cell spans, in texts an element.
    "tc": lambda story, attributes: story.context.start_cell(attribute(attributes, "gridSpan")),
    "tr": lambda story, _: story.context.start_row(),
    "txbxContent": _Story.start_box,
}
_ENDS: Mapping[str, Callable[[_Story], object]] = {
    "AlternateContent": lambda story: story.choices.pop(),
    "endnote": _Story.end_note,
    "footnote": _Story.end_note,
    "p": _Story.end_paragraph,
    "tbl": lambda story: story.context.end_table(),
    "tc": _Story.flush,
    "txbxContent": _Story.end_box,
}
