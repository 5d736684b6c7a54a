"""Comments on a workout: who may write, how many, and the letter."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from coaching.models import User, Workout, WorkoutComment
from coaching.services.desk import showing
from coaching.services.training import comments
from tests.builders import NOW, make_cast, make_coach, make_plan, revoke

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = make_cast()
    cast.workout = workout_of(make_plan(athlete=cast.athlete))
    return cast


def workout_of(plan):
    return Workout.objects.filter(week__plan=plan).select_related("week__plan").first()


def say(cast, by, text="Well done.", form=None, now=NOW, workout=None):
    words = {"text": text, "form": form or uuid4(), "now": now}
    return comments.comment(workout=workout or cast.workout, by=getattr(cast, by), **words)


def refused(*args, **words):
    with pytest.raises(ValidationError) as refusal:
        say(*args, **words)
    return refusal.value.message


@pytest.mark.parametrize("by", ["alice", "bob", "vera"])
def test_the_athlete_and_their_coaches_write(cast, by):
    said = say(cast, by)
    assert (said.workout, said.author, said.text, said.created_at) == (
        cast.workout,
        getattr(cast, by),
        "Well done.",
        NOW,
    )


@pytest.mark.parametrize("by", ["charlie", "ruth"])
def test_nobody_else_does(cast, by):
    with pytest.raises(PermissionError):
        say(cast, by)
    assert WorkoutComment.objects.count() == 0


def test_a_coach_whose_access_ended_does_not(cast):
    revoke(cast.bob)
    with pytest.raises(PermissionError):
        say(cast, "bob")


def test_a_plan_that_nobody_claimed_has_none(cast):
    with pytest.raises(PermissionError):
        say(cast, "alice", workout=workout_of(make_plan(browser="a browser")))


def test_a_week_that_is_hidden_gets_no_letter_before_the_athlete_sees_it(cast):
    later = (
        Workout.objects.filter(week__plan=cast.workout.week.plan, week__number=3).select_related("week__plan").first()
    )
    showing.show_up_to(athlete=cast.athlete, by=cast.bob, week=later.week.plan.weeks.get(number=2))
    say(cast, "bob", workout=later)
    assert len(mail.outbox) == 0
    say(cast, "bob", workout=later, now=NOW + (later.week.starts_on - NOW.date()))
    assert len(mail.outbox) == 1


def test_the_same_form_sent_twice_is_one_comment_and_one_letter(cast):
    form = uuid4()
    assert say(cast, "bob", form=form) == say(cast, "bob", form=form)
    assert (WorkoutComment.objects.count(), len(mail.outbox)) == (1, 1)


def test_the_athlete_gets_a_letter_that_does_not_quote_the_comment(cast):
    say(cast, "bob", text="Is the calf still swollen?")
    (letter,) = mail.outbox
    link = f"/plan/{cast.workout.week.plan_id}/workout/{cast.workout.pk}/#comments"
    html = letter.alternatives[0][0]
    assert (letter.to, letter.subject) == (["alice@example.org"], "Bob wrote to you about a workout")
    assert [link in body for body in (letter.body, html)] == [True, True]
    assert ["swollen" in body for body in (letter.body, html)] == [False, False]


def test_a_coach_without_a_name_is_your_coach(cast):
    User.objects.filter(pk=cast.bob.pk).update(name="")
    cast.bob.refresh_from_db()
    say(cast, "bob")
    assert mail.outbox[0].subject == "Your coach wrote to you about a workout"


def test_what_the_athlete_writes_sends_no_letter(cast):
    say(cast, "alice")
    assert mail.outbox == []


def test_who_switched_such_letters_off_gets_none(cast):
    User.objects.filter(pk=cast.alice.pk).update(mail_comments=False)
    say(cast, "bob")
    assert (mail.outbox, WorkoutComment.objects.count()) == ([], 1)


def test_an_athlete_without_a_log_in_can_be_written_about(cast):
    cast.athlete.user = None
    cast.athlete.save()
    say(cast, "bob")
    assert (mail.outbox, WorkoutComment.objects.count()) == ([], 1)


def test_there_is_room_for_fifty_below_a_workout(cast):
    for count in range(50):
        say(cast, "alice", now=NOW + timedelta(hours=count))
    assert refused(cast, "bob", now=NOW + timedelta(days=9)) == comments.FULL


def test_twenty_in_an_hour_are_enough(cast):
    for _ in range(20):
        say(cast, "bob")
    assert refused(cast, "bob", now=NOW + timedelta(minutes=59)) == comments.TOO_MANY
    say(cast, "vera")
    say(cast, "bob", now=NOW + timedelta(minutes=60))
    assert WorkoutComment.objects.count() == 22


def test_a_form_that_was_taken_is_not_refused_later(cast):
    form = uuid4()
    for count in range(20):
        say(cast, "bob", form=form if not count else None)
    assert say(cast, "bob", form=form) == WorkoutComment.objects.first()


def test_all_of_them_take_one_question_the_oldest_first(cast, django_assert_num_queries):
    cast.dora = make_coach("Dora", athlete=cast.athlete)
    written = [say(cast, by) for by in ("bob", "vera", "dora")]
    with django_assert_num_queries(1):
        assert [(said, said.author.name) for said in comments.said_of(cast.workout)] == [
            (said, said.author.name) for said in written
        ]


def test_it_tells_that_something_changed(cast):
    cast.athlete.refresh_from_db()
    before = cast.athlete.version
    say(cast, "bob")
    cast.athlete.refresh_from_db()
    assert cast.athlete.version == before + 1
