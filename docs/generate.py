"""Write the reference pages from the code and the catalogue: `.venv/bin/python docs/generate.py`.

The pages are kept under version control, so that they can be read without building anything; a
test fails when one is stale.
"""  # noqa: INP001 - a script of the docs, not a package

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")

import django
from django.conf import settings

from thuocdo.apps.rulebooks.catalogue import CATALOGUE, read_facts
from thuocdo.apps.rulebooks.documents import read_yaml
from thuocdo.apps.rulebooks.shipped import (
    fact_register,
    index_set,
    index_set_ids,
    programme,
    programme_ids,
)
from thuocdo.core.facts import FactKind, Unit
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.index_sets.schema import schemas
from thuocdo.core.index_sets.targets import Programme, Target, path_of
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.rules import AllOf, facts_of
from thuocdo.core.vietnamese import format_number
from thuocdo.core.workflows.dossier import DOSSIER
from thuocdo.web.cli.targets import in_words

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "thuocdo"
ACCESS = DOCS.parent / "tests" / "web" / "pages" / "access.yaml"
KINDS = {
    FactKind.MEASURE: "đếm từ hồ sơ",
    FactKind.DECLARED: "cơ quan khai",
    FactKind.JUDGED: "người thẩm định cho",
    FactKind.IMPORTED: "lấy từ phép đo khác",
}
UNITS = {Unit.PERCENT: "%", Unit.COUNT: "số lượng", Unit.POINTS: "điểm", Unit.BOOLEAN: "có/không"}
MADE = "<!-- Made by docs/generate.py; change the source and run it again. -->"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    for name, text in schemas().items():
        (CATALOGUE / "schema" / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the text of every generated page by its place under docs/."""
    return {
        "reference/facts.md": facts(),
        "reference/index-sets.md": index_sets(),
        "reference/targets.md": targets(),
        "reference/measures.md": measures(),
        "reference/ports.md": ports(),
        "reference/glossary.md": glossary(),
        "reference/access.md": access(),
        "reference/dossier-states.md": dossier_states(),
    }


def page(title: str, *blocks: str) -> str:
    """Join a page's blocks."""
    return "\n\n".join([f"# {title}", MADE, *blocks]) + "\n"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table in Markdown."""
    lines = [list(headings), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    written = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([written[0], "|" + " --- |" * len(lines[0]), *written[1:]])


def dossier_states() -> str:
    """Return the states of a dossier and what may happen in each, drawn from the table."""
    django.setup()
    from thuocdo.apps.organisations.models import Role

    rows = (
        (
            row.words,
            ", ".join("chưa có" if one is None else DOSSIER.names[one] for one in row.sources),
            "giữ nguyên" if row.target is None else DOSSIER.names[row.target],
            ", ".join(str(Role(role).label) for role in row.who),
        )
        for row in DOSSIER.rows
    )
    return page(
        "Hồ sơ đi qua những trạng thái nào",
        "Mười trạng thái là của Cổng Dịch vụ công quốc gia. Bước trong quy trình nội bộ nói ai giữ hồ sơ; "
        "bảng này nói việc gì làm được ở trạng thái nào và ai làm được. Nguồn: "
        "`thuocdo/core/workflows/dossier.py`.",
        f"```mermaid\n{DOSSIER.mermaid()}\n```",
        table(("Việc", "Ở trạng thái", "Sang trạng thái", "Ai làm"), rows),
    )


def access() -> str:
    """Return who is answered what at each address; the test beside the table asks them all."""
    django.setup()
    from thuocdo.apps.organisations.models import Role

    names = {"STRANGER": "chưa đăng nhập", "WITHOUT_ROLE": "không vai trò", "OTHERS": "mọi người"}
    names |= {role.name: str(role.label) for role in Role}
    rows = read_yaml(ACCESS, root=ACCESS.parent).content

    def said(answers: dict[str, str]) -> str:
        others = answers.get("OTHERS", "")
        differing = [f"{names[name]} {code}" for name, code in answers.items() if name != "OTHERS"]
        return "; ".join([others, *differing])

    return page(
        "Ai mở được trang nào",
        "Mỗi địa chỉ trả lời gì cho từng vai trò: 200 là trang, 302 là chuyển tiếp (chưa đăng nhập thì "
        "đến trang đăng nhập), 403 là từ chối kèm lý do, 404 là không có, 405 là trang không nhận cách "
        "gửi đó, 422 là biểu mẫu chưa điền, nghĩa là được phép ghi. PUT, PATCH, DELETE không trang "
        "nào của phần mềm nhận. Một kiểm thử hỏi mọi địa chỉ với mọi vai trò rồi so với bảng này.",
        table(
            ["Địa chỉ", "Xem (GET)", "Gửi (POST)"],
            ([f"`/{row['route']}`", said(row["GET"]), said(row["POST"])] for row in rows),
        ),
    )


def facts() -> str:
    """Return the register of facts."""
    blocks = [
        "Mọi số liệu mà cách chấm được phép hỏi, theo tệp trong `thuocdo/catalog/facts/`. Cột «Ai cho "
        "biết» nói số liệu được đếm từ hồ sơ hay phải khai; số liệu đếm từ hồ sơ thì không khai bằng tay.",
    ]
    for path in sorted((CATALOGUE / "facts").glob("*.yaml")):
        names = [entry["name"] for entry in read_yaml(path, root=CATALOGUE).content]
        register = read_facts()
        rows = [
            (
                f"`{name}`",
                register[name].title,
                KINDS[register[name].kind],
                UNITS[register[name].unit],
                register[name].reference,
            )
            for name in names
        ]
        blocks += [
            f"## `{path.name}`",
            table(("Tên", "Nội dung", "Ai cho biết", "Đơn vị", "Căn cứ"), rows),
        ]
    return page("Danh mục số liệu", *blocks)


def index_sets() -> str:
    """Return every index set as readable tables."""
    blocks = [
        "Mọi bộ chỉ số đi kèm, theo tệp trong `thuocdo/catalog/index_sets/`. Dấu † là cách chấm mà nguồn "
        "không nêu đủ: một cách đơn giản được dùng và ghi rõ ở dưới bảng."
    ]
    for set_id in index_set_ids():
        found = index_set(set_id)
        ends = f", đến trước ngày {found.valid_to:%d/%m/%Y}" if found.valid_to else ""
        blocks += [
            f"## `{set_id}`: {found.title}",
            f"Thang {format_number(found.scale)} điểm; nguồn {found.issued.document} ngày "
            f"{found.issued.on:%d/%m/%Y} của {found.issued.by}; áp dụng từ {found.valid_from:%d/%m/%Y}{ends}.",
        ]
        for area in found.areas:
            leaves = list(area.leaves())
            blocks += [
                f"### {area.code}. {area.title} ({format_number(area.max_points)} điểm)",
                table(
                    ("Mã", "Tiêu chí", "Tối đa", "Số liệu", "Cách chấm"), map(_criterion, leaves)
                ),
            ]
            assumed = [f"- {leaf.code}: {leaf.assumption}" for leaf in leaves if leaf.assumed]
            counted = [
                f"- {leaf.code}, cách đếm: {leaf.counting}" for leaf in leaves if leaf.counting
            ]
            blocks += ["\n".join([*assumed, *counted])] if assumed or counted else []
    return page("Các bộ chỉ số", *blocks)


def _criterion(leaf: Criterion) -> tuple[str, ...]:
    if leaf.rule is None:
        raise ValueError(f"{leaf.code} is no leaf")
    rule = leaf.rule
    outcome = evaluate(rule, leaf.max_points, Known(fact_register(), lambda _: None))
    if isinstance(rule, AllOf):
        conditions = "; ".join(branch.condition for branch in outcome.branches)
        branches = f"{conditions}: đủ thì {format_number(leaf.max_points)} điểm, thiếu thì 0 điểm"
    else:
        branches = "; ".join(f"{branch.condition}: {branch.result}" for branch in outcome.branches)
    names = ", ".join(f"`{name}`" for name in facts_of(rule))
    sign = " †" if leaf.assumed else ""
    return leaf.code, leaf.title, format_number(leaf.max_points), names, f"{branches}{sign}"


def targets() -> str:
    """Return every programme's targets."""
    blocks = [
        "Chỉ tiêu của các chương trình, theo tệp trong `thuocdo/catalog/targets/`. Dấu † là chỉ tiêu mà nguồn không "
        "ghi đủ: điều đã giả định ghi ở dưới bảng. «Tính trên» nói mẫu số của tỷ lệ gồm những gì."
    ]
    for programme_id in programme_ids():
        found = programme(programme_id)
        rows = [_target(found, one) for one in found.targets]
        assumed = [f"- {one.code}: {one.assumption}" for one in found.targets if one.assumption]
        blocks += [
            f"## `{found.id}`: {found.title}",
            f"Nguồn: {found.reference.document}. Giai đoạn {found.from_year}–{found.to_year}; chậm không quá "
            f"{format_number(found.tolerance)} so với lộ trình vẫn là đúng tiến độ (mức này do Thước Đo đặt).",
            table(("Mã", "Chỉ tiêu", "Phải đạt", "Năm", "Số liệu", "Tính trên", "Lộ trình"), rows),
        ]
        blocks += ["\n".join(assumed)] if assumed else []
    return page("Chỉ tiêu của các chương trình", *blocks)


def _target(found: Programme, one: Target) -> tuple[str, ...]:
    years = path_of(found, one)
    way = "; ".join(f"{year}: {format_number(asked)}" for year, asked in years.items())
    return (
        one.code,
        f"{one.title}{' †' if one.assumption else ''}",
        in_words(one),
        str(one.year),
        f"`{one.fact}`",
        one.denominator or "–",
        way if len(years) > 1 else "–",
    )


def measures() -> str:
    """Return the measures with their very definitions."""
    source = (PACKAGE / "analytics" / "measures.py").read_text(encoding="utf-8")
    register = fact_register()
    rows = [
        (f"`{name}`", register[name].title, f"`{above}`", f"`{below}`" if below else "–", needs)
        for name, above, below, needs in _measures(source)
    ]
    return page(
        "Measures",
        "A measure counts published dossiers; it is defined once, in `thuocdo/analytics/measures.py`, as Ibis "
        "expressions over the rows of `thuocdo/core/rows.py`. `every` is every dossier received in the period "
        "and known by the day asked about; `finished` are those of them whose result was ready by that day. "
        "Where a column of «needs» is empty in every row, there is no data rather than 0.",
        table(("Fact", "Title", "Counts", "Out of", "Needs"), rows),
    )


def _measures(source: str) -> Iterator[tuple[str, str, str, str]]:
    assigned = next(
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "MEASURES"
    )
    if not isinstance(assigned, ast.Dict):
        raise TypeError("MEASURES is no dictionary")
    for key, call in zip(assigned.keys, assigned.values, strict=True):
        if not (isinstance(key, ast.Constant) and isinstance(call, ast.Call)):
            raise TypeError("a measure is `name: Measure(...)`")
        conditions = [ast.unparse(arg).removeprefix("lambda rows: ") for arg in call.args]
        needs = next((ast.literal_eval(word.value) for word in call.keywords), ())
        below = conditions[1] if len(conditions) > 1 else ""
        yield str(key.value), conditions[0], below, ", ".join(f"`{need}`" for need in needs) or "–"


def ports() -> str:
    """Return the ports with what is bound to them."""
    rows = [(f"`{name}`", f"`{path}`", _first_line(path)) for name, path in settings.PORTS.items()]
    protocols = []
    for path in sorted((PACKAGE / "core" / "ports").glob("[a-z]*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                said = (ast.get_docstring(node) or "").splitlines()[0]
                protocols.append((f"`thuocdo.core.ports.{path.stem}.{node.name}`", said))
    return page(
        "Ports and adapters",
        "The outside world is asked through ports. An app calls `thuocdo.kit.ports.port(name)`; "
        "`thuocdo/web/settings.py` says in `PORTS` which provider that is, by dotted path, so that it is imported "
        "on first use and another one is a change of one line.",
        table(("Port", "Provider", "What it does"), rows),
        "Interfaces that core and the pages ask; `thuocdo/web/wiring.py` puts them together:",
        table(("Protocol", "What it answers"), protocols),
    )


def _first_line(dotted: str) -> str:
    module, _, name = dotted.rpartition(".")
    source = (DOCS.parent / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    node = next(
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )
    return (ast.get_docstring(node) or "").splitlines()[0]


def glossary() -> str:
    """Return the glossary as a table, in the order of the Vietnamese words."""
    entries = read_yaml(DOCS / "glossary.yaml", root=DOCS.parent).content
    rows = [
        (
            entry["vi"],
            f"`{entry['term']}`",
            entry["definition"],
            entry["law"],
            ", ".join(f"`{word}`" for word in entry["not"]),
        )
        for entry in entries
    ]
    return page(
        "Từ ngữ",
        "Mỗi điều một từ: tiếng Việt trên màn hình, tiếng Anh trong mã nguồn. Nguồn là `docs/glossary.yaml`.",
        table(("Tiếng Việt", "Trong mã nguồn", "Nghĩa", "Căn cứ", "Không gọi là"), rows),
    )


if __name__ == "__main__":
    main()
    sys.stdout.write("docs/reference is fresh\n")
