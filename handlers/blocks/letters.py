"""What one person is told alone about the answers they helped with."""

from bot.domain.company import Company
from bot.domain.letters import NotAsked, Thanks, ThankYou
from handlers.blocks.kit import Message, actions, button, context, section, sections
from handlers.blocks.tellings import telling
from handlers.blocks.text import cut, escape


@telling.register
def _(told: Thanks, company: Company) -> Message:
    line = f"A customer is satisfied with an answer that you helped with: {told.score} of 5. Thank you."
    about = context(f"{escape(cut(told.matter, 150))} · case {told.case_id} in <#{told.channel}>")
    words = sections(told.words, quoted=True) if told.words else ()
    return Message(line, (section(line), *words, about))


@telling.register
def _(told: ThankYou, company: Company) -> Message:
    line = f"{escape(cut(told.name, 100))} thanks you."
    about = context(f"For your help with case {told.case_id} in <#{told.channel}>. Nobody else reads this.")
    look = actions(button("Look at it", "case.show", str(told.case_id)))
    return Message(line, (section(line), *sections(told.words, quoted=True), about, look))


@telling.register
def _(told: NotAsked, company: Company) -> Message:
    outcome = "may not have reached the customer" if told.unsure else "could not be sent to the customer"
    line = f"The question how our answer was {outcome}. {escape(cut(told.reason, 300))}"
    remedy = "Its sentence stands behind “Ask how it was”; you can send it by hand."
    about = context(f"{escape(cut(told.matter, 150))} · case {told.case_id}")
    ask = button("Ask how it was", "case.feedback", str(told.case_id))
    return Message(line, (section(f"{line}\n{remedy}"), about, actions(ask)))
