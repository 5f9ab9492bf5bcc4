"""Addresses of the directory of agencies."""

from django.urls import path

from thuocdo.apps.organisations.views import directory, mergers, roles, tokens

app_name = "organisations"
urlpatterns = [
    path("", directory.tree, name="tree"),
    path("xuat/", directory.export, name="export"),
    path("sap-nhap/", mergers.prepare, name="merger_prepare"),
    path("sap-nhap/<int:pk>/", mergers.merger, name="merger"),
    path("khoa/", tokens.tokens, name="tokens"),
    path("khoa/<int:pk>/thu-hoi/", tokens.revoke, name="token_revoke"),
    path("vai-tro/", roles.roles, name="roles"),
    path("vai-tro/<int:pk>/ket-thuc/", roles.end, name="role_end"),
    path("<str:code>/", directory.agency, name="agency"),
]
