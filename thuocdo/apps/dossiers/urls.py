"""Addresses of dossiers and their imports."""

from django.urls import path

from thuocdo.apps.dossiers.views import earlier, rating, staff

app_name = "dossiers"
urlpatterns = [
    path("", staff.dossier_list, name="list"),
    path("nhap/", staff.imports, name="imports"),
    path("nhap/<int:pk>/", staff.import_page, name="import"),
    path("ket-qua-da-cap/", earlier.earlier_results, name="earlier"),
    path("ket-qua-da-cap/mau/", earlier.earlier_template, name="earlier_template"),
    path("danh-gia/", rating.ratings, name="ratings"),
    path("<path:code>/moi-danh-gia/", rating.invite, name="invite_to_rate"),
    path("<path:code>/", staff.dossier, name="dossier"),
]
