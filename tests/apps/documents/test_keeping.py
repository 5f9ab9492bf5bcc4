"""Files are kept once, under their hash, as they came."""

import hashlib
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from thuocdo.apps.documents.models import File
from thuocdo.apps.documents.queries import read_file
from thuocdo.apps.documents.services import keep_file

DATA = b"PK\x03\x04 a file"


def test_a_file_is_kept_once_under_its_hash() -> None:
    first, second = keep_file(data=DATA), keep_file(data=DATA)
    assert first == second
    assert first.sha256 == hashlib.sha256(DATA).hexdigest()
    assert read_file(first) == DATA
    assert File.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_many_hands_at_once_is_one_file() -> None:
    kept: list[int] = []
    start = threading.Barrier(8)

    def keep() -> None:
        start.wait()
        kept.append(keep_file(data=DATA).pk)
        connection.close()

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 8
    assert len(set(kept)) == 1


def test_an_empty_file_is_not_kept() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(sha256="0" * 64, size=0, content="x")
