"""The commands about terms: `qa-lint terms …`."""

import click


@click.group()
def terms() -> None:
    """Makes glossaries.

    A glossary is a CSV file with the columns source, approved, forbidden and some more; `qa-lint check
    --glossary FILE` checks documents by it.
    """
