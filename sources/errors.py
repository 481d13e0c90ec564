"""What can go wrong at the door, before there is a mention to speak of."""

from bot.domain.errors import MusterError
from bot.ports import SourceBusy, SourceFailed


class BadSignature(MusterError):
    """A delivery that no known secret signed, or signed too long ago.

    One sentence for every cause: which part failed would help only a forger.
    """

    def __init__(self) -> None:
        super().__init__(
            "This delivery could not be verified. Sign the exact body with the source's secret, "
            "within five minutes of sending it."
        )


__all__ = ["BadSignature", "SourceBusy", "SourceFailed"]
