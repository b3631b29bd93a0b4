"""The paragraphs of a Word document (ECMA-376 part 1, 17): of its body, its headers and footers, its notes.

What counts is the text as it reads with all tracked changes accepted, hidden text left out. Numbers that Word
makes by itself, of lists and pages, are not text.
"""

from collections.abc import Callable, Iterable, Mapping

from qa_lint.model import Problem
from qa_lint.readers.office.context import NOTHING, Context, Field, Open, is_of_page
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
_SLIDE_FIELDS = ("slidenum", "datetime")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# Fonts of signs put theirs here, and what sign it is only the font tells.
_PRIVATE = range(0xE000, 0xF900)


class Story:
    """The paragraphs of one part of a document, read event by event."""

    def __init__(self, path: str, styles: Styles, numbers: Numbers, place: str = "") -> None:
        """Goes on counting where `numbers` are; `place` is what all paragraphs here are said to stand in."""
        self._path = path
        self._styles = styles
        self._numbers = numbers
        self._elements: list[str] = []
        self._context = Context(place)
        self._outer: list[Context] = []
        self._choices: list[bool] = []
        self._note: tuple[str, str] | None = None
        self._is_text = False
        self._found: list[Paragraph] = []
        self.notes: dict[tuple[str, str], list[Paragraph]] = {}

    def read(self, events: Iterable[Event]) -> list[Paragraph]:
        """The paragraphs in their order that have any text. Those of notes are put in `notes`."""
        skipped = 0
        for kind, name, attributes, _, _ in events:
            if kind == "text":
                if self._is_text and not skipped:
                    self._add(name.replace("\n", " "))
                elif not skipped and self._context.fields and self._elements[-1:] == ["instrText"]:
                    self._context.fields[-1].instruction += name
            elif kind == "start":
                if skipped or self._is_skipped(name, attributes):
                    skipped += 1
                    continue
                if start := _STARTS.get(name):
                    start(self, attributes)
                elif name in _CHARACTERS and self._elements and self._elements[-1] in ("r", "p"):
                    self._add(_CHARACTERS[name])
                elif self._context.paragraph:
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
        self._flush()
        return sorted(self._found, key=lambda paragraph: paragraph.number)

    def _is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name in ("del", "moveFrom") and self._elements[-2:] == ["pPr", "rPr"]:
            if self._context.paragraph:
                self._context.paragraph.goes_on = True
            return True
        if name == "Fallback":
            return bool(self._choices and self._choices[-1])
        if name == "Choice" and self._choices:
            was_there, self._choices[-1] = self._choices[-1], True
            return was_there
        if (name == "fldSimple" and is_of_page(attribute(attributes, "instr"))) or (
            name == "fld" and attribute(attributes, "type").startswith(_SLIDE_FIELDS)
        ):
            self._add(OBJECT)
            return True
        return name in _SKIPPED

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes in what a paragraph, or a run in it, says of itself."""
        paragraph, inside = self._context.paragraph, self._elements[-1] if self._elements else ""
        if paragraph is None:
            return
        if name == "pStyle":
            paragraph.style = attribute(attributes, "val")
        elif name == "rStyle" and "pPr" not in self._elements[-2:]:
            style = self._styles.get(attribute(attributes, "val"), NOTHING)
            self._context.run = self._context.run.over(style)
        elif inside in ("pPr", "numPr"):
            paragraph.own = paragraph.own.with_property(name, attributes)
        elif inside == "rPr" and name == "vanish" and "pPr" not in self._elements[-2:]:
            self._context.run = Format(is_hidden=is_on(attributes))

    def _add(self, text: str) -> None:
        paragraph = self._context.paragraph
        if not text or paragraph is None or self._context.is_silent:
            return
        style = self._styles.get(paragraph.style) or self._styles.get("", NOTHING)
        if self._context.run.over(style).is_hidden:
            return
        paragraph.length += len(text)
        if paragraph.length <= MAX_LINE:
            paragraph.texts.append(text)

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        self._numbers.paragraphs += 1
        if self._context.paragraph:  # as in a drawing within another
            self._outer.append(self._context)
            self._context = Context(self._context.place, is_nested=True)
        rest, self._context.rest = self._context.rest, None
        self._context.paragraph = rest or Open(self._numbers.paragraphs)
        self._context.paragraph.goes_on = False

    def _end_paragraph(self) -> None:
        paragraph, self._context.paragraph = self._context.paragraph, None
        if paragraph and paragraph.goes_on:
            self._context.rest = paragraph
        elif paragraph:
            self._keep(paragraph)
        if self._context.is_nested:
            self._end_box()

    def _flush(self) -> None:
        """Ends a paragraph whose end is deleted where there is none after it."""
        if self._context.rest:
            self._keep(self._context.rest)
            self._context.rest = None

    def _keep(self, paragraph: Open) -> None:
        text = "".join(paragraph.texts)
        context = self._context
        place = context.place or f"paragraph {paragraph.number}"
        cell = None
        if context.tables:
            cell = context.cell
            place = ", ".join(filter(None, (context.place, f"table {cell.table}, row {cell.row}")))
        if paragraph.length > MAX_LINE:
            message = f"{place} has {paragraph.length:,} characters; up to {MAX_LINE:,} can be checked"
            self._numbers.problems.append(Problem(self._path, message, paragraph.number))
        elif text.replace(OBJECT, "").strip():
            style = self._styles.get(paragraph.style) or self._styles.get("", NOTHING)
            format_ = paragraph.own.over(style)
            depth = format_.level or 0 if format_.kind == "item" else 0
            kind = "h1" if context.is_heading else format_.kind
            found = self.notes.setdefault(self._note, []) if self._note else self._found
            found.append(Paragraph(text, paragraph.number, kind, depth, place, cell))

    def _start_run(self, _: Mapping[str, str]) -> None:
        self._context.run = NOTHING

    def _start_box(self, _: Mapping[str, str]) -> None:
        self._outer.append(self._context)
        where = self._context.place
        self._context = Context(f"{where}, text box" if where else "text box")

    def _end_box(self) -> None:
        self._flush()
        if self._outer:
            self._context = self._outer.pop()

    def _start_table(self, _: Mapping[str, str]) -> None:
        self._flush()
        self._context.tables += 1
        if self._context.tables == 1:
            self._numbers.tables += 1
            self._context.cell = Cell(self._numbers.tables)

    def _end_table(self) -> None:
        self._context.tables -= 1

    def _start_row(self, _: Mapping[str, str]) -> None:
        self._context.start_row()

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._context.start_cell(attribute(attributes, "gridSpan"))  # on slides; else an element says it

    def _start_span(self, attributes: Mapping[str, str]) -> None:
        self._context.widen(attribute(attributes, "val"))

    def _start_before(self, attributes: Mapping[str, str]) -> None:
        self._context.leave_out(attribute(attributes, "val"))

    def _start_shape(self, _: Mapping[str, str]) -> None:
        self._context.is_heading = False

    def _placeholder(self, attributes: Mapping[str, str]) -> None:
        """What a shape of a slide is for."""
        self._context.is_heading = attribute(attributes, "type") in ("title", "ctrTitle")

    def _start_alternatives(self, _: Mapping[str, str]) -> None:
        self._choices.append(False)

    def _end_alternatives(self) -> None:
        self._choices.pop()

    def _field_character(self, attributes: Mapping[str, str]) -> None:
        kind, fields = attribute(attributes, "fldCharType"), self._context.fields
        if kind == "begin":
            fields.append(Field())
        elif fields and kind == "separate":
            fields[-1].is_result = True
            if is_of_page(fields[-1].instruction):
                self._add(OBJECT)
                fields[-1].is_left_out = True
        elif fields and kind == "end":
            fields.pop()

    def _start_note(self, kind: str, attributes: Mapping[str, str]) -> None:
        key = kind, attribute(attributes, "id")
        if attribute(attributes, "type") in ("", "normal") and key in self._numbers.notes:
            self._note = key
            self._context.place = f"{kind} {self._numbers.notes[key].lstrip('e')}".rstrip()
        else:  # a line between text and notes, or a note that nothing refers to
            self._note = kind, ""

    def _end_note(self) -> None:
        self._flush()
        self._note = None

    def _start_footnote(self, attributes: Mapping[str, str]) -> None:
        self._start_note("footnote", attributes)

    def _start_endnote(self, attributes: Mapping[str, str]) -> None:
        self._start_note("endnote", attributes)

    def _refer_to_footnote(self, attributes: Mapping[str, str]) -> None:
        self._refer("footnote", attributes)

    def _refer_to_endnote(self, attributes: Mapping[str, str]) -> None:
        self._refer("endnote", attributes)

    def _refer(self, kind: str, attributes: Mapping[str, str]) -> None:
        """A reference to a note. One with a sign of its own has that as text, and so has the note."""
        id_ = attribute(attributes, "id")
        if attribute(attributes, "customMarkFollows") in ("", "0", "false", "off"):
            self._add(f"[^{self._numbers.label(kind, id_)}]")
        else:
            self._numbers.notes[kind, id_] = ""

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        try:
            code = int(attribute(attributes, "char"), 16)
        except ValueError:
            return
        self._add(OBJECT if code in _PRIVATE or not 32 <= code < 0xFFFE else chr(code))

    def _header(self, attributes: Mapping[str, str]) -> None:
        self._numbers.headers.append(attribute(attributes, "id"))


_STARTS: Mapping[str, Callable[[Story, Mapping[str, str]], None]] = {
    "AlternateContent": Story._start_alternatives,
    "endnote": Story._start_endnote,
    "endnoteReference": Story._refer_to_endnote,
    "fldChar": Story._field_character,
    "footerReference": Story._header,
    "footnote": Story._start_footnote,
    "footnoteReference": Story._refer_to_footnote,
    "gridBefore": Story._start_before,
    "gridSpan": Story._start_span,
    "headerReference": Story._header,
    "p": Story._start_paragraph,
    "ph": Story._placeholder,
    "r": Story._start_run,
    "sp": Story._start_shape,
    "sym": Story._symbol,
    "tbl": Story._start_table,
    "tc": Story._start_cell,
    "tr": Story._start_row,
    "txbxContent": Story._start_box,
}
_ENDS: Mapping[str, Callable[[Story], None]] = {
    "AlternateContent": Story._end_alternatives,
    "endnote": Story._end_note,
    "footnote": Story._end_note,
    "p": Story._end_paragraph,
    "tbl": Story._end_table,
    "tc": Story._flush,
    "txbxContent": Story._end_box,
}
