"""The values that travel through a run, from the readers to the writers.

Nothing here knows a format, a rule or a language, and nothing of ours is imported.
"""

import bisect
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

# The file beside the settings with the findings to ignore; what is found in it is in no document.
IGNORE_FILE = ".qa-lint-ignore.toml"


class Severity(enum.IntEnum):
    """How much a finding matters; the order is the one `--fail-on` compares by."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name as written in configuration and reports: `info`, `warning`, `error`."""
        return self.name.lower()


class Side(enum.StrEnum):
    """Which side of a translation a segment is on."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: character offsets, `start` included, `end` not."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands in a file. Lines and columns count from 1, columns in characters; the end is
    exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `offset` of a segment's text on, the characters stand one by one in the file from `line`,
    `column` on.

    A segment has an anchor at offset 0 and one more wherever text and file part: at each line joined to it,
    and after each escape sequence.
    """

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One side of a pair: a text, its language (a BCP 47 tag, empty if unknown) and where it stands.

    `text` may be empty: then the anchor says where the missing text would belong. `unit` is the identifier
    that the file's format gives the segment, where it gives one.
    """

    text: str
    language: str
    path: str
    anchors: tuple[Anchor, ...]
    unit: str = ""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` (`len(text)` is allowed: just behind the last)."""
        anchor = self.anchors[bisect.bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1]
        return anchor.line, anchor.column + offset - anchor.offset

    def place(self, span: Span) -> Place:
        """Where `span` stands in the file."""
        line, column = self.position(span.start)
        if span.end <= span.start:
            return Place(self.path, line, column, line, column, self.unit)
        end_line, end_column = self.position(span.end - 1)
        return Place(self.path, line, column, end_line, end_column + 1, self.unit)

    def mark(self, span: Span | None = None) -> "Mark":
        """The mark for `span`, or for the whole segment."""
        span = span or Span(0, len(self.text))
        return Mark(self.place(span), self.text, span)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: the segment's whole text, the span marked in it, and where that span stands in the
    file."""

    place: Place
    segment: str
    span: Span

    @property
    def text(self) -> str:
        """The marked text."""
        return self.segment[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Ignore:
    """What somebody wrote down so that findings of some rules are not reported, and why.

    `rules` holds ids or beginnings of them; none says that the comment was not understood. `mark` is the text
    as written.
    """

    rules: tuple[str, ...]
    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Use:
    """An ignore that holds for the document at `path`, and why it ignores nothing; `idle` is empty if it does
    ignore something, or if that cannot be told."""

    path: str
    ignore: Ignore
    idle: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment and its translation. Either side's text may be empty, never both.

    `is_gap` says that one side is empty because the alignment of two texts found nothing there that answers
    the other; else it is what the file itself holds. `ignores` are the comments at it that say what not to
    report of it.
    """

    source: Segment
    target: Segment
    is_gap: bool = field(default=False, kw_only=True)
    ignores: tuple[Ignore, ...] = field(default=(), kw_only=True)


class Remark(enum.Enum):
    """What a file says of a unit or a document, or a reader learnt of it, beside the texts.

    `UNFINISHED`: the format calls the unit new, fuzzy or otherwise not done. `OUTDATED`: the translation is
    of an older source. `UNMATCHED`: two documents that were taken for a text and its translation are none.
    """

    UNFINISHED = enum.auto()
    OUTDATED = enum.auto()
    UNMATCHED = enum.auto()


@dataclass(frozen=True, slots=True)
class Remarked:
    """A remark and the pair it is about; `fields` are named in the message of the rule that reports it.

    A pair that is unfinished stands here alone, not among the pairs of its document, so that no other rule
    looks at it. For a remark about the document as a whole, `pair` is where to look first.
    """

    remark: Remark
    pair: Pair
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A segment that belongs to a document but is one side only by nature, as a note at the end is;
    `ignores` as those of a pair."""

    side: Side
    segment: Segment
    ignores: tuple[Ignore, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that kept an input from being read or checked. It is told to the user and makes the exit
    status 2."""

    path: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its translation, or a part of one: a reader may cut a long document into parts of the same
    `path`.

    `path` names the document in reports and for per-path settings: the file, or the target file of two.
    `lone` is the one side there is when no translation of the document was found at all. `revision` is the
    commit of the source that the translation says it is of, if it does. `ignores` are comments that no pair
    follows, so that they ignore nothing.
    """

    path: str
    source_language: str
    target_language: str
    pairs: tuple[Pair, ...]
    asides: tuple[Aside, ...] = ()
    lone: Side | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remarked, ...] = ()
    revision: str = ""
    ignores: tuple[Ignore, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pair check found in one pair: spans in the two texts and the fields that the rule's message
    names."""

    source: Span | None
    target: Span | None
    fields: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedHit:
    """What a collecting check found: as a `Hit`, but the places are resolved, since the documents may be
    gone.

    `path` is the document's path; `whole` says that the hit is about the document as a whole, `pairs` which
    of its pairs it is about, counted from 0 over all parts of the document.
    """

    path: str
    source: Mark | None
    target: Mark | None
    fields: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    whole: bool = False
    pair: Pair | None = None
    pairs: range = range(0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report says about one fault.

    `category` is its type in ITS 2.0, `mqm` that in MQM (see `typologies`).

    `fingerprint` does not depend on line numbers. `pair` is the pair the fault is in, where it is in one: a
    side without a mark may be needed to judge the finding. `whole` says that it is about the document as a
    whole.
    """

    rule: str
    severity: Severity
    category: str
    mqm: str
    message: str
    path: str
    source: Mark | None
    target: Mark | None
    suggestion: str | None
    fingerprint: str
    pair: Pair | None = None
    whole: bool = False

    @property
    def place(self) -> Place:
        """Where to look first: the target's place, or the source's where there is none."""
        mark = self.target or self.source
        return mark.place if mark else Place(self.path, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a report says of a rule: its id, severity in force, types in ITS 2.0 and MQM, and its texts."""

    id: str
    severity: Severity
    category: str
    mqm: str
    summary: str
    why: str
    false_alarms: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in so many words: in a document, between two languages, by a rule, or altogether.

    `per_thousand` are the findings for 1,000 words, `score` is from 0 to 100 (see `statistics`); both are
    `None` where there are no words.
    """

    name: str
    words: int
    errors: int
    warnings: int
    infos: int
    per_thousand: float | None
    score: float | None

    @property
    def findings(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was found in how many words: altogether, by languages (such as `zh-en`), document and rule."""

    total: Tally
    languages: tuple[Tally, ...]
    documents: tuple[Tally, ...]
    rules: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The facts about a run that a report states beside the findings.

    `rules` are those that were on anywhere, sorted by id; `signature` names what made the findings (see
    `signature`); findings of severity `fail_on` and above make the run fail. `ignored` and `known` say how
    many findings are left out because people had them ignored, or because they are in the baseline; `fixed`
    has the fingerprints of those in the baseline that are no longer found. `statistics` are there if asked
    for.
    """

    documents: int
    pairs: int
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()
    ignored: int = 0
    known: int = 0
    fixed: tuple[str, ...] = ()
    rules: tuple[RuleFacts, ...] = ()
    signature: str = ""
    fail_on: Severity = Severity.ERROR
    statistics: Statistics | None = None
