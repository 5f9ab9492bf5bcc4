"""Addresses of the directory of agencies."""

from django.urls import path

from thuocdo.apps.organisations.views import directory

app_name = "organisations"
urlpatterns = [
    path("", directory.tree, name="tree"),
    path("xuat/", directory.export, name="export"),
    path("<str:code>/", directory.agency, name="agency"),
]
