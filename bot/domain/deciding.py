"""Who decides where a mention goes: the rules, what it says, or what the teams taught; and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.intent import Intent, Intents
from bot.domain.learning import Lesson, Offer, Outcome, Standing, best
from bot.domain.routing import Route, Rules

LEAST_PROBABILITY = 0.5
"""How sure the model must be of a route that it may decide; below that the rules decide."""


class DecidedBy(StrEnum):
    """What chose the community."""

    RULES = "rules"
    INTENT = "intent"
    MODEL = "model"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What the model says of a text: the probability of each route, and how it stands on the routes (`standings`)."""

    scores: Mapping[str, float]
    standings: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a mention goes and why.

    `words` of a rule or of an intent led there, or the model that was `taught` by so many settled cases of that
    route; neither means the default. `offers` are the model's best routes, the best first. `also` are other
    communities that must know: those of the rules, where safety or the law came first.
    """

    community: str
    by: DecidedBy
    words: tuple[str, ...] = ()
    intent: Intent | None = None
    taught: int = 0
    offers: tuple[Offer, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that bears on where a text goes: each community whose rules match, in the order in which they are asked,
    what was understood of it, its class of risk, and the decision."""

    decision: Decision
    matches: tuple[Route, ...]
    intents: Intents
    risk: str


def explain(
    text: str,
    *,
    rules: Rules,
    intents: Intents,
    intended: Mapping[Intent, str] | None = None,
    taught: Taught | None = None,
) -> Explanation:
    """What would happen to a text and why. `intended` are the communities that take certain intents."""
    matches = rules.matches(text)
    return Explanation(
        decision=_decide(matches, rules.default, intents, intended or {}, taught),
        matches=matches,
        intents=intents,
        risk=rules.risk(text),
    )


def decide(
    text: str,
    *,
    rules: Rules,
    intents: Intents,
    intended: Mapping[Intent, str] | None = None,
    taught: Taught | None = None,
) -> Decision:
    """Where a text goes. In this order: words of safety or law, to the community that takes them; a route that the
    model may decide; the rules; a community that takes its intent; the default."""
    return _decide(rules.matches(text), rules.default, intents, intended or {}, taught)


def without_model(text: str, *, rules: Rules, intents: Intents, intended: Mapping[Intent, str] | None = None) -> str:
    """Where a text goes by rules and intents alone: what the model is measured against."""
    return decide(text, rules=rules, intents=intents, intended=intended).community


def _decide(
    matches: tuple[Route, ...],
    default: str,
    intents: Intents,
    intended: Mapping[Intent, str],
    taught: Taught | None,
) -> Decision:
    offers = best(taught.scores) if taught else ()
    grave = _grave(matches, intents, intended, offers)
    if grave:
        return grave
    trusted = _trusted(taught, offers)
    if trusted:
        return trusted
    if matches:
        first = matches[0]
        return Decision(community=first.community, by=DecidedBy.RULES, words=first.words, offers=offers)
    for heard in intents.heard:
        if heard.intent in intended:
            return Decision(
                community=intended[heard.intent],
                by=DecidedBy.INTENT,
                words=heard.words,
                intent=heard.intent,
                offers=offers,
            )
    return Decision(community=default, by=DecidedBy.DEFAULT, offers=offers)


def _grave(
    matches: tuple[Route, ...], intents: Intents, intended: Mapping[Intent, str], offers: tuple[Offer, ...]
) -> Decision | None:
    """Words of safety or law are never left to a model, and go first where a community takes them."""
    spoken = [intent for intent in (Intent.SAFETY, Intent.LEGAL) if intents.by_words(intent)]
    for intent in spoken:
        if intent in intended:
            chosen = intended[intent]
            more = [intended[other] for other in spoken if other in intended]
            more += [match.community for match in matches[:1]]
            return Decision(
                community=chosen,
                by=DecidedBy.RULES,
                words=_words_for(chosen, matches) or intents.by_words(intent),
                intent=intent,
                offers=offers,
                also=tuple(dict.fromkeys(name for name in more if name != chosen)),
            )
    if spoken and matches:
        first = matches[0]
        return Decision(community=first.community, by=DecidedBy.RULES, words=first.words, offers=offers)
    return None


def _words_for(community: str, matches: tuple[Route, ...]) -> tuple[str, ...]:
    """The words of a community's own rule, where it is the first that matches."""
    return matches[0].words if matches and matches[0].community == community else ()


def _trusted(taught: Taught | None, offers: tuple[Offer, ...]) -> Decision | None:
    if not taught or not offers or offers[0].probability < LEAST_PROBABILITY:
        return None
    standing = taught.standings.get(offers[0].community)
    if standing is None or not standing.trusted:
        return None
    return Decision(community=standing.route, by=DecidedBy.MODEL, taught=standing.settled, offers=offers)


def outcomes(
    lessons: Sequence[Lesson], held_out: Sequence[Mapping[str, float]], by_rules: Sequence[str]
) -> list[Outcome]:
    """Each settled case as it would have gone: by the rules, and by a model that has not seen it. Those for which no
    model could be made are left out."""
    return [
        Outcome(settled=lesson.labels[0], by_rules=ruled, by_model=offer.community, probability=offer.probability)
        for lesson, scores, ruled in zip(lessons, held_out, by_rules, strict=True)
        for offer in best(scores, 1)
        if offer.probability >= LEAST_PROBABILITY
    ]
