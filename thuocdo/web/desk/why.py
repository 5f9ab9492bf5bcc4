"""Why a criterion has its points: the sentence, the rule, the article, the facts and their rows."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from thuocdo.apps.documents.queries import evidence_counts
from thuocdo.apps.organisations.policies import check_declares
from thuocdo.apps.reports.queries import declarations
from thuocdo.apps.reports.services import declare_fact
from thuocdo.apps.rulebooks.queries import fact_register
from thuocdo.core.facts import Fact, FactDefinition, FactKind
from thuocdo.core.scoring import Score
from thuocdo.kit.formats import day, number, points_of
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.desk.declaration import DeclarationForm
from thuocdo.web.desk.rise.ahead import ahead_for
from thuocdo.web.desk.rise.glimpse import budget_sentences
from thuocdo.web.desk.sheet_view import State, state_of
from thuocdo.web.desk.standing import Standing, standing_of
from thuocdo.web.frame import Crumb

__all__ = ["why"]

_SOURCES = {
    FactKind.MEASURE: "đếm từ hồ sơ đã nhập",
    FactKind.DECLARED: "cơ quan tự khai",
    FactKind.JUDGED: "người thẩm định cho điểm",
    FactKind.IMPORTED: "lấy từ kết quả đo khác",
}
_WHO = {
    FactKind.MEASURE: "Có khi nhập tệp hồ sơ của kỳ này vào.",
    FactKind.DECLARED: "Cơ quan tự khai, kèm tài liệu kiểm chứng.",
    FactKind.JUDGED: "Người tự chấm hoặc thẩm định cho điểm.",
    FactKind.IMPORTED: "Lấy từ kết quả khảo sát hoặc đo lường bên ngoài.",
}


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact with the ways to its rows."""

    title: str
    text: str
    source: str
    coverage: str
    note: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact nobody has supplied, with the form to declare it where one may."""

    title: str
    who: str
    reference: str
    measured: bool
    form: DeclarationForm | None


@dataclass(frozen=True, slots=True)
class WhyView:
    """One criterion's answer."""

    score: Score
    points: str
    state: State
    facts: tuple[ShownFact, ...]
    missing: tuple[MissingFact, ...]
    redeclared: tuple[MissingFact, ...]
    refused: str
    next_step: str
    budget: list[str]
    evidence: str
    evidence_url: str


@page(writes=("POST",))
@vary_on_headers("HX-Request")
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for one criterion, in the drawer or as a page; take a declaration of its facts."""
    standing = standing_of(request)
    score = next((score for score in standing.sheet.scores if score.code == code), None)
    if score is None:
        raise Http404(f"Bộ chỉ số không có tiêu chí «{code}».")
    form = None
    if request.method == "POST":
        check_declares(standing.user, standing.agency)
        form = DeclarationForm(_asked_for(request, score), score.max_points, request.POST)
        if form.is_valid():
            return _declare(request, standing, score, form)
    return render(
        request,
        "desk/_why.html" if wants_fragment(request) else "desk/why.html",
        {
            "standing": standing,
            "view": _view(standing, score, form),
            "here": standing.link("why", code),
            "crumbs": [Crumb("Điểm", standing.link("sheet")), Crumb(f"Vì sao {code}")],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK,
    )


def _declare(
    request: HttpRequest, standing: Standing, score: Score, form: DeclarationForm
) -> HttpResponse:
    numerator, denominator = form.cleaned_data["value"]
    declare_fact(
        agency=standing.agency,
        name=form.definition.name,
        scope=standing.scope,
        numerator=numerator,
        denominator=denominator,
        note=form.cleaned_data["note"],
        by=standing.user,
        now=standing.now,
    )
    messages.success(
        request, f"Đã ghi «{form.definition.title}», số liệu đến {day(standing.as_of)}."
    )
    return HttpResponseRedirect(standing.link("why", score.code), status=HTTPStatus.SEE_OTHER)


def _asked_for(request: HttpRequest, score: Score) -> FactDefinition:
    name = request.POST.get("fact", "")
    register = fact_register()
    usable = {definition.name for definition in score.outcome.missing}
    usable |= {fact.name for fact in score.outcome.facts}
    if name not in usable or register[name].kind is FactKind.MEASURE:
        raise Http404(f"Tiêu chí {score.code} không nhận khai số liệu «{name}».")
    return register[name]


def _view(standing: Standing, score: Score, tried: DeclarationForm | None) -> WhyView:
    refused = ""
    try:
        check_declares(standing.user, standing.agency)
    except NotAllowed as refusal:
        refused = str(refusal)
    register = fact_register()
    notes = {name: told.note for name, told in declarations(standing.scope).items()}

    def missing(definition: FactDefinition) -> MissingFact:
        measured = definition.kind is FactKind.MEASURE
        form = None
        if not measured:
            form = DeclarationForm(definition, score.max_points)
            if tried and tried.definition.name == definition.name:
                form = tried
        return MissingFact(
            definition.title, _WHO[definition.kind], definition.reference, measured, form
        )

    return WhyView(
        score=score,
        points=points_of(score.points, score.max_points),
        state=state_of(score),
        facts=tuple(
            _shown(standing, fact, notes.get(fact.name, "")) for fact in score.outcome.facts
        ),
        missing=tuple(missing(definition) for definition in score.outcome.missing),
        redeclared=tuple(
            missing(register[fact.name])
            for fact in score.outcome.facts
            if fact.source is not FactKind.MEASURE
        ),
        refused=refused,
        next_step=_next_step(score),
        budget=budget_sentences(ahead_for(standing).situation, score.code),
        evidence=_evidence(standing, score.code),
        evidence_url=standing.link("evidence", **{"tieu-chi": score.code}),
    )


def _evidence(standing: Standing, code: str) -> str:
    count = evidence_counts(standing.agency, standing.as_of).get(code, 0)
    return f"{number(count)} tài liệu kiểm chứng" if count else "Chưa có tài liệu kiểm chứng"


def _next_step(score: Score) -> str:
    """Say what would bring more, as long as it can still be had."""
    step = score.outcome.next_step
    return step.text if step is not None and score.possible else ""


def _shown(standing: Standing, fact: Fact, note: str) -> ShownFact:
    links: list[tuple[str, str]] = []
    if fact.source is FactKind.MEASURE and fact_register()[fact.name].measured_from:
        year = standing.scope.period.last_day.year
        address = reverse("officers:year", args=[year])
        links.append(("Dữ liệu cán bộ của năm", f"{address}?co-quan={standing.agency.code}"))
        source = "đếm từ dữ liệu cán bộ"
        # The evidence of a declaration says nothing of what was counted.
        return ShownFact(fact.title, fact.text, source, fact.coverage, "", tuple(links))
    if fact.source is FactKind.MEASURE:
        counts = fact_register()[fact.name].counts

        def link(words: str, part: str) -> tuple[str, str]:
            return words, standing.link("facts", fact.name, phan=part)

        above, below = fact.numerator, fact.denominator
        links.append(link(f"{number(above)} {counts}", "numerator"))
        if fact.value is None or below != 1:
            links[0] = link(f"Tử số: {number(above)} {counts}", "numerator")
            links.append(link(f"Mẫu số: {number(below)} {counts}", "denominator"))
            links.append(link(f"Không đạt: {number(below - above)} {counts}", "failed"))
    return ShownFact(
        fact.title, fact.text, _SOURCES[fact.source], fact.coverage, note, tuple(links)
    )
