"""A reader finds an article, rates it and comments; a moderator approves; the kept page shows it."""

import pytest

from coaching.models import Comment
from coaching.services import library
from tests.builders import make_coach
from tests.journeys.test_curating import look, told
from tests.journeys.walking import follow, log_in_staff

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "My calf cramps at night after long runs. Is that one kind or two? See https://example.org/ please."


@pytest.fixture(autouse=True)
def starter_content(transactional_db):
    library.load_starter()


def main(page):
    return page.get_by_role("main")


def kept(page):
    """Whether the page came without Django: from there every answer has an ETag and no cookie."""
    answer = page.goto(page.url)
    return "etag" in answer.headers and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("width", "scheme", "javascript"), [(360, "light", True), (1280, "dark", True), (768, "light", False)]
)
def test_a_reader_finds_rates_and_comments_and_a_moderator_approves(
    open_page, assert_accessible, width, scheme, javascript
):
    def looked_at(page):
        if javascript:
            assert_accessible(page)

    reader = open_page(width=width, scheme=scheme, javascript=javascript)

    # The reader comes to the library and searches.
    reader.goto("/")
    follow(reader.get_by_role("navigation", name="Main").get_by_role("link", name="Library"))
    looked_at(reader)
    main(reader).get_by_role("searchbox").fill("cramping at night")
    follow(main(reader).get_by_role("button", name="Search"))
    looked_at(reader)
    assert main(reader).locator("mark").count() > 0
    follow(main(reader).get_by_role("link", name="Night cramps", exact=True))
    article = reader.url
    assert reader.get_by_role("heading", level=1).inner_text() == "Night cramps"
    assert kept(reader)
    looked_at(reader)

    # The reader rates it, and thinks again.
    follow(main(reader).get_by_role("link", name="Did it tell you what you needed?"))
    looked_at(reader)
    reader.get_by_label("It told me some of it").check()
    follow(main(reader).get_by_role("button", name="Send my answer"))
    reader.get_by_label("It told me all I needed").check()
    follow(main(reader).get_by_role("button", name="Change my answer"))
    assert "You rated it: It told me all I needed." in main(reader).inner_text()
    looked_at(reader)

    # The reader comments, and sees that it waits; nobody else sees it.
    reader.goto(article)
    follow(main(reader).get_by_role("link", name="Write a comment"))
    looked_at(reader)
    follow(main(reader).get_by_role("button", name="Send it to the moderator"))
    assert reader.title().startswith("Error: ")
    looked_at(reader)
    reader.get_by_label("Name", exact=True).fill("Ida")
    reader.get_by_label("Comment", exact=True).fill(TEXT)
    follow(main(reader).get_by_role("button", name="Send it to the moderator"))
    assert "My calf cramps at night" in main(reader).inner_text()
    assert Comment.objects.get().state == Comment.WAITING
    looked_at(reader)
    reader.goto(article)
    assert "My calf cramps at night" not in main(reader).inner_text()

    # A moderator approves and answers it at the desk.
    coach = open_page(width=1280)
    log_in_staff(coach, make_coach("Bob"))
    coach.goto("/coach/coaching/comment/")
    look(coach)
    follow(coach.locator("#result_list").get_by_role("link", name="Ida"))
    look(coach)
    coach.get_by_label("Approve").check()
    coach.get_by_label("Reply").fill("It may be both. The self-assessment tells them apart.")
    follow(coach.get_by_role("button", name="Save", exact=True))
    assert told(coach)[0] == "Approved: readers see it now."

    # The page that was kept shows both, and the link leads nobody's search engine on.
    reader.goto(article)
    said = reader.locator("#comments")
    assert "My calf cramps at night" in said.inner_text()
    assert "It may be both." in said.inner_text()
    assert said.get_by_role("link", name="https://example.org/").get_attribute("rel") == "ugc nofollow noopener"
    assert kept(reader)
    looked_at(reader)
