"""What readers say: comments to approve and answer, reports to settle, ratings to count."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import now

from coaching.admin.lists import CarefulAdmin
from coaching.forms.library.readers import ModerationForm
from coaching.models import AdviceRating, ArticleRating, ArticleTranslation, Comment, CommentReport
from coaching.services.library import comments

DONE = {
    "approve": (comments.approve, "Approved: readers see it now."),
    "reject": (comments.reject, "Rejected: readers do not see it."),
    "promote": (comments.promote, "It stands in questions and answers now."),
    "demote": (comments.demote, "It stands among the other comments now."),
}
REPLIED = "Your reply is shown below the comment."


class ToDoFirst(admin.SimpleListFilter):
    """What a moderator has to look at, unless another state is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        states = [(state, word.capitalize()) for state, word in Comment.STATES]
        return [("reported", "Reported"), *states, ("questions", "Questions and answers"), ("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "To do: waiting or reported"}, *others]

    def queryset(self, request, queryset):
        state = self.value()
        if state is None:
            return queryset.filter(Q(state=Comment.WAITING) | Q(open_reports__gt=0))
        if state == "reported":
            return queryset.filter(open_reports__gt=0)
        if state == "questions":
            return queryset.filter(is_question=True)
        return queryset if state == "all" else queryset.filter(state=state)


def moderating(name, words):
    """An action on chosen comments, each through its service; what is refused is told and the others go on."""

    @admin.action(permissions=["moderate"], description=words)
    def act(model_admin, request, queryset):
        done = [row for row in queryset.select_related("article") if model_admin.carried_out(request, row, name)]
        for row in done:
            model_admin.log_change(request, row, DONE[name][1])
        if done:
            model_admin.message_user(request, f"{DONE[name][1]} ({len(done)} of those chosen)", messages.SUCCESS)

    act.__name__ = name
    return act


@admin.register(Comment)
class CommentAdmin(CarefulAdmin):
    form = ModerationForm
    list_display = ["said", "state", "reports_open", "made_at", "article", "is_question", "by_coach"]
    list_filter = [ToDoFirst, ("article", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["article"]
    list_per_page = 50
    search_fields = ["name", "text"]
    date_hierarchy = "made_at"
    actions = [
        moderating("approve", "Approve"),
        moderating("reject", "Reject"),
        moderating("promote", "Put into questions and answers"),
        moderating("demote", "Take out of questions and answers"),
    ]
    readonly_fields = [
        "name",
        "who",
        "text",
        "on_page",
        "made_at",
        "answers_to",
        "replies_listed",
        "reports_listed",
        "state",
        "is_question",
        "moderator",
        "moderated_at",
    ]

    def get_queryset(self, request):
        still_open = Count("reports", filter=Q(reports__settled_at=None))
        rows = Comment.objects.annotate(open_reports=still_open, waits=Q(state=Comment.WAITING))
        return rows.order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        """Reported ones first, then those that wait; the newest first."""
        return ["-open_reports", "-waits", "-made_at", "-pk"]

    def get_fieldsets(self, request, obj=None):
        read = [(None, {"fields": self.readonly_fields})]
        if not self.has_change_permission(request, obj):
            return read
        return [*read, ("Decide", {"fields": ["decision", "reply", "token"]})]

    def has_moderate_permission(self, request):
        return request.user.has_perm("coaching.moderate_comment")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.has_moderate_permission(request)

    def carried_out(self, request, comment, name):
        """Whether it was done; otherwise the moderator is told why not."""
        verb, _ = DONE[name]
        try:
            verb(comment=comment, by=request.user, now=now())
        except ValidationError as refusal:
            self.message_user(request, f"{comment}: {' '.join(refusal.messages)}", messages.ERROR)
            return False
        return True

    def change_view(self, request, object_id, form_url="", extra_context=None):
        one_button = {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, one_button | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        """The comment itself is nobody's to edit: what was decided is done by the services."""
        decision, text = form.cleaned_data["decision"], form.cleaned_data["reply"]
        if decision and self.carried_out(request, obj, decision):
            self.message_user(request, DONE[decision][1], messages.SUCCESS)
        if text:
            self.answer(request, obj, text, form.cleaned_data["token"])

    def answer(self, request, comment, text, token):
        try:
            comments.reply(comment=comment, by=request.user, text=text, now=now(), form=token)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, REPLIED, messages.SUCCESS)

    def construct_change_message(self, request, form, formsets, add=False):
        decision, text = form.cleaned_data["decision"], form.cleaned_data["reply"]
        return " ".join(filter(None, [decision and DONE[decision][1], text and "Replied."])) or "Looked at it."

    def response_change(self, request, obj):
        """Back to the list; what happened was said by then."""
        return self.response_post_save_change(request, obj)

    def delete_model(self, request, obj):
        comments.remove(comments=Comment.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        comments.remove(comments=Comment.objects.filter(pk__in=[row.pk for row in queryset]))

    @admin.display(description="comment")
    def said(self, comment):
        return begins(comment)

    @admin.display(description="open reports", ordering="open_reports")
    def reports_open(self, comment):
        return comment.open_reports or "none"

    @admin.display(description="written by")
    def who(self, comment):
        """Not whose account: an athlete who comments has not let every coach look at them."""
        return "a coach" if comment.by_coach else "a member" if comment.user_id else "a guest"

    @admin.display(description="article")
    def on_page(self, comment):
        page = ArticleTranslation(article=comment.article, language=comment.language)
        return format_html('<a href="{}#comment-{}">{}</a>', page.get_absolute_url(), comment.pk, page)

    @admin.display(description="replies to")
    def answers_to(self, comment):
        return linked([comment.reply_to]) if comment.reply_to else "the article"

    @admin.display(description="replies")
    def replies_listed(self, comment):
        return linked(comment.replies.all()) or "none"

    @admin.display(description="reports")
    def reports_listed(self, comment):
        rows = ((one.get_reason_display(), one.text, settled(one)) for one in comment.reports.all())
        return format_html_join("", "<p>{}. {} ({})</p>", rows) or "none"


def begins(comment):
    """Who and what in short, so that one long word does not push the other columns away."""
    return f"{Truncator(comment.name).chars(20)}: {Truncator(comment.text).chars(30)}"


def linked(rows):
    """Comments, each with the way to its page here."""
    pages = ((reverse("admin:coaching_comment_change", args=[row.pk]), row) for row in rows)
    return format_html_join("", '<p><a href="{}">{}</a></p>', pages)


def settled(report):
    return f"settled on {report.settled_at:%d %b %Y}" if report.settled_at else "open"


class LeftByReaders(CarefulAdmin):
    """Nobody's to write but the reader's; it may be deleted with a comment or an account by those who may delete these."""

    list_per_page = 50
    date_hierarchy = "made_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class OpenOrSettled(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("settled", "Settled")]

    def queryset(self, request, queryset):
        wanted = {"open": True, "settled": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(settled_at__isnull=wanted)


@admin.register(CommentReport)
class CommentReportAdmin(LeftByReaders):
    list_display = ["reason", "about", "made_at", "settled_at", "text"]
    list_filter = [OpenOrSettled, "reason"]
    list_select_related = ["comment"]
    ordering = [F("settled_at").asc(nulls_first=True), "-made_at"]
    actions = ["settle"]
    fields = ["comment_itself", "reason", "text", "made_at", "settled_at"]
    readonly_fields = fields

    def has_moderate_permission(self, request):
        return request.user.has_perm("coaching.moderate_comment")

    @admin.action(permissions=["moderate"], description="Settle: the comment stays as it is")
    def settle(self, request, queryset):
        for report in queryset:
            comments.settle(report=report, now=now())
            self.log_change(request, report, "Settled.")
        self.message_user(request, f"Settled: {len(queryset)}.", messages.SUCCESS)

    @admin.display(description="comment")
    def about(self, report):
        return begins(report.comment)

    @admin.display(description="comment")
    def comment_itself(self, report):
        return linked([report.comment])


class RatingAdmin(LeftByReaders):
    """Counted beside each filter; who rated is nobody's to read."""

    show_facets = admin.ShowFacets.ALWAYS


@admin.register(ArticleRating)
class ArticleRatingAdmin(RatingAdmin):
    list_display = ["article", "value", "made_at"]
    list_filter = ["value", "article"]
    list_select_related = ["article"]
    fields = ["article", "value", "made_at"]


@admin.register(AdviceRating)
class AdviceRatingAdmin(RatingAdmin):
    list_display = ["advice", "value", "made_at"]
    list_filter = ["value", "advice"]
    list_select_related = ["advice"]
    fields = ["advice", "value", "made_at"]
