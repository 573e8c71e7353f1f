"""What pickle calls to make objects again: a note from its text, a task from its place in it."""

from __future__ import annotations

from ._tasklint import (
    Config,
    Document,
    QueryBlock,
    QueryGroup,
    QueryResult,
    Rule,
    Settings,
    Task,
    TaskList,
    Vault,
    _query_block,
    _query_group,
    _query_result,
    _vault,
    parse,
    parse_line,
    rules,
)


def config(made: str, argument: str, file: str) -> Config:
    if made == "load":
        return Config.load(argument)
    if made == "toml":
        return Config.from_toml(argument, file=file)
    return Config()


def settings(made: str, argument: str, file: str) -> Settings:
    if made == "json":
        return Settings.from_json(argument, file=file)
    return config(made, argument, file).settings


def vault(
    root: str,
    texts: dict[str, str],
    unreadable: tuple[tuple[str, str], ...],
    whole: bool,
    config: Config,
) -> Vault:
    return _vault(root, texts, unreadable, whole, config)


def document(text: str, path: str, config: Config) -> Document:
    return parse(text, path=path, config=config)


def line(text: str, config: Config) -> Task:
    task = parse_line(text, config=config)
    if task is None:
        raise ValueError(f"no task: {text!r}")
    return task


def task(document: Document, index: int) -> Task:
    return document.tasks[index]


def rule(code: str) -> Rule:
    return next(rule for rule in rules() if rule.code == code)


def query_block(line_number: int, text: str) -> QueryBlock:
    return _query_block(line_number, text)


def query_group(names: tuple[str, ...], tasks: TaskList) -> QueryGroup:
    return _query_group(names, tasks)


def query_result(
    total: int,
    before_limit: int,
    count_text: str,
    order_certain: bool,
    groups: tuple[QueryGroup, ...],
    tasks: TaskList,
) -> QueryResult:
    return _query_result(total, before_limit, count_text, order_certain, groups, tasks)
