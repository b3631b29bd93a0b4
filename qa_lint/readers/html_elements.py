"""What the elements and attributes of HTML are (https://html.spec.whatwg.org/multipage/indices.html)."""

KINDS = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    **dict.fromkeys(("li", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption", "legend", "summary"), "caption"),
    "dt": "term",
    **dict.fromkeys(("pre", "listing", "xmp", "textarea", "math"), "code"),
    "blockquote": "quote",
    "title": "field",
}
NESTS = frozenset(("ul", "ol", "menu", "dl", "blockquote"))
BLOCKS = frozenset(KINDS) | frozenset(
    (
        "address",
        "article",
        "aside",
        "body",
        "center",
        "colgroup",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "main",
        "menu",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "script",
        "search",
        "section",
        "select",
        "style",
        "svg",
        "table",
        "tbody",
        "template",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "button",
        "canvas",
    )
)
DROPPED = frozenset(("script", "style", "template", "svg", "noframes", "iframe", "canvas"))
VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
OBJECTS = frozenset(("br", "img", "input", "embed"))
# What ends where an element begins, for elements whose end tags may be left out.
PARAGRAPH = frozenset(("p",))
ENDED = {
    **dict.fromkeys(("li",), frozenset(("li", "p"))),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd", "p"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th", "p"))),
    **dict.fromkeys(("tr", "tbody", "tfoot"), frozenset(("tr", "td", "th", "p"))),
    "option": frozenset(("option",)),
}
TEXTS = ("alt", "title", "placeholder", "aria-label")
NO_CLASS = frozenset(("notranslate", "no-translate"))
META = frozenset(("description", "og:title", "og:description", "twitter:title", "twitter:description"))
