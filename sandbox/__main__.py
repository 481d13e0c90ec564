"""`python -m sandbox`: run the sample company's workspace on this machine."""

import argparse
import asyncio
import os
from pathlib import Path

from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import run
from sandbox.workspace import Settings, Workspace


def main() -> None:
    """Read the command line and serve until stopped."""
    options = _parser().parse_args()
    settings = Settings(
        bot_url=options.bot_url,
        signing_secret=options.signing_secret,
        bot_token=options.bot_token,
        app_token=options.app_token,
        mention_url=options.mention_url,
        mention_secret=options.mention_secret,
    )
    workspace = Workspace(settings, Manifest.read(options.manifest))
    address = f"http://{options.host}:{options.port}/"
    print(f"Sandbox workspace: {address}  (SLACK_API_URL={address}api/)", flush=True)
    asyncio.run(run(create_app(workspace), options.host, options.port))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Slack workspace.")
    env = os.environ
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--bot-url", default="http://127.0.0.1:8000/slack/events", help="where the bot listens")
    parser.add_argument(
        "--signing-secret",
        default=env.get("SLACK_SIGNING_SECRET", "sandbox-signing-secret"),
        help="shared with the bot",
    )
    parser.add_argument("--bot-token", default=env.get("SLACK_BOT_TOKEN", "xoxb-sandbox"))
    parser.add_argument("--app-token", default=env.get("SLACK_APP_TOKEN", "xapp-sandbox"))
    parser.add_argument("--mention-url", help="where the bot takes mentions from outside")
    parser.add_argument("--mention-secret", help="the Standard Webhooks secret of that source")
    parser.add_argument("--manifest", type=Path, default=Path("app.yaml"), help="the app's manifest")
    return parser


if __name__ == "__main__":
    main()
