"""Addresses of an agency's people."""

from django.urls import path

from thuocdo.apps.organisations.views import people

app_name = "officers"
urlpatterns = [
    path("", people.officer_list, name="list"),
    path("nhap/", people.imports, name="imports"),
    path("nhap/mau/", people.template_file, name="template"),
    path("nam/<int:year>/", people.year, name="year"),
    path("don-vi/", people.whole, name="whole"),
    path("don-vi/<str:code>/", people.unit, name="unit"),
    path("<str:code>/", people.officer, name="officer"),
]
