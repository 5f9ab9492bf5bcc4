"""Addresses. What people read in them is Vietnamese without marks; the names are English."""

from django.urls import include, path

from thuocdo.apps.dossiers.views.rating import to_rate
from thuocdo.apps.organisations.views.notices import notices
from thuocdo.web import health
from thuocdo.web.api import payments, scores
from thuocdo.web.desk import administration, clock, ranking, rows, sheet, why
from thuocdo.web.desk.documents import consultations, content, evidence
from thuocdo.web.desk.journal import page as journal
from thuocdo.web.desk.queue import page as queue
from thuocdo.web.desk.rise import budget, cheapest, odds, what_if

urlpatterns = [
    path("", sheet.home, name="home"),
    path("diem/", sheet.sheet, name="sheet"),
    path("diem/bieu-do.svg", sheet.chart_picture, name="sheet_chart"),
    path("diem/bieu-do.json", sheet.chart_spec, name="sheet_chart_spec"),
    path("diem/neu-thi/", what_if.what_if_page, name="what_if"),
    path("diem/con-duoc/", budget.budget, name="budget"),
    path("diem/duong-re-nhat/", cheapest.cheapest, name="path"),
    path("diem/kha-nang/", odds.odds, name="odds"),
    path("diem/kha-nang/bieu-do.svg", odds.odds_picture, name="odds_chart"),
    path("diem/<str:code>/vi-sao/", why.why, name="why"),
    path("so-lieu/<str:name>/", rows.facts, name="facts"),
    path("so-lieu/<str:name>/xuat/", rows.export, name="facts_export"),
    path("api/diem/", scores.scores, name="api_scores"),
    path("api/thanh-toan/", payments.told, name="api_payments"),
    path("danh-gia/<str:token>/", to_rate, name="to_rate"),
    path("ho-so/viec/", queue.queue, name="queue"),
    path("ho-so/", include("thuocdo.apps.dossiers.urls")),
    path("thu-tuc/", include("thuocdo.apps.dossiers.procedure_urls")),
    path("ke-hoach/", include("thuocdo.apps.plans.urls")),
    path("bo-chi-so/", include("thuocdo.apps.rulebooks.urls")),
    path("can-bo/", include("thuocdo.apps.organisations.people_urls")),
    path("co-quan/", include("thuocdo.apps.organisations.urls")),
    path("thong-bao/", notices, name="notices"),
    path("xep-hang/", ranking.ranking, name="ranking"),
    path("xep-hang/bieu-do.svg", ranking.history_picture, name="ranking_chart"),
    path("tai-lieu/", evidence.evidence_list, name="evidence"),
    path("tai-lieu/<int:pk>/", evidence.evidence_page, name="evidence_page"),
    path("tai-lieu/<int:pk>/ban/<int:number>/", content.evidence_file, name="evidence_file"),
    path("y-kien/", consultations.consultations, name="consultations"),
    path("y-kien/<int:pk>/", consultations.consultation, name="consultation"),
    path("quan-tri/", administration.administration, name="administration"),
    path("nhat-ky/", journal.journal, name="journal"),
    path("nhat-ky/xuat/", journal.export, name="journal_export"),
    path("lich/", clock.year, name="calendar"),
    path("lich/tinh-ngay/", clock.due_date, name="due_date"),
    path("suc-khoe/", health.live, name="live"),
    path("san-sang/", health.ready, name="ready"),
    path("tai-khoan/", include("thuocdo.web.sign_in_urls")),
]

handler400 = "thuocdo.web.errors.bad_request"
handler403 = "thuocdo.web.errors.permission_denied"
handler404 = "thuocdo.web.errors.page_not_found"
handler500 = "thuocdo.web.errors.server_error"
