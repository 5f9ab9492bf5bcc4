"""Addresses of an agency's people."""

from django.urls import path

from thuocdo.apps.organisations.views import people, people_changes

app_name = "officers"
urlpatterns = [
    path("", people.officer_list, name="list"),
    path("nhap/", people.imports, name="imports"),
    path("nhap/mau/", people.template_file, name="template"),
    path("nam/<int:year>/", people.year, name="year"),
    path("don-vi/", people.whole, name="whole"),
    path("don-vi/<str:code>/", people.unit, name="unit"),
    path("ra-soat/<str:code>/", people_changes.review, name="review"),
    path("<str:code>/uy-quyen/", people_changes.delegation, name="delegate"),
    path("<str:code>/uy-quyen/<int:pk>/thoi/", people_changes.take_back, name="take_back"),
    path("<str:code>/ky-luat/", people_changes.discipline, name="discipline"),
    path("<str:code>/tai-khoan/", people_changes.account, name="account"),
    path("<str:code>/", people.officer, name="officer"),
]
