"""Ways to break the rules of the ledger, each with the property that must notice."""

from __future__ import annotations

from tests.properties import test_caps as caps
from tests.properties import test_ledger as ledger
from tests.properties import test_symmetry as symmetry
from tests.properties.refuting import Mutant

AMOUNTS = "credit/amounts.py"
CAPPING = "credit/capping.py"
LEDGER = "credit/ledger.py"

pot = ledger.test_1_credit_is_never_negative_and_never_more_than_the_pot
valid = ledger.test_3_who_is_credited_as_confirmer_has_no_stake_and_said_so_in_time
absent = ledger.test_5_a_case_that_does_not_pay_is_as_good_as_absent
stirred = symmetry.test_6_shuffling_and_repeating_change_nothing
split = ledger.test_7_splitting_a_case_under_one_key_never_raises_the_total
moved = ledger.test_7_moving_claims_to_a_later_part_gains_no_more_than_rounding
pair = ledger.test_9_no_unordered_pair_earns_more_than_its_cap_a_month
most_trusted = caps.test_rule_5_the_most_trusted_confirmer_counts_then_the_earliest

LEDGER_MUTANTS: dict[str, Mutant] = {
    "1 each function is paid the whole answer": (
        pot,
        LEDGER,
        "ANSWERS_PER_MILLE // len(answers)",
        "ANSWERS_PER_MILLE",
    ),
    "1 spotting pays more": (pot, AMOUNTS, "LOOP_PER_MILLE = 200", "LOOP_PER_MILLE = 201"),
    "1 each case of a key pays": (pot, LEDGER, "{case.external_key: (", "{case.id: ("),
    "1 a pair is raised to its cap": (pot, CAPPING, "one.share if total <= cap else one.share", "one.share"),
    "2 one may confirm oneself": (
        ledger.test_2_confirming_oneself_changes_nothing,
        LEDGER,
        "and by not in slot.claims",
        "and (by == member or by not in slot.claims)",
    ),
    "3 who claims the slot may confirm others": (valid, LEDGER, "by not in slot.claims", "by != member"),
    "3 bots confirm": (valid, LEDGER, "inactive.isdisjoint((member, by))", "member not in inactive"),
    "3 bots earn": (valid, LEDGER, "inactive.isdisjoint((member, by))", "by not in inactive"),
    "3 it is never too late": (
        valid,
        LEDGER,
        "slot.signed_at <= CONFIRM_WITHIN",
        "slot.signed_at <= 9 * CONFIRM_WITHIN",
    ),
    "4 who signs off answers": (
        ledger.test_4_who_signs_off_earns_no_answer_share_in_the_case,
        LEDGER,
        "and not (slot.name.startswith(ANSWER) and member == slot.signed_by)",
        "",
    ),
    "5 void cases pay": (absent, LEDGER, " and not case.voided", ""),
    "5 reopened cases pay": (absent, LEDGER, " and not case.reopened", ""),
    "5 unsigned cases pay": (
        absent,
        LEDGER,
        """(case.signed_at.astimezone(UTC), case.id, case)
        for case in set(cases)
        if case.external and case.signed_by and case.signed_at and""",
        """((case.signed_at or datetime(2026, 11, 1, tzinfo=UTC)).astimezone(UTC), case.id, case)
        for case in set(cases)
        if case.external and""",
    ),
    "5 internal cases pay": (absent, LEDGER, "case.external and case.signed_by", "case.signed_by"),
    "5 a case that does not pay stands before one that does": (
        absent,
        LEDGER,
        """ and not case.voided and not case.reopened
    ]
    # From the latest to the earliest: the earliest of a key is set last, and stays.
    by_key = {case.external_key: (case, signed_at) for signed_at, _, case in sorted(live, reverse=True)}
    return list(by_key.values())""",
        """
    ]
    by_key = {case.external_key: (case, signed_at) for signed_at, _, case in sorted(live, reverse=True)}
    return [(case, signed_at) for case, signed_at in by_key.values() if not case.voided and not case.reopened]""",
    ),
    "6 the latest claim tells whether one volunteered": (
        stirred,
        LEDGER,
        "claim.volunteered and members.get(claim.member, True)",
        "claim.volunteered",
    ),
    "6 confirmations count as they arrive": (
        stirred,
        LEDGER,
        "sorted(confirmations, key=precedence, reverse=True)",
        "confirmations",
    ),
    "7 each part of a case pays": (split, LEDGER, "{case.external_key: (", "{case.id: ("),
    "7 what is moved to another part pays": (moved, LEDGER, "{case.external_key: (", "{case.id: ("),
    "7 the latest part pays": (split, LEDGER, "sorted(live, reverse=True)", "sorted(live)"),
    "8 each contributor is paid the whole slot": (
        ledger.test_8_more_contributors_never_push_a_slot_above_its_weight,
        LEDGER,
        "// (1000 * len(chosen))",
        "// 1000",
    ),
    "9 the pair cap has a direction": (
        pair,
        CAPPING,
        "by_pair[frozenset((share.member, share.confirmed_by)), ",
        "by_pair[(share.member, share.confirmed_by), ",
    ),
    "9 there is no pair cap": (pair, CAPPING, "one.share * cap // total", "one.share"),
    "9 the pair cap is by the week": (
        pair,
        CAPPING,
        "season_of(share.signed_at)].append",
        "Week.of(share.signed_at, ZoneInfo('UTC'))].append",
    ),
    "9 shares are rounded up": (pair, CAPPING, "one.share * cap // total", "-(-one.share * cap // total)"),
    "9 peers may earn as much as with approvers": (pair, AMOUNTS, "PEER_CAP = 3 * POT", "PEER_CAP = 12 * POT"),
    "9 whoever calls themselves an approver is one": (
        pair,
        CAPPING,
        "if share.kind is ConfirmerKind.CUSTOMER:",
        "if share.kind is not ConfirmerKind.PEER:",
    ),
    "10 a second confirmation counts as a second claimant": (
        ledger.test_10_one_more_confirmation_never_lowers_its_members_own_share,
        LEDGER,
        "// (1000 * len(chosen))",
        "// (1000 * max(len(chosen), len(list(slot.confirmations))))",
    ),
    "11 names decide before time": (
        symmetry.test_11_renaming_members_permutes_the_result,
        LEDGER,
        "one.at.astimezone(UTC), one.by",
        "one.by, one.at.astimezone(UTC)",
    ),
    "13 alone one gets half a slot": (
        ledger.test_13_shares_are_the_shapley_values_of_covering_the_slots,
        LEDGER,
        "// (1000 * len(chosen))",
        "// (1000 * max(2, len(chosen)))",
    ),
    "17 it pays while it is open again": (
        ledger.test_17_reopening_and_signing_again_pays_once,
        LEDGER,
        " and not case.reopened",
        "",
    ),
    "rule 5 the least trusted counts": (
        most_trusted,
        LEDGER,
        "return list(ConfirmerKind).index(",
        "return -list(ConfirmerKind).index(",
    ),
    "rule 5 the latest counts": (most_trusted, LEDGER, "key=precedence, reverse=True", "key=precedence"),
    "rule 5 whoever says so is an approver": (most_trusted, LEDGER, "and one.by not in approvers", "and False"),
}
