"""Addresses of sets."""

from django.urls import path

from thuocdo.apps.rulebooks.views import mending, staff

app_name = "rulebooks"
urlpatterns = [
    path("", staff.sets, name="sets"),
    path("<int:number>/", staff.draft, name="draft"),
    path("<int:number>/phan-dau/", mending.head, name="head"),
    path("<int:number>/linh-vuc/<str:code>/", mending.area, name="area"),
    path("<int:number>/tieu-chi/<str:code>/", mending.criterion, name="criterion"),
]
