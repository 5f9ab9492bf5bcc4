"""One suite for every store; then what is special about each."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.s3_server import ACCESS_KEY, REGION, SECRET_KEY, Bucket, s3_server
from thuocdo.adapters.storage.folder import FolderStore
from thuocdo.adapters.storage.s3 import S3Store, authorization
from thuocdo.core.ports.file_store import FileMissing, FileStore, StoreUnavailable

KEY = "ab/ab12"
DATA = bytes(range(256)) * 40


def s3(bucket: Bucket) -> S3Store:
    return S3Store(
        endpoint=bucket.address,
        bucket="kho",
        access_key=ACCESS_KEY,
        secret_key=SECRET_KEY,
        region=REGION,
        prefix="tệp/",
    )


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with s3_server() as served:
        yield served


@pytest.fixture(params=["folder", "s3"])
def store(request, tmp_path: Path, bucket: Bucket) -> FileStore:
    return FolderStore(tmp_path / "files") if request.param == "folder" else s3(bucket)


def test_what_is_put_can_be_got(store: FileStore) -> None:
    assert not store.has(KEY)
    store.put(KEY, DATA)
    assert store.has(KEY)
    assert store.get(KEY) == DATA


def test_putting_twice_changes_nothing(store: FileStore) -> None:
    store.put(KEY, DATA)
    store.put(KEY, DATA)
    assert store.get(KEY) == DATA


def test_what_was_never_put_is_missing(store: FileStore) -> None:
    with pytest.raises(FileMissing):
        store.get("cd/cd34")


def test_many_hands_at_once_leave_one_whole_file(store: FileStore) -> None:
    threads = [threading.Thread(target=store.put, args=(KEY, DATA)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get(KEY) == DATA


def test_a_folder_holds_nothing_but_whole_files(tmp_path: Path) -> None:
    FolderStore(tmp_path).put(KEY, DATA)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["ab12"]


@pytest.mark.parametrize("key", ["../x", "/x", "a/../../x", ""])
def test_a_key_never_leaves_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        FolderStore(tmp_path).put(key, DATA)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailable, match="Không ghi được"):
        FolderStore(tmp_path / "files").put(KEY, DATA)


def test_the_signature_is_the_one_that_the_vendor_publishes() -> None:
    """The example "GET Object" of the vendor's documentation of signature version 4."""
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    signed = {
        "host": "examplebucket.s3.amazonaws.com",
        "range": "bytes=0-9",
        "x-amz-content-sha256": empty,
        "x-amz-date": "20130524T000000Z",
    }
    made = authorization(
        "GET",
        "/test.txt",
        signed,
        access_key="AKIAIOSFODNN7EXAMPLE",
        secret_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region="us-east-1",
    )
    assert made.endswith(
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )


def test_a_wrong_key_is_refused_and_the_secret_is_not_told(bucket: Bucket) -> None:
    store = replace(s3(bucket), secret_key="another")
    with pytest.raises(StoreUnavailable, match="403") as refusal:
        store.put(KEY, DATA)
    assert "another" not in str(refusal.value)
    assert "another" not in repr(store)
    assert bucket.objects == {}


@pytest.mark.parametrize("status", [500, 503, 307])
def test_a_store_that_fails_or_sends_elsewhere_is_said(bucket: Bucket, status: int) -> None:
    bucket.answer_with = status
    with pytest.raises(StoreUnavailable, match=str(status)):
        s3(bucket).put(KEY, DATA)


def test_a_store_that_is_not_there_is_said() -> None:
    store = S3Store("http://127.0.0.1:9", "kho", "x", "y")
    with pytest.raises(StoreUnavailable, match="không trả lời"):
        store.get(KEY)


def test_an_object_that_is_there_is_not_sent_again(bucket: Bucket) -> None:
    store = s3(bucket)
    store.put(KEY, DATA)
    store.put(KEY, DATA)
    assert [asked.split()[0] for asked in bucket.asked] == ["HEAD", "PUT", "HEAD"]
