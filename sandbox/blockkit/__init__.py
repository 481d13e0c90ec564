"""Block Kit as Slack checks it: limits, fields, ids, and what may stand where."""

from sandbox.blockkit.surfaces import checked_blocks, checked_view

__all__ = ["checked_blocks", "checked_view"]
