"""What readers say: a rating, a comment, a report; and what moderators do with a comment."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms

from coaching.forms.choices import OneOf
from coaching.forms.layout import fields_only
from coaching.forms.token import FormToken
from coaching.models import Comment, CommentReport
from coaching.models.library.readers import HELPED, HELPFUL, LONGEST_COMMENT
from coaching.models.library.refusals import never_told

from .plain import PlainField

MOST_LINKS = 2
LINK = re.compile(r"https?:|www\.|\S@\S|\w\.(?:com|edu|gov|int|mil|net|org)\b", re.IGNORECASE)
TOO_MANY_LINKS = "Take out some links: {most} fit, and it has {count}."
CHOOSE = "Choose one of the answers."
NEEDS_APPROVAL = "Readers do not see this comment: approve it too, and your reply is shown below it."
ONLY_SHOWN = "Readers do not see this comment: approve it first."


def links_in(text: str) -> int:
    """How many words would be links, e-mail addresses among them."""
    return sum(1 for word in re.split(r"""[\s<>"']+""", text) if LINK.search(word))


class ReaderForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        return fields_only(*self.blocks())

    def blocks(self) -> list:
        return list(self.fields)


class ArticleRatingForm(ReaderForm):
    value = OneOf(dict(HELPFUL), short="", unknown="", empty=CHOOSE, label="How far did it help you to understand?")
    form = FormToken()


class AdviceRatingForm(ReaderForm):
    value = OneOf(dict(HELPED), short="", unknown="", empty=CHOOSE, label="You tried it. Did it help?")
    form = FormToken()


class CommentForm(ReaderForm):
    name = PlainField(
        label="Name",
        short="Name",
        max_length=60,
        empty="Write a name.",
        help_text="Shown with your comment. It need not be your real name.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    text = PlainField(
        label="Comment",
        short="Comment",
        lines=True,
        max_length=LONGEST_COMMENT,
        empty="Write your comment.",
        help_text=f"Up to {LONGEST_COMMENT:,} characters and {MOST_LINKS} links. Everybody can read it: leave out "
        "what identifies you or somebody else.",
    )
    website = forms.Field(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    form = FormToken()

    def blocks(self):
        return ["name", "text", Div("website", css_class="trap", aria_hidden="true"), "form"]

    def clean_text(self):
        count = links_in(self.cleaned_data["text"])
        if count > MOST_LINKS:
            raise forms.ValidationError(TOO_MANY_LINKS.format(most=MOST_LINKS, count=count))
        return self.cleaned_data["text"]

    @property
    def words(self) -> dict:
        """What is stored of it."""
        return {name: self.cleaned_data[name] for name in ("name", "text", "form")}

    @property
    def is_trapped(self) -> bool:
        """Whether a field was filled in that nobody can see."""
        return bool(self.cleaned_data.get("website"))


class ReportForm(ReaderForm):
    reason = OneOf(dict(CommentReport.REASONS), short="", unknown="", empty=CHOOSE, label="What is wrong with it?")
    text = PlainField(
        label="Anything to add (optional)",
        short="Anything to add",
        lines=True,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ModerationForm(forms.ModelForm):
    """What a moderator decides about a comment, and a coach's reply to it."""

    APPROVE, REJECT, PROMOTE, DEMOTE = "approve", "reject", "promote", "demote"
    DECISIONS = [
        ("", "Leave it as it is"),
        (APPROVE, "Approve: readers see it"),
        (REJECT, "Reject: readers do not see it, its author is told so"),
        (PROMOTE, "Put it into questions and answers"),
        (DEMOTE, "Take it out of questions and answers"),
    ]
    decision = forms.ChoiceField(choices=DECISIONS, required=False, widget=forms.RadioSelect, initial="")
    reply = PlainField(
        lines=True,
        max_length=LONGEST_COMMENT,
        help_text="Shown at once below the comment, marked as the reply of a coach, with your name.",
    )
    token = FormToken()

    class Meta:
        model = Comment
        fields: list[str] = []

    def clean(self):
        cleaned = super().clean()
        decision, will_be_shown = cleaned.get("decision"), self.will_be_shown(cleaned.get("decision"))
        if decision == self.PROMOTE and not will_be_shown:
            self.add_error("decision", ONLY_SHOWN)
        if decision == self.PROMOTE and self.instance.reply_to_id:
            self.add_error("decision", "A reply goes to questions and answers with its comment.")
        if cleaned.get("reply") and not will_be_shown:
            self.add_error("reply", NEEDS_APPROVAL)
        for complaint in never_told(cleaned.get("reply") or ""):
            self.add_error("reply", complaint)
        return cleaned

    def will_be_shown(self, decision) -> bool:
        return decision == self.APPROVE or (self.instance.state == Comment.APPROVED and decision != self.REJECT)
