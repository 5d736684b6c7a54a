"""Every door of the desk, and what stands behind it for each of the cast. A page or model without a row fails.

Statuses in the order of ROLES: Alice and Charlie are athletes and no staff; Carl is a coach without access, Vera may look at
Alice, Bob may edit, Ruth is a superuser. A new page is one line in PAGES (and one in ABOUT, where its address needs a row).
"""

from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from coaching.models import (
    Advice,
    AdviceRating,
    Article,
    ArticleRating,
    ArticleTranslation,
    Assessment,
    Athlete,
    Comment,
    CommentReport,
    Invitation,
    Picture,
    PlanWeek,
    Source,
    TrainingPlan,
    User,
    Workout,
)
from tests.desk import make_file, make_plan_template, make_run, make_workout_template
from tests.people import make_note

ROLES = ["alice", "charlie", "carl", "vera", "bob", "ruth"]
COACHES = [302, 302, 200, 200, 200, 200]  # whoever coaches anybody, for themselves; others are led to the log-in
NO_COACH = [302, 302, 403, 403, 403, 403]
ONLY_RUTH = [302, 302, 403, 403, 403, 200]
PRESSED = [302] * 6
HERS = [302, 302, 404, 200, 200, 404]  # one athlete: her coaches
HERS_TO_EDIT = [302, 302, 404, 404, 200, 404]
HERS_TO_PRESS = [302, 302, 404, 302, 302, 404]
NO_GET, NO_POST = [302, 302, 405, 405, 405, 405], [302, 302, 405, 405, 405, 405]
NO_BUTTON = [302, 302, 404, 404, 404, 404]  # what was posted names none of the page's buttons
HERS_TO_CHANGE = [302, 302, 404, 404, 302, 404]
BOBS = HERS_TO_EDIT  # his own templates
LED_AWAY = [302] * 6  # Django's admin leads to the first page from a row it does not find
ROW_OF_HERS = [302, 302, 302, 200, 200, 200]
BOBS_ROW = [302, 302, 302, 302, 200, 200]

# (model, a row, what it shows: the list, a new one, to change it, its history, to delete it)
STOCK = [
    (Athlete, lambda cast: cast.athlete, COACHES, ONLY_RUTH, ROW_OF_HERS, ROW_OF_HERS, ONLY_RUTH),
    (Assessment, lambda cast: cast.hers, COACHES, NO_COACH, ROW_OF_HERS, ROW_OF_HERS, NO_COACH),
    (TrainingPlan, lambda cast: cast.plan, COACHES, NO_COACH, ROW_OF_HERS, ROW_OF_HERS, NO_COACH),
    (PlanWeek, lambda cast: cast.week, COACHES, NO_COACH, ROW_OF_HERS, ROW_OF_HERS, NO_COACH),
    (Invitation, lambda cast: cast.bob.invitations.get(), COACHES, COACHES, BOBS_ROW, BOBS_ROW, BOBS_ROW),
    (Advice, lambda cast: cast.advice, COACHES, COACHES, COACHES, COACHES, NO_COACH),
    (Source, lambda cast: Source.objects.get(), COACHES, COACHES, COACHES, COACHES, NO_COACH),
    (Article, lambda cast: Article.objects.get(), COACHES, COACHES, COACHES, COACHES, NO_COACH),
    (ArticleTranslation, lambda cast: ArticleTranslation.objects.get(), COACHES, COACHES, COACHES, COACHES, NO_COACH),
    (Picture, lambda cast: Picture.objects.get(), COACHES, COACHES, COACHES, COACHES, ONLY_RUTH),
    (Comment, lambda cast: Comment.objects.get(), COACHES, NO_COACH, COACHES, COACHES, ONLY_RUTH),
    (CommentReport, lambda cast: CommentReport.objects.get(), COACHES, NO_COACH, COACHES, COACHES, ONLY_RUTH),
    (ArticleRating, lambda cast: ArticleRating.objects.get(), COACHES, NO_COACH, COACHES, COACHES, ONLY_RUTH),
    (AdviceRating, lambda cast: AdviceRating.objects.get(), COACHES, NO_COACH, COACHES, COACHES, ONLY_RUTH),
    (User, lambda cast: cast.dora.user, ONLY_RUTH, ONLY_RUTH, ONLY_RUTH, [*LED_AWAY[:5], 200], ONLY_RUTH),
    (EmailAddress, lambda cast: cast.dora.user.emailaddress_set.get(), *[ONLY_RUTH] * 5),
    (Group, lambda cast: Group.objects.first(), *[ONLY_RUTH] * 5),
]

