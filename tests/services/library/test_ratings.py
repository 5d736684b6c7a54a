"""What readers say of articles and advice: one word each, summed up when there are enough."""

from datetime import timedelta
from uuid import uuid4

import pytest

from coaching.models import AdviceRating, ArticleRating
from coaching.services.library import limits, ratings
from tests.builders import NOW, make_advice, make_article, make_user
from tests.readers import make_reader

pytestmark = pytest.mark.django_db


def rate(article, values):
    for number, value in enumerate(values):
        ratings.rate(article=article, value=value, reader=make_reader(f"browser {number}"), now=NOW)


def say(advice, values):
    for number, value in enumerate(values):
        ratings.say_helped(advice=advice, value=value, reader=make_reader(f"browser {number}"), now=NOW)


def test_a_reader_rates_once_and_may_change_it():
    article, ida = make_article(), make_user("Ida")
    for value in (5, 2):
        ratings.rate(article=article, value=value, reader=make_reader(), now=NOW)
        ratings.rate(article=article, value=value, reader=make_reader(user=ida), now=NOW)
    said = ArticleRating.objects.order_by("pk").values_list("user", "browser", "value")
    assert list(said) == [(None, "a browser", 2), (ida.pk, "", 2)]


def test_a_form_that_a_new_browser_sends_twice_is_one_rating():
    """It has no name until the first answer has come back, so it goes by two."""
    article, form = make_article(), uuid4()
    first = ratings.rate(article=article, value=5, reader=make_reader("one name"), now=NOW, form=form)
    again = ratings.rate(article=article, value=5, reader=make_reader("another"), now=NOW, form=form)
    assert (again, ArticleRating.objects.get().browser) == (first, "one name")


def test_a_reader_who_goes_back_to_the_same_form_changes_their_rating():
    article, form = make_article(), uuid4()
    for value in (5, 1):
        ratings.rate(article=article, value=value, reader=make_reader(), now=NOW, form=form)
    assert list(ArticleRating.objects.values_list("value", flat=True)) == [1]


def test_nobody_changes_a_rating_by_the_form_of_another():
    article, form, ida = make_article(), uuid4(), make_user("Ida")
    ratings.rate(article=article, value=5, reader=make_reader(), now=NOW, form=form)
    ratings.rate(article=article, value=1, reader=make_reader("another"), now=NOW, form=form)
    assert list(ArticleRating.objects.values_list("value", flat=True)) == [5]
    ratings.rate(article=article, value=1, reader=make_reader(user=ida), now=NOW, form=form)
    assert list(ArticleRating.objects.order_by("pk").values_list("value", flat=True)) == [5, 1]


def test_fewer_than_five_ratings_are_not_summed_up():
    article = make_article()
    rate(article, [5, 5, 5, 5])
    assert (ratings.summary(article).total, ratings.summary(article).sentence) == (4, "")


def test_an_article_is_summed_up_in_words():
    article = make_article()
    rate(article, [5, 5, 4, 3, 1])
    assert ratings.summary(article) == ratings.Summary(
        counts=(
            ("It told me all I needed", 2),
            ("It told me most of what I needed", 1),
            ("It told me some of it", 1),
            ("It told me little", 0),
            ("It did not help me", 1),
        ),
        total=5,
        sentence="3 of 5 readers say that it told them all or most of what they needed.",
    )


def test_advice_is_summed_up_in_words():
    advice = make_advice()
    say(advice, ["much", "little", "none", "worse", "worse", "much"])
    assert ratings.helped_summary(advice) == ratings.Summary(
        counts=(("It helped", 2), ("It helped a little", 1), ("It made no difference", 1), ("It got worse", 2)),
        total=6,
        sentence="3 of 6 readers say that it helped, at least a little.",
    )


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_all_advice_is_summed_up_in_one_query(rows, django_assert_num_queries):
    advice = [make_advice(slug=f"advice-{number}") for number in range(rows)]
    say(advice[0], ["much"])
    with django_assert_num_queries(1):
        found = ratings.helped_summaries(advice)
    assert [found[row.pk].total for row in advice] == [1] + [0] * (rows - 1)


def test_ratings_of_one_thing_do_not_count_for_another():
    one, other = make_article("one"), make_article("other")
    rate(one, [5] * 5)
    assert (ratings.summary(other).total, ratings.summary(other).sentence) == (0, "")


def test_one_address_rates_forty_times_a_day_and_changes_its_mind_as_often_as_it_likes():
    articles = [make_article(f"article-{number}") for number in range(2)]
    rate(articles[0], [5] * 40)
    with pytest.raises(limits.TooMany) as refusal:
        ratings.rate(article=articles[1], value=5, reader=make_reader("one more"), now=NOW)
    assert refusal.value.again_at == NOW + timedelta(days=1)
    rate(articles[0], [1])
    assert (ArticleRating.objects.count(), ArticleRating.objects.filter(value=1).count()) == (40, 1)


def test_addresses_of_ratings_are_forgotten_too():
    say(make_advice(), ["much"])
    rate(make_article(), [5])
    limits.forget_addresses(now=NOW + timedelta(days=1, seconds=1))
    assert [model.objects.get().address for model in (AdviceRating, ArticleRating)] == ["", ""]
