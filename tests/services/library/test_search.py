"""The search finds what a reader may read at that moment, by stems, the best first, and says why."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from coaching.models import Advice, Article, ArticleRevision, ArticleTranslation, SearchEntry, SearchStem, Source
from coaching.services.library import articles, search
from coaching.services.library.search.excerpt import LONGEST, excerpt, marked
from coaching.services.library.search.find import ALL_COMMON, CUT, NO_WORDS, SOME
from coaching.services.library.search.query import read
from coaching.services.library.search.stems import fold
from tests.builders import NOW, make_advice, make_article, make_editor, write_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MIB = "Magnesium in bed"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def make_source(key="GARRISON2020", *, indexed=True, **fields):
    fields = {"reference": "Garrison SR (2020). A review.", "finding": "No clear difference.", "grade": "high"} | fields
    source = Source.objects.create(key=key, **fields)
    if indexed:
        search.index_source(source)
    return source


def make_found_advice(**fields):
    advice = make_advice(**fields)
    search.index_advice(advice)
    return advice


def find(query, *, at=NOW, **asked):
    return search.search(query, at=at, **asked)


def titles(query, **asked):
    return [hit.title for hit in find(query, **asked).hits]


def looked_for(parts):
    return [text for text, is_match in parts if is_match]


# --- Words and stems ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same",
    [
        ["cramp", "Cramps", "CRAMPING", "cramped"],
        ["calf", "calves", "Calves"],
        ["runner", "runner's", "runners’"],
        ["müller", "Muller", "mu\u0308ller"],
        ["electrolyte", "electro\u00adlytes"],
        ["судорога", "Судороги", "судорогами", "су\u0301дорог"],
        ["тёплый", "теплый", "ТЕПЛЫЕ"],
        ["ночной", "ночные"],
    ],
    ids=lambda same: same[0],
)
def test_forms_of_a_word_have_one_stem(same):
    assert len({tuple(search.stems(word)) for word in same}) == 1


def test_words_are_stemmed_by_their_own_alphabet():
    assert search.stems("Судороги и EAMC у бегунов, cramps") == ["судорог", "eamc", "бегун", "cramp"]


def test_a_compound_is_found_by_its_parts_and_as_one_word():
    assert search.stems("a carb-free, 10-15 warm-up") == [
        "carb",
        "carbfre",
        "free",
        "carbfre",
        "10",
        "15",
        "warm",
        "warmup",
    ]


@pytest.mark.parametrize("text", ["", "the", "When is it?", "don’t", "ещё и не", "\x00 % _ \" ' - … 🦵"])
def test_what_stands_in_every_text_has_no_stem(text):
    assert search.stems(text) == []


def test_an_accent_goes_and_a_letter_of_its_own_stays():
    assert [fold(word) for word in ("Hébert", "Ёж", "Йод", "ﬁt", "Straße")] == ["hebert", "еж", "йод", "fit", "strasse"]


def test_a_stem_is_never_longer_than_the_index_keeps_it():
    assert search.stems("x" * 500) == ["x" * 60]


# --- The index ---------------------------------------------------------------------------------------


def weights(**entry):
    return dict(
        SearchStem.objects.filter(**{f"entry__{name}": value for name, value in entry.items()}).values_list(
            "stem", "weight"
        )
    )


def test_title_summary_and_headings_weigh_more_than_the_text_and_repeating_helps_little():
    make_source("ONE2001", indexed=False)
    body = "## Stretching\n\nHold. [@ONE2001] [grade: low] Hold, hold, **hold**.\n"
    make_article(title="Night cramps", summary="Stretch at night.", body=body)
    assert weights(title="Night cramps") == {"night": 14, "cramp": 8, "stretch": 6, "hold": 5}


def test_neither_marks_nor_bracket_words_are_found_or_shown():
    make_source("ONE2001", indexed=False)
    make_advice(slug="walk")
    make_article(
        summary="Sum.",
        body="## Head\n\nIt [leads](/now/) **on**. [@ONE2001] [grade: low]\n\n[advice: walk]\n\n* One & two\n",
    )
    assert SearchEntry.objects.get().text == "Sum.\nIt leads on.\nOne & two"


def test_advice_is_found_by_its_steps_and_dose():
    make_found_advice(how_to=["Swing ten times."], dose="daily")
    assert (titles("swinging"), titles("daily")) == (["Swing the legs"], ["Swing the legs"])


@pytest.mark.parametrize(
    "query", ["GARRISON2020", "garrison 2020", "clear differences", "CD009402", "10.1002/14651858"]
)
def test_a_source_is_found_by_key_author_finding_and_number(query):
    make_source(reference="Garrison SR (2020). Magnesium for cramps. Cochrane CD009402.", doi="10.1002/14651858")
    assert titles(query) == ["Garrison SR (2020). Magnesium for cramps."]


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("Jung AP et al. (2004), conference abstract. Med 36(5):S181.", "Jung AP et al. (2004), conference abstract."),
        (
            "Schwabe K (2014). … 56 km … 26 354 race starters. Br J 48.",
            "Schwabe K (2014). … 56 km … 26 354 race starters.",
        ),
        ("NHS, “Leg cramps”.", "NHS, “Leg cramps”."),
        ("Lau WY (2019). BMJ Open 5:e47", "Lau WY (2019). BMJ Open 5:e47"),
        ("A " * 200, ("A " * 125)),
        ("", "X"),
    ],
)
def test_a_source_is_called_by_the_beginning_of_its_reference(reference, title):
    make_source("X", reference=reference)
    assert SearchEntry.objects.get().title == title


def test_indexing_again_puts_the_new_words_in_the_place_of_the_old():
    advice = make_found_advice(title="Jump")
    advice.title = "Leap"
    search.index_advice(advice)
    assert (titles("jump"), titles("leap"), SearchEntry.objects.count()) == ([], ["Leap"], 1)


def test_what_is_forgotten_is_found_no_more():
    make_article(title="Bananas")
    things = [make_found_advice(title="Bananas"), make_source("BANANAS"), ArticleRevision.objects.get()]
    assert find("bananas").total == 3
    for thing in things:
        search.forget(thing)
    assert (find("bananas").total, SearchStem.objects.count()) == (0, 0)


def test_what_is_deleted_is_found_no_more():
    make_found_advice(title="Bananas").delete()
    assert (find("bananas").total, SearchStem.objects.count()) == (0, 0)


def whole_index():
    return set(SearchStem.objects.values_list("entry__title", "entry__text", "entry__language", "stem", "weight"))


def test_a_rebuilt_index_is_as_if_each_had_been_indexed():
    make_article(title="Bananas")
    make_article("ikry", language="ru", title="Икры")
    make_found_advice()
    make_source()
    before = whole_index()
    SearchEntry.objects.all().delete()
    search.rebuild()
    assert whole_index() == before


def test_a_rebuild_writes_only_what_reads_otherwise():
    make_article(title="Bananas")
    advice, source = make_found_advice(), make_source()
    kept = SearchEntry.objects.get(source=source).pk
    SearchStem.objects.filter(entry__revision__isnull=False, stem="banana").update(weight=1)
    Advice.objects.filter(pk=advice.pk).update(claim="New words.")
    search.rebuild()
    assert titles("new words") == ["Swing the legs"]
    assert weights(title="Bananas")["banana"] == 8
    assert SearchEntry.objects.get(source=source).pk == kept


def test_a_rebuild_forgets_texts_of_the_past_and_keeps_those_that_may_come_back():
    article = make_article(title="First")
    translation, editor = article.translations.get(), make_editor()
    write_article(translation, by=editor, title="Second", at=NOW + HOUR)
    articles.archive(translation=translation, by=editor, now=NOW + 2 * HOUR)
    write_article(make_article("other", title="Draft", live=False).translations.get(), by=editor, title="Other")
    search.rebuild(at=NOW + 2 * HOUR)
    assert set(SearchEntry.objects.values_list("title", flat=True)) == {"Second", "Other"}


@pytest.mark.parametrize("many", [1, 3, 300])
def test_a_rebuild_that_finds_nothing_to_do_takes_a_few_queries(many, django_assert_num_queries):
    make_many(many)
    with django_assert_num_queries(8):  # two of them a savepoint
        search.rebuild()


# --- Who may find what, and when ---------------------------------------------------------------------


def test_a_draft_is_not_found():
    make_article(title="Bananas", live=False)
    search.rebuild()
    assert titles("bananas") == []


def test_only_the_live_text_is_found():
    translation = make_article(title="Bananas").translations.get()
    write_article(translation, by=make_editor(), title="Cherries", at=NOW + HOUR)
    assert [titles("bananas", at=NOW + HOUR), titles("cherries", at=NOW + HOUR)] == [[], ["Cherries"]]


def test_a_scheduled_text_is_found_from_its_moment_on_and_no_longer_than_it_lasts():
    draft = make_article(title="Bananas", live=False).translations.get().newest
    by = make_editor()
    articles.review(revision=draft, by=by, on=NOW.date(), next_on=NOW.date() + timedelta(days=9))
    articles.publish(revision=draft, by=by, now=NOW, at=NOW + HOUR, until=NOW + 2 * HOUR)
    moments = [NOW, NOW + HOUR - timedelta(seconds=1), NOW + HOUR, NOW + 2 * HOUR]
    assert [titles("bananas", at=at) for at in moments] == [[], [], ["Bananas"], []]


def test_an_archived_article_is_found_again_once_it_is_restored():
    translation = make_article(title="Bananas").translations.get()
    fields = {"translation": translation, "by": make_editor(), "now": NOW}
    articles.archive(**fields)
    search.rebuild()
    archived = titles("bananas")
    articles.restore(**fields)
    assert (archived, titles("bananas")) == ([], ["Bananas"])


def test_archived_advice_is_not_found():
    advice = make_found_advice(title="Bananas")
    Advice.objects.filter(pk=advice.pk).update(archived_at=NOW)
    assert titles("bananas") == []


def test_a_reader_finds_articles_in_their_language_and_in_english_only_what_is_not_there_in_it():
    make_article("one", title="EAMC one")
    make_article("two", title="EAMC two")
    make_article("three", language="ru", title="EAMC три")
    two = ArticleTranslation.objects.create(article=Article.objects.get(slug="two"), language="ru")
    write_article(two, by=make_editor(), title="EAMC два")
    assert sorted(titles("eamc")) == ["EAMC one", "EAMC two"]
    assert sorted(titles("eamc", language="ru")) == ["EAMC one", "EAMC два", "EAMC три"]


def test_a_translation_that_is_taken_off_leaves_the_english_text():
    article = make_article(title="EAMC one")
    russian = ArticleTranslation.objects.create(article=article, language="ru")
    write_article(russian, by=make_editor(), title="EAMC один")
    articles.expire(translation=russian, by=make_editor(), now=NOW + HOUR)
    assert titles("eamc", language="ru", at=NOW + HOUR) == ["EAMC one"]


# --- What is found ------------------------------------------------------------------------------------


def test_all_words_have_to_be_there():
    make_article("one", title="Night cramps")
    make_article("two", title="Nights of sleep", summary="x", body="Rest.")
    results = find("cramping at night")
    assert ([hit.title for hit in results.hits], results.notices) == (["Night cramps"], [])


def test_where_nothing_has_all_words_some_are_enough_and_that_is_said():
    make_article("one", title="Sleep", summary="x", body="Rest.")
    make_article("two", title="Night sleep", summary="x", body="Rest.")
    results = find("night sleep zebra")
    assert ([hit.title for hit in results.hits], results.notices) == (["Night sleep", "Sleep"], [SOME])


@pytest.mark.parametrize(
    ("query", "found"),
    [("magnes", [MIB]), ("MAG", [MIB]), ("ma", []), ("magnes bed", []), ("bed magnes", [MIB])],
)
def test_the_last_word_may_be_a_beginning_from_three_letters_on(query, found):
    make_article(title=MIB, summary="x", body="y")
    results = find(query)
    assert [hit.title for hit in results.hits if SOME not in results.notices] == found


def test_a_word_that_is_there_is_not_taken_for_a_beginning():
    make_article("one", title="Run", summary="x", body="y")
    make_article("two", title="Rungs", summary="x", body="y")
    assert titles("run") == ["Run"]


@pytest.mark.parametrize(
    "query", ["EAMC", "charley horse", "Charley  Horses", "spasms", "судорога", "судорогами", "leg cramps", "leg-cramp"]
)
def test_other_words_for_the_same_thing_find_it(query):
    make_article(title="Leg cramps", summary="x", body="y")
    assert titles(query) == ["Leg cramps"]


def test_the_word_itself_comes_before_another_word_for_it():
    make_article("one", title="Sodium", summary="x", body="y")
    make_article("two", title="Salt", summary="x", body="y")
    assert (titles("salt"), titles("sodium")) == (["Salt", "Sodium"], ["Sodium", "Salt"])


def test_the_title_counts_more_than_the_summary_and_that_more_than_the_text():
    make_article("one", title="One", summary="x", body="Bananas.")
    make_article("two", title="Two", summary="Bananas.", body="y")
    make_article("three", title="Bananas", summary="x", body="y")
    assert titles("bananas") == ["Bananas", "Two", "One"]


def test_a_rare_word_counts_more_than_a_common_one():
    for slug in ("one", "two", "three"):
        make_article(slug, title=f"Legs {slug}", summary="x", body="y")
    make_article("four", title="Zebras", summary="x", body="y")
    assert titles("legs zebras")[0] == "Zebras"


def test_of_those_that_fit_alike_articles_come_first_and_sources_last():
    make_source("BANANA", reference="", finding="")
    make_found_advice(title="Banana", claim="x", how_to=["y"])
    make_article(title="Banana", summary="x", body="y")
    assert [hit.kind for hit in find("bananas").hits] == ["Article", "Advice", "Source"]


def test_each_kind_is_counted_and_one_can_be_chosen():
    make_article(title="Bananas")
    make_found_advice(title="Bananas one")
    make_found_advice(slug="two", title="Bananas two")
    assert find("bananas").counts == {"article": 1, "advice": 2, "source": 0}
    chosen = find("bananas", kind="advice")
    assert (chosen.total, {hit.kind for hit in chosen.hits}, chosen.counts["article"]) == (2, {"Advice"}, 1)
    assert find("bananas", kind="source").hits == []


def test_a_hit_leads_to_its_page_and_says_how_sure_it_is():
    make_article("bananas", title="Bananas")
    make_article("banany", language="ru", title="Bananas по-русски")
    make_found_advice(slug="eat", title="Bananas", grade="low")
    make_source("BANANAS")
    found = {(hit.kind, hit.url, hit.grade, hit.language) for hit in find("bananas", language="ru").hits}
    assert found == {
        ("Article", "/library/bananas/", "", "en"),
        ("Article", "/library/ru/banany/", "", "ru"),
        ("Advice", "/library/advice/eat/", "low", "en"),
        ("Source", "/library/evidence/BANANAS/", "high", "en"),
    }


def make_many(count):
    """So many articles, pieces of advice and sources about legs, all indexed, in a few queries."""
    Article.objects.bulk_create(Article(slug=f"a{n}", topic="health") for n in range(count))
    ArticleTranslation.objects.bulk_create(ArticleTranslation(article=article) for article in Article.objects.all())
    reviewed = {"reviewer_name": "Ruth", "reviewed_on": NOW.date(), "next_review_on": NOW.date()}
    told = {"number": 1, "title": "Legs", "body": "Legs.", "written_at": NOW, "publish_from": NOW, **reviewed}
    translations = ArticleTranslation.objects.all()
    ArticleRevision.objects.bulk_create(ArticleRevision(translation=each, **told) for each in translations)
    words = {"title": "Legs", "claim": "x", "how_to": ["y"], "grade": "low", "strand": "strength", "slot": "after"}
    Advice.objects.bulk_create(Advice(slug=f"a{n}", **words) for n in range(count))
    Source.objects.bulk_create(Source(key=f"S{n}", reference="Legs", grade="low") for n in range(count))
    search.rebuild()


@pytest.mark.parametrize("many", [1, 3, 300])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_search_takes_three_queries_however_much_there_is(many, language, django_assert_num_queries):
    make_many(many)
    with django_assert_num_queries(3):
        results = find("legs", language=language)
    assert (results.total, len(results.hits)) == (3 * many, min(20, 3 * many))


@pytest.mark.parametrize(
    ("page", "shown", "on"), [(1, 20, 1), (2, 20, 2), (3, 5, 3), (4, 5, 3), (0, 20, 1), (-7, 20, 1)]
)
def test_results_come_twenty_on_a_page(page, shown, on):
    make_many(15)
    results = find("legs", page=page)
    assert (len(results.hits), results.page, results.pages) == (shown, on, 3)


def test_no_result_is_lost_or_shown_twice_between_pages():
    make_many(15)
    urls = [hit.url for page in (1, 2, 3) for hit in find("legs", page=page).hits]
    assert len(set(urls)) == len(urls) == 45


# --- What cannot be found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "notices"),
    [
        ("", [NO_WORDS]),
        ("  \x00 ", [NO_WORDS]),
        ("?! … % _ \\ \"'", [NO_WORDS]),
        ("the", [ALL_COMMON.format(words="“the”")]),
        ("What is it? What?", [ALL_COMMON.format(words="“What”, “is”, “it”")]),
        ("zebra", []),
        ("ca%", []),
        ("c_lf", []),
        ("%calf", []),
        ("zebra " * 1000, [CUT]),
        (" ".join(f"zebra{n}" for n in range(1000)), [CUT]),
        ("z" * 201, [CUT]),
        ("z" * 200, []),
        ("\ud800 zebra'); DROP TABLE", []),
    ],
)
def test_whatever_is_asked_there_is_an_answer(query, notices):
    make_article(title="Xylophone", summary="x", body="y")
    results = find(query)
    assert (results.total, list(results.notices)) == (0, notices)


def test_only_the_first_dozen_words_are_looked_for():
    make_article(title="Bananas")
    words = [f"w{n}" for n in range(12)]
    assert titles(" ".join([*words[:11], "bananas", "more"])) == ["Bananas"]
    assert titles(" ".join([*words, "bananas"])) == []


def test_a_nul_byte_parts_words():
    make_article(title="Night cramps")
    assert (find("night\x00cramps").query, titles("night\x00cramps")) == ("night cramps", ["Night cramps"])


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("magnezium", "magnesium"),
        ("Magnezium bed", "magnesium bed"),
        ("the magnsium, beds", "the magnesium, beds"),
        ("magnesium", ""),
        ("zebra", ""),
        ("судорга", "судорога"),
    ],
)
def test_a_word_that_nothing_has_brings_a_similar_one_from_a_title(query, suggestion):
    make_article(title=MIB)
    make_article("ru", language="ru", title="Судорога")
    assert find(query, language="ru").suggestion == suggestion


def test_what_is_suggested_finds_something():
    make_found_advice(title=MIB)
    assert titles(find("magnezium").suggestion) == [MIB]


# --- What is shown ------------------------------------------------------------------------------------


def test_the_words_looked_for_are_marked_in_title_and_snippet():
    make_article(title="Night-time cramps", summary="Cramps & <b>sleep</b>.", body="No sleep when it cramped at night.")
    hit = find("cramp night sleep").hits[0]
    assert hit.heading == (("Night", True), ("-time ", False), ("cramps", True))
    assert looked_for(hit.snippet) == ["sleep", "cramped", "night"]


def test_a_snippet_is_plain_text():
    make_article(title="Sleep", summary="It is < 8 hours & “calm”.", body="x")
    assert find("calm").hits[0].snippet == (("It is < 8 hours & “", False), ("calm", True), ("”.", False))


def test_another_word_for_it_and_a_word_begun_are_marked_too():
    assert looked_for(marked("A spasm, EAMC, magnesium", read("cramp magnes"))) == ["spasm", "EAMC", "magnesium"]


def test_without_a_word_in_the_text_its_beginning_is_shown():
    assert excerpt("One.\nTwo.", read("zebra")) == (("One.", False),)


def test_a_long_paragraph_is_cut_between_words_around_what_was_looked_for():
    text = "word " * 100 + "cramp here, and sleep there " + "end " * 100
    parts = excerpt(text.strip(), read("sleep cramp"))
    shown = "".join(piece for piece, _ in parts)
    assert looked_for(parts) == ["cramp", "sleep"]
    assert shown.startswith("…word word ")
    assert shown.endswith(" end…")
    assert len(shown) <= LONGEST + 2


@given(st.text(max_size=600), st.text(max_size=30))
def test_marking_changes_no_letter(text, query):
    assert "".join(piece for piece, _ in marked(text, read(query))) == text


@given(st.text(alphabet="ab c\n-’é", max_size=900), st.text(alphabet="abc ", max_size=9))
def test_a_snippet_is_a_piece_of_the_text(text, query):
    shown = "".join(piece for piece, _ in excerpt(text, read(query)))
    assert shown.removeprefix("…").removesuffix("…") in text
    assert len(shown) <= LONGEST + 2
