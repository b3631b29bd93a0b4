"""Reads a file in one language, whose translation is missing."""

from collections.abc import Iterator

from qa_lint.config import Config
from qa_lint.languages import base, identify
from qa_lint.model import Document, Pair, Segment, Side
from qa_lint.readers import Job, extract


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's one file, without a translation. Raises `TextError`."""
    path = job.paths[0]
    text = extract(path)
    blocks = [block for block in text.blocks if not block.is_kept]
    language = identify("\n".join(block.text for block in blocks)) or config.source_language
    target = config.target_language if base(config.target_language) != base(language) else ""
    pairs = tuple(
        Pair(source := block.segment(language, path), Segment("", target, path, source.anchors[:1]))
        for block in blocks
    )
    yield Document(path, language, target, pairs, lone=Side.SOURCE, problems=text.problems)
