"""Language tags and names as files, folders and table headers bear them."""

import re
from functools import lru_cache

from qa_lint.languages import packs

# ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php
_ISO_639_1 = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii
    ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi
    mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw
    sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk
    ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_CODES = frozenset(_ISO_639_1.split())
# BCP 47 (https://www.rfc-editor.org/info/bcp47): language, script, region; `_` for `-` is common in file
# names.
_TAG = re.compile(r"([a-z]{2})(?:[-_](hans|hant|latn|cyrl|arab))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_ANY_TAG = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}")


def language_tag(token: str) -> str:
    """The BCP 47 tag that `token` is, in its usual spelling (`zh-Hans-CN` for `zh_hans_cn`); empty if it is
    none.
    """
    match = _TAG.fullmatch(token)
    if not match or match[1].lower() not in _CODES:
        return ""
    return "-".join(
        filter(None, (match[1].lower(), match[2] and match[2].title(), match[3] and match[3].upper()))
    )


@lru_cache(maxsize=256)
def declared(value: str, default: str = "") -> str:
    """The tag for a language that a file declares, in its usual spelling; `default` if it declares none."""
    value = value.strip()
    return language_tag(value) or (value if _ANY_TAG.fullmatch(value) else default)


def language_named(name: str) -> str:
    """The tag for a language's name or tag as a table header may give it, as `Chinese`, `英文`, `en_US`;
    empty if it is none.
    """
    bare = name.strip().casefold()
    return (
        language_tag(bare)
        or _by_name().get(bare, "")
        or _by_name().get(re.split(r"[\W_]", bare, maxsplit=1)[0], "")
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    names = {entry.name.casefold(): entry.code for entry in packs()}
    return names | {name: tag for entry in packs() for name, tag in entry.column_headers}
