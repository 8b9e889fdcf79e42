"""docs/cli.md: every command with its arguments and options, from the help that the commands give themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

INTRO = """# Commands

Made from the commands' own help by `datasette claims describe`; change it in
[datasette_claims/cli](../datasette_claims/cli). Every command answers `--help`. The scripts in
[scripts](../scripts) run them in an environment that they make themselves.

| command | what it does |
|---|---|
"""


def describe_commands() -> str:
    from . import claims, desk  # noqa: F401  (desk adds its commands to the group)

    found = list(list_commands(claims, "datasette claims"))
    rows = [f"| [`{path}`](#{path.replace(' ', '-')}) | {read_help(command).split(chr(10))[0]} |" for path, command in found]
    return INTRO + "\n".join(rows) + "\n\n" + "\n".join(describe_command(path, command) for path, command in found)


def list_commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from list_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def describe_command(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [f"| {name_option(option, context)} | {(option.help or '').replace('|', chr(92) + '|')}{tell_default(option)} |" for option in options]
    table = "\n".join(["", "| option | meaning |", "|---|---|", *rows, ""]) if rows else ""
    return f"## {path}\n\n```text\n{usage}\n```\n\n{read_help(command)}\n{table}"


def read_help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def name_option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return f"`{', '.join(option.opts)}{value}`{' (required)' if option.required else ''}"


def tell_default(option: click.Option) -> str:
    return f" Default: `{option.default}`." if option.show_default else ""
