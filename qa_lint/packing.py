"""Values of ours as bytes and back, in MessagePack: data only, and of the types expected or not at all.

What is read may have been damaged, or be of somebody else's making, so it is nothing that could run code.
"""

import zlib
from functools import cache
from typing import Any, get_type_hints

import msgspec

from qa_lint.checks import CollectingCheck, load_check

# More than the summaries of a document that may be read: no few bytes may become a great many.
_MOST = 1_000_000_000


class PackError(Exception):
    """Bytes that hold no value of the type expected, or a value that cannot be written down."""


def pack(value: object) -> bytes:
    """`value` as bytes. Raises `PackError`, as for texts with halves of surrogate pairs."""
    try:
        return _encoder().encode(value)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise PackError(str(error)) from None


def unpack(kind: Any, data: bytes) -> Any:
    """The value of the type `kind` in `data`. Raises `PackError`."""
    try:
        value = _decoder(kind).decode(data)
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise PackError(str(error)) from None
    return value


def pack_summaries(summaries: list[Any]) -> bytes:
    """The summaries of a collecting check as bytes, compressed: they hold most of a document. Raises
    `PackError`."""
    return zlib.compress(pack(summaries), level=1)


def unpack_summaries(check: str, data: bytes) -> list[Any]:
    """The summaries of the collecting check called `check`, of the type that the annotation of its `collect`
    says. Raises `PackError`."""
    found = load_check(check)
    assert isinstance(found, CollectingCheck)
    summary: Any = get_type_hints(found.collect)["return"]
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, _MOST)
    except zlib.error as error:
        raise PackError(str(error)) from None
    summaries: list[Any] = unpack(list[summary], plain)
    return summaries


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_plain)


@cache
def _decoder(kind: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind, dec_hook=_from_plain)


def _plain(value: object) -> object:
    if isinstance(value, range):
        return value.start, value.stop
    raise TypeError(f"a {type(value).__name__} cannot be written down")


def _from_plain(kind: type, value: Any) -> object:
    if kind is not range:
        raise TypeError(f"no {kind.__name__} can be read")
    start, stop = value
    if not (isinstance(start, int) and isinstance(stop, int)):
        raise ValueError("a range has two whole numbers")
    return range(start, stop)
