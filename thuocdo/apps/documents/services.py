"""Keeping files."""

import hashlib

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from thuocdo.apps.documents.models import File

__all__ = ["keep_file"]


def keep_file(*, data: bytes) -> File:
    """Store the bytes under their hash, or return the file that already holds them."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = File.objects.filter(sha256=sha256).first()
    if known:
        return known
    file = File(sha256=sha256, size=len(data))
    file.content.save(sha256, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:  # somebody handed in the same file at this moment
        return File.objects.get(sha256=sha256)
    return file
