"""All channels and what is said in them; each change is told to the app as Slack would."""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox import events
from sandbox.channels import Channel
from sandbox.errors import Json, SlackError
from sandbox.messages import Message
from sandbox.people import BOT_USER, SLACKBOT, Directory, Person
from sandbox.ticking import Timestamps

Tell = Callable[[Json], None]
_MENTION_OF_BOT = re.compile(rf"<@{BOT_USER}(\|[^>]*)?>")


@dataclass(slots=True, kw_only=True)
class Conversations:
    """The channels of the workspace. `tell` hears each event that the bot is allowed to see."""

    directory: Directory
    clock: Timestamps
    tell: Tell
    channels: dict[str, Channel] = field(default_factory=dict)

    def find(self, name_or_id: str) -> Channel:
        """A channel by id, by `#name`, or the direct messages of a person by the person's id."""
        if person := self.directory.people.get(name_or_id):
            if self.is_stranger(person):
                raise SlackError("channel_not_found")
            return self.direct(person.id)
        if channel := self.channels.get(name_or_id):
            return channel
        name = name_or_id.removeprefix("#")
        for channel in self.channels.values():
            if name and channel.name == name:
                return channel
        raise SlackError("channel_not_found")

    def direct(self, user: str) -> Channel:
        """The direct messages between a person and the bot, begun if there are none yet."""
        person = self.directory.person(user)
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        channel_id = "D" + user.removeprefix("U")
        if channel_id not in self.channels:
            members = [user, BOT_USER]
            self.channels[channel_id] = Channel(id=channel_id, partner=user, members=members, is_private=True)
        return self.channels[channel_id]

    def is_stranger(self, person: Person) -> bool:
        """Whether the bot shares no channel with this person of another organisation."""
        both = {person.id, BOT_USER}
        return person.is_external and not any(
            both <= set(channel.members) for channel in self.channels.values() if not channel.is_im
        )

    def create(self, name: str, *, creator: str, is_private: bool = False) -> Channel:
        """A new channel with its creator in it."""
        self.check_name(name)
        channel = Channel(
            id=f"C{secrets.token_hex(5).upper()}",
            name=name,
            creator=creator,
            created=int(time.time()),
            is_private=is_private,
        )
        self.channels[channel.id] = channel
        if not is_private:
            self.tell(events.channel_happening("channel_created", channel, creator, at=self.clock.next()))
        self.add_member(channel, creator)
        return channel

    def check_name(self, name: str) -> None:
        """Refuse a channel name that Slack refuses."""
        if not name:
            raise SlackError("invalid_name_required")
        if len(name) > 80:
            raise SlackError("invalid_name_maxlength")
        if re.fullmatch(r"[-_]+", name):
            raise SlackError("invalid_name_punctuation")
        if re.search(r"[^\w-]", name) or name != name.lower():
            raise SlackError("invalid_name_specials")
        if any(channel.name == name for channel in self.channels.values()):
            raise SlackError("name_taken")

    def add_member(self, channel: Channel, user: str, *, inviter: str | None = None) -> None:
        """Bring a person into a channel, with the line that says so."""
        channel.members.append(user)
        at = self.clock.next()
        team = self.directory.team_of(user)
        event = events.membership("member_joined_channel", channel, user, team=team, at=at, inviter=inviter)
        self._tell_of(channel, event)
        self.announce(channel, user, "channel_join", f"<@{user}> has joined the channel", inviter=inviter)

    def announce(self, channel: Channel, user: str, subtype: str, text: str, **extra: Any) -> Message:
        """Post a line that Slack itself writes: who joined, what the topic is, and so on."""
        known = {name: value for name, value in extra.items() if value is not None}
        return self.post(channel, user=user, text=text, subtype=subtype, extra=known)

    def post(self, channel: Channel, *, user: str, text: str, **parts: Any) -> Message:
        """Put a message into a channel or thread, and tell the app."""
        team = self.directory.team_of(user)
        message = Message(ts=self.clock.next(), channel=channel.id, user=user, text=text, team=team, **parts)
        if channel.connected_teams and not message.by_bot:
            message.extra = message.extra | self._origin(user)
        channel.add(message)
        self._tell_of(channel, events.message_posted(channel, message))
        if not channel.is_im and not message.by_bot and _MENTION_OF_BOT.search(text):
            self._tell_of(channel, events.app_mentioned(channel, message))
        return message

    def whisper(self, channel: Channel, *, user: str, only_for: str, text: str, **parts: Any) -> Message:
        """Show a message to one person only; Slack tells nobody of it."""
        message = Message(ts=self.clock.next(), channel=channel.id, user=user, only_for=only_for, text=text, **parts)
        channel.ephemerals[message.ts] = message
        return message

    def edit(self, channel: Channel, message: Message, **changes: Any) -> None:
        """Change parts of a message, and tell the app how it was before."""
        before = channel.shown(message)
        for name, value in changes.items():
            setattr(message, name, value)
        at = self.clock.next()
        self._tell_of(channel, events.message_changed(channel, message, before=before, at=at))

    def delete(self, channel: Channel, message: Message) -> None:
        """Remove a message; the head of a thread leaves a tombstone, as in Slack."""
        if channel.replies(message.ts):
            gone: Json = {"text": "This message was deleted.", "user": SLACKBOT, "subtype": "tombstone"}
            gone |= {"blocks": [], "attachments": [], "files": [], "by_bot": False, "metadata": None}
            self.edit(channel, message, **gone, extra={"hidden": True})
            return
        before = channel.shown(message)
        channel.remove(message)
        at = self.clock.next()
        self._tell_of(channel, events.message_deleted(channel, message.ts, before=before, at=at))

    def react(self, channel: Channel, message: Message, *, user: str, name: str) -> None:
        """Add a reaction, once for each person and sign."""
        people = message.reactions.setdefault(name, [])
        if user in people:
            raise SlackError("already_reacted")
        people.append(user)
        at = self.clock.next()
        self._tell_of(channel, events.reaction("reaction_added", message, user=user, name=name, at=at))

    def unreact(self, channel: Channel, message: Message, *, user: str, name: str) -> None:
        """Take a reaction away."""
        people = message.reactions.get(name, [])
        if user not in people:
            raise SlackError("no_reaction")
        people.remove(user)
        if not people:
            del message.reactions[name]
        at = self.clock.next()
        self._tell_of(channel, events.reaction("reaction_removed", message, user=user, name=name, at=at))

    def set_archived(self, channel: Channel, user: str, *, archived: bool) -> None:
        """Close a channel or open it again."""
        kind = "channel_archive" if archived else "channel_unarchive"
        self.announce(channel, user, kind, f"<@{user}> {'archived' if archived else 'un-archived'} the channel")
        channel.is_archived = archived
        self._tell_of(channel, events.channel_happening(kind, channel, user, at=self.clock.next()))

    def rename(self, channel: Channel, name: str, *, user: str) -> None:
        """Give a channel another name."""
        self.check_name(name)
        channel.previous_names.append(channel.name)
        old, channel.name = channel.name, name
        text = f"<@{user}> has renamed the channel from “{old}” to “{name}”"
        self.announce(channel, user, "channel_name", text, old_name=old, name=name)
        self._tell_of(channel, events.channel_happening("channel_rename", channel, user, at=self.clock.next()))

    def _origin(self, user: str) -> Json:
        """What Slack adds to a message in a shared channel, so that one knows where its author belongs."""
        team = self.directory.team_of(user)
        origin: Json = {"user_team": team, "source_team": team}
        person = self.directory.people.get(user)
        if person and person.is_external:
            origin["user_profile"] = person.external_profile() | {"name": person.name}
        return origin

    def _tell_of(self, channel: Channel, event: Json) -> None:
        if BOT_USER in channel.members:
            self.tell(event)
