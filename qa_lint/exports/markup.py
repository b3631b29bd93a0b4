"""What the formats made of XML have in common."""

import re
from xml.sax.saxutils import escape, quoteattr

from qa_lint.model import Segment

# Characters that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(value: str) -> str:
    """`value` as the content of an element; what XML cannot hold becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), {"\r": "&#13;"})


def attribute(value: str) -> str:
    """`value` as an attribute, quotation marks included."""
    return quoteattr(_FORBIDDEN.sub("\ufffd", value))


def language(segment_language: str) -> str:
    """A BCP 47 tag, `und` for a language that is not known."""
    return segment_language or "und"


def place(segment: Segment) -> str:
    """Where the segment stands: `path:line`."""
    return f"{segment.path}:{segment.anchors[0].line}"
