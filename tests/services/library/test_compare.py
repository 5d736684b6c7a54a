"""Two texts side by side."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.services.library import compare as comparing
from coaching.services.library.compare import compare

LINES = st.lists(
    st.sampled_from(["", "Drink", "Drink water", "Drink cold water", "Rest", "- Walk", "## Why"]), max_size=12
)


def side(line):
    """A line as it reads on paper: [changed words] in brackets."""
    return None if line is None else "".join(f"[{p.text}]" if p.changed else p.text for p in line.pieces)


def table(old, new):
    return [row.folded or (side(row.old), side(row.new)) for row in compare(old, new)]


def numbered(start, end):
    return [f"Line {n}" for n in range(start, end)]


def test_the_same_text_has_no_rows():
    assert compare("One\nTwo", "One\r\nTwo\n") == ()


def test_only_the_words_that_changed_are_marked():
    assert table("Hold for 30 seconds.", "Hold for 20 seconds, gently.") == [
        ("Hold for [30 seconds.]", "Hold for [20 seconds, gently.]")
    ]
    assert table("Hold the calf for 30 s.", "Hold the calf for 20 s.") == [
        ("Hold the calf for [30 ]s.", "Hold the calf for [20 ]s.")
    ]


def test_an_added_line_stands_alone_on_its_side():
    assert table("One\nThree", "One\nTwo\nThree") == [("One", "One"), (None, "[Two]"), ("Three", "Three")]


def test_a_line_taken_out_stands_alone_on_its_side():
    assert table("One\nTwo\nThree", "One\nThree") == [("One", "One"), ("[Two]", None), ("Three", "Three")]


def test_an_edited_line_stays_beside_itself_when_another_comes_before_it():
    old = "Stretch the calf and hold it."
    new = "Stop running now.\nStretch the calf and hold it longer."
    assert table(old, new) == [
        (None, "[Stop running now.]"),
        ("Stretch the calf and hold [it.]", "Stretch the calf and hold [it longer.]"),
    ]


def test_lines_far_from_a_change_are_folded_and_counted():
    old = numbered(1, 21)
    new = [*old[:9], "Other", *old[10:]]
    rows = compare("\n".join(old), "\n".join(new))
    assert [row.folded for row in rows] == [7, 0, 0, 0, 0, 0, 8]
    assert [row.old.number for row in rows if row.old] == [8, 9, 10, 11, 12]


def test_a_single_line_is_not_folded():
    assert table("Line 1\nLine 2\nLine 3\nold", "Line 1\nLine 2\nLine 3\nnew")[0] == ("Line 1", "Line 1")


@given(LINES, LINES)
def test_each_side_reads_as_its_text(old, new):
    rows = list(comparing._rows(old, new))
    for number, lines in ((0, old), (1, new)):
        sides = [(row.old, row.new)[number] for row in rows]
        read = ["".join(piece.text for piece in line.pieces) for line in sides if line]
        assert read == lines
        assert [line.number for line in sides if line] == list(range(1, len(lines) + 1))


@given(LINES, LINES)
def test_what_is_not_marked_is_the_same_on_both_sides(old, new):
    for row in comparing._rows(old, new):
        if row.old and row.new:
            kept = ["".join(p.text for p in line.pieces if not p.changed).split() for line in (row.old, row.new)]
            assert kept[0] == kept[1]


WORDS = [f"{a}{b}" for a, b in product("abcdefghij", repeat=2)]
HARD = {
    "blank lines": ("\n" * 60_000, "a" + "\n" * 59_000 + "b"),
    "one word again and again": ("to " * 20_000, "of " + "to " * 19_000 + "by"),
    "two words in turn": ("to be " * 10_000, "be to " * 10_000 + "or"),
    "one line of few words": (" ".join(WORDS * 200), " ".join(WORDS[::-1] * 200)),
    "lines of few words": ("\n".join(WORDS * 200), "\n".join(WORDS[::-1] * 200)),
    "no word at all": ("x" * 60_000, "y" * 60_000),
}


@pytest.mark.parametrize("name", HARD)
def test_the_hardest_texts_are_not_matched_word_by_word(name, monkeypatch):
    """What takes long is the matching of equal words, so that is what is counted."""
    asked = []
    real = comparing.SequenceMatcher

    def counted(junk, old, new, **options):
        asked.append(sum(new.count(word) * old.count(word) for word in set(old)))
        return real(junk, old, new, **options)

    monkeypatch.setattr(comparing, "SequenceMatcher", counted)
    assert compare(*HARD[name]) != ()
    assert max(asked, default=0) <= comparing.MOST_PAIRS
