"""What `kind = "mail"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.errors import BadInput
from sources.mail.mailbox import Mailbox
from sources.mail.outgoing import Outgoing
from sources.mail.reading import MailSource
from sources.mail.replying import ReplyingMail
from sources.mail.settings import MailSettings
from sources.mail.wire import Server


class MailConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "mail"
    settings = MailSettings
    secrets: Mapping[str, bool] = MappingProxyType({"PASSWORD": True, "SMTP_PASSWORD": False})

    def make(self, name: str, settings: MailSettings, secrets: Mapping[str, str]) -> MailSource:
        """A source that reads, and with an `smtp_host` answers too. SMTP_PASSWORD is by default the PASSWORD. Raises
        BadInput."""
        password = secrets.get("PASSWORD", "")
        if not password:
            raise BadInput(
                "PASSWORD is missing. Make one for Muster alone where the mailbox is kept.", field="PASSWORD"
            )
        server = Server(settings.host, settings.port, settings.security, internal=settings.internal)
        mailbox = Mailbox(server, settings.user, password)
        if settings.smtp_host is None:
            return MailSource(name, settings, mailbox)
        way = Server(settings.smtp_host, settings.smtp_port, settings.smtp_security, internal=settings.internal)
        outgoing = Outgoing(way, settings.smtp_user or settings.user, secrets.get("SMTP_PASSWORD") or password)
        return ReplyingMail(name, settings, mailbox, outgoing)


CONNECTOR = MailConnector()