# What an address is about: a function of the cast that gives its arguments.
ABOUT = {
    "her": lambda cast: [cast.athlete.pk],
    "advice": lambda cast: [cast.advice.pk],
    "text": lambda cast: [ArticleTranslation.objects.get().pk],
    "her file": lambda cast: [make_file(cast.athlete).pk],
    "bob's note": lambda cast: [make_note(cast.athlete, cast.bob).pk],
    "her week": lambda cast: [cast.week.pk],
    "her workout": lambda cast: [cast.athlete.pk, Workout.objects.filter(week=cast.week).first().pk],
    "her november": lambda cast: [cast.athlete.pk, 2026, 11],
    "her today": lambda cast: [cast.athlete.pk, "today/"],
    "roster": lambda cast: ["roster"],
    "log": lambda cast: ["log"],
    "cramps": lambda cast: ["cramps"],
    "dora": lambda cast: [cast.dora.user_id],
    "her plan": lambda cast: [ContentType.objects.get_for_model(TrainingPlan).pk, cast.plan.pk],
    "coaching": lambda cast: ["coaching"],
    "vera's template": lambda cast: ["workout", make_workout_template(cast.vera).pk],
    "vera's workout template": lambda cast: [make_workout_template(cast.vera).pk],
    "bob's run": lambda cast: [bobs_run(cast).pk],
    "bob's workout template to copy": lambda cast: ["workout", make_workout_template(cast.bob).pk],
    "bob's workout template": lambda cast: [make_workout_template(cast.bob).pk],
    "bob's plan template": lambda cast: [make_plan_template(cast.bob).pk],
}

# (name behind `admin:`, what it is about, method, the status for each role)
PAGES = [
    # athletes in and out
    ("desk_athlete_add", None, "get", COACHES),
    ("desk_athlete_add", None, "post", NO_BUTTON),
    ("desk_invitations", None, "get", COACHES),
    ("desk_invitations", None, "post", NO_BUTTON),
    ("desk_import", None, "get", COACHES),
    ("desk_import", None, "post", NO_BUTTON),
    ("desk_import_sample", None, "get", COACHES),
    ("desk_import_sample", None, "post", NO_POST),
    ("desk_care", "her", "get", HERS),
    ("desk_care", "her", "post", NO_BUTTON),
    ("desk_answer_for", "her", "get", NO_BUTTON),  # she answers for herself
    ("desk_answer_for", "her", "post", NO_BUTTON),
    ("desk_groups", None, "get", COACHES),
    ("desk_groups", None, "post", NO_BUTTON),
    # an athlete's plans
    ("desk_draft", "her", "get", NO_GET),
    ("desk_draft", "her", "post", HERS_TO_CHANGE),
    ("desk_suggestion", "her", "get", HERS),
    ("desk_suggestion", "her", "post", HERS_TO_CHANGE),
    ("desk_show", "her", "get", HERS_TO_EDIT),
    ("desk_show", "her", "post", HERS_TO_CHANGE),
    ("desk_compare", "her", "get", HERS),
    ("desk_compare", "her", "post", NO_POST),
    # the morning
    ("index", None, "get", COACHES),
    ("index", None, "post", NO_POST),
    ("desk_act", None, "get", NO_GET),
    ("desk_act", None, "post", [302, 302, 400, 400, 400, 400]),  # with nothing said to be done
    ("desk_noted", "her", "get", NO_GET),
    ("desk_noted", "her", "post", HERS_TO_PRESS),
    ("desk_thresholds", None, "get", COACHES),
    ("desk_thresholds", None, "post", COACHES),
    # as the athlete sees it, files, tables to take along
    ("desk_as", "her", "get", HERS),
    ("desk_as", "her", "post", NO_POST),
    ("desk_as", "her today", "get", HERS),
    ("desk_as", "her today", "post", NO_POST),
    ("desk_file_add", "her", "get", HERS_TO_EDIT),
    ("desk_file_add", "her", "post", HERS_TO_EDIT),
    ("desk_file", "her file", "get", HERS),
    ("desk_file", "her file", "post", [302, 302, 404, 403, 302, 404]),  # deletes it
    ("desk_export", "roster", "get", COACHES),
    ("desk_export", "log", "get", COACHES),
    ("desk_export", "cramps", "get", COACHES),
    ("desk_export", "roster", "post", PRESSED),  # with nobody chosen
    # one athlete
    ("desk_athlete", "her", "get", HERS),
    ("desk_athlete", "her", "post", NO_POST),
    ("desk_answers", "her", "get", HERS),
    ("desk_answers", "her", "post", NO_POST),
    ("desk_calendar", "her november", "get", HERS),
    ("desk_calendar", "her november", "post", NO_POST),
    ("desk_comment", "her workout", "get", NO_GET),
    ("desk_comment", "her workout", "post", HERS),  # empty, so the form is shown again
    ("desk_note_add", "her", "get", NO_GET),
    ("desk_note_add", "her", "post", HERS),
    ("desk_note", "bob's note", "get", HERS_TO_EDIT),
    ("desk_note", "bob's note", "post", HERS_TO_EDIT),
    # written once, given to many
    ("desk_templates", None, "get", COACHES),
    ("desk_templates", None, "post", NO_POST),
    ("desk_template_workout_add", None, "get", COACHES),
    ("desk_template_workout_add", None, "post", COACHES),
    ("desk_template_workout", "bob's workout template", "get", BOBS),
    ("desk_template_workout", "bob's workout template", "post", BOBS),
    ("desk_template_plan_add", None, "get", COACHES),
    ("desk_template_plan_add", None, "post", COACHES),
    ("desk_template_plan", "bob's plan template", "get", BOBS),
    ("desk_template_plan", "bob's plan template", "post", BOBS),
    ("desk_template_copy", "bob's workout template to copy", "get", NO_GET),
    ("desk_template_copy", "bob's workout template to copy", "post", HERS_TO_CHANGE),
    ("desk_template_delete", "bob's workout template to copy", "get", BOBS),
    ("desk_template_delete", "bob's workout template to copy", "post", PRESSED),  # to the list, as when it was gone
    ("desk_template_from", "her", "get", NO_GET),
    ("desk_template_from", "her", "post", HERS_TO_PRESS),
    ("desk_give", None, "get", COACHES),
    ("desk_give", None, "post", COACHES),
    ("desk_run", "bob's run", "get", BOBS),
    ("desk_run", "bob's run", "post", NO_POST),
    ("desk_run_state", "bob's run", "get", BOBS),
    ("desk_run_state", "bob's run", "post", NO_POST),
    ("desk_run_undo", "bob's run", "get", NO_GET),
    ("desk_run_undo", "bob's run", "post", HERS_TO_CHANGE),
    # the library
    ("coaching_advice_versions", "advice", "get", COACHES),
    ("coaching_advice_revert", "advice", "get", NO_GET),
    ("coaching_advice_revert", "advice", "post", NO_BUTTON),
    ("coaching_advice_archive", "advice", "get", NO_GET),
    ("coaching_advice_archive", "advice", "post", PRESSED),
    ("coaching_article_due", None, "get", COACHES),
    ("coaching_articletranslation_write", "text", "get", COACHES),
    ("coaching_articletranslation_write", "text", "post", COACHES),
    ("coaching_articletranslation_compare", "text", "get", PRESSED),  # there is but one revision
    # the desk itself
    ("desk_everything", None, "get", COACHES),
    ("app_list", "coaching", "get", COACHES),
    ("login", None, "get", [403, 403, 302, 302, 302, 302]),
    ("logout", None, "get", COACHES),
    ("logout", None, "post", PRESSED),
    ("password_change", None, "get", PRESSED),
    ("password_change_done", None, "get", COACHES),
    ("autocomplete", None, "get", NO_COACH),  # asked about nothing
    ("jsi18n", None, "get", COACHES),
    ("view_on_site", "her plan", "get", NO_BUTTON),
    ("auth_user_password_change", "dora", "get", ONLY_RUTH),
    ("auth_user_password_change", "dora", "post", ONLY_RUTH),
]

