"""Rows of the library that its constraints refuse: (name of the constraint, a row that breaks it, what is said)."""

from datetime import timedelta
from uuid import uuid4

from coaching.models import (
    AdviceRating,
    AdviceShown,
    AdviceVersion,
    ArticleRating,
    ArticleTranslation,
    Citation,
    Comment,
    CommentReport,
    ReadAlso,
    SearchEntry,
    SearchStem,
    Source,
)
from coaching.models.library import HELD_TOO_LONG
from tests.builders import NOW, TODAY, make_advice, make_article, make_user

SOMEBODYS = [{"user": None, "browser": ""}, {"browser": "b", "user": True}]


def draft(**fields):
    revision = make_article(live=False).translations.get().newest
    return changed(revision, **fields)


def changed(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def reader(fields):
    """A reader as told: `user: True` becomes a member."""
    return fields | {"made_at": NOW, "user": make_user("Member") if fields.get("user") else None}


def second(model, **fields):
    """A row like one that is there already."""
    model.objects.create(**fields)
    return model(**fields)


def source():
    return Source.objects.create(key="ONE2001", reference="One", grade="low")


def entry(**fields):
    return SearchEntry(language="en", title="T", text="T", **fields)


def comment(**fields):
    return Comment(article=make_article(), name="N", text="T", form=uuid4(), **fields)


def shown_comment():
    row = comment(browser="b", made_at=NOW)
    row.save()
    return row


def read_also(**fields):
    article = make_article()
    return {"article": article, "other": make_article("other"), "reason": "More."} | fields


def violated(name):
    return f"Constraint “{name}” is violated."


BROKEN_IN_THE_LIBRARY = [
    (
        "nothing_is_held_long_before_a_workout",
        lambda: changed(make_advice(), held_s=60),
        HELD_TOO_LONG,
    ),
    (
        "versions_are_numbered",
        lambda: second(AdviceVersion, advice=make_advice(), number=1, words={"a": 1}, author_name="E", written_at=NOW),
        "Advice version with this Advice and Number already exists.",
    ),
    ("picked_once", lambda: second(ReadAlso, **read_also()), "This article is picked already."),
    (
        "no_article_picks_itself",
        lambda: ReadAlso(article=(a := make_article()), other=a, reason="More."),
        "An article cannot lead to itself.",
    ),
    (
        "one_translation_per_language",
        lambda: ArticleTranslation(article=make_article(), language="en"),
        "This article is there in this language already.",
    ),
    (
        "revisions_are_numbered",
        lambda: changed(draft(), pk=None),
        "Article revision with this Translation and Number already exists.",
    ),
    (
        "nothing_is_published_without_a_review",
        lambda: draft(publish_from=NOW),
        "Nobody has reviewed this text yet: review it, then publish it.",
    ),
    (
        "nothing_is_published_without_a_review",
        lambda: draft(publish_from=NOW, reviewer_name="Erin", reviewed_on=TODAY),
        "Nobody has reviewed this text yet: review it, then publish it.",
    ),
    (
        "it_expires_after_it_was_published",
        lambda: draft(
            publish_from=NOW,
            expires_at=NOW,
            reviewer_name="Erin",
            reviewed_on=TODAY,
            next_review_on=TODAY + timedelta(days=1),
        ),
        "It would be over before it is published: choose a later end.",
    ),
    (
        "a_source_is_listed_once",
        lambda: second(Citation, revision=draft(), source=source(), position=1),
        "Citation with this Revision and Source already exists.",
    ),
    (
        "advice_is_listed_once",
        lambda: second(AdviceShown, revision=draft(), advice=make_advice(), position=1),
        "Advice shown with this Revision and Advice already exists.",
    ),
    *(
        (
            "an_article_is_rated_by_somebody",
            lambda who=who: ArticleRating(article=make_article(), value=3, **reader(who)),
            violated("an_article_is_rated_by_somebody"),
        )
        for who in SOMEBODYS
    ),
    *(
        (
            "an_article_gets_one_to_five",
            lambda value=value: ArticleRating(article=make_article(), value=value, browser="b", made_at=NOW),
            violated("an_article_gets_one_to_five"),
        )
        for value in (0, 6)
    ),
    (
        "a_member_rates_an_article_once",
        lambda: second(ArticleRating, article=make_article(), value=3, **reader({"user": True})),
        violated("a_member_rates_an_article_once"),
    ),
    (
        "a_browser_rates_an_article_once",
        lambda: second(ArticleRating, article=make_article(), value=3, **reader({"browser": "b"})),
        violated("a_browser_rates_an_article_once"),
    ),
    *(
        (
            "advice_is_rated_by_somebody",
            lambda who=who: AdviceRating(advice=make_advice(), value="much", **reader(who)),
            violated("advice_is_rated_by_somebody"),
        )
        for who in SOMEBODYS
    ),
    (
        "advice_is_rated_by_a_known_word",
        lambda: AdviceRating(advice=make_advice(), value="9", browser="b", made_at=NOW),
        violated("advice_is_rated_by_a_known_word"),
    ),
    (
        "a_member_rates_advice_once",
        lambda: second(AdviceRating, advice=make_advice(), value="much", **reader({"user": True})),
        violated("a_member_rates_advice_once"),
    ),
    (
        "a_browser_rates_advice_once",
        lambda: second(AdviceRating, advice=make_advice(), value="much", **reader({"browser": "b"})),
        violated("a_browser_rates_advice_once"),
    ),
    *(
        (
            "a_comment_is_by_somebody",
            lambda who=who: comment(**reader(who)),
            violated("a_comment_is_by_somebody"),
        )
        for who in SOMEBODYS
    ),
    *(
        (
            "a_report_is_by_somebody",
            lambda who=who: CommentReport(comment=shown_comment(), reason="spam", **reader(who)),
            violated("a_report_is_by_somebody"),
        )
        for who in SOMEBODYS
    ),
    (
        "a_member_reports_a_comment_once",
        lambda: second(CommentReport, comment=shown_comment(), reason="spam", **reader({"user": True})),
        violated("a_member_reports_a_comment_once"),
    ),
    (
        "a_browser_reports_a_comment_once",
        lambda: second(CommentReport, comment=shown_comment(), reason="spam", **reader({"browser": "b"})),
        violated("a_browser_reports_a_comment_once"),
    ),
    ("an_entry_finds_one_thing", entry, violated("an_entry_finds_one_thing")),
    (
        "an_entry_finds_one_thing",
        lambda: entry(advice=make_advice(), source=source()),
        violated("an_entry_finds_one_thing"),
    ),
    (
        "a_stem_is_counted_once_per_entry",
        lambda: second(SearchStem, entry=found_entry(), stem="calv", weight=1),
        "Search stem with this Entry and Stem already exists.",
    ),
]


def found_entry():
    row = entry(source=source())
    row.save()
    return row
