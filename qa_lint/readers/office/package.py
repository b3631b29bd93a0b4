"""OOXML packages: ZIP archives of XML parts that refer to each other (ECMA-376 part 2).

Packages are not trusted. A small one may hold gigabytes, and what an archive says of its sizes may be wrong.
"""

import os
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from qa_lint import textfile
from qa_lint.readers.xml import Event, stream_events
from qa_lint.textfile import TextError

MAX_SIZE = 200_000_000
"""What may be read of one package, in bytes when unpacked."""

_MAX_PARTS = 50_000
_CHUNK = 1 << 16
# How compound files begin: those of Office up to 2003, and whatever newer one has a password
# (https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, as `footnotes`, and the part's name."""

    id: str
    type: str
    target: str


class Package:
    """An open package, whose parts are read as streams."""

    __slots__ = ("_archive", "_left", "_names")

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Takes the open archive. Raises `TextError` for one that no program for office documents writes."""
        members = archive.infolist()
        self._archive = archive
        self._left = MAX_SIZE
        # The names of parts are the same in any case.
        self._names = {member.filename.lower(): member for member in members}
        if len(members) > _MAX_PARTS:
            raise TextError(f"it holds {len(members):,} parts; {_MAX_PARTS:,} is the limit")
        if len(self._names) < len(members):
            raise TextError("damaged: two of its parts have the same name")

    def __contains__(self, name: str) -> bool:
        """Whether there is a part called `name`."""
        return name.lower() in self._names

    def events(self, name: str) -> Iterator[Event]:
        """The events of the XML in a part. Raises `TextError`, whose message names the part."""
        try:
            with self._open(name) as file:
                yield from stream_events(file)
        except TextError as error:
            where = f" (line {error.line:,} of that part)" if error.line else ""
            raise TextError(f"damaged: {name}: {error.message}{where}") from None
        except _DAMAGE as error:
            raise TextError(f"damaged: {name}: {error}") from None

    def _open(self, name: str) -> BinaryIO:
        member = self._names.get(name.lower())
        if member is None:
            raise TextError("this part is missing")
        # A library that inflates other methods would not be told where to stop.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise TextError("this part is compressed in a way that office documents do not use")
        if member.flag_bits & 1:
            raise TextError("this part is encrypted")
        # No more is ever read of a part than it says it holds.
        self._left -= member.file_size
        if self._left < 0:
            raise TextError(f"with this part there are more than {MAX_SIZE / 1e6:,.0f} MB when unpacked")
        return cast("BinaryIO", self._archive.open(member))

    def measure(self) -> None:
        """Unpacks all parts once, for a library that reads them by itself. Raises `TextError` for one that
        holds more than `MAX_SIZE` in all, or other than it says.
        """
        for name, member in self._names.items():
            said = member.file_size
            read = 0
            member.file_size += 1  # as far as which it is read: what is beyond shows
            try:
                with self._open(name) as file:
                    while chunk := file.read(_CHUNK):
                        read += len(chunk)
            except _DAMAGE as error:
                raise TextError(f"damaged: {name}: {error}") from None
            finally:
                member.file_size = said
            if read != said:
                raise TextError(f"damaged: {name} does not have the {said:,} bytes that it says it has")

    def relations(self, name: str = "") -> list[Relation]:
        """What the part called `name` refers to within the package; the package itself, if it is empty.

        Raises `TextError`.
        """
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        found: list[Relation] = []
        for kind, element, attributes, _, _ in self.events(path) if path in self else ():
            if (
                kind == "start"
                and element == "Relationship"
                and attributes.get("TargetMode", "Internal") == "Internal"
            ):
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                type_ = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(attributes.get("Id", ""), type_, target.lstrip("/")))
        return found

    def main(self, element: str, name: str) -> str:
        """The name of the part that the document begins with, which is an `element` in a package of the kind
        called `name`. Raises `TextError`.
        """
        for relation in self.relations():
            if relation.type == "officeDocument":
                if next(self.events(relation.target))[1] != element:
                    raise TextError(f"this is no {name}, but another kind of office document")
                return relation.target
        raise TextError(f"this is no {name}, or damaged: it does not say which of its parts is the text")


@contextmanager
def opened(path: str, name: str) -> Iterator[Package]:
    """The package at `path`, of the kind called `name` (`Word document`).

    Raises `TextError`, and gives the path to those raised while it is open.
    """
    with textfile.opened(path) as file:
        head = file.read(len(_COMPOUND))
        if head == _COMPOUND:
            message = "it has a password or is of an Office before 2007; save it as {} without a password"
            raise TextError(message.format(os.path.splitext(path)[1]))
        if not head.startswith(b"PK"):
            raise TextError(f"this is no {name}")
        try:
            with zipfile.ZipFile(file) as archive:
                yield Package(archive)
        except zipfile.BadZipFile:
            raise TextError(f"this is no {name}, or it is cut off") from None
        except (ValueError, NotImplementedError) as error:
            raise TextError(f"cannot be read: {error}") from None


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """The value of the attribute called `name`, whatever the prefix of its namespace; empty without one."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element switches something on, as `<w:vanish/>` does but not `<w:vanish w:val="0"/>`."""
    return attribute(attributes, "val") not in ("0", "false", "off")
