"""The commands about what is kept from one run to the next: `qa-lint cache …`."""

import click


@click.group()
def cache() -> None:
    """Shows and clears the cache.

    Documents that did not change since they were checked are not checked again. What is kept of them lies in
    a folder of yours, outside of any repository; what was not used for a month is removed.
    """


@cache.command("dir")
def show_folder() -> int:
    """Shows the folder of the cache.

    Set QA_LINT_CACHE_DIR in the environment for another one.
    """
    from qa_lint.data import cache_folder

    click.echo(str(cache_folder()))
    return 0


@cache.command("clear")
def clear_all() -> int:
    """Removes all that is kept."""
    from qa_lint.cache import clear
    from qa_lint.data import cache_folder

    count = clear()
    click.echo(f"{cache_folder()}: {count:,} entr{'y' if count == 1 else 'ies'} removed")
    return 0
