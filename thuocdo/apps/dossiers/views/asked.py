"""What the counter's pages read from a request, and the links that they make."""

import re
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from thuocdo.apps.dossiers.services import HandedFile
from thuocdo.kit.formats import size

__all__ = ["handed_files", "link_of"]

_FIELD = re.compile(r"file-(\d{1,3})")
_MEBI = 1024 * 1024
_LONGEST_NAME = 255


def handed_files(request: HttpRequest, form: forms.Form) -> list[HandedFile]:
    """Return the files that came with the parts; one too large becomes an error of the form."""
    found = []
    for name in request.FILES:
        part = _FIELD.fullmatch(name)
        if part is None:
            continue
        for file in request.FILES.getlist(name):
            if (file.size or 0) > settings.EVIDENCE_LIMIT_MIB * _MEBI:
                form.add_error(
                    None,
                    f"«{file.name}» nặng {size(file.size or 0)}, quá giới hạn "
                    f"{settings.EVIDENCE_LIMIT_MIB} MB. Hãy quét ở độ phân giải thấp hơn.",
                )
                continue
            found.append(
                HandedFile(
                    part=int(part[1]),
                    name=(file.name or "tep")[-_LONGEST_NAME:],
                    data=file.read(),
                    signed=f"signed-{part[1]}" in request.POST,
                )
            )
    return found


def link_of(request: HttpRequest, name: str, *args: str) -> str:
    """Return an address that keeps on whose behalf the page speaks."""
    agency = request.GET.get("co-quan")
    query = f"?{urlencode({'co-quan': agency})}" if agency else ""
    return f"{reverse(name, args=args)}{query}"
