"""Addresses of plans."""

from django.urls import path

from thuocdo.apps.plans.views import staff

app_name = "plans"
urlpatterns = [path("", staff.plan, name="plan")]
