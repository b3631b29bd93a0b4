"""Terms mined from a project's own pairs: source strings that come again, and how each is rendered.

Nothing is known of a term beforehand. Words of the translations are tied to a source string by where both
occur, over all pairs; a string whose renderings share a core and differ beside or inside it is reported by
the rules for consistency.
"""
