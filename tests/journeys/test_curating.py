"""A coach curates an article at the desk, in a real browser."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.timezone import localtime, now

from coaching.models import Advice, Article, ArticleRevision, Comment, Picture, Source
from coaching.services.library import comments, ratings
from coaching.services.people.roles import EDITORS
from tests.builders import make_advice, make_article, make_coach, make_staff, make_user, write_article
from tests.journeys.conftest import AXE
from tests.journeys.walking import follow, log_in_staff
from tests.readers import make_comment, make_reader

pytestmark = pytest.mark.django_db(transaction=True)

# The desk's style sheets import others; axe would put them into the page as inline styles, which the policy forbids.
AT_THE_DESK = AXE | {"preload": False}
BODY = "## At night\n\nStretch the calf gently, and walk a few steps.\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def article(transactional_db):
    return make_article("night-cramps", title="Night cramps", at=now() - timedelta(days=2))


def look(page):
    found = Axe().run(page, options=AT_THE_DESK)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def press(page, name):
    follow(page.get_by_role("main").get_by_role("button", name=name, exact=True))


def open_link(page, name):
    follow(page.get_by_role("main").get_by_role("link", name=name, exact=True))


def told(page):
    return page.locator(".messagelist li").all_inner_texts()


def live_title():
    return [revision.title for revision in ArticleRevision.objects.live(now())]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_coach_writes_previews_reviews_schedules_and_reverts_an_article(open_page, article, width, scheme):
    page = open_page(width=width, scheme=scheme)
    log_in_staff(page, make_coach("Bob"))
    look(page)

    # The coach finds the article and writes.
    page.goto("/coach/coaching/article/")
    look(page)
    follow(page.locator("#result_list").get_by_role("link", name="English"))
    look(page)
    open_link(page, "Write")
    page.get_by_label("Title").fill("Cramps at night")
    page.get_by_label("Text").fill(f"{BODY}\n[@NOBODY2026]\n")
    press(page, "Save as a new revision")
    assert "Line 5: There is no source with the key NOBODY2026." in page.get_by_role("main").inner_text()
    look(page)
    page.get_by_label("Text").fill(BODY)
    page.get_by_label("What changed").fill("What to do first")
    press(page, "Save as a new revision")
    assert told(page) == ["Saved as revision 2. Readers see it once it is reviewed and published."]
    look(page)

    # The coach previews it and compares it with what readers see.
    desk = page.url
    open_link(page, "Preview revision 2")
    assert page.get_by_role("heading", level=1).inner_text() == "Cramps at night"
    assert page.locator("meta[name=robots]").get_attribute("content").startswith("noindex")
    page.goto(desk)
    open_link(page, "Compare it with the live text")
    assert page.locator("ins").all_inner_texts()[1] == "Cramps at night"
    look(page)

    # The coach reviews and schedules it.
    page.goto(desk.replace("/write/", "/change/"))
    page.get_by_label("I have read revision 2").check()
    press(page, "Review revision 2")
    page.get_by_label("At a moment to come").check()
    tomorrow = localtime() + timedelta(days=1)
    page.get_by_label("From:").fill(f"{tomorrow:%Y-%m-%dT12:00}")
    press(page, "Publish revision 2")
    assert told(page)[0].startswith("Scheduled revision 2 for ")
    look(page)
    assert live_title() == ["Night cramps"]

    # The coach thinks again: calls it off, and puts the earlier text back.
    press(page, "Call off revision 2")
    press(page, "Put back revision 1")
    assert told(page)[0].startswith("Put back the text of revision 1 as revision 3, with its review of ")
    page.get_by_label("Now").check()
    press(page, "Publish revision 3")
    assert told(page) == ["Published revision 3. Readers see it now."]
    look(page)
    assert (live_title(), ArticleRevision.objects.live(now()).get().number) == (["Night cramps"], 3)

    # All of it stands in the history.
    open_link(page, "History")
    assert page.locator("#change-history tbody tr").count() == 6
    look(page)


def test_two_coaches_on_one_draft_lose_nothing(open_page, article):
    page = open_page(width=1280)
    log_in_staff(page, make_coach("Bob"))
    text = article.translations.get()
    page.goto(f"/coach/coaching/articletranslation/{text.pk}/write/")
    write_article(text, by=make_user("Dana"), live=False, at=now(), title="Theirs")
    page.get_by_label("Text").fill(BODY)
    press(page, "Save as a new revision")
    assert "Dana saved revision 2" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Text").input_value() == BODY
    look(page)
    page.get_by_label("I have seen revision 2; save mine on top").check()
    press(page, "Save as a new revision")
    assert told(page) == ["Saved as revision 3. Readers see it once it is reviewed and published."]


def test_it_works_without_javascript(open_page, transactional_db):
    page = open_page(width=1280, javascript=False)
    log_in_staff(page, make_coach("Bob"))
    page.goto("/coach/coaching/article/add/")
    page.get_by_label("Slug").fill("first-aid")
    page.get_by_label("Topic").select_option("relief")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Title").fill("First aid")
    page.get_by_label("Summary").fill("What to do at once.")
    page.get_by_label("Text").fill(BODY)
    press(page, "Save as a new revision")
    open_link(page, "Review it")
    page.get_by_label("I have read revision 1").check()
    press(page, "Review revision 1")
    page.get_by_label("Now").check()
    press(page, "Publish revision 1")
    assert live_title() == ["First aid"]
    page.goto(f"/coach/coaching/article/{Article.objects.get().pk}/change/")
    page.get_by_label("Slug").fill("first-help")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.goto("/library/first-aid/").ok
    assert page.url.endswith("/library/first-help/")


def test_a_picture_of_20_mb_gets_its_clear_answer(open_page, transactional_db, tmp_path):
    page = open_page(width=360)
    log_in_staff(page, make_coach("Bob"))
    page.goto("/coach/coaching/picture/add/")
    look(page)
    (tmp_path / "huge.jpg").write_bytes(b"\xff\xd8\xff" + bytes(20_000_000))
    page.get_by_label("Name").fill("calf")
    page.get_by_label("What it shows").fill("A calf")
    page.get_by_label("Picture").set_input_files(tmp_path / "huge.jpg")
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "This picture has 20 MB; at most 8 MB are taken." in page.get_by_role("main").inner_text()
    assert page.get_by_label("What it shows").input_value() == "A calf"


def test_what_is_due_is_accessible(open_page, article):
    article.translations.get().revisions.update(next_review_on=now().date() - timedelta(days=1))
    page = open_page(width=360, scheme="dark")
    log_in_staff(page, make_staff("Edna", EDITORS))
    page.goto("/coach/everything/")
    follow(page.get_by_role("link", name="What is due for review"))
    assert page.locator(".desk-scroll th a").all_inner_texts() == ["Night cramps (English)"]
    look(page)


BOTH = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])


@BOTH
def test_a_coach_edits_advice_puts_it_back_and_away(open_page, transactional_db, width, scheme):
    today = now().date()
    advice = make_advice(reviewed_on=today - timedelta(days=400), next_review_on=today - timedelta(days=30))
    advice.sources.add(Source.objects.create(key="BEHM2016", reference="A review.", grade="moderate"))
    page = open_page(width=width, scheme=scheme)
    bob = make_coach("Bob")
    log_in_staff(page, bob)

    # The list marks it as overdue.
    page.goto("/coach/coaching/advice/")
    assert page.locator(".overdue").all_inner_texts() == ["overdue"]
    look(page)
    follow(page.locator("#result_list tbody th a"))
    look(page)

    # A stretch that is held too long is refused, with all that is wrong beside it; then it is right.
    page.get_by_label("How to do it").fill("Stretch the calf and hold it.")
    page.get_by_label("Dose").fill("60 seconds per leg")
    follow(page.get_by_role("button", name="Save", exact=True))
    assert "Before a workout no muscle is held still for 60 seconds or more" in page.get_by_role("main").inner_text()
    look(page)
    page.get_by_label("Reviewer").select_option(label="Bob")
    page.get_by_label("Reviewed on").fill(f"{today:%Y-%m-%d}")
    page.get_by_label("Next review").fill(f"{today + timedelta(days=365):%Y-%m-%d}")
    for dose in ("20 seconds per leg", "25 seconds per leg"):
        page.get_by_label("Dose").fill(dose)
        follow(page.get_by_role("button", name="Save and continue editing"))
    assert Advice.objects.get().dose == "25 seconds per leg"

    # What it said before is put back; nobody sees the advice any more once it is archived.
    open_link(page, "Versions")
    look(page)
    press(page, "Put back version 1")
    assert Advice.objects.get().dose == "20 seconds per leg"
    press(page, "Archive")
    look(page)
    assert Advice.objects.current().count() == 0


@BOTH
def test_every_other_list_of_the_library_is_accessible(open_page, article, width, scheme):
    Source.objects.create(key="BEHM2016", reference="A review.", grade="moderate", year=2016)
    Picture.objects.create(name="calf", alt="A calf", file="calf.webp", width=6, height=3, uploaded_at=now())
    reader, comment = make_reader(), make_comment(article, state=Comment.APPROVED, at=now())
    comments.report(comment=comment, reason="spam", text="So long", reader=reader, now=now())
    ratings.rate(article=article, value=5, reader=reader, now=now())
    ratings.say_helped(advice=make_advice(), value="much", reader=reader, now=now())
    page = open_page(width=width, scheme=scheme)
    log_in_staff(page, make_coach("Bob"))
    for name in ("comment", "commentreport", "articlerating", "advicerating", "source", "articletranslation"):
        page.goto(f"/coach/coaching/{name}/")
        look(page)
        follow(page.locator("#result_list tbody th a"))
        look(page)
    page.goto(f"/coach/coaching/article/{article.pk}/change/")
    look(page)
