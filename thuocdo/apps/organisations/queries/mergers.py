"""What a merger would do, and those carried out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    Merger,
    MergerState,
    Role,
    User,
)
from thuocdo.apps.organisations.reach import Reach, reach_of
from thuocdo.core.agencies import check_code
from thuocdo.core.ports.mover import Holding
from thuocdo.kit.ports import port

__all__ = ["MergerPlan", "MergerPreview", "mergeable_by", "merger_by_pk", "mergers_of", "preview"]

_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class MergerPlan:
    """What is asked for.

    Attributes:
        predecessors: at least two agencies, all under the same one.
        effective_on: the day from which the new agency works and the old ones are no more.
        decision_number: of the decision, taken on `decided_on`.
    """

    predecessors: tuple[Agency, ...]
    code: str
    name: str
    short_name: str
    effective_on: date
    decision_number: str = ""
    decided_on: date | None = None

    @property
    def codes(self) -> list[str]:
        """The codes of the old agencies."""
        return [agency.code for agency in self.predecessors]


@dataclass(frozen=True, slots=True)
class MergerPreview:
    """What would happen.

    Attributes:
        holdings: people first, then what is under the old agencies, then what each app holds.
        problems: why it cannot be carried out.
    """

    plan: MergerPlan
    holdings: tuple[Holding, ...]
    problems: tuple[str, ...]


def mergeable_by(user: User, day: date, roles: frozenset[Role]) -> QuerySet[Agency]:
    """Return what a person may merge in these roles: in being, not ended, right under the own."""
    found = Agency.objects.existing_on(day).filter(valid_to__isnull=True, parent__isnull=False)
    reach = reach_of(user)
    if not reach.covers_all(roles):
        found = found.filter(pk__in=_below(reach, roles).values("pk"))
    return found.order_by("parent__code", "name", "code")


def merger_by_pk(pk: int) -> Merger | None:
    """Return one merger with its successor and who did what."""
    found = Merger.objects.select_related("successor", "carried_out_by", "settled_by")
    return found.filter(pk=pk).first()


def mergers_of(user: User, roles: frozenset[Role]) -> QuerySet[Merger]:
    """Return the mergers that a person may look at in these roles, newest first."""
    found = Merger.objects.select_related("successor", "carried_out_by").order_by("-pk")
    reach = reach_of(user)
    return found if reach.covers_all(roles) else found.filter(successor__in=_below(reach, roles))


def _below(reach: Reach, roles: frozenset[Role]) -> QuerySet[Agency]:
    above = {post.agency for post in reach.posts_of(roles) if post.unit is None}
    return Agency.objects.filter(parent__code__in=above)


def preview(plan: MergerPlan, *, today: date) -> MergerPreview:
    """Return what moves, what stays, and what stands in the way; nothing is written."""
    children = AgencyParent.objects.standing().filter(
        parent__in=plan.predecessors, valid_to__isnull=True
    )
    holdings = (
        Holding(
            title="Người dùng",
            moves=User.objects.filter(agency__in=plan.predecessors).count(),
            stays=0,
            rule="Tài khoản sang cơ quan mới; vẫn xem được số liệu của cơ quan cũ.",
        ),
        Holding(
            title="Cơ quan trực thuộc",
            moves=children.count(),
            stays=0,
            rule="Trực thuộc cơ quan mới từ ngày hoạt động; trước ngày đó giữ như cũ.",
        ),
        *(mover.preview(plan.codes) for mover in port("movers")()),
    )
    problems = [*_problems(plan, today), *(said for one in holdings for said in one.problems)]
    return MergerPreview(plan, holdings, tuple(problems))


def _problems(plan: MergerPlan, today: date) -> Iterator[str]:
    day = plan.effective_on
    if len(plan.predecessors) < _AT_LEAST:
        yield "Chọn ít nhất hai cơ quan để sáp nhập."
    if problem := check_code(plan.code):
        yield f"{problem[0].upper()}{problem[1:]}."
    elif code_is_taken(plan.code):
        yield f"Mã {plan.code} đã cấp cho cơ quan khác; mã không cấp lại."
    if day > today:
        yield (
            f"Ngày hoạt động {day:%d/%m/%Y} chưa tới; sáp nhập được thực hiện từ ngày đó. Bây giờ "
            "chỉ xem trước."
        )
    yield from _not_in_being(plan)
    if len({agency.parent_id for agency in plan.predecessors}) > 1:
        yield "Các cơ quan được chọn không cùng một cơ quan cấp trên."
    yield from _later(plan)


def _not_in_being(plan: MergerPlan) -> Iterator[str]:
    for agency in plan.predecessors:
        if agency.valid_to is not None:
            yield f"{agency.name} đã hết hiệu lực từ {agency.valid_to:%d/%m/%Y}."
        elif agency.valid_from >= plan.effective_on:
            yield (
                f"{agency.name} hoạt động từ {agency.valid_from:%d/%m/%Y}, không trước ngày hoạt "
                "động của cơ quan mới."
            )


def _later(plan: MergerPlan) -> Iterator[str]:
    after = Q(valid_from__gte=plan.effective_on)
    own = Q(agency__in=plan.predecessors)
    names = AgencyName.objects.standing().filter(after, own)
    links = AgencyParent.objects.standing().filter(after, own | Q(parent__in=plan.predecessors))
    if names.exists() or links.exists():
        yield (
            f"Danh bạ còn thay đổi của các cơ quan này từ ngày {plan.effective_on:%d/%m/%Y} trở đi; "
            "xử lý thay đổi đó trước."
        )


def code_is_taken(code: str) -> bool:
    """Whether a code is an agency's; that of a founding that was undone may be used for it again."""
    here = Agency.objects.filter(code=code).first()
    if here is None:
        return False
    states = Counter(here.mergers.values_list("state", flat=True))
    return here.withdrawn_at is None or set(states) != {MergerState.UNDONE}
