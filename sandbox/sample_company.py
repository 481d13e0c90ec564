"""The sample company: its people, user groups and channels, and the organisation it shares a channel with."""

from sandbox.channels import Channel
from sandbox.people import BOT_USER, OWNER, PARTNER_TEAM_ID, SLACKBOT, Directory, Person, UserGroup

_CHANNELS = {
    "C0GENERAL": ("general", "Everything that concerns everyone"),
    "C0CARE": ("care", "Service, billing and everyday questions of customers"),
    "C0SAFETY": ("product-safety", "Anything a customer says that may be a matter of safety"),
    "C0VOICE": ("public-voice", "Posts and reviews that many people read"),
}


def sample_channels(directory: Directory) -> list[Channel]:
    """The channels as they are before anyone does anything."""
    everyone = [*(person.id for person in directory.employees()), BOT_USER]
    own = [_channel(id_, name, purpose, everyone) for id_, (name, purpose) in _CHANNELS.items()]
    shared = _channel(
        "C0PARTNER",
        "ext-partner-works",
        "Where we and Partner Works help customers of both",
        ["U0EVA", "U0AMARA", "U0LI", BOT_USER, "U0NORA", "U0SAM"],
    )
    shared.connected_teams = (PARTNER_TEAM_ID,)
    return [*own, shared]


def _channel(channel_id: str, name: str, purpose: str, members: list[str]) -> Channel:
    return Channel(
        id=channel_id,
        name=name,
        creator=OWNER,
        members=list(members),
        purpose={"value": purpose, "creator": OWNER, "last_set": 0},
    )


def sample_directory() -> Directory:
    """The sample company as it is before anyone does anything."""
    return Directory.of(
        [
            Person(
                id="U0AMARA",
                name="amara",
                real_name="Amara Diallo",
                function="Support",
                tz="Europe/Berlin",
                colour="b4541a",
            ),
            Person(
                id="U0JONAS",
                name="jonas",
                real_name="Jonas Weber",
                function="Engineering",
                tz="Europe/Berlin",
                colour="2c6fbb",
            ),
            Person(
                id="U0LI",
                name="li",
                real_name="Li Chen",
                function="Legal",
                tz="Asia/Singapore",
                colour="7a4fa3",
            ),
            Person(
                id="U0PRIYA",
                name="priya",
                real_name="Priya Nair",
                function="PR",
                tz="Asia/Kolkata",
                colour="b83268",
            ),
            Person(
                id="U0TOM",
                name="tom",
                real_name="Tom Berg",
                function="Product",
                tz="America/New_York",
                colour="2f7d4f",
            ),
            Person(
                id="U0EVA",
                name="eva",
                real_name="Eva Novak",
                function="Support",
                tz="Europe/London",
                colour="8a6d00",
                is_owner=True,
            ),
            Person(id="U0GUEST", name="guest", real_name="Robin Guest", function="Guest", is_guest=True),
            Person(
                id="U0NORA",
                name="nora",
                real_name="Nora Lind",
                team_id=PARTNER_TEAM_ID,
                tz="Europe/Stockholm",
                colour="4a6b8a",
            ),
            Person(
                id="U0SAM",
                name="sam",
                real_name="Sam Ortiz",
                team_id=PARTNER_TEAM_ID,
                tz="Europe/Madrid",
                colour="87603f",
            ),
            Person(id=BOT_USER, name="muster", real_name="Muster", is_bot=True, colour="1f4e5f"),
            Person(id=SLACKBOT, name="slackbot", real_name="Slackbot", is_bot=True),
        ],
        [
            UserGroup(id="S0SUPPORT", handle="support", name="Support", users=("U0AMARA", "U0EVA")),
            UserGroup(id="S0ENGINEERING", handle="engineering", name="Engineering", users=("U0JONAS",)),
            UserGroup(id="S0LEGAL", handle="legal", name="Legal", users=("U0LI",)),
            UserGroup(id="S0PR", handle="pr", name="PR", users=("U0PRIYA",)),
            UserGroup(id="S0PRODUCT", handle="product", name="Product", users=("U0TOM",)),
        ],
    )
