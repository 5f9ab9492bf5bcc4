"""`thuocdo simulate`: what if, budgets, the cheapest path, the odds of a rank; from files alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

import click

from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.shipped import fact_register, index_set, simulation_data
from thuocdo.core.declaring import UnableToDeclare
from thuocdo.core.facts import Fact
from thuocdo.core.simulation import (
    Effort,
    Rival,
    Situation,
    Wishes,
    back_test,
    budgets,
    cheapest_paths,
    draw_totals,
    odds_of,
    points_for_rank,
    rival_percents,
    seed_of,
    what_if,
)
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import parse_number
from thuocdo.web.ahead import situation_of
from thuocdo.web.cli import refuse
from thuocdo.web.cli import simulate_output as output
from thuocdo.web.cli.facts_file import fact_as_told
from thuocdo.web.cli.rivals_file import read_rivals_file
from thuocdo.web.cli.sheet_inputs import (
    Asked,
    read_sheet_inputs,
    sheet_options,
)

__all__ = ["command"]

SEED, SCENARIOS, MOST_SCENARIOS = 1, 10_000, 1_000_000
_WHOLE = Decimal(100)
_ASSUME = click.option(
    "--assume",
    help="Tiêu chí chưa có dữ liệu tính được bao nhiêu % điểm tối đa (mặc định: trung bình của --rivals, "
    "không có thì 0)",
)
_RIVALS = click.option(
    "--rivals", help="Tệp kết quả các cơ quan khác (.yaml): mỗi dòng «mã: tỷ lệ»"
)
_EXPECT = click.option(
    "--expect",
    "expected",
    multiple=True,
    help="SỐ_LIỆU=N: từ nay đến hết kỳ còn N trường hợp, ví dụ dossiers.finished=1500",
)


@click.group(
    help="Mô phỏng từ tệp: nếu… thì, còn được trễ bao nhiêu, đường rẻ nhất, khả năng thứ hạng."
)
def command() -> None:
    """Group the questions."""


@command.command("what-if", help="Nếu số liệu hay quy tắc khác đi thì điểm đổi ra sao.")
@sheet_options
@click.option("--change", "changed", multiple=True, help="TÊN=GIÁ TRỊ mới của số liệu")
@click.option("--rules", help="Chấm theo bộ chỉ số khác, ví dụ province/2026")
@_RIVALS
def if_changed(
    changed: Sequence[str], rules: str | None, rivals: str | None, **options: Any
) -> None:
    """Print which criteria move, and the total and rank before and after."""
    asked, situation = _situation(options)
    with _kindly():
        changes = dict(_change(text, situation) for text in changed)
        other = index_set(rules) if rules else None
        others = [one.last for one in _rivals(rivals)]
    told = what_if(situation, changes, rules=other, rivals=others)
    click.echo(output.what_if(told, json_asked=asked.json_asked))


@command.command(
    "budget", help="Còn được bao nhiêu trường hợp không đạt, cần bao nhiêu để lên điểm."
)
@sheet_options
@_EXPECT
def budget(expected: Sequence[str], **options: Any) -> None:
    """Print every budget."""
    asked, situation = _situation(options, expected)
    click.echo(output.budgets(situation, budgets(situation), json_asked=asked.json_asked))


@command.command("path", help="Đường ít công sức nhất đến một số điểm hoặc một thứ hạng.")
@sheet_options
@click.option("--goal", help="Số điểm cần đạt, ví dụ 85,5")
@click.option("--rank", type=click.IntRange(min=1), help="Thứ hạng cần đạt (cần --rivals)")
@_RIVALS
@_ASSUME
@_EXPECT
@click.option(
    "--effort",
    "efforts",
    multiple=True,
    help="ĐÒN_BẨY_HOẶC_TIÊU_CHÍ=CÔNG, ví dụ on_time=0,5 hay 1.1=2",
)
def path(**options: Any) -> None:
    """Print the cheapest path and the next best ones."""
    goal, rank, efforts = options.pop("goal"), options.pop("rank"), options.pop("efforts")
    rivals, assume = options.pop("rivals"), options.pop("assume")
    asked, situation = _situation(options, options.pop("expected"))
    with _kindly():
        others = _rivals(rivals)
        share = _share(assume, others)
        wishes = _wishes(situation, share, efforts)
        if (goal is None) == (rank is None):
            raise UnreadableFile("Hãy ghi một trong hai: --goal (điểm) hoặc --rank (thứ hạng).")
        if rank is not None and not others:
            raise UnreadableFile(
                "Muốn tính theo thứ hạng thì cần --rivals: kết quả các cơ quan khác."
            )
        wanted = (
            points_for_rank(rank, [one.last for one in others], situation)
            if rank is not None
            else _number(goal)
        )
    found = cheapest_paths(situation, wanted, wishes)
    click.echo(output.paths(situation, found, share, json_asked=asked.json_asked))


@command.command("odds", help="Khả năng đạt từng thứ hạng vào cuối kỳ.")
@sheet_options
@_RIVALS
@_ASSUME
@_EXPECT
@click.option(
    "--seed", type=int, default=SEED, show_default=True, help="Hạt giống: cùng số, cùng kết quả"
)
@click.option(
    "--scenarios",
    type=click.IntRange(1, MOST_SCENARIOS),
    default=SCENARIOS,
    show_default=True,
    help="Số kịch bản",
)
def odds(rivals: str | None, assume: str | None, seed: int, scenarios: int, **options: Any) -> None:
    """Print the odds of each rank, and how often the band held."""
    asked, situation = _situation(options, options.pop("expected"))
    with _kindly():
        others = _rivals(rivals)
        share = _share(assume, others)
    forecast = simulation_data().forecast
    own = draw_totals(
        situation,
        forecast,
        assumed_share=share,
        scenarios=scenarios,
        seed=seed_of(seed, situation.scope.agency),
    )
    places = situation.index_set.percent_places
    against = [
        rival_percents(one, forecast, scenarios=scenarios, seed=seed, percent_places=places)
        for one in others
    ]
    told = odds_of(own, against, forecast, situation.index_set)
    tested = back_test(situation, forecast, assumed_share=share, seed=seed)
    click.echo(output.odds(situation, told, tested, share, json_asked=asked.json_asked))


@contextmanager
def _kindly() -> Iterator[None]:
    """Turn what cannot be read into one line on standard error."""
    try:
        yield
    except (CatalogueError, UnreadableFile, UnableToDeclare) as error:
        raise refuse(str(error)) from error


def _situation(options: dict[str, Any], expected: Sequence[str] = ()) -> tuple[Asked, Situation]:
    asked = Asked(**{one.name: options[one.name] for one in fields(Asked)})
    given = read_sheet_inputs(asked)
    with _kindly():
        told = dict(_expected(text) for text in expected)
    return asked, situation_of(given.index_set, given.scope, given.fact, told)


def _expected(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if name not in fact_register() or not value.strip().isdecimal():
        raise UnreadableFile(
            f"«{text}»: ghi SỐ_LIỆU=N với N nguyên không âm, ví dụ dossiers.finished=1500"
        )
    return name, int(value)


def _change(text: str, situation: Situation) -> tuple[str, Fact | None]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UnableToDeclare(f"«{text}»: ghi dạng TÊN=GIÁ TRỊ, ví dụ dossiers.apology_notes=40")
    told = fact_as_told(name.strip(), value, situation.register, situation.scope)
    return told.name, told


def _rivals(file: str | None) -> tuple[Rival, ...]:
    return read_rivals_file(file) if file else ()


def _share(assume: str | None, rivals: Sequence[Rival]) -> Fraction:
    if assume is not None:
        share = _number(assume.replace("%", ""))
        if share > _WHOLE:
            raise UnreadableFile(f"«{assume}»: ghi tỷ lệ từ 0 đến 100, ví dụ 84,59.")
        return Fraction(share) / 100
    if not rivals:
        return Fraction(0)
    return sum((Fraction(one.last) for one in rivals), Fraction(0)) / len(rivals) / 100


def _wishes(situation: Situation, share: Fraction, efforts: Sequence[str]) -> Wishes:
    levers = {lever.key: lever.effort.once for lever in situation.levers}
    codes = {leaf.code for leaf in situation.index_set.leaves()}
    of_lever, of_criterion = {}, {}
    for text in efforts:
        name, _, value = text.partition("=")
        if name in levers:
            of_lever[name] = Effort(each=_number(value), once=levers[name])
        elif name in codes:
            of_criterion[name] = _number(value)
        else:
            known = ", ".join(sorted(levers))
            raise UnreadableFile(
                f"«{name}» không phải mã tiêu chí hay đòn bẩy; đòn bẩy có: {known}"
            )
    return Wishes(
        simulation_data().levers.efforts,
        of_lever=of_lever,
        of_criterion=of_criterion,
        assumed_share=share,
    )


def _number(text: str) -> Decimal:
    try:
        number = parse_number(text)
    except ValueError:
        raise UnreadableFile(f"«{text}» không phải là số; ghi dạng 85,5.") from None
    if number < 0:
        raise UnreadableFile(f"«{text}»: số phải từ 0 trở lên.")
    return number
