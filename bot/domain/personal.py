"""Personal data in a text, told by its shape: e-mail addresses, account, card and phone numbers.

Street addresses have no shape that is sure enough; they are left to the eyes of those who sign.
Every pattern here looks at a bounded stretch from each of its beginnings, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.domain.wording import Span


class PersonalKind(StrEnum):
    """What personal data is."""

    EMAIL = "e-mail address"
    ACCOUNT = "account number"
    CARD = "card number"
    PHONE = "phone number"


class Personal(NamedTuple):
    """Where personal data stands, what it is, and what to do about it."""

    span: Span
    kind: PersonalKind
    remedy: str


_BETWEEN = r"[ .\-‐–]"
"""What may stand between the groups of a number; a non-breaking hyphen has become a plain one in a reading."""
_ALONE = r"(?<![^\W_])"
"""No letter or digit stands in front."""

_EMAIL = re.compile(
    r"(?<![\w.%+'-])(?<!^@)(?<!\W@)[.%+'-]*+"  # @name@host, with nothing in front, is a public handle
    r"(?P<email>\w[\w.%+'-]*+@(?:\w(?:[\w-]{0,61}\w)?\.){1,8}(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63}))",
    re.IGNORECASE,
)

_IBAN_LENGTHS = {
    country: int(length)
    for country, length in re.findall(
        "([A-Z]{2})([0-9]{2})",
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
        "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
        "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        "UA29 VA22 VG24 XK20 YE30",
    )
}
_IBAN_START = re.compile(_ALONE + r"[a-z]{2}\d\d", re.IGNORECASE)

_CARD_START = re.compile(_ALONE + r"(?:\d{13,19}|\d{4})(?!\d)")
_CARD_GROUP = re.compile(_BETWEEN + r"\d{3,7}(?!\d)")
_CARD_NETWORK = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]|2[2-7])\d{14}"  # Mastercard
    r"|3[47]\d{13}"  # American Express; a device's IMEI has as many digits and often begins with 35
    r"|3(?:0[0-5]|[689]\d)\d{11}"  # Diners
    r"|35[2-8]\d{13,16}"  # JCB
    r"|(?:50|5[6-9]|6\d)\d{11,17}"  # Maestro, Discover, UnionPay
)

_DATE = re.compile(r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d\d\2\d\d)(?![./-]?\d)")
_FREE = r"(?<![\w#])(?<!\w[./_\-‐–])(?<!\d[:,])"
"""The number is no part of a longer mark such as an order's or a version's."""
_PHONES = (
    re.compile(r"(?<![\w+])\+[1-9](?:[ ./()\-‐–]{0,2}\d){7,14}(?!\d)"),
    re.compile(_FREE + r"00[1-9](?:[ ./()\-‐–]{0,2}\d){8,14}(?!\d)(?![./\-‐–]\d)"),
    re.compile(_FREE + r"0[1-9](?:[ ./\-‐–]?\d){7,10}(?!\d)(?![./\-‐–]\d)"),
    re.compile(_FREE + r"(?:[178][ -]?)?\(\d{2,5}\)(?:[ ./\-‐–]?\d){5,9}(?!\d)(?![./\-‐–]\d)"),
    re.compile(_FREE + r"(?:1[ .-])?[2-9]\d\d([ .\-‐–])[2-9]\d\d\1\d{4}(?!\d)(?![./\-‐–]\d)"),
)
_BARE = re.compile(_FREE + r"\d(?:[ ./\-‐–]?\d){5,14}(?!\d)")
_PHONE_WORD = re.compile(
    r"\b(?:tele)?(?:phone|fax|fon)\b|\b(?:tel|tél|téléphone|teléfono|telefono|telefoon|telefon|mobile?|móvil|cell|handy|"
    r"whatsapp|gsm|тел|телефон|τηλ|هاتف)\b|電話|电话|전화",
    re.IGNORECASE,
)
_LINK_WORD = re.compile(r"[\W_]*(?:(?:numbers?|no|nr|is|us|at|on|under)\b[\W_]*){0,3}", re.IGNORECASE)
_ORDER_WORD = re.compile(
    r"(?:\b(?:order|invoice|case|ref|reference|number|no|nr|id|parcel|tracking|serial|article|customer|contract|"
    r"bestell\w*|rechnung\w*|auftrag\w*|kunden\w*|commande|facture|pedido|factura|заказ\w*)\b|[#№])"
    r"[^\w\n]{0,3}(?:(?:numbers?|no|nr|is)\b[^\w\n]{0,3}){0,2}[\d ./\-‐–]{0,30}\Z",
    re.IGNORECASE,
)
_BEFORE = 48
"""Characters in front of a number in which the word stands that says what it is."""


def personal(plain: str) -> list[Personal]:
    """The personal data in a text that was read (`Reading.plain`)."""
    found: list[Personal] = []
    for kind, look, remedy in _LOOKS:
        spans = list(look(plain))
        found.extend(Personal(span, kind, remedy) for span in spans)
        plain = _blanked(plain, spans)
    return found


def _blanked(plain: str, spans: list[Span]) -> str:
    for start, end in spans:
        plain = plain[:start] + "\0" * (end - start) + plain[end:]
    return plain


def _emails(plain: str) -> Iterator[Span]:
    return (Span(*match.span("email")) for match in _EMAIL.finditer(plain))


def _ibans(plain: str) -> Iterator[Span]:
    for beginning in _IBAN_START.finditer(plain):
        length = _IBAN_LENGTHS.get(beginning[0][:2].upper())
        if length is None:
            continue
        whole = re.compile(rf"(?:[a-zA-Z0-9]{_BETWEEN}?){{{length - 1}}}[a-zA-Z0-9](?![^\W_])")
        match = whole.match(plain, beginning.start())
        if match and _mod_97(re.sub(_BETWEEN, "", match[0])) == 1:
            yield Span(*match.span())


def _mod_97(iban: str) -> int:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97


def _cards(plain: str) -> Iterator[Span]:
    for beginning in _CARD_START.finditer(plain):
        start, end = beginning.span()
        ends = [end]
        while end - start < 13 + 4 and (group := _CARD_GROUP.match(plain, end)):
            end = group.end()
            ends.append(end)
        for end in reversed(ends):
            if not plain[end : end + 1].isalnum() and _is_card(re.sub(_BETWEEN, "", plain[start:end])):
                yield Span(start, end)
                break


def _is_card(digits: str) -> bool:
    """Whether a card network gives out such numbers, and the check digit (Luhn) is right."""
    if not _CARD_NETWORK.fullmatch(digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _phones(plain: str) -> Iterator[Span]:
    plain = _blanked(plain, [Span(*match.span()) for match in _DATE.finditer(plain)])
    for number, pattern in enumerate(_PHONES):
        international = number == 0
        for match in pattern.finditer(plain):
            if international or (_grouped_evenly(match[0]) and not _is_order(plain, match.start())):
                yield Span(*match.span())
    for word in _PHONE_WORD.finditer(plain):
        linked = _LINK_WORD.match(plain, word.end())
        if linked and (named := _BARE.match(plain, linked.end())):
            yield Span(*named.span())


def _grouped_evenly(number: str) -> bool:
    """Whether at most the first separator differs from the others; times and prices in a row do not keep to that."""
    return len(set(re.findall(r"(?<=\d)[ ./\-‐–](?=\d)", number)[1:])) <= 1


def _is_order(plain: str, start: int) -> bool:
    before = plain[max(0, start - _BEFORE) : start]
    return bool(_ORDER_WORD.search(before)) and not _PHONE_WORD.search(before)


_LOOKS: tuple[tuple[PersonalKind, Callable[[str], Iterator[Span]], str], ...] = (
    (
        PersonalKind.EMAIL,
        _emails,
        "Please take this e-mail address out; what belongs to one person is better asked for in private.",
    ),
    (
        PersonalKind.ACCOUNT,
        _ibans,
        "Please take this account number out; nobody but its owner and their bank should see it.",
    ),
    (
        PersonalKind.CARD,
        _cards,
        "Please take this card number out; the last four digits are enough to tell which card is meant.",
    ),
    (
        PersonalKind.PHONE,
        _phones,
        "Please take this phone number out, or have it listed as allowed if it is the company’s own.",
    ),
)
