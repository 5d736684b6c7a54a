"""The dialect of the articles: what it becomes, and what is wrong with it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coaching.models.library import markup
from coaching.models.library.markup import complaints, parts, render
from coaching.rules.terms import Grade
from coaching.templatetags.say import grade_word

KNOWN = {"keys": {"MILLER2022", "MILLER2018", "NHS-CRAMP"}, "slugs": {"when-it-cramps-run"}, "images": {"calf"}}

SIGNS = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "*",
    "**",
    "_",
    "`",
    "```",
    "!",
    "#",
    "|",
    "-",
    ":",
    ";",
    "@",
    "^",
    "&",
    "\\",
    "\n",
    "\n\n",
]
WORDS = [
    "text ",
    "ночь",
    "    code",
    "&lt;",
    "&#106;",
    "\x00",
    "\ud800",
    "\n# One\n",
    "\n## Two\n",
    "\n> q\n",
    "\n- l\n",
    "\n7. l\n",
]
OURS = [
    "[@A]",
    "[@A; @B]",
    "[grade: low]",
    "[advice: a]\n",
    "\n\n[advice: b]\n\n",
    "[^1]",
    "\n\n[^1]: note",
    "image:calf",
]
BAD_LINKS = [
    "[x](javascript:alert(1))",
    "[x](//host)",
    "<javascript:alert(1)>",
    "[a](data:text/html,x)",
    "[x](/y/ 'title')",
]
BAD_HTML = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<div data-advice="a"></div>',
    "</p>",
    "<!--",
    "-->",
]
IMAGES = ["![alt](image:calf)", '![<div data-advice="a"></div>](image:calf)', "![x](https://host/x.png)"]
PIECES = [*SIGNS, *WORDS, *OURS, *BAD_LINKS, *BAD_HTML, *IMAGES, "\n|a|b|\n|-|-:|\n|c|d|\n"]
MARKDOWN = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


class Audit(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.text = [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, attribute):
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


def tags_of(body, tag):
    return [attrs for found, attrs in Audit(render(body).html).tags if found == tag]


# What it becomes


def test_a_citation_is_a_numbered_link_to_its_source():
    made = render("It is tired. [@MILLER2022; @NHS-CRAMP]\n\nAgain. [@NHS-CRAMP]")
    first = '<a class="cite" href="#source-MILLER2022" aria-label="Source 1">[1]</a>'
    second = '<a class="cite" href="#source-NHS-CRAMP" aria-label="Source 2">[2]</a>'
    assert made.html == f"<p>It is tired. {first} {second}</p>\n<p>Again. {second}</p>\n"
    assert made.keys == ("MILLER2022", "NHS-CRAMP")


@pytest.mark.parametrize("grade", Grade)
def test_a_grade_is_said_as_everywhere_and_leads_to_its_page(grade):
    link = f'<a class="grade grade-{grade.value}" href="/grades/">{grade_word(grade)}</a>'
    assert render(f"Perhaps. [grade: {grade.value}]").html == f"<p>Perhaps. {link}</p>\n"


def test_advice_is_put_in_where_it_stands():
    made = render("Before.\n\n[advice: a-b]\nBehind.\n\n[advice: c]\n\n[advice: a-b]\n")
    assert [(kind, piece.strip()) for kind, piece in parts(made.html)] == [
        ("html", "<p>Before.</p>"),
        ("advice", "a-b"),
        ("html", "<p>Behind.</p>"),
        ("advice", "c"),
        ("advice", "a-b"),
    ]
    assert made.slugs == ("a-b", "c")


def test_advice_may_end_a_paragraph_without_an_empty_line():
    assert parts(render("Before.\n[advice: a]").html) == [("html", "<p>Before.</p>\n"), ("advice", "a")]


@pytest.mark.parametrize(
    "place", ["{}", "`{}`", "![{}](image:calf)", "[{}](/x/)", "## {}", "    {}", "|{}|\n|-|\n|{}|", "[^1]\n\n[^1]: {}"]
)
@pytest.mark.parametrize(
    "forged",
    ['<div data-advice="a"></div>', "<div data-advice=a></div>", "&lt;div data-advice=&quot;a&quot;&gt;&lt;/div&gt;"],
)
def test_nothing_in_a_text_passes_for_advice(place, forged):
    html = render(place.replace("{}", forged)).html
    assert [kind for kind, _ in parts(html)] == ["html"]


def test_a_picture_alone_is_a_figure_and_has_its_size_where_it_is_known():
    made = render('![A "calf"](image:calf)\n![A foot](image:foot)', sizes={"calf": (640, 480)})
    calf = '<img src="/library/images/calf.webp" alt="A &quot;calf&quot;" width="640" height="480" loading="lazy">'
    foot = '<img src="/library/images/foot.webp" alt="A foot" loading="lazy">'
    assert made.html == f"<figure>{calf}</figure>\n<figure>{foot}</figure>\n"
    assert made.images == ("calf", "foot")


def test_a_picture_in_a_sentence_stays_in_it():
    image = '<img src="/library/images/calf.webp" alt="calf" loading="lazy">'
    assert render("See ![calf](image:calf) here.").html == f"<p>See {image} here.</p>\n"


@pytest.mark.parametrize(
    "address", ["https://host/x.png", "/static/x.png", "data:image/png;base64,x", "image:a/b", "image:"]
)
def test_a_picture_from_elsewhere_is_only_its_words(address):
    made = render(f"![words]({address})")
    assert (tags_of(f"![words]({address})", "img"), made.images) == ([], ())
    assert "words" in made.html


def test_a_table_scrolls_and_its_head_is_a_head():
    html = render("| a | b |\n|---|--:|\n| 1 | 2 |\n").html
    assert html.startswith('<div class="scroll" role="region" tabindex="0" aria-label="Table">\n<table>')
    assert [attrs for tag, attrs in Audit(html).tags if tag in ("th", "td")] == [
        {"scope": "col"},
        {"scope": "col", "class": "right"},
        {},
        {"class": "right"},
    ]


@pytest.mark.parametrize(
    ("href", "attributes"),
    [
        ("https://example.org/x?a=1&b=2", {"href": "https://example.org/x?a=1&b=2", "rel": "noopener"}),
        ("HTTP://example.org", {"href": "HTTP://example.org", "rel": "noopener"}),
        ("/library/night-cramps/", {"href": "/library/night-cramps/"}),
        ("/library/rules/#R1", {"href": "/library/rules/#R1"}),
        ("#sources", {"href": "#sources"}),
        ("mailto:a@example.org", {"href": "mailto:a@example.org"}),
        ("javascript:alert(1)", {}),
        ("JaVaScRiPt:alert(1)", {}),
        ("&#106;avascript:alert(1)", {}),
        ("data:text/html,x", {}),
        ("vbscript:x", {}),
        ("//example.org", {}),
        ("/\\example.org", {"href": "/%5Cexample.org"}),
        ("https:", {}),
        ("night-cramps/", {}),
    ],
)
def test_a_link_leads_only_where_it_may(href, attributes):
    assert tags_of(f"[words](<{href}>)", "a") == [attributes]


def test_the_title_of_a_link_is_left_out():
    assert tags_of('[words](/x/ "take it")', "a") == [{"href": "/x/"}]


def test_headings_have_ids_that_read_like_them():
    made = render(
        "## Why it hurts\n### At night\n## Ночью: что делать\n## Why it *hurts* [@A]\n## Main\n## 1 % + 2\n## ???\n## Source a\n"
        "## Comment 12"
    )
    assert made.contents == (
        ("why-it-hurts", "Why it hurts"),
        ("ночью-что-делать", "Ночью: что делать"),
        ("why-it-hurts-2", "Why it hurts"),
        ("main-2", "Main"),
        ("1-2", "1 % + 2"),
        ("section", "???"),
        ("source-a-2", "Source a"),
        ("comment-12-2", "Comment 12"),
    )
    assert Audit(made.html).all("id") == [
        made.contents[0][0],
        "at-night",
        *(name for name, _ in made.contents[1:]),
    ]


@pytest.mark.parametrize("taken", ["Main", "Sources", "Comments", "Read also", "Contents"])
def test_headings_leave_the_ids_of_the_page_alone(taken):
    name = taken.lower().replace(" ", "-")
    assert [found for found, _ in render(f"## {taken}\n## {taken} 2\n## {taken}").contents] == [
        f"{name}-2",
        f"{name}-2-2",
        f"{name}-3",
    ]


def test_the_title_of_the_page_is_the_only_h1():
    html = render("# One\n\nTwo\n===\n\n#### Four").html
    assert html == '<h2 id="one">One</h2>\n<h2 id="two">Two</h2>\n<h3 id="four">Four</h3>\n'


def test_notes_lead_there_and_back():
    made = Audit(render("One[^a] and one[^a], two[^b].\n\n[^a]: The *first*.\n[^b]: The second.").html)
    links = [(attrs.get("id"), attrs["href"], attrs.get("aria-label")) for tag, attrs in made.tags if tag == "a"]
    assert links == [
        ("note-from-1", "#note-1", None),
        ("note-from-1-2", "#note-1", None),
        ("note-from-2", "#note-2", None),
        (None, "#note-from-1", "Back to note 1 in the text"),
        (None, "#note-from-1-2", "Back to note 1 in the text, place 2"),
        (None, "#note-from-2", "Back to note 2 in the text"),
    ]
    assert len(made.all("id")) == len(set(made.all("id"))) == 5


def test_sources_are_numbered_as_they_come_with_those_of_notes_last():
    assert render("One.[^1] [@B]\n\n[^1]: Note. [@C]\n\nTwo. [@A; @B]").keys == ("B", "A", "C")


@pytest.mark.parametrize(
    "body", ["`[@A] [grade: low]`", "```\n[@A]\n[advice: a]\n```", "    [advice: a]", "\\[@A] \\[grade: low]"]
)
def test_code_and_what_stands_behind_a_backslash_is_literal(body):
    made = render(body)
    assert (made.keys, made.slugs, tags_of(body, "a")) == ((), (), [])
    assert complaints(body, **KNOWN) == []


def test_html_is_shown_as_it_was_written():
    assert (
        render('<b onclick="x">a</b> & <!-- b -->').html
        == '<p>&lt;b onclick="x"&gt;a&lt;/b&gt; &amp; &lt;!-- b --&gt;</p>\n'
    )


def test_words_are_counted_as_they_are_read():
    assert (
        render("## Two words\n\nIt's *one* [link](/not/this/) [@A] [grade: low], 8.5 km.\n\n[advice: a-b]\n").words == 7
    )


# Whatever is typed


@given(MARKDOWN)
@example("[a](image:x)\n<a href='javascript:x'>")
def test_no_text_becomes_more_than_it_may(body):
    made = render(body, sizes={"calf": (3, 4)})
    audit = Audit(made.html)
    for tag, attributes in audit.tags:
        assert tag in markup.TAGS
        assert set(attributes) <= markup.ATTRIBUTES.get(tag, set()) | ({"class"} if tag in markup.CLASSES else set())
    assert [
        href for href in audit.all("href") if not re.match(r"(https?://|mailto:|/[^/\\]|/$|#)", href, re.IGNORECASE)
    ] == []
    assert [src for src in audit.all("src") if not re.fullmatch(r"/library/images/[\w-]+\.webp", src)] == []
    assert len(audit.all("id")) == len(set(audit.all("id")))
    assert audit.open == []


@given(MARKDOWN)
def test_the_page_shows_the_advice_that_was_asked_for_and_no_other(body):
    made = render(body)
    assert tuple(dict.fromkeys(slug for kind, slug in parts(made.html) if kind == "advice")) == made.slugs


@given(MARKDOWN)
def test_every_text_gets_its_complaints(body):
    assert all(isinstance(complaint, str) for complaint in complaints(body, **KNOWN))


LONG = [
    *(
        "[",
        "![",
        "[a](",
        "[[]](",
        "](",
        ">",
        "> ",
        "*",
        "*a **b ",
        "_a__b",
        "`",
        "` `` ",
        "<",
        "<a>",
        "<!--",
        "|",
        "|a\n|-\n",
    ),
    *(
        "[^1]",
        "[^a",
        "[^1]: x\n",
        "- ",
        "1. ",
        "&",
        "\\",
        "[@A",
        "[@A; ",
        "[@A]",
        "[advice: x]\n",
        "[grade:",
        "[a]: /x\n",
        "## a\n",
        "a",
    ),
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_of_one_sign_is_read_to_its_end(piece):
    body = (piece * 3_000)[:3_000]
    assert isinstance(render(body).html, str)
    assert complaints(body, **KNOWN) != [""]


@pytest.mark.parametrize("sign", ["[", ">"])
def test_a_huge_text_is_read_in_one_go(sign):
    assert len(render(sign * 100_000).html) > 200


# What is wrong with it


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("A. [@MILER2022]", "There is no source with the key MILER2022. Did you mean MILLER2022, MILLER2018?"),
        ("A. [@miller2022]", "There is no source with the key miller2022. Did you mean MILLER2022, MILLER2018?"),
        ("A. [@MILLER2022; @XYZ]", "There is no source with the key XYZ."),
        ("A. [@MILLER2022", "A citation is written [@KEY] or [@KEY; @OTHER]. Found: [@MILLER2022"),
        ("A. [@MILLER2022, @XYZ]", "A citation is written [@KEY] or [@KEY; @OTHER]. Found: [@MILLER2022, @XYZ]"),
        ("A. [@MILLER2022; XYZ]", "A citation is written [@KEY] or [@KEY; @OTHER]. Found: [@MILLER2022; XYZ]"),
        ("A. [MILLER2022]", "A citation is written [@KEY] or [@KEY; @OTHER]. Found: [MILLER2022]"),
        ("A. [grade: poor]", "poor is no grade. Choose from: high, moderate, low, very_low, own."),
        ("A. [grade: very low]", "very low is no grade. Choose from: high, moderate, low, very_low, own."),
        ("A. [grade: low", "A grade is written [grade: low]. Found: [grade: low"),
        ("A. [grade low]", "A grade is written [grade: low]. Found: [grade low]"),
        (
            "[advice: when-it-cramps]",
            "There is no advice with the slug when-it-cramps. Did you mean when-it-cramps-run?",
        ),
        *(
            (body, f"[advice: slug] stands alone on a line, outside lists and quotations. Found: [{found}]")
            for body, found in [
                ("See [advice: when-it-cramps-run].", "advice: when-it-cramps-run"),
                ("- [advice: when-it-cramps-run]", "advice: when-it-cramps-run"),
                ("[advice: Two words]", "advice: Two words"),
                ("[advice when-it-cramps-run]", "advice when-it-cramps-run"),
            ]
        ),
        (
            "[@MILLER2022]: /x/\n\nA.",
            "A word in brackets with a colon behind it defines an address; citations, grades and advice have no colon.",
        ),
        ("A <script>x</script>", "HTML is not taken here, write Markdown. Found: <script>"),
        ("<div class='x'>\nA\n</div>", "HTML is not taken here, write Markdown. Found: <div class='x'>"),
        ("A <!-- b -->", "HTML is not taken here, write Markdown. Found: <!-- b -->"),
        *(
            (
                f"[a](<{href}>)",
                f"A link may lead to http, https, mailto, or a path of our own such as /library/night-cramps/. Found: {href}",
            )
            for href in ("javascript:x", "ftp://example.org", "tel:112", "night-cramps/", "https:")
        ),
        (
            "[a]()",
            "A link may lead to http, https, mailto, or a path of our own such as /library/night-cramps/. Found: no address",
        ),
        (
            "[a](//example.org)",
            "A link that begins with // leaves the site: write https:// before it. Found: //example.org",
        ),
        (
            "[a](/b c/)",
            "This link is not complete, or its address holds a space: write [words](/address/). Found: a](/b",
        ),
        ("a [](/b/)", "A link has no words. Found: /b/"),
        ('[a](/b/ "c")', "The words in quotes behind an address are not shown: leave them out. Found: c"),
        ("![](image:calf)", "An image says nothing to those who cannot see it: write ![what it shows](image:name)."),
        ("![a](image:calv)", "There is no image named calv. Did you mean calf?"),
        ("![a](/x.png)", "An image is one of ours, written ![what it shows](image:name). Found: /x.png"),
        ("# A", "# is the title of the page: headings begin with ##."),
        ("A\n===", "# is the title of the page: headings begin with ##."),
        ("### A", "### stands before any ##."),
        ("#### A", "Headings are ## and ### only."),
        ("## \n\nA", "A heading has no words."),
        ("A[^1]", "The note [^1] is not written: add a line [^1]: and its text."),
        ("[^1]: A\n\nB", "Nothing refers to the note [^1]."),
    ],
)
def test_what_is_wrong_is_said(body, wrong):
    assert complaints(body, **KNOWN) == [f"Line 1: {wrong}"]


@pytest.mark.parametrize("body", ["", " \n\t", "\n\n", "[a]: /x/", "\u00a0", "***"])
def test_an_empty_text_is_refused(body):
    assert complaints(body, **KNOWN) == ["The text is empty."]


def test_a_text_may_be_long_but_not_endless():
    assert complaints("a" * 60_000, **KNOWN) == []
    assert complaints("a" * 60_001, **KNOWN) == ["The text has 60,001 characters: 60,000 is the most."]


def test_a_note_is_written_once():
    assert complaints("A[^1]\n\n[^1]: B\n\n[^1]: C", **KNOWN) == ["Line 5: The note [^1] is written twice."]


def test_each_complaint_names_its_line():
    body = "## A\n\nOne\ntwo [@X]\n\n- three\n- [@Y]\n\n| a |\n|---|\n| [@Z] |\n\n![x](image:a)\n![y](image:b)\n\n[^1]: [@N]\n\nEnd[^1]"
    assert [complaint.partition(":")[0] for complaint in complaints(body, **KNOWN)] == [
        f"Line {n}" for n in (4, 7, 11, 13, 14, 16)
    ]


GOOD = """A first paragraph with *stress*, **more stress** and 5 < 6 > 4. [@MILLER2022; @NHS-CRAMP] [grade: very_low]

## What to do

Read on [night cramps](/library/night-cramps/), [rule R1](/library/rules/#R1), <https://example.org>, or [below](#what-to-do).[^1]

[advice: when-it-cramps-run]

### In short

> Quoted. [@MILLER2022]

| a | b |
|---|---|
| 1 | [@NHS-CRAMP] |

1. One
2. Two with `<code>` and [brackets] and [a reference][x]

![A calf](image:calf)

[^1]: A note.
[x]: https://example.org/x
"""


def test_a_good_text_is_taken():
    assert complaints(GOOD, **KNOWN) == []


def test_what_is_known_need_not_be_listed():
    class Everything:
        def __contains__(self, one):
            return one != "X"

    known = dict.fromkeys(("keys", "slugs", "images"), Everything())
    assert complaints("A [@A]. [@X]", **known) == ["Line 1: There is no source with the key X."]
