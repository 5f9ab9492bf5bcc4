"""`thuocdo catalog targets`: the targets of a programme with what each year asks."""

import json
import textwrap
from typing import Any

import click

from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import fact_register, programme, programme_ids
from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.targets import Programme, Target, path_of
from thuocdo.core.vietnamese import format_number
from thuocdo.web.cli import refuse
from thuocdo.web.cli.inputs import plain_number

__all__ = ["command", "in_words"]

WORDS = {
    "at_least": "từ {} trở lên",
    "above": "trên {}",
    "at_most": "không quá {}",
    "below": "dưới {}",
}
_WIDTH = 96
_WHOLE = 100  # percent
_INDENT = " " * 8


@click.command(
    "targets", help="Chỉ tiêu của các chương trình, hoặc của một chương trình, theo từng năm."
)
@click.argument("programme_id", metavar="[CHƯƠNG_TRÌNH]", required=False)
@click.option("--json", "json_asked", is_flag=True, help="In dạng JSON")
def command(*, programme_id: str | None, json_asked: bool) -> None:
    """Print the targets; exit 2 with one line when there is no such programme."""
    try:
        chosen = [programme(one) for one in ([programme_id] if programme_id else programme_ids())]
    except CatalogueError as refusal:
        raise refuse(str(refusal)) from refusal
    if json_asked:
        said = [_as_data(one) for one in chosen]
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(_as_lines(one)) for one in chosen))


def in_words(target: Target) -> str:
    """Return what a number must be: `từ 80 % trở lên`."""
    percent = fact_register()[target.fact].unit is Unit.PERCENT
    number = f"{format_number(target.value)} %" if percent else format_number(target.value)
    if percent and target.comparator == "at_least" and target.value == _WHOLE:
        return f"đủ {number}"
    return WORDS[target.comparator].format(number)


def _as_data(one: Programme) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "document": one.reference.document,
        "from": one.from_year,
        "to": one.to_year,
        "targets": [
            {
                "code": target.code,
                "title": target.title,
                "fact": target.fact,
                "comparator": target.comparator,
                "value": plain_number(target.value),
                "year": target.year,
                "denominator": target.denominator,
                "place": target.place,
                "assumption": target.assumption,
                "path": {str(y): plain_number(asked) for y, asked in path_of(one, target).items()},
            }
            for target in one.targets
        ],
    }


def _as_lines(one: Programme) -> list[str]:
    lines = [f"{one.id}: {one.title}", f"  {one.reference.document}"]
    for target in one.targets:
        lines.append(f"  {target.code:<5} {target.title}: {in_words(target)}, năm {target.year}")
        years = path_of(one, target)
        if len(years) > 1:
            steps = (f"{year}: {format_number(asked)}" for year, asked in years.items())
            lines += _wrapped(f"Từng năm: {'; '.join(steps)}")
        if target.denominator:
            lines += _wrapped(f"Tính trên {target.denominator}.")
        if target.assumption:
            lines += _wrapped(f"Giả định: {target.assumption}")
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
