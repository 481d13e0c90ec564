"""`/muster customer`, and the record that it shows."""

from __future__ import annotations

from bot.domain.customer import AuthorId
from bot.domain.errors import UnknownCustomer
from bot.domain.history import Candidates
from bot.usecases.find_customer import find_customer
from bot.usecases.look_up_customer import look_up_customer
from handlers.blocks.customers import candidates_page, record_page
from handlers.blocks.kit import Message
from handlers.commands.question import MOST_DIGITS, Answer, Question


async def answer_customer(asked: Question) -> Message:
    """The record of whoever is meant, or a list to pick from. Raises BadInput, NotAllowed, UnknownCase,
    UnknownCustomer."""
    desk = asked.desk
    found = await find_customer(asked.words, asked.member, uow=desk.uow(), company=desk.company)
    return candidates_page(found) if isinstance(found, Candidates) else await answer_record(found.id, asked)


async def answer_record(author: AuthorId, asked: Question, page: int = 0) -> Message:
    """The record of the customer that an author is. Raises NotAllowed, UnknownCustomer."""
    sheet = await look_up_customer(author, asked.member, page=page, crm=asked.desk.crm, **asked.desk.tools())
    return record_page(sheet, asked.desk.company)


def read_author_id(text: str) -> AuthorId:
    """The number of an author that a button carries. Raises UnknownCustomer."""
    if not (text.isascii() and text.isdigit()) or len(text) > MOST_DIGITS:
        raise UnknownCustomer(text[:40])
    return AuthorId(int(text))


ANSWERS: dict[str, Answer] = {
    "customer": answer_customer,
}
"""What each word about customers is answered with."""
