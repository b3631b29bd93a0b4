"""Glossaries: which terms there are, and which renderings of them are approved or forbidden."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from qa_lint.languages import base
from qa_lint.model import Problem


class EntryError(Exception):
    """An entry cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for an entry as a whole.

    `case_sensitive` says that case counts, in the source and in the renderings; `do_not_translate` that
    the source term is its own approved rendering. The entry holds for documents that fit one of `paths`,
    patterns that start from the folder of the settings; for all if there are none.
    """

    case_sensitive: bool = False
    do_not_translate: bool = False
    part_of_speech: str = ""
    note: str = ""
    domain: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its forms in the source, and the renderings that are approved and forbidden, of which
    there is at least one.
    """

    source: tuple[str, ...]
    approved: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    facts: Facts = Facts()

    def __post_init__(self) -> None:
        """Raises `EntryError` for an entry that cannot be used."""
        if not self.source:
            raise EntryError("no source term")
        _check_letters((*self.source, *self.approved, *self.forbidden))
        if self.do_not_translate:
            object.__setattr__(self, "approved", _once((*self.source, *self.approved)))
        if not (self.approved or self.forbidden):
            raise EntryError(f"no approved or forbidden rendering for '{self.source[0]}'")
        if both := set(self.approved) & set(self.forbidden):
            raise EntryError(f"'{min(both)}' is both approved and forbidden for '{self.source[0]}'")

    @property
    def do_not_translate(self) -> bool:
        """Whether the source term is its own approved rendering."""
        return self.facts.do_not_translate


@dataclass(frozen=True, slots=True)
class Names:
    """What a concept is called in a language (a BCP 47 tag), and what it is not to be called."""

    language: str
    approved: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A term in several languages, any of which may be the source's or the target's."""

    names: tuple[Names, ...]
    facts: Facts = Facts()

    def __post_init__(self) -> None:
        """Raises `EntryError` for a concept that cannot be used."""
        if not any(names.approved or names.forbidden for names in self.names):
            raise EntryError("no term")
        for names in self.names:
            _check_letters((*names.approved, *names.forbidden))
            if both := set(names.approved) & set(names.forbidden):
                raise EntryError(f"'{min(both)}' is both approved and forbidden in {names.language}")

    def entry(self, source_language: str, target_language: str) -> Entry | None:
        """The entry for a translation; none if a language is missing or has no names.

        Names to be avoided are terms of the source all the same.
        """
        source = self._in(source_language)
        target = self._in(target_language)
        terms = tuple(name for names in source for name in (*names.approved, *names.forbidden))
        approved = tuple(name for names in target for name in names.approved)
        forbidden = tuple(name for names in target for name in names.forbidden if name not in approved)
        if not terms or not (approved or forbidden or self.facts.do_not_translate):
            return None
        return Entry(_once(terms), _once(approved), _once(forbidden), self.facts)

    def _in(self, language: str) -> list[Names]:
        """The names under the tag `language`; if there are none, those in any variety of the language."""
        exact = [names for names in self.names if names.language.lower() == language.lower()]
        return exact or [names for names in self.names if base(names.language) == base(language)]


Item = Entry | Concept


@dataclass(frozen=True, slots=True)
class Glossaries:
    """The entries of all glossaries of a run, in order, and what could not be used of them."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


def entries_for(
    items: Iterable[Item], source_language: str, target_language: str, scopes: Collection[tuple[str, ...]]
) -> tuple[Entry, ...]:
    """The entries that hold for a document in these languages, whose path fits `scopes`, as `scopes_of`
    gives them.
    """
    return tuple(_entries_for(items, source_language, target_language, scopes))


def scopes_of(items: Iterable[Item]) -> tuple[tuple[str, ...], ...]:
    """The sets of patterns of paths that entries are confined to."""
    return tuple(dict.fromkeys(item.facts.paths for item in items if item.facts.paths))


def languages_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The languages that items name, those of the same primary language once, in order."""
    names = (names for item in items if isinstance(item, Concept) for names in item.names)
    firsts: dict[str, str] = {}
    for name in names:
        firsts.setdefault(base(name.language), name.language)
    return tuple(firsts.values())


def _entries_for(
    items: Iterable[Item], source_language: str, target_language: str, scopes: Collection[tuple[str, ...]]
) -> Iterator[Entry]:
    for item in items:
        if item.facts.paths and item.facts.paths not in scopes:
            continue
        entry = item if isinstance(item, Entry) else item.entry(source_language, target_language)
        if entry:
            yield entry


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _check_letters(terms: Iterable[str]) -> None:
    for term in terms:
        if not any(character.isalnum() for character in term):
            raise EntryError(f"'{term}' has no letter or digit")
