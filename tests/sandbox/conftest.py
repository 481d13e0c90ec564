"""The fixtures: a served workspace, alone or with a small Bolt app as its bot."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.serving import serve
from sandbox.workspace import Settings
from tests.sandbox.world import NOBODY, SECRET, Bot, Control, Sandbox, served


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A workspace whose bot listens nowhere."""
    settings = Settings(bot_url=NOBODY, signing_secret=SECRET, retry_after=())
    async with served(settings) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    """Slack's own client, for the sandbox."""
    return sandbox.client


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    """The control interface of the sandbox."""
    return sandbox.control


@pytest.fixture
async def bot_and_sandbox() -> AsyncIterator[tuple[Bot, Sandbox]]:
    """A workspace, and the bot that it sends everything to."""
    bot = Bot()
    async with serve(bot) as bot_url:
        settings = Settings(
            bot_url=f"{bot_url}/slack/events",
            signing_secret=SECRET,
            ack_seconds=0.3,
            retry_after=(0.0, 0.01, 0.02),
            trigger_seconds=0.5,
        )
        async with served(settings) as sandbox:
            bot.app = AsyncApp(client=sandbox.client, signing_secret=SECRET, process_before_response=True)
            yield bot, sandbox


@pytest.fixture
def bot(bot_and_sandbox: tuple[Bot, Sandbox]) -> Bot:
    """The Bolt app."""
    return bot_and_sandbox[0]


@pytest.fixture
def app(bot: Bot) -> AsyncApp:
    """Where listeners are registered."""
    assert bot.app
    return bot.app


@pytest.fixture
def world(bot_and_sandbox: tuple[Bot, Sandbox]) -> Sandbox:
    """The workspace that the Bolt app serves."""
    return bot_and_sandbox[1]
