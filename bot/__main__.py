"""The command line of Muster: `python -m bot COMMAND`."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from bot.domain.errors import MusterError
from bot.logs import log_to_stderr
from bot.settings import BadSettings, read_environment


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command. What is wrong with the settings or the input is said in plain words; exit code 2."""
    options = _parser().parse_args(arguments)
    log_to_stderr(logging.WARNING if options.command == "demo" else logging.INFO)
    try:
        return _carry_out(options)
    except (BadSettings, MusterError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _carry_out(options: argparse.Namespace) -> int:
    """Import what the command needs and no more: all of Muster takes seconds to load."""
    match options.command:
        case "demo":
            from bot.cli.demo import demo

            demo(port=options.port)
        case "migrate":
            from bot.cli.database import bring_up_to_date

            bring_up_to_date(read_environment())
            print("The database is up to date.")
        case "credit" if options.act == "compute":
            from bot.cli.compute import compute

            compute(options.file)
        case "quality":
            from bot.cli.quality import run

            return run(options)
        case _:
            return _carry_out_for_company(options)
    return 0


def _carry_out_for_company(options: argparse.Namespace) -> int:
    from bot.muster_file import read_muster_file

    environment = read_environment()
    file = read_muster_file(environment.muster_config)
    match options.command:
        case "import":
            from bot.cli.import_file import import_file

            return import_file(
                environment,
                file,
                options.file,
                source=options.source,
                mapping=options.map,
                cases=options.cases,
                refused=options.refused,
            )
        case "forget":
            from bot.cli.forget import forget

            return forget(environment, file, options.author, yes=options.yes)
        case "parked":
            from bot.cli.parked import parked

            return parked(environment, file, source=options.source, retry=options.retry)
        case "simulate":
            from bot.cli.simulate import run as simulate

            return simulate(file, options)
        case "digest":
            from bot.cli.digest import digest

            digest(environment, file, options.community, options.week, dry_run=options.dry_run)
        case "export":
            from bot.cli.export import export

            export(environment, file, options.community, options.period, options.output)
        case "credit":
            from bot.cli import credit

            if options.act == "rebuild":
                return credit.rebuild(environment, file)
            if options.act == "explain":
                credit.explain(environment, file, options.who)
            else:
                credit.export(environment, file, options.month)
        case _:
            from bot.cli.run import Roles, run

            web, worker = options.command != "worker", options.command != "web"
            run(environment, file, Roles(web=web, worker=worker))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Muster: many functions, one good answer.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shown = commands.add_parser("demo", help="try everything in the browser, with no Slack account")
    shown.add_argument("--port", type=int, default=8001, help="the page's port (default: 8001)")
    commands.add_parser("run", help="web, worker and clock in one process")
    commands.add_parser("web", help="only what listens; any number of them")
    commands.add_parser("worker", help="only what works and keeps the clock; any number of them")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    _add_credit(commands.add_parser("credit", help="check how credit was counted"))
    _add_import(commands.add_parser("import", help="bring in mentions from a CSV, XLSX or JSONL file"))
    _add_forget(commands.add_parser("forget", help="erase somebody who wrote outside, with all they said"))
    _add_parked(commands.add_parser("parked", help="list what came in and could not be read, or read it again"))
    _add_digest(commands.add_parser("digest", help="post or preview a community's weekly digest by hand"))
    _add_export(commands.add_parser("export", help="write the workbook of a month or a week to a file"))
    _add_simulate(commands.add_parser("simulate", help="replay a file, and see what would have happened"))
    _add_quality(commands.add_parser("quality", help="measure grouping, intent and routing on labelled data"))
    return parser


def _add_quality(parser: argparse.ArgumentParser) -> None:
    from bot.cli.quality import add_quality

    add_quality(parser)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--source", required=True, help="where the mentions are from, in one word")
    parser.add_argument("--map", required=True, help="which column holds what: text=COLUMN,id=COLUMN,author=COLUMN,…")
    parser.add_argument(
        "--cases",
        choices=("auto", "all", "none"),
        default="auto",
        help="open cases for recent mentions (auto: posted in the last 14 days), for all, or for none",
    )
    parser.add_argument("--refused", type=Path, help="write the refused rows and their reasons to this CSV file")


def _add_simulate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `import` takes; each row must hold its moment")
    parser.add_argument("--source", default="file", help="where the mentions are from, in one word (default: file)")
    parser.add_argument(
        "--map", required=True, help="which column holds what: text=COLUMN,posted_at=COLUMN,id=COLUMN,…"
    )
    parser.add_argument("--with", dest="proposed", type=Path, metavar="TOML", help="settings to hold against today's")
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="mentions of ordinary days, with the same columns, to learn from how much each word weighs "
        "(default: the first tenth of FILE)",
    )
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write all of it to a workbook too")
    parser.add_argument("--refused", type=Path, help="write the refused rows and their reasons to this CSV file")


def _add_credit(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    compute = acts.add_parser("compute", help="print the shares of a world given as JSON; needs no database")
    compute.add_argument("file", type=Path)
    acts.add_parser("rebuild", help="count the open seasons anew, and check those that are closed")
    explain = acts.add_parser("explain", help="print every share of a case or a person, with its rule")
    explain.add_argument("who", metavar="CASE|MEMBER", help="the number of a case, or somebody's Slack id")
    export = acts.add_parser("export", help="print a month's world as JSON, for `compute`")
    export.add_argument("--month", required=True, help="like 2026-11")


def _add_forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("author", metavar="SOURCE/HANDLE", help="who it is; prints what would go")
    parser.add_argument("--yes", action="store_true", help="do it, instead of only printing what would go")


def _add_parked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", metavar="NAME", help="of this source only")
    parser.add_argument("--retry", metavar="NUMBER", help="let this one be read again, or all")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--community", metavar="NAME", help="its key in muster.toml (default: all)")
    parser.add_argument("--period", default="", help="2026-11, 2026-W47 or “last month” (default: this month)")
    parser.add_argument("-o", dest="output", type=Path, metavar="FILE", required=True, help="the .xlsx file to write")


def _add_digest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--community", required=True, help="its key in muster.toml")
    parser.add_argument("--week", required=True, help="an ISO week, like 2026-W47")
    parser.add_argument("--dry-run", action="store_true", help="print it instead of posting it")


if __name__ == "__main__":
    sys.exit(main())
