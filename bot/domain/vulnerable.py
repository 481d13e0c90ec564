"""Whether a text names somebody who needs care first: by words of our own, English and German."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.mention import tokens
from bot.domain.phrases import PhraseBook
from bot.domain.wording import phrase

_ALWAYS = """
    pregnant; pregnancy; newborn*; new born; premature baby; breastfeeding; wheelchair*; disabled; disability;
    disabilities; handicapped; blind passenger; visually impaired; hard of hearing; elderly; frail; old lady;
    old man; senior citizen*; in her eighties; in his eighties; year old mother; year old father; year old grand*;
    dementia; alzheimer*; autis*; special needs; epilep*; diabetic; insulin; dialysis; pacemaker; chemo*; cancer;
    oxygen; ventilator; life support; hospital; hospitals; hospitalised; hospitalized; ambulance; hospice;
    intensive care; emergency room; terminally ill; suicid*; self harm; unaccompanied minor*; schwanger*;
    schwangere*; neugeboren*; säugling*; stillende; rollstuhl*; behindert*; schwerbehindert*; gehbehindert*;
    sehbehindert*; gehörlos*; blinde*; seniorin*; senioren; pflegebedürftig*; pflegeheim*; altersheim*; demenz*;
    demenzkrank*; autist*; epilepsie; epileptik*; diabetiker*; dialyse; herzschrittmacher; krebs; krebskrank*;
    krankenhaus*; klinik; kliniken; krankenwagen; rettungswagen; notaufnahme; intensivstation; sauerstoffgerät*;
    beatmung*; selbstmord*; suizid*
"""
"""Words that are enough by themselves."""

_YOUNG_OR_OLD = """
    infant; infants; deaf; child; children; kid; kids; baby; babies; toddler*; my son; my daughter; our son;
    our daughter; little girl; little boy; grandmother; grandfather; grandma; grandpa; granny; year old; mein kind;
    unser kind; das kind; dem kind; ein kind; kinder; kindern; kleinkind*; babys; mein sohn; meine tochter;
    unser sohn; unsere tochter; oma; opa; großmutter; großvater
"""
"""People who are named in many a harmless sentence."""

_IN_NEED = """
    hurt*; injur*; sick; ill; bleed*; burn*; fell; choke*; choking; swallow*; poison*; allerg*; fever; medication*;
    medicine*; stranded; stuck; stranding; alone; abandoned; lost; missing; scared; terrified; frightened; crying;
    screaming; hungry; no food; no water; without food; without water; nothing to eat; no heat*; freezing;
    on the floor; all night; overnight; emergency; unsafe; dangerous; danger; locked; trapped; shock*; fire; smoke;
    verletz*; krank; kranke*; blute*; verbrann*; verbrüh*; gestürzt; verschluck*; vergift*; fieber; medikament*;
    medizin; gestrandet; allein; alleine; verloren; vermisst; angst; weint; weinen; hungrig; kein essen;
    kein wasser; keine heizung; ohne essen; ohne wasser; ohne heizung; friert; frieren; auf dem boden;
    die ganze nacht; notfall; gefährlich; gefahr; eingesperrt; stromschlag; feuer; rauch
"""
"""What makes a harmless sentence about them an urgent one."""


def _book(lists: Iterable[tuple[str, str]]) -> PhraseBook[str]:
    keywords = ((key, one.strip()) for key, words in lists for line in words.splitlines() for one in line.split(";"))
    return PhraseBook((key, phrase(one)) for key, one in keywords if one)


_BOOK = _book((("always", _ALWAYS), ("named", _YOUNG_OR_OLD), ("need", _IN_NEED)))


def vulnerable_words(text: str) -> tuple[str, ...]:
    """The words that say so, as they stand in the text but for their case; none where nobody is named.

    A child or a grandparent counts only beside a word of need: most sentences about them are harmless.
    """
    words = tokens(text)
    found: dict[str, list[str]] = {"always": [], "named": [], "need": []}
    for key, sought, place in _BOOK.find(words):
        found[key].append(" ".join(words[place : place + len(sought)]))
    young_or_old = found["named"] if found["need"] else []
    return tuple(dict.fromkeys((*found["always"], *young_or_old)))
