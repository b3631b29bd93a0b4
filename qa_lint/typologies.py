"""What kinds of fault there are, by the two typologies of the field: each rule names its kind in both."""

ITS_CATEGORIES = frozenset(
    {
        "terminology",
        "mistranslation",
        "omission",
        "untranslated",
        "addition",
        "duplication",
        "inconsistency",
        "grammar",
        "legal",
        "register",
        "locale-specific-content",
        "locale-violation",
        "style",
        "characters",
        "misspelling",
        "typographical",
        "formatting",
        "inconsistent-entities",
        "numbers",
        "markup",
        "pattern-problem",
        "whitespace",
        "internationalization",
        "length",
        "non-conformance",
        "uncategorized",
        "other",
    }
)
"""The types of localization quality issues of ITS 2.0 (https://www.w3.org/TR/its20/#lqissue-typevalues)."""

_MQM_CORE = {
    "terminology": (
        "inconsistent-with-terminology-resource",
        "inconsistent-use-of-terminology",
        "wrong-term",
    ),
    "accuracy": (
        "mistranslation",
        "overtranslation",
        "undertranslation",
        "addition",
        "omission",
        "do-not-translate",
        "untranslated",
    ),
    "linguistic-conventions": (
        "grammar",
        "punctuation",
        "spelling",
        "unintelligible",
        "character-encoding",
        "textual-conventions",
    ),
    "style": (
        "organization-style",
        "third-party-style",
        "inconsistent-with-external-reference",
        "language-register",
        "awkward-style",
        "unidiomatic-style",
        "inconsistent-style",
    ),
    "locale-conventions": (
        "number-format",
        "currency-format",
        "measurement-format",
        "time-format",
        "date-format",
        "address-format",
        "telephone-format",
        "shortcut-key",
    ),
    "audience-appropriateness": (
        "culture-specific-reference",
        "offensive",
    ),
    "design-and-markup": (
        "character-formatting",
        "layout",
        "markup-tag",
        "truncation-text-expansion",
        "missing-text",
        "link-cross-reference",
    ),
}
MQM_TYPES = frozenset(_MQM_CORE).union(
    f"{dimension}/{name}" for dimension, names in _MQM_CORE.items() for name in names
)
"""The error types of MQM Core, version of 2024-03-07 (https://themqm.org/error-types-2/typology): a dimension
alone, or with one of its types, by their names in small letters with hyphens."""
