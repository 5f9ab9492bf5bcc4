"""What can be played with: the coming cases, what can be put right, and facts nobody has told yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thuocdo.core.declaring import UnableToDeclare, read_declaration
from thuocdo.core.facts import Fact, FactDefinition, FactKind, Unit
from thuocdo.core.scoring import Score
from thuocdo.core.simulation import Lever, Situation
from thuocdo.core.simulation.options import most_of
from thuocdo.kit.formats import number, points

__all__ = ["Play", "PlayField", "PlayGroup", "read_play"]

_YES_OR_NO: tuple[tuple[str, str], ...] = (("", "chưa rõ"), ("1", "Có"), ("0", "Không"))
_HINTS = {
    Unit.PERCENT: "tỷ lệ 0–100, hoặc 45/50",
    Unit.COUNT: "số lượng",
}


@dataclass(frozen=True, slots=True)
class PlayField:
    """One field; with `most` it also has a slider."""

    name: str
    title: str
    hint: str
    value: str = ""
    most: int | None = None
    usual: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class PlayGroup:
    """The unknown facts of one area."""

    title: str
    fields: tuple[PlayField, ...]
    touched: bool


@dataclass(frozen=True, slots=True)
class Play:
    """All that was read from the address.

    Attributes:
        sliders: coming dossiers, and what can be put right about them.
        declared: the same of facts that were declared. `groups`: unknown facts by area.
        bad, done: by lever. `told`: facts that were unknown.
    """

    sliders: tuple[PlayField, ...]
    declared: tuple[PlayField, ...]
    groups: tuple[PlayGroup, ...]
    bad: Mapping[str, int]
    done: Mapping[str, int]
    told: Mapping[str, Fact]

    @property
    def errors(self) -> tuple[PlayField, ...]:
        """The fields that could not be read."""
        unknown = (field for group in self.groups for field in group.fields)
        return tuple(one for one in (*self.sliders, *self.declared, *unknown) if one.error)

    @property
    def declared_touched(self) -> bool:
        """Whether one of the declared facts differs from what is expected."""
        return any(one.error or one.value != number(one.usual) for one in self.declared)

    @property
    def touched(self) -> bool:
        """Whether anything differs from what is expected."""
        return bool(self.bad or self.done or self.told)


def read_play(situation: Situation, asked: Mapping[str, Any]) -> Play:
    """Read what the address changes; what cannot be read stays in its field with the reason."""
    bad: dict[str, int] = {}
    done: dict[str, int] = {}
    told: dict[str, Fact] = {}
    levers = situation.started.levers
    counted = [lever for lever in levers if _is_counted(situation, lever)]
    others = [lever for lever in levers if lever not in counted]
    sliders = tuple(_sliders(situation, counted, asked, bad, done))
    declared = tuple(_sliders(situation, others, asked, bad, done))
    groups = tuple(_groups(situation, asked, told))
    return Play(sliders, declared, groups, bad, done, told)


def _is_counted(situation: Situation, lever: Lever) -> bool:
    names = (*lever.facts, *((lever.limit,) if lever.limit else ()))
    return any(situation.register[name].kind is FactKind.MEASURE for name in names)


def _sliders(
    situation: Situation,
    levers: Iterable[Lever],
    asked: Mapping[str, Any],
    bad: dict[str, int],
    done: dict[str, int],
) -> Iterator[PlayField]:
    now = situation.started
    for lever in levers:
        most = now.coming(lever) if lever.flows else most_of(now, lever)
        if not most or lever.fact not in now.facts:
            continue
        usual = now.expected_bad(lever) if lever.flows else 0
        field = _slider(lever, most, usual, str(asked.get(f"x-{lever.key}", "")).strip())
        if not field.error and field.value != number(usual):
            (bad if lever.flows else done)[lever.key] = int(field.value.replace(".", ""))
        yield field


def _slider(lever: Lever, most: int, usual: int, typed: str) -> PlayField:
    if lever.flows:
        title = f"{lever.title}: {lever.counts} {lever.bad_text}"
        hint = f"trong {number(most)} {lever.counts} tới, dự kiến {number(usual)}"
    else:
        title = lever.title
        hint = f"thêm được nhiều nhất {number(most)} {lever.counts}".strip()
    name, digits = f"x-{lever.key}", typed.replace(".", "")
    if not digits:
        return PlayField(name, title, hint, number(usual), most, usual)
    if digits.isdecimal() and int(digits) <= most:
        return PlayField(name, title, hint, number(int(digits)), most, usual)
    error = f"Ghi số nguyên từ 0 đến {number(most)}."
    return PlayField(name, title, hint, typed, most, usual, error=error)


def _groups(
    situation: Situation, asked: Mapping[str, Any], told: dict[str, Fact]
) -> Iterator[PlayGroup]:
    seen: set[str] = set()
    for area in situation.started.sheet.areas:
        fields = []
        for score in area.scores:
            for definition in score.outcome.missing:
                if definition.name not in seen and definition.kind is not FactKind.MEASURE:
                    seen.add(definition.name)
                    typed = str(asked.get(f"s-{definition.name}", "")).strip()
                    fields.append(_unknown(situation, score, definition, typed, told))
        if fields:
            title = f"{area.area.code}. {area.area.title}"
            yield PlayGroup(title, tuple(fields), any(field.value for field in fields))


def _unknown(
    situation: Situation,
    score: Score,
    definition: FactDefinition,
    typed: str,
    told: dict[str, Fact],
) -> PlayField:
    name, title = f"s-{definition.name}", f"{score.code} {definition.title}"
    hint = _HINTS.get(definition.unit, f"từ 0 đến {points(score.max_points)} điểm")
    choices = _YES_OR_NO if definition.unit is Unit.BOOLEAN else ()
    if not typed:
        return PlayField(name, title, hint, choices=choices)
    try:
        above, below = read_declaration(definition, typed)
    except UnableToDeclare as refusal:
        return PlayField(name, title, hint, typed, choices=choices, error=str(refusal))
    if definition.unit is Unit.POINTS and above > score.max_points:
        error = f"Phải từ 0 đến {points(score.max_points)}."
        return PlayField(name, title, hint, typed, choices=choices, error=error)
    told[definition.name] = Fact(
        definition.name,
        situation.scope,
        above,
        below,
        definition.unit,
        definition.kind,
        definition.title,
    )
    return PlayField(name, title, hint, typed, choices=choices)
