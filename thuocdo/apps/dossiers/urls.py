"""Addresses of dossiers, of the counter, of ratings and of imports."""

from django.urls import path

from thuocdo.apps.dossiers.views import (
    earlier,
    handling,
    intake,
    papers,
    paying,
    posting,
    rating,
    register,
    search,
    staff,
)

app_name = "dossiers"
urlpatterns = [
    path("", staff.dossier_list, name="list"),
    path("tim/", search.search, name="search"),
    path("nhap/", staff.imports, name="imports"),
    path("nhap/<int:pk>/", staff.import_page, name="import"),
    path("ket-qua-da-cap/", earlier.earlier_results, name="earlier"),
    path("ket-qua-da-cap/mau/", earlier.earlier_template, name="earlier_template"),
    path("danh-gia/", rating.ratings, name="ratings"),
    path("tiep-nhan/", intake.intake, name="intake"),
    path("so-theo-doi/", register.register, name="register"),
    path("so-theo-doi/tep/", register.register_file, name="register_file"),
    path("<path:code>/moi-danh-gia/", rating.invite, name="invite_to_rate"),
    path("<path:code>/viec/<slug:slug>/", handling.act, name="act"),
    path("<path:code>/tep/", handling.attach, name="attach"),
    path("<path:code>/tep/<int:pk>/", handling.part_file, name="part_file"),
    path("<path:code>/giay-to/<slug:slug>/", papers.paper, name="paper"),
    path("<path:code>/giay-to/<slug:slug>/pdf/", papers.paper_file, name="paper_file"),
    path("<path:code>/thanh-toan/", paying.payment, name="payment"),
    path("<path:code>/buu-chinh/", posting.postal, name="postal"),
    path("<path:code>/", handling.dossier, name="dossier"),
]
