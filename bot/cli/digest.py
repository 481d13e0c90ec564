"""`digest`: a community's week, by hand."""

from __future__ import annotations

import asyncio

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.domain.period import Week
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.compose_digest import compose_digest
from bot.usecases.tell_week import post_digest
from handlers.blocks.digest import digest_message
from handlers.blocks.kit import as_plain_text


def digest(environment: Environment, file: MusterFile, community: str, week: str, *, dry_run: bool) -> None:
    """Post a digest, or print it. Raises BadInput, BadSettings, UnknownCommunity."""
    chosen = Week.parse(week)
    if not dry_run:
        environment.require_slack()
    with database(environment) as url:
        asyncio.run(_digest(environment, file, url, community, chosen, dry_run))


async def _digest(
    environment: Environment, file: MusterFile, url: str, community: str, week: Week, dry_run: bool
) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        if dry_run:
            await _preview(muster, community, week)
            return
        posted = await post_digest(
            muster.company.community(community),
            week,
            uow=muster.uow(),
            company=muster.company,
            messenger=muster.messenger,
            drawer=muster.charts,
            clock=muster.clock,
        )
        print(f"Posted the digest of {week}." if posted else f"The digest of {week} is posted already.")


async def _preview(muster: Muster, community: str, week: Week) -> None:
    composed, names = await compose_digest(
        muster.company.community(community), week, uow=muster.uow(), clock=muster.clock
    )
    print(as_plain_text(digest_message(composed, muster.company, names)))
