"""Ways to break boards, seasons, form, levels and what auditors see, each with the property that must notice."""

from __future__ import annotations

from tests.properties import test_boards as boards
from tests.properties import test_caps as caps
from tests.properties import test_seasons as seasons
from tests.properties import test_standing as standing
from tests.properties import test_trust as trust
from tests.properties.refuting import Mutant

CAPPING = "credit/capping.py"
ADJUSTING = "credit/adjusting.py"
SEASON = "credit/season.py"
FORM = "credit/form.py"
LEVEL = "credit/level.py"
TRUST = "credit/trust.py"
WILSON = "learning.py"
BOARD = "board.py"

week = caps.test_16_the_week_cap_survives_voids
form = standing.test_12_time_alone_never_reorders_form
helpful = standing.test_14_helpfulness_is_no_more_than_was_seen_and_rises_with_a_success
regular = standing.test_who_met_the_bar_within_14_days_is_regular_and_nobody_else
leaving = boards.test_15_leaving_keeps_the_order_of_the_others
gone = boards.test_19_who_left_appears_nowhere_public
sums = boards.test_20_all_sums_of_the_entries_agree_with_the_ledger
on_board = boards.test_20_the_initiative_board_shows_what_the_ledger_pays_to_volunteers
closed = seasons.test_18_closed_seasons_and_their_adjustments_are_worth_what_survives
seal = seasons.test_18_the_fingerprint_tells_every_change_and_no_order
one_season = seasons.test_18_a_sign_off_belongs_to_one_season_that_closes_no_sooner_than_its_confirmations
reached = trust.test_trust_is_one_in_all_and_reaches_only_whom_approvers_lead_to
audited = trust.test_auditors_see_every_pair_that_confirms_both_ways_and_every_cap_that_bit

STANDING_MUTANTS: dict[str, Mutant] = {
    "12 days are whole": (form, FORM, "(share.signed_at - EPOCH) / HALF_LIFE", "(share.signed_at - now).days / 28"),
    "12 what is old is forgotten": (
        form,
        FORM,
        "2.0 ** ((share.signed_at - EPOCH) / HALF_LIFE)",
        "max(0.0, 1 + (share.signed_at - now) / (8 * HALF_LIFE))",
    ),
    "12 floats are added as they come": (form, FORM, "_rounded(fsum(weighed))", "sum(weighed)"),
    "14 the upper bound": (helpful, WILSON, "(middle - spread)", "(middle + spread)"),
    "14 the bound of a bell curve": (
        helpful,
        WILSON,
        "return (middle - spread) / (1 + z * z / tried)",
        "return share - z * sqrt(share * (1 - share) / tried)",
    ),
    "14 told from the first claim on": (helpful, LEVEL, "LEAST_CLAIMS = 5", "LEAST_CLAIMS = 1"),
    "15 equals are those who are near, beside the best": (
        leaving,
        BOARD,
        "counted = ((amount, member)",
        "best = max(credit.get(one, 0) for one in opted_in)\n    counted = ((amount * 2 // best, member)",
    ),
    "16 weeks have no cap": (week, CAPPING, "min(WEEK_CAP, credit)", "credit"),
    "16 a week that is over its cap counts for nothing": (
        week,
        CAPPING,
        "min(WEEK_CAP, credit)",
        "credit if credit <= WEEK_CAP else 0",
    ),
    "18 adjustments forget what was shown": (closed, ADJUSTING, " - booked.get(_key(one), 0)", ""),
    "18 what a cap took does not come back": (
        closed,
        ADJUSTING,
        "yield from capped(together, cap)",
        "yield from together",
    ),
    "18 the pair has a direction": (
        closed,
        ADJUSTING,
        "by_pair[frozenset((one.member, one.confirmed_by)), ",
        "by_pair[(one.member, one.confirmed_by), ",
    ),
    "18 voids change nothing": (closed, ADJUSTING, "one.case) in gone:", "one.case) in ():"),
    "18 it closes with the month": (
        seasons.test_18_nothing_said_after_the_closing_changes_a_season,
        SEASON,
        " + CONFIRM_WITHIN",
        "",
    ),
    "18 it closes before the last confirmations": (one_season, SEASON, " + CONFIRM_WITHIN", ""),
    "18 the season is that of the clock on the wall": (one_season, CAPPING, "signed_at.astimezone(UTC)", "signed_at"),
    "18 the hash leaves out the amount": (seal, SEASON, "|{share.share}|{share.credit}", "|{share.share}"),
    "18 the hash leaves out adjustments": (seal, SEASON, "for one in adjusted", "for one in ()"),
    "18 the hash tells the order": (seal, SEASON, "sorted(lines)", "lines"),
    "19 all are shown": (gone, BOARD, " and member in opted_in", ""),
    "19 who left leaves a gap": (
        gone,
        BOARD,
        "rank = len(found) + 1\n        tied = [Place",
        "rank = 1 + sum(amount < other for other in credit.values())\n        tied = [Place",
    ),
    "20 boards count what the cap took": (sums, CAPPING, "+= share.credit", "+= share.share"),
    "20 boards count duty": (on_board, BOARD, "(share for share in shares if share.volunteered)", "shares"),
    "20 equals stand one behind the other": (
        on_board,
        BOARD,
        "key=lambda place: place[0]",
        "key=lambda place: place",
    ),
    "rule 9 form halves in a month": (
        standing.test_rule_9_form_halves_every_28_days,
        FORM,
        "timedelta(days=28)",
        "timedelta(days=30)",
    ),
    "regular: there is no grace": (regular, LEVEL, "GRACE = timedelta(days=14)", "GRACE = timedelta(0)"),
    "regular: it is enough to look at the ends": (
        regular,
        LEVEL,
        ", *(one.at for one in past if one.at >= now - GRACE)}",
        ", now}",
    ),
    "regular: nothing is ever too old": (regular, LEVEL, "days=100", "days=120"),
    "regular: four confirmers will do": (regular, LEVEL, "= 10, 5, 3, 5", "= 10, 4, 3, 5"),
    "regular: two customers will do": (regular, LEVEL, "= 10, 5, 3, 5", "= 10, 5, 2, 5"),
    "regular: four days will do": (regular, LEVEL, "= 10, 5, 3, 5", "= 10, 5, 3, 4"),
    "trust: everybody is trusted": (
        reached,
        TRUST,
        "1 / len(approvers) if person in approvers else 0.0",
        "1 / len(people)",
    ),
    "audit: one way is enough": (audited, TRUST, "}) == 2", "}) >= 1"),
    "audit: what was taken is what is left": (audited, TRUST, "share.share - share.credit", "share.credit"),
}
