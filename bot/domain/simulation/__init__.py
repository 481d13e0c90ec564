"""What would have happened: mentions of the past, replayed under some settings, without anybody being told.

Nobody answers in a replay. A case stays open until nothing has joined it for as long as a customer may take up a case
again (`comes_back_days`); then it counts as done. The time is that of the mentions.
"""

from bot.domain.simulation.comparing import Compared, Elsewhere
from bot.domain.simulation.figures import Happened, Urgent
from bot.domain.simulation.replaying import Place, Replay

__all__ = ["Compared", "Elsewhere", "Happened", "Place", "Replay", "Urgent"]
