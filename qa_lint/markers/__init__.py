"""Footnote markers and notes: what can be told from a text alone, and what a whole document bears out."""

from qa_lint.markers.looks import candidates, spans
from qa_lint.markers.styles import Candidate, Style

__all__ = ["Candidate", "Style", "candidates", "spans"]
