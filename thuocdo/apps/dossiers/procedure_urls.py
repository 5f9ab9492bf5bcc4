"""Addresses of procedures."""

from django.urls import path

from thuocdo.apps.dossiers.views import procedure_drafts, procedures

app_name = "procedures"
urlpatterns = [
    path("", procedures.procedure_list, name="list"),
    path("nhap/", procedure_drafts.imports, name="imports"),
    path("nhap/mau/", procedure_drafts.template_file, name="template"),
    path("lau-khong-truc-tuyen/", procedures.quiet, name="quiet"),
    path("ban-thao/<int:number>/", procedure_drafts.draft, name="draft"),
    path("<str:code>/", procedures.procedure, name="procedure"),
    path("<str:code>/so-sanh/", procedures.compare, name="compare"),
    path("<str:code>/soan/", procedure_drafts.new, name="new"),
    path("<str:code>/giai-quyet/", procedures.offer, name="offer"),
    path("<str:code>/cong-khai/", procedures.publications, name="publications"),
    path("<str:code>/ra-soat/", procedures.reviews, name="reviews"),
]
