"""app.yaml held against the code, both ways: what Slack is told of Muster is what Muster does."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.domain.sheet import Work
from handlers import slack_app
from handlers.actions import REACTIONS
from handlers.blocks import modals
from handlers.blocks.card import card, pointer
from handlers.blocks.digest import digest_message
from handlers.blocks.found import found_page
from handlers.blocks.ideas import idea_page, ideas_page, shared_idea
from handlers.blocks.lists import help_page, work_list
from handlers.blocks.notes import note
from handlers.views import OUTCOMES
from tests.handlers import board_sheets as made_boards
from tests.handlers import community_sheets as made_communities
from tests.handlers import customer_sheets as made_customers
from tests.handlers import digest_sheets as made_digests
from tests.handlers import draft_sheets as made_drafts
from tests.handlers import forgetting_sheets as made_forgetting
from tests.handlers import idea_sheets as made_ideas
from tests.handlers import listening_sheets as made_listening
from tests.handlers import partner_sheets as made_partners
from tests.handlers import recognising_sheets as made_recognising
from tests.handlers import sending_sheets as made_sending
from tests.handlers import sheets as made
from tests.handlers import suggestion_sheets as made_suggestions
from tests.handlers import whole_sheets as made_whole
from tests.handlers.sheets import COMPANY, PEOPLE, Texts
from tests.people import elements
from tests.world import NOON

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])

NEEDS = {
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_delete": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_getPermalink": set(),
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history"},
    "conversations_join": {"channels:join"},
    "conversations_create": {"channels:manage", "groups:write"},
    "conversations_invite": {"channels:manage", "groups:write"},
    "conversations_setPurpose": {"channels:manage", "groups:write"},
    "conversations_archive": {"channels:manage", "groups:write"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "files_upload_v2": {"files:write"},
    "users_list": {"users:read"},
    "usergroups_list": {"usergroups:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""The scopes that each Web API method asks for, in public and private channels."""
HEARS = {
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "app_home_opened": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "team_join": {"users:read"},
}
"""The scopes that each event asks for."""
OFFERED = {"commands"}
"""What slash commands and shortcuts ask for."""


def test_every_command_is_told_to_slack_and_heard() -> None:
    assert {command["command"] for command in MANIFEST["features"]["slash_commands"]} == set(slack_app.COMMANDS)


def test_every_shortcut_is_told_to_slack_and_heard() -> None:
    told = {shortcut["callback_id"] for shortcut in MANIFEST["features"]["shortcuts"]}
    assert told == set(slack_app.SHORTCUTS)
    kinds = {shortcut["callback_id"]: shortcut["type"] for shortcut in MANIFEST["features"]["shortcuts"]}
    assert kinds == {"mention.report": "global", "mention.report_message": "message"}


def test_every_event_is_subscribed_to_and_heard() -> None:
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in subscribed} == set(slack_app.EVENTS)
    assert set(subscribed) == set(HEARS)


def test_buttons_modals_and_home_are_switched_on() -> None:
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"]


def test_slack_sends_all_to_one_address() -> None:
    settings = MANIFEST["settings"]
    addresses = {
        settings["interactivity"]["request_url"],
        settings["event_subscriptions"]["request_url"],
        *(command["url"] for command in MANIFEST["features"]["slash_commands"]),
    }
    assert addresses == {"https://muster.example.com/slack/events"}


def test_every_call_and_event_has_its_scope_and_no_scope_is_unused() -> None:
    called = methods_called()
    assert called == set(NEEDS), "keep the table of scopes in step with the calls"
    needed = set().union(*(NEEDS[method] for method in called), *HEARS.values())
    assert needed | OFFERED == SCOPES


