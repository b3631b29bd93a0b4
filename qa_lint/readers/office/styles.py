"""What the styles of a Word document say of paragraphs and runs: headings, items of lists, hidden text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qa_lint.readers.office.package import Package, attribute, is_on

_LEVELS = 6
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Format:
    """What is said of a paragraph or a run; `None` where nothing is: the style it is based on decides.

    `outline` is the level of a heading, from 0; 9 for none. `is_item` says whether it bears a number or a
    bullet, `level` how deep that is nested; `is_title` that it is the title of the document.
    """

    outline: int | None = None
    is_item: bool | None = None
    level: int | None = None
    is_hidden: bool | None = None
    is_title: bool | None = None

    def over(self, base: "Format") -> "Format":
        """The same, with what it does not say taken from `base`."""
        return Format(
            base.outline if self.outline is None else self.outline,
            base.is_item if self.is_item is None else self.is_item,
            base.level if self.level is None else self.level,
            base.is_hidden if self.is_hidden is None else self.is_hidden,
            base.is_title if self.is_title is None else self.is_title,
        )

    def with_property(self, name: str, attributes: Mapping[str, str]) -> "Format":
        """The same with the property that the element `name` sets, if it is one of these."""
        if name == "vanish":
            return replace(self, is_hidden=is_on(attributes))
        value = attribute(attributes, "val")
        if name == "name":  # of a style: those that Word has are called the same in any language
            return replace(self, is_title=True) if value.lower() == "title" else self
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            return self
        if name == "outlineLvl":
            return replace(self, outline=int(value))
        if name == "numId":  # no list has the number 0: it takes a paragraph out of that of its style
            return replace(self, is_item=int(value) > 0)
        return replace(self, level=int(value)) if name == "ilvl" else self

    @property
    def kind(self) -> str:
        """What a block of the format is called: `title`, `h1` … `h6`, `item`, `paragraph`."""
        if self.is_title:
            return "title"
        if self.outline is not None and self.outline < 9:
            return f"h{min(self.outline + 1, _LEVELS)}"
        return "item" if self.is_item else "paragraph"


Styles = Mapping[str, Format]
"""The formats of styles, by their ids; that of paragraphs without a style is under the empty id."""


def read_styles(package: Package, name: str) -> Styles:
    """The styles in the part called `name`. Raises `TextError`."""
    own: dict[str, Format] = {}
    bases: dict[str, str] = {}
    default = id_ = ""
    inside = False
    for kind, element, attributes, _, _ in package.events(name):
        if element == "style":
            inside = kind == "start"
            if inside:
                id_ = attribute(attributes, "styleId")
                own[id_] = Format()
                if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") == "1":
                    default = id_
        elif inside and kind == "start":
            if element == "basedOn":
                bases[id_] = attribute(attributes, "val")
            else:
                own[id_] = own[id_].with_property(element, attributes)
    found = {id_: _whole(id_, own, bases) for id_ in own}
    return found | {"": found.get(default, Format())}


def _whole(id_: str, own: Styles, bases: Mapping[str, str]) -> Format:
    """The format of a style with that of the styles it is based on, which may go round in a circle."""
    found, seen = Format(), set[str]()
    while id_ in own and id_ not in seen and len(seen) < _DEEPEST:
        seen.add(id_)
        found = found.over(own[id_])
        id_ = bases.get(id_, "")
    return found
