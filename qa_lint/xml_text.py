"""Text as XML holds it."""

import re
from xml.sax.saxutils import escape, quoteattr

# Characters that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(value: str) -> str:
    """`value`, with U+FFFD for each character that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> str:
    """`value` as the content of an element."""
    return escape(allowed(value), {"\r": "&#13;"})


def attribute(value: str) -> str:
    """`value` as an attribute, quotation marks included."""
    return quoteattr(allowed(value))
