"""The lines that a web page leaves in a saved text, known by their wording alone."""

import re

from notes.documents.words import words

LONGEST = 200  # a longer line is a paragraph, whatever it says

_SECTIONS = words(
    "home news world politics economy business sport sports opinion culture about contact",
    "archive search subscribe login video videos podcasts podcast technology science health",
    "menu regions analysis",
) | {"about us", "contact us", "log in", "sign in", "sign up"}
_SEPARATOR = re.compile(r"\s+[|·•>»›/]\s+")
_BULLET = re.compile(r"\s*[-*•·‣]\s+(?P<item>\S.*)")
_TEMPLATE = re.compile(
    r"[a-z][\w-]*(?:/[\w-]+)*/\w+\.\w*_\w+|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\[object Object\]|undefined"
)
_PHRASE = re.compile(
    r"""
    print\ friendly.*
    | read\ (?:also|more|next) (?: \s*:.* | \s* | .*https?://\S+.* | \ (?:in|on)\ our\ .* )
    | share\ (?:this|on|via)\b.{0,30} | share | tweet | follow\ us\b.{0,40}
    | skip\ to\ (?:main\ )?(?:content|navigation)
    | (?:subscribe|sign\ up|sign\ in|log\ ?in)\b (?:\ (?:to|for|now|with)\b.{0,60})?
    | advertisement | click\ here.{0,40} | back\ to\ top | load\ more | show\ more
    | (?:related|more|latest|recommended)\ (?:articles|stories|posts|news|headlines|topics)\s*:?
    | most\ (?:read|popular) | leave\ a\ (?:comment|reply) | \d+\ comments?
    | (?:tags?|topics?|filed\ under|keywords)\s*:.*
    | \d+\ min(?:ute)?s?\ read | (?:reading|listening)\ time\s*:.{0,20}
    | ©.* | .{0,60}all\ rights\ reserved\.? | (?:privacy|cookie)\ (?:policy|settings|notice)
    | we\ use\ cookies\b.* | accept\ (?:all\ )?cookies | terms\ of\ (?:use|service)
    | menu | search | home
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_LIST = re.compile(
    r"(?:read (?:also|more|next)|see also"
    r"|(?:related|more|latest) (?:articles|stories|posts|news|headlines))\s*:?",
    re.IGNORECASE,
)
_BEFORE_TAGS = re.compile(r"(?:tags?|topics?|filed under|keywords)\s*:?", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Say whether a line is navigation, a template's token or an invitation, never the text."""
    line = line.strip()
    if not 0 < len(line) <= LONGEST:
        return False
    return bool(_PHRASE.fullmatch(line) or _TEMPLATE.fullmatch(line)) or is_menu(line)


def is_menu(line: str) -> bool:
    """Say whether a line is a row of a site's sections (`Home | World | Economy`)."""
    parts = _SEPARATOR.split(line.strip()) if len(line) <= LONGEST else []
    return (
        len(parts) >= 3
        and all(len(part.split()) <= 3 and len(part) <= 25 for part in parts)
        and sum(part.lower() in _SECTIONS for part in parts) >= 2
    )


def opens_list(line: str) -> bool:
    """Say whether headlines of other pages are to be expected below this line."""
    return len(line) <= 40 and _BEFORE_LIST.fullmatch(line.strip()) is not None


def opens_tags(line: str) -> bool:
    """Say whether the page's tags are to be expected below this line."""
    return len(line) <= 40 and _BEFORE_TAGS.fullmatch(line.strip()) is not None


def bullet_item(line: str) -> str | None:
    """What follows the bullet of a list item, or None for any other line."""
    match = _BULLET.fullmatch(line) if len(line) <= LONGEST else None
    return match["item"].rstrip() if match else None
