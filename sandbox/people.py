"""The sample company: six employees, a guest, the app's bot, and their user groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.errors import Json, SlackError

TEAM_ID = "T0SANDBOX"
TEAM_NAME = "Sample Company"
TEAM_DOMAIN = "sample-company"
APP_ID = "A0MUSTER"
BOT_ID = "B0MUSTER"
BOT_USER = "U0MUSTER"
SLACKBOT = "USLACKBOT"
OWNER = "U0EVA"
FOUNDED = 1_735_689_600
"""When the sample company's people, groups and channels came to be (2025-01-01)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone with an account: an employee, a guest, or a bot user."""

    id: str
    name: str
    real_name: str
    function: str = ""
    tz: str = "Europe/London"
    colour: str = "5b6470"
    is_owner: bool = False
    is_guest: bool = False
    is_bot: bool = False

    @property
    def is_employee(self) -> bool:
        """Whether this person is one of the six who can be played."""
        return not (self.is_bot or self.is_guest)

    def shape(self, *, with_email: bool = True) -> Json:
        """This person as `users.info` gives them."""
        offset = datetime.now(UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.name,
            "deleted": False,
            "color": self.colour,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self._profile(with_email=with_email),
            "is_admin": self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_owner,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot and self.id != SLACKBOT,
            "is_app_user": False,
            "updated": FOUNDED,
            "is_email_confirmed": not self.is_bot,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _profile(self, *, with_email: bool) -> Json:
        profile: Json = {
            "title": self.function,
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.real_name.split()[0],
            "display_name_normalized": self.real_name.split()[0],
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": self.id.lower(),
            "first_name": self.real_name.split()[0],
            "last_name": self.real_name.split()[-1],
            "team": TEAM_ID,
        }
        if self.is_bot:
            profile |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
        elif with_email:
            profile["email"] = f"{self.name}@sample-company.example"
        return profile


@dataclass(frozen=True, slots=True, kw_only=True)
class UserGroup:
    """A named set of people, mentioned as `<!subteam^ID>`."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]

    def shape(self, *, include_users: bool) -> Json:
        """This group as `usergroups.list` gives it."""
        shape: Json = {
            "id": self.id,
            "team_id": TEAM_ID,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "handle": self.handle,
            "description": f"The {self.name} team of the sample company",
            "is_external": False,
            "date_create": FOUNDED,
            "date_update": FOUNDED,
            "date_delete": 0,
            "auto_type": None,
            "created_by": OWNER,
            "updated_by": OWNER,
            "deleted_by": None,
            "prefs": {"channels": [], "groups": []},
            "user_count": len(self.users),
        }
        if include_users:
            shape["users"] = list(self.users)
        return shape


@dataclass(slots=True)
class Directory:
    """Everyone in the workspace, by id."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[Person], groups: Iterable[UserGroup]) -> "Directory":
        """A directory of these people and groups."""
        return cls({person.id: person for person in people}, {group.id: group for group in groups})

    def person(self, user_id: str) -> Person:
        """The person with this id, or Slack's `user_not_found`."""
        try:
            return self.people[user_id]
        except KeyError:
            raise SlackError("user_not_found") from None

    def employees(self) -> list[Person]:
        """The people one can be in the sandbox."""
        return [person for person in self.people.values() if person.is_employee]


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
