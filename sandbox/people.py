"""People with accounts: those of the sample company, and those of an organisation it shares a channel with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.errors import Json, SlackError

TEAM_ID = "T0SANDBOX"
TEAM_NAME = "Sample Company"
PARTNER_TEAM_ID = "T0PARTNER"
PARTNER_TEAM_NAME = "Partner Works"
TEAM_NAMES = {TEAM_ID: TEAM_NAME, PARTNER_TEAM_ID: PARTNER_TEAM_NAME}
TEAM_DOMAINS = {TEAM_ID: "sample-company", PARTNER_TEAM_ID: "partner-works"}
APP_ID = "A0MUSTER"
BOT_ID = "B0MUSTER"
BOT_USER = "U0MUSTER"
SLACKBOT = "USLACKBOT"
OWNER = "U0EVA"
FOUNDED = 1_735_689_600
"""When the sample company's people, groups and channels came to be (2025-01-01)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone with an account: an employee, a guest, a bot user, or a member of another organisation."""

    id: str
    name: str
    real_name: str
    team_id: str = TEAM_ID
    function: str = ""
    tz: str = "Europe/London"
    colour: str = "5b6470"
    is_owner: bool = False
    is_guest: bool = False
    is_bot: bool = False

    @property
    def is_employee(self) -> bool:
        """Whether this person is one of the six of the sample company."""
        return not (self.is_bot or self.is_guest or self.is_external)

    @property
    def is_external(self) -> bool:
        """Whether this person belongs to another organisation."""
        return self.team_id != TEAM_ID

    def shape(self, *, with_email: bool = True) -> Json:
        """This person as `users.info` gives them, when they are of this workspace."""
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

    def external_shape(self, *, is_stranger: bool) -> Json:
        """This person as `users.info` gives them, when they are of another organisation: little is told.

        Slack calls only those strangers with whom the app shares no channel.
        """
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": False,
            "real_name": self.real_name,
            "profile": self.external_profile(),
            "is_bot": False,
            "is_app_user": False,
            "is_stranger": is_stranger,
            "updated": FOUNDED,
        }

    def external_profile(self) -> Json:
        """What Slack tells of the profile of somebody of another organisation."""
        first_name = self.real_name.split()[0]
        return {
            "avatar_hash": self.id.lower(),
            "real_name": self.real_name,
            "display_name": first_name,
            "team": self.team_id,
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
        """The six of the sample company."""
        return [person for person in self.people.values() if person.is_employee]

    def members(self) -> list[Person]:
        """Everyone with an account in this workspace itself."""
        return [person for person in self.people.values() if not person.is_external]

    def team_of(self, user_id: str) -> str:
        """The organisation of a person; this one's where they are not known."""
        person = self.people.get(user_id)
        return person.team_id if person else TEAM_ID