def methods_called() -> set[str]:
    """The Web API methods that the Slack edge calls on its client."""
    names = {
        node.attr
        for path in (ROOT / "handlers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("client", "self.client", "self._client")
    }
    return {name for name in names if re.match(r"[a-z]+_[a-z]", name) and name != "connect_to_new_endpoint"}


TEXTS = Texts(said="It swells. " * 40, inside="Replaced.", name="amara", url="https://x.example/1", source="by hand")


def everything_that_is_shown() -> list[dict[str, Any]]:
    """Every message and view that a block builder can make, cases at each of their stages."""
    acts = range(len(made.activities(TEXTS)) + 1)
    stages = [made.sheet(Texts(**{**vars(TEXTS), "stage": stage})) for stage in acts]
    drafted = stages[3]
    messages = [
        *(card(sheet, NOON) for sheet in stages),
        *(note(drafted, told) for told in made.notes(TEXTS)),
        *made_boards.messages(TEXTS),
        pointer(drafted),
        help_page(COMPANY, misheard="x", nearest="mine"),
        work_list(made.work(TEXTS), COMPANY, NOON),
        work_list(Work(to_sign=[], owned=[], awaited=[]), COMPANY, NOON),
        found_page(made.found(TEXTS), COMPANY, page=1),
        found_page(replace(made.found(TEXTS), lines=(), in_the_way=("source",)), COMPANY, page=0),
        digest_message(made.digest(TEXTS), COMPANY, {}),
        *made_digests.messages(TEXTS),
        *made_drafts.messages(TEXTS),
        *made_sending.messages(TEXTS),
        *made_recognising.messages(TEXTS),
        *made_communities.messages(TEXTS),
        *made_customers.messages(TEXTS),
        *made_forgetting.messages(TEXTS),
        *made_listening.messages(TEXTS),
        *ideas_that_are_shown(),
        *(card(sheet, NOON) for sheet in set_aside()),
    ]
    return [*(message.as_arguments() for message in messages), *everything_that_opens(drafted, stages)]


def ideas_that_are_shown() -> list[Any]:
    return [
        ideas_page(made_ideas.idea_page(TEXTS)),
        *(
            idea_page(made_ideas.idea_sheet(TEXTS, **standing), reader)
            for standing in made_ideas.STANDINGS
            for reader in (PEOPLE[0], "U0NEW")
        ),
        shared_idea(made_ideas.idea_sheet(TEXTS)),
    ]


def set_aside() -> list[Any]:
    return [made_whole.set_aside(TEXTS, one) for one in (made_whole.MERGED, made_whole.voided(TEXTS))]


def everything_that_opens(drafted: Any, stages: list[Any]) -> list[dict[str, Any]]:
    return [
        *made_boards.homes(TEXTS),
        *made_boards.views(),
        *made_communities.views(TEXTS),
        *made_customers.views(TEXTS),
        *made_forgetting.views(TEXTS),
        *made_listening.views(TEXTS),
        modals.mention_modal(COMPANY),
        modals.contribute_modal(drafted),
        *made_drafts.views(TEXTS),
        *made_sending.views(TEXTS),
        *made_recognising.views(TEXTS),
        modals.reply_modal(drafted),
        *(modals.close_modal(sheet, PEOPLE[1]) for sheet in stages),
        modals.dismiss_modal(drafted),
        modals.reopen_modal(drafted),
        modals.move_modal(drafted, COMPANY),
        modals.idea_modal(),
        modals.case_idea_modal(made_ideas.with_ideas(TEXTS), [made_ideas.idea(TEXTS)]),
        modals.steer_modal(made_ideas.idea(TEXTS)),
        modals.join_modal(made_ideas.idea(TEXTS), [drafted.case]),
        modals.read_modal(drafted),
        *(modals.more_modal(sheet, made.ADMINISTRATOR, NOON) for sheet in stages),
        modals.merge_modal(drafted, [drafted.case]),
        modals.split_modal(drafted, made_whole.mentions(TEXTS)),
        modals.part_modal(set_aside()[0]),
        modals.void_modal(drafted),
        modals.restore_modal(drafted),
        modals.ask_modal(drafted),
        *(modals.suggest_modal(found, "amara") for found in made_suggestions.found(TEXTS)),
        modals.waive_modal(drafted, "legal"),
        modals.hand_over_modal(drafted),
        modals.share_partner_modal(drafted, "It swells."),
        modals.unshare_modal(made_partners.shared(TEXTS)),
        modals.more_modal(made_partners.shared(TEXTS), made.ADMINISTRATOR, NOON),
        modals.timeline_modal(drafted, ["a line"]),
        modals.done_modal("Done", "It is."),
    ]


def test_everything_that_can_be_pressed_does_something_and_all_that_does_something_can_be_pressed() -> None:
    pressable = {
        "case.share",
        "digest.share",
        "report.share",
        "suggestions.set",
    }  # stand below what one person asked for, in handlers.commands
    for shown in everything_that_is_shown():
        for element in elements(shown):
            if element["type"] == "button":
                pressable.add(element["action_id"])
    assert pressable == set(REACTIONS)


def test_every_modal_that_can_be_sent_has_an_outcome_and_every_outcome_a_modal() -> None:
    views = [shown for shown in everything_that_is_shown() if shown.get("type") == "modal"]
    assert {view["callback_id"] for view in views if "submit" in view} == set(OUTCOMES)


def test_no_input_of_a_modal_sends_anything_while_it_is_filled_in() -> None:
    for shown in everything_that_is_shown():
        assert not [block for block in shown["blocks"] if block.get("dispatch_action")]
