"""A runner's way from the home page to a plan, in a real browser."""

import re

import pytest

from coaching.services import library
from tests.journeys.walking import fill, follow, press_continue, start, walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def starter_content(transactional_db):
    library.load_starter()


def see_findings(page):
    follow(page.get_by_role("button", name="See my findings"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_runner_on_a_phone_gets_findings_and_a_plan(open_page, assert_accessible, scheme):
    page = open_page(width=360, scheme=scheme)
    page.goto("/")
    assert_accessible(page)
    start(page)
    walk(page, look=assert_accessible)
    assert page.get_by_role("heading", level=1).inner_text() == "Check your answers"
    assert_accessible(page)
    see_findings(page)
    assert_accessible(page)
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert [text.split("\n")[-1] for text in headings][:2] == ["Cramps of fatigue", "Ambitious"]
    follow(page.get_by_role("link", name="See your whole plan"))
    assert page.locator(".week").count() == 16
    assert_accessible(page)
    follow(page.get_by_role("link", name="Long 14 km").first)
    assert page.get_by_role("heading", level=1).inner_text().endswith("Long run")
    assert_accessible(page)
    follow(page.get_by_role("link", name="Week 1 of your plan"))
    follow(page.get_by_role("link", name="Print this plan"))
    assert page.locator(".half").count() == 16
    assert_accessible(page)


def test_all_of_it_works_without_javascript(open_page):
    page = open_page(width=360, javascript=False)
    start(page)
    walk(page)
    see_findings(page)
    follow(page.get_by_role("link", name="See your whole plan"))
    assert page.locator(".week").count() == 16
    follow(page.get_by_role("link", name="Easy 5.5 km").first)
    page.locator("summary").first.click()
    assert page.locator("details[open]").count() == 1


@pytest.mark.parametrize("width", [768, 1280])
def test_nothing_sticks_out_at_any_width(open_page, assert_accessible, width):
    def fits(page):
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
        assert_accessible(page)

    page = open_page(width=width)
    start(page)
    walk(page, look=fits)
    fits(page)
    see_findings(page)
    fits(page)
    follow(page.get_by_role("link", name="See your whole plan"))
    fits(page)


def test_an_emergency_ends_the_questions_at_once_and_gives_no_plan(page, assert_accessible):
    start(page)
    fill(page, {"signs": ["confusion"]})
    press_continue(page)
    page.wait_for_url("**/findings/**")
    assert page.get_by_role("heading", level=1).inner_text() == "Get emergency help now"
    assert page.get_by_role("link", name="Your plan").count() == 0
    assert_accessible(page)


def test_a_new_medicine_leads_to_the_doctor_and_to_no_plan(page, assert_accessible):
    start(page)
    health = {"conditions": ["none"], "medicines": ["new_or_changed"], "pregnant": "no"}
    walk(page, changes={"health": health})
    see_findings(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Talk to your GP or pharmacist about your medicines"
    assert page.get_by_role("link", name="See your whole plan").count() == 0
    assert_accessible(page)


def test_what_was_typed_wrong_is_kept_and_said_with_a_link_to_it(page, assert_accessible, complaints):
    start(page)
    walk(page, until="training")
    fill(page, {"sessions_per_week": "4", "weekly_km": "500", "longest_km": "-3"})
    press_continue(page)
    assert page.title().startswith("Error: ")
    assert page.locator('[name="weekly_km"]').input_value() == "500"
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").count() == 2
    assert_accessible(page)
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "weekly_km"


def test_answers_survive_a_closed_browser(open_page, browser, live_server):
    page = open_page()
    start(page)
    walk(page, until="goal")
    cookies = page.context.cookies()
    assert min(cookie["expires"] for cookie in cookies) > 0, "a cookie would go with the browser"
    page.context.close()
    again = open_page()
    again.context.add_cookies(cookies)
    again.goto("/assessment/")
    follow(again.get_by_role("link", name="Continue where you left off"))
    assert again.url.endswith("/assessment/goal/")
    follow(again.get_by_role("link", name="Back", exact=True))
    assert again.locator('[name="distance_1"]').input_value() == "10"


def test_an_answer_is_changed_from_the_check_page(page):
    start(page)
    walk(page)
    follow(page.locator("a", has_text="Your goal"))
    fill(page, {"choice": "42.195", "target_s": "3:00"})
    press_continue(page)
    assert page.url.endswith("/assessment/check/")
    see_findings(page)
    assert "Not by this date" in page.get_by_role("main").inner_text()
    follow(page.get_by_role("link", name="See your whole plan"))
    assert page.get_by_role("heading", name="Your goal is out of reach by this date").count() == 1


def test_on_paper_a_week_takes_half_a_page_however_full_it_is(page):
    start(page)
    training = {"sessions_per_week": "6", "weekly_km": "50", "longest_km": "14", "pace_s_per_km": "5:55"}
    walk(page, changes={"training": training, "days": {"days": ["0", "1", "2", "3", "4", "5", "6"]}})
    see_findings(page)
    follow(page.get_by_role("link", name="See your whole plan"))
    follow(page.get_by_role("link", name="Print this plan"))
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type /Page\b", paper)) == 16 / 2 + 1, "sixteen weeks and the race sheet"


def test_the_keyboard_alone_suffices(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Enter")
    press_on(page, "Start the self-assessment")
    press_on(page, "Start")
    assert page.url.endswith("/assessment/safety/")
    for slug in ("safety", "signs"):
        assert page.url.endswith(f"/assessment/{slug}/")
        tab_to(page, 'input[value="none"]')
        page.keyboard.press("Space")
        press_on(page, "Continue")
    assert page.url.endswith("/assessment/sport/")
    choose_by_arrows(page, "sport", "cycling")
    choose_by_arrows(page, "units", "imperial")
    press_on(page, "Continue")
    assert page.url.endswith("/assessment/where-and-when/")
    page.go_back()
    chosen = page.locator("input:checked").evaluate_all("fields => fields.map(field => field.value)")
    assert chosen == ["cycling", "imperial"]


def test_two_tabs_on_the_same_page_lose_nothing(page):
    """Each sends the page; the later one wins it, and what the earlier one went on to answer stays."""
    start(page)
    walk(page, until="training")
    other = page.context.new_page()
    other.goto(page.url)
    for fields in ({"sessions_per_week": "4", "weekly_km": "30"}, {"distance_1": "10", "time_1": "50:00"}):
        fill(page, fields)
        press_continue(page)
    page.wait_for_url("**/assessment/goal/")
    fill(other, {"sessions_per_week": "5", "weekly_km": "35"})
    press_continue(other)
    other.wait_for_url("**/assessment/goal/")
    assert typed(page, "training", "sessions_per_week", "weekly_km") == ["5", "35"]
    assert typed(page, "results", "distance_1", "time_1") == ["10", "50:00"]


def typed(page, slug, *names):
    page.goto(f"/assessment/{slug}/")
    return [page.locator(f'[name="{name}"]').input_value() for name in names]


def tab_to(page, selector):
    field = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def choose_by_arrows(page, name, value):
    """Tab to the first of the radio buttons and go down by arrow key, as the keyboard does."""
    tab_to(page, f'input[name="{name}"]')
    page.keyboard.press("Space")
    wanted = page.locator(f'input[name="{name}"][value="{value}"]')
    for _ in range(10):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} cannot be chosen by keyboard")


def press_on(page, name):
    """Tab until the focus is on what has this name, see that the focus shows, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{name} does not show that it has the focus"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")
