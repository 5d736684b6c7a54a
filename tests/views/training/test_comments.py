"""Comments on the page of a workout."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from coaching.models import Workout, WorkoutComment
from coaching.services.desk import showing
from tests.builders import NOW


@pytest.fixture
def workout(cast):
    return Workout.objects.filter(week__plan__assessment=cast.hers).first()


def address(name, workout):
    return reverse(f"coaching:{name}", args=[workout.week.plan_id, workout.pk])


def send(client, workout, text="Well done.", form=None):
    return client.post(address("workout_comment", workout), {"text": text, "form": str(form or uuid4())}, follow=True)


def test_a_comment_stands_below_its_workout_for_the_athlete_and_all_coaches(client, cast, workout):
    client.force_login(cast.bob)
    page = send(client, workout)
    assert page.redirect_chain == [(address("workout", workout) + "#comments", 302)]
    for reader in (cast.alice, cast.bob, cast.vera):
        client.force_login(reader)
        page = client.get(address("workout", workout)).content.decode()
        assert "<h3>Coach: <bdi>Bob</bdi></h3>" in page
        assert "<p>Well done.</p>" in page


def test_a_coach_is_told_that_the_athlete_does_not_see_a_hidden_week_yet(client, cast):
    plan = cast.hers.plans.get()
    showing.show_up_to(athlete=cast.athlete, by=cast.bob, week=plan.weeks.get(number=2))
    early, late = (Workout.objects.filter(week__plan=plan, week__number=number).first() for number in (2, 3))
    client.force_login(cast.bob)
    told = ["not shown to Alice yet" in send(client, workout).content.decode() for workout in (early, late)]
    assert told == [False, True]


def test_sent_twice_it_is_one(client, cast, workout):
    client.force_login(cast.alice)
    form = uuid4()
    for _ in range(2):
        send(client, workout, form=form)
    assert WorkoutComment.objects.count() == 1


def test_it_is_shown_as_text(client, cast, workout):
    client.force_login(cast.alice)
    page = send(client, workout, "<script>alert(1)</script>\n\nSecond").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "said"), [("", "Write your comment."), ("x" * 2001, "2000 characters fit, and it has 2001.")]
)
def test_bad_input_gets_a_clear_message_and_keeps_the_text(client, cast, workout, text, said):
    client.force_login(cast.alice)
    page = send(client, workout, text)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert text in page.content.decode()
    assert WorkoutComment.objects.count() == 0


def test_where_there_is_no_room_the_text_is_kept(client, cast, workout):
    client.force_login(cast.alice)
    words = {"workout": workout, "author": cast.bob, "text": "Before", "created_at": NOW - timedelta(days=1)}
    WorkoutComment.objects.bulk_create(WorkoutComment(form=uuid4(), **words) for _ in range(50))
    page = send(client, workout, "One too many")
    assert page.status_code == 429
    assert "There are 50 comments here already" in page.content.decode()
    assert "One too many</textarea>" in page.content.decode()


def test_a_plan_of_a_browser_has_no_comments(client, cast):
    session = client.session
    session["browser"] = "a browser"
    session.save()
    foreign = Workout.objects.filter(week__plan__assessment=cast.unclaimed).first()
    assert 'id="comments"' not in client.get(address("workout", foreign)).content.decode()
    assert send(client, foreign).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_workout_asks_as_often_for_many_comments_as_for_one(
    client, cast, workout, django_assert_num_queries, count
):
    client.force_login(cast.alice)
    words = {"workout": workout, "author": cast.bob, "text": "Well done.", "created_at": NOW}
    WorkoutComment.objects.bulk_create(WorkoutComment(form=uuid4(), **words) for _ in range(count))
    with django_assert_num_queries(11):
        assert client.get(address("workout", workout)).status_code == 200
