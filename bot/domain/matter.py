"""What a case is called: a few words taken from the mention."""

import re

MATTER_LIMIT = 70
"""Characters of a matter: it stands in a header on a phone."""

_ADDRESSES = re.compile(r"https?://\S+|(?<!\S)@\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def matter_of(text: str) -> str:
    """The first sentence of a text without links and names addressed, cut at a word where it is long."""
    plain = " ".join(_ADDRESSES.sub(" ", text).split())
    sentence = _SENTENCE_END.split(plain, maxsplit=1)[0] or "Without words"
    if len(sentence) <= MATTER_LIMIT:
        return sentence.rstrip(".") or sentence
    cut = sentence[:MATTER_LIMIT]
    head, space, _ = cut.rpartition(" ")
    return (head if space else cut).rstrip(" ,;:–-") + " …"
