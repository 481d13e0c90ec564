"""`forget`: erase an author from the command line."""

from __future__ import annotations

import asyncio

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.domain.erasure import COUNTED, Erasure, Preview, Step
from bot.domain.errors import BadInput
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.erase import erase
from bot.usecases.forget_author import find_to_forget, forget_author


def forget(environment: Environment, file: MusterFile, author: str, *, yes: bool) -> int:
    """Print what would go with an author; with `yes` let it go, and print the receipt. Raises BadInput, BadSettings,
    UnknownCustomer."""
    with database(environment) as url:
        return asyncio.run(_forget(environment, file, url, author, yes))


async def _forget(environment: Environment, file: MusterFile, url: str, author: str, yes: bool) -> int:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        found = await find_to_forget(author, None, uow=muster.uow(), company=muster.company)
        for one in found:
            print(_preview(one))
        if not yes:
            print("Nothing is erased. Add --yes to do it; nobody can undo it.")
            return 0
        if len(found) > 1:
            raise BadInput("Several authors could be meant. Write one of them as SOURCE/HANDLE.")
        done = await _erase(found[0], muster)
    print(_receipt(done))
    return 0


async def _erase(preview: Preview, muster: Muster) -> Erasure:
    """Do it here and now rather than when Muster runs. A run that breaks off is taken up by the next one, or by
    Muster itself."""
    handle = preview.author.author.handle
    number = await forget_author(preview.author.id, None, typed=handle, **muster.tools())
    while (erasure := await erase(number, **muster.tools())).step is not Step.DONE:
        print(f"  {erasure.step.value}: {erasure.counts.get('mentions', 0):,} mentions erased so far", flush=True)
    return erasure


def _preview(one: Preview) -> str:
    author = one.author.author
    lines = [f"{author.source}/{author.handle}"]
    lines += [f"  {number:,} {key}" for key, number in one.counts.items() if number]
    if one.others:
        lines.append(f"  {one.others:,} other authors of the same customer would stay; forget each alone")
    return "\n".join(lines)


def _receipt(erasure: Erasure) -> str:
    lines = [
        f"Erasure {erasure.id}: author {erasure.author} is forgotten.",
        f"  asked for {erasure.asked_at:%Y-%m-%d %H:%M} UTC, done {erasure.done_at:%Y-%m-%d %H:%M} UTC",
    ]
    lines += [f"  {erasure.counts[key]:,} {words}" for key, words in COUNTED.items() if erasure.counts.get(key)]
    if erasure.named_in:
        lines.append(f"  colleagues may have named the author in cases {', '.join(map(str, erasure.named_in))}")
    return "\n".join(lines)