# What a coach might forge: (name, what it is about, what is posted). None of it may change anything of Alice or Dora, nor
# tell of them. ids: those of both athletes.
FORGED = [
    ("desk_act", None, lambda cast: {"athlete": ids(cast), "do": "archive"}),
    ("desk_act", None, lambda cast: {"athlete": ids(cast), "do": "pause", "until": "2030-01-01"}),
    ("desk_act", None, lambda cast: {"athlete": ids(cast), "do": "noted"}),
    ("desk_export", "roster", lambda cast: {"athlete": ids(cast)}),
    ("desk_export", "log", lambda cast: {"athlete": ids(cast)}),
    ("desk_export", "cramps", lambda cast: {"athlete": ids(cast)}),
    ("desk_care", "her", lambda cast: {"do": "archive"}),
    ("desk_care", "her", lambda cast: {"do": "delete", "word": "delete"}),
    ("desk_care", "her", lambda cast: {"do": "hand_over", "email": "carl@example.org"}),
    ("desk_answer_for", "her", lambda cast: {}),
    ("desk_draft", "her", lambda cast: {}),
    ("desk_suggestion", "her", lambda cast: {"do": "accept"}),
    ("desk_show", "her", lambda cast: {"shown_until": "2026-12-06"}),
    ("desk_noted", "her", lambda cast: {}),
    ("desk_comment", "her workout", lambda cast: {"text": "Mine", "form": str(uuid4())}),
    ("desk_note_add", "her", lambda cast: {"text": "Mine", "form": str(uuid4())}),
    ("desk_file", "her file", lambda cast: {"do": "delete"}),
    ("desk_give", None, lambda cast: given(cast, "preview")),
    ("desk_give", None, lambda cast: given(cast, "give")),
    ("desk_template_from", "her", lambda cast: {"weeks": "2"}),
    ("desk_template_delete", "vera's template", lambda cast: {}),
    ("desk_template_workout", "vera's workout template", lambda cast: {"title": "Mine"}),
    ("coaching_planweek_change", "her week", lambda cast: {"focus": "Mine", "_save": "Save"}),
]


def bobs_run(cast):
    """His template, given to Alice."""
    starts_on = cast.plan.starts_on
    return make_run(cast.bob, make_plan_template(cast.bob), [cast.athlete], starts_on=starts_on)


def given(cast, do):
    """A template that is shared with all coaches, for athletes who are not."""
    template = make_plan_template(cast.vera, shared=True)
    what = {"template": f"plan-{template.pk}", "starts_on": f"{cast.plan.starts_on}", "form": str(uuid4())}
    return what | {"athlete": ids(cast), "do": do}


def ids(cast):
    return [str(cast.athlete.pk), str(cast.dora.pk)]
