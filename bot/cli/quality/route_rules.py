"""Keyword rules of our own for the reasons for which people complain to airlines, as a company would write them.

They were written from the names of the reasons, not from the posts that they are measured on.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.clocks import Terms
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.hours import Hours
from bot.domain.mention import tokens
from bot.domain.routing import Rules

COMPLAINT_DESKS = {
    "Damaged Luggage": (
        "damaged bag; damaged luggage; damaged suitcase; broke my bag; broken suitcase; broken bag; bag "
        "is broken; damage to my; ripped; torn; crushed; broken wheel; broken handle; luggage damaged; "
        "bag damaged"
    ),
    "Lost Luggage": (
        "lost bag*; lost luggage; lost my bag*; lost my luggage; lost our; missing bag*; missing "
        "luggage; my bag*; our bag*; luggage; baggage; suitcase*; bag claim"
    ),
    "Cancelled Flight": "cancel*; rebook*",
    "Late Flight": (
        "delay*; late; hours late; tarmac; runway; waiting for takeoff; still waiting to take off; "
        "missed connection; missed my connection; stuck on the plane; stuck at the gate"
    ),
    "longlines": "line; lines; queue*; long line*",
    "Flight Booking Problems": (
        "book*; reservation*; website; site; online; app; check in; checkin; miles; points; upgrade*; "
        "fare; price; ticket*; voucher*"
    ),
    "Flight Attendant Complaints": (
        "attendant*; stewardess*; crew; gate agent*; rude staff; agent was rude; pilot*; purser"
    ),
    "Customer Service Issue": (
        "customer service; customer care; service; on hold; hold; phone; call*; hung up; "
        "representative*; rep; reps; email*; answer*; respon*; reply; help; dm; refund*; complain*"
    ),
    "Bad Flight": (
        "seat*; legroom; wifi; wi fi; food; drink*; movie*; entertainment; dirty; uncomfortable; broken "
        "seat; tv; water; meal; cold; hot; bathroom*; turbulence; worst flight"
    ),
    "Can't Tell": "",
}


def desks(routes: Collection[str]) -> Rules:
    """A community for each route: with our rules where they are the reasons of airlines, else the
    words of its own name.

    The last one is the default.
    """
    ours = set(routes) <= set(COMPLAINT_DESKS)
    words = (
        {name: COMPLAINT_DESKS[name].split(";") for name in COMPLAINT_DESKS if name in routes}
        if ours
        else {name: tokens(name.replace("_", " ")) for name in sorted(routes)}
    )
    communities = {name: _community(name, keywords) for name, keywords in words.items()}
    return Rules(
        Company(name="Measured", functions={}, communities=communities, default_community=list(communities)[-1])
    )


def _community(name: str, keywords: Collection[str]) -> Community:
    zone = ZoneInfo("UTC")
    hour = timedelta(hours=1)
    return Community(
        name=name,
        title=name,
        channel="C0",
        purpose=name,
        functions=(),
        sign_off=frozenset(),
        keywords=tuple(keyword.strip() for keyword in keywords),
        zone=zone,
        digest_weekday=0,
        digest_hour=9,
        terms=Terms(
            hours=Hours.around_the_clock(zone), first_reply=hour, next_reply=hour, resolution=hour, input=hour
        ),
    )
