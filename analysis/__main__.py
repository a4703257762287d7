"""The command line: `python -m analysis review|audit|guidelines|evaluate|bench`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .model import AUDIENCES, PLATFORMS, ROLES
from .review import UnusableText

_GUIDELINES = Path(__file__).resolve().parent.parent / "guidelines"
UNUSABLE = 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one Danish line."""

    def error(self, message: str) -> None:
        self.exit(UNUSABLE, f"Kasket: {_danish(message)} Prøv --help.\n")


def _danish(message: str) -> str:
    for english, danish in (
        ("the following arguments are required:", "mangler:"), ("invalid choice:", "ukendt valg:"),
        ("choose from", "vælg mellem"), ("unrecognized arguments:", "ukendte argumenter:"), ("argument ", ""),
        ("expected one argument", "mangler en værdi"), ("invalid int value:", "skal være et helt tal:"),
        ("expected at least one argument", "mangler en værdi"),
    ):  # fmt: skip
        message = message.replace(english, danish)
    return message[:1].upper() + message[1:] + "."


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m analysis", description="Kasket: tjek et opslag, før du deler det.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="KOMMANDO")
    _review_arguments(commands.add_parser("review", help="tjek ét opslag"))
    _audit_arguments(commands.add_parser("audit", help="tjek mange opslag"))
    _guidelines_arguments(commands.add_parser("guidelines", help="tjek, prøv og vis færdselsreglerne"))
    command = commands.add_parser("evaluate", help="mål mod mærkede opslag")
    command.add_argument("labelled", metavar="MÆRKET.jsonl")
    command.add_argument("--errors", type=int, default=0, metavar="N", help="vis de første N fejl af hver slags")
    command.add_argument("--rules-only", action="store_true", help="uden den trænede model")
    command.add_argument("--guidelines", default=_GUIDELINES, metavar="MAPPE")
    command = commands.add_parser("bench", help="mål hastigheden som forhold")
    command.add_argument("posts", nargs="?", metavar="OPSLAG.jsonl", help="opslag at måle på; ellers eksemplerne")
    command.add_argument("--packs", action="store_true", help="mål på 2.000 regler: indlæsning og tjek")
    command.add_argument("--guidelines", default=_GUIDELINES, metavar="MAPPE")
    return parser


def _setting_arguments(command: argparse.ArgumentParser, default: str | None) -> None:
    command.add_argument("--role", choices=ROLES, default=default and "union-leader")
    command.add_argument("--platform", choices=PLATFORMS, default=default and "facebook")
    command.add_argument("--audience", choices=AUDIENCES, default=default and "open")
    command.add_argument("--organisation", metavar="NAVN", help="også reglerne for en organisation, forvaltning eller et fag")
    command.add_argument("--guidelines", default=_GUIDELINES, metavar="MAPPE")


def _review_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", default="-", metavar="FIL", help="en tekstfil, eller - for standard input")
    _setting_arguments(command, "default")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--fail-on", choices=("stop", "warn", "consider", "never"), default="never")


def _audit_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("inputs", nargs="+", metavar="FIL", help="eksporter fra platformene (også hele zip-filer og mapper), CSV, Excel eller JSONL")
    command.add_argument("--out", required=True, metavar="UD", help=".jsonl, .csv, .xlsx eller .parquet")
    _setting_arguments(command, None)
    command.add_argument("--workers", type=int, default=1, metavar="N")


def _guidelines_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("check", "test", "list", "schema", "diff", "coverage"))
    command.add_argument("paths", nargs="*", type=Path, default=[_GUIDELINES], metavar="STI")
    command.add_argument("--role", choices=ROLES, help="kun de regler, der gælder for rollen (list, diff)")
    command.add_argument("--organisation", metavar="NAVN", help="med reglerne for en organisation (list)")
    command.add_argument("--date", type=_day, metavar="ÅÅÅÅ-MM-DD", help="sig, hvad der gælder på dagen (list)")
    command.add_argument("--pack", action="append", default=[], metavar="NAVN", help="kun prøverne i pakken (test)")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en dato; skriv fx 2026-05-01") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 fine, 1 at or above `--fail-on` or failing rules, 2 unusable input."""
    options = _parser().parse_args(arguments)
    try:
        return importlib.import_module(f".commands.{options.command}", __package__).run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (UnusableText, ValueError, OSError) as error:
        return _refuse(_explain(error))


def _explain(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "Filen er ikke tekst i UTF-8. Gem den som UTF-8, og prøv igen."
        case FileNotFoundError():
            return f"Filen findes ikke: {error.filename}"
        case IsADirectoryError():
            return f"Det er en mappe, ikke en fil: {error.filename}"
        case PermissionError():
            return f"Der er ikke adgang til {error.filename}"
        case OSError():
            return f"Filen kan ikke læses: {error.strerror}"
        case _:
            return str(error)


def _refuse(message: str) -> int:
    print(f"Kasket: {message}", file=sys.stderr)
    return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
