"""A mailbox: IMAP in, SMTP out."""

from sources.mail.connector import CONNECTOR
from sources.mail.reading import MailSource
from sources.mail.replying import ReplyingMail
from sources.mail.settings import MailSettings

__all__ = ["CONNECTOR", "MailSettings", "MailSource", "ReplyingMail"]
