"""Shared files: kept once, few enough, small enough; and gone from the disk when their row is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.timezone import now

from coaching.models import Athlete, AthleteFile, CoachAccess
from coaching.services.desk import files
from coaching.services.people import consent, erase
from tests.builders import NOW, make_athlete, make_cast, make_coach
from tests.desk import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the contents are."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "files"


@pytest.fixture
def cast():
    return make_cast()


def stored(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_is_kept_under_a_name_that_tells_nothing(cast, folder):
    file = make_file(cast.athlete, name="letter.txt")
    [name] = stored(folder)
    assert (file.name, file.size, file.content_type, file.by) == ("letter.txt", 15, "text/plain", cast.alice)
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")
    with files.opened(file) as content:
        assert content.read() == b"Ten heel drops."


def test_the_same_form_keeps_it_once(cast, folder):
    form = uuid4()
    added = [
        files.add(athlete=cast.athlete, by=cast.alice, upload=ContentFile(b"x", name="x.txt"), form=form, now=NOW)
        for _ in range(2)
    ]
    assert added[0] == added[1]
    assert len(stored(folder)) == 1


def test_a_file_may_have_ten_megabytes_and_no_byte_more(cast, folder):
    make_file(cast.athlete, content=b"x" * AthleteFile.MOST_BYTES)
    with pytest.raises(ValidationError, match="at most 10 MB"):
        make_file(cast.athlete, content=b"x" * (AthleteFile.MOST_BYTES + 1))
    assert len(stored(folder)) == 1


def test_there_may_be_a_hundred_and_not_one_more(cast, folder):
    file = make_file(cast.athlete)
    same = {"athlete": cast.athlete, "file": file.file, "size": 1, "added_at": NOW}
    AthleteFile.objects.bulk_create(AthleteFile(form=uuid4(), **same) for _ in range(files.MOST - 1))
    with pytest.raises(ValidationError, match="Delete one first"):
        make_file(cast.athlete)
    assert len(stored(folder)) == 1
    make_file(cast.stranger)


def test_where_the_row_cannot_be_stored_no_content_stays(cast, folder, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr(AthleteFile, "save", broken)
    with pytest.raises(OSError, match="full"):
        make_file(cast.athlete)
    assert stored(folder) == []


def test_her_pages_are_made_anew(cast):
    file = make_file(cast.athlete)
    added = Athlete.objects.get(pk=cast.athlete.pk).version
    files.delete(file=file)
    assert added > cast.athlete.version
    assert added < Athlete.objects.get(pk=cast.athlete.pk).version


# --- Gone ------------------------------------------------------------------------------------------


def delete_twice(cast, file):
    files.delete(file=file)
    files.delete(file=file)


def delete_account(cast, file):
    erase.everything(user=cast.alice)


def withdraw_consent(cast, file):
    consent.withdraw(user=cast.alice, now=NOW)


@pytest.mark.parametrize("go", [delete_twice, delete_account, withdraw_consent])
def test_content_goes_with_its_row_and_others_stay(cast, folder, go, django_capture_on_commit_callbacks):
    file, other = make_file(cast.athlete, by=cast.bob), make_file(cast.stranger)
    with django_capture_on_commit_callbacks(execute=True):
        go(cast, file)
        assert len(stored(folder)) == 2  # the transaction may still fail
    assert [f"files/{name}" for name in stored(folder)] == [other.file.name]
    assert list(AthleteFile.objects.all()) == [other]


def test_content_goes_with_an_athlete_whom_a_coach_keeps(cast, folder, django_capture_on_commit_callbacks):
    kept = make_athlete("Emil")
    CoachAccess.objects.create(athlete=kept, coach=cast.bob)
    make_file(kept, by=cast.bob)
    with django_capture_on_commit_callbacks(execute=True):
        erase.kept_by_name(athlete=kept)
    assert stored(folder) == []


def test_a_coach_who_leaves_leaves_the_files_they_shared(cast, folder, django_capture_on_commit_callbacks):
    file = make_file(cast.athlete, by=make_coach("Fay", athlete=cast.athlete))
    with django_capture_on_commit_callbacks(execute=True):
        erase.everything(user=file.by)
    assert [one.by for one in files.of(cast.athlete)] == [None]
    assert len(stored(folder)) == 1


def test_content_without_a_row_goes_after_a_day(cast, folder):
    named = make_file(cast.athlete)
    (folder / "left-by-a-crash").write_bytes(b"x")
    assert (files.sweep(now=now()), len(stored(folder))) == (0, 2)
    assert files.sweep(now=now() + timedelta(days=2)) == 1
    assert [f"files/{name}" for name in stored(folder)] == [named.file.name]


def test_there_may_be_nothing_to_sweep():
    assert files.sweep(now=now()) == 0


def test_content_that_is_lost_is_said_to_be(cast, folder):
    file = make_file(cast.athlete)
    (folder / stored(folder)[0]).unlink()
    with pytest.raises(files.Lost):
        files.opened(file)
