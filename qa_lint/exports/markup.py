"""What the formats made of XML have in common."""

from qa_lint.model import Segment

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def language(segment_language: str) -> str:
    """A BCP 47 tag, `und` for a language that is not known."""
    return segment_language or "und"


def place(segment: Segment) -> str:
    """Where the segment stands: `path:line`."""
    return f"{segment.path}:{segment.anchors[0].line}"
