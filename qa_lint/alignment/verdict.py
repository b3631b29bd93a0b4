"""What an alignment says of two texts as wholes."""
from qa_lint.alignment.align import Alignment
def unmatched(alignment: Alignment) -> str:
    return ""
def outdated(alignment: Alignment) -> str:
    return ""
