"""A page that can only be looked at: sign by sign as it was, but for what could be pressed."""

from coaching.admin.desk.disarmed import disarmed

PAGE = """<!doctype html>
<html lang="en-GB"><head><title>A &amp; B</title></head>
<body><a class="skip" href="#main">Skip</a><header class="top"></header>
<main id="main">%s</main><header>2</header></body></html>"""


def main(html, lead=lambda href: None):
    page = disarmed(PAGE % html, lead=lead, head="", top="", title="")
    return page.partition('<main id="main">')[2].partition("</main>")[0]


def test_what_cannot_be_pressed_stays_sign_by_sign():
    html = """<p class='x' hidden>&lt;b&gt; &#8217; &copy; “é” a<b>c</b></p><!-- --><svg viewBox="0 0 1 1"><title>T</title>
    <rect x="1"/></svg><script type="application/ld+json">{"a": "<a href='/x'>"}</script><br/>"""
    assert main(html) == html.replace("<!-- -->", "")


def test_the_line_on_top_comes_once_before_the_first_landmark_and_the_style_into_the_head():
    page = disarmed(PAGE % "", lead=str, head="<HEAD>", top="<TOP>", title="Alice sees: ")
    assert "<title>Alice sees: A &amp; B</title><HEAD></head>" in page
    assert 'Skip</a><TOP><header class="top">' in page
    assert page.count("<TOP>") == 1


def test_controls_are_disabled_and_what_is_hidden_goes():
    html = (
        '<form method="post" action="/x/" class="y"><input type="hidden" name="csrfmiddlewaretoken" value="z">'
        '<button formaction="/z/" class="btn">Go &amp; do</button><input name="a" value="&quot;1&quot;" checked>'
        '<select><option selected>1</select><textarea>&lt;a&gt;</textarea><input type="text"/></form>'
    )
    assert main(html) == (
        '<form class="y"><button class="btn" disabled>Go &amp; do</button>'
        '<input name="a" value="&quot;1&quot;" checked disabled><select disabled><option selected>1</select>'
        '<textarea disabled>&lt;a&gt;</textarea><input type="text" disabled></form>'
    )


def test_a_link_leads_where_it_may_or_nowhere():
    html = '<a class="btn" href="/in/?a=1&amp;b=2">In</a> <a href="/out/" target="_blank">Out</a> <a name="x">X</a>'
    assert main(html, lead=lambda href: f"/as{href}" if href.startswith("/in") else None) == (
        '<a href="/as/in/?a=1&amp;b=2" class="btn">In</a> <a role="link" aria-disabled="true">Out</a> '
        '<a name="x" role="link" aria-disabled="true">X</a>'
    )
