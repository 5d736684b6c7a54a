"""Every address of the coaching app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from coaching.models.library.articles import ENGLISH, NATIVE
from coaching.views import assessments, findings, mail, pages, plans, suggestions, yours
from coaching.views.incidents import cramps, nights, reports
from coaching.views.library import advice, articles, evidence, feeds, now, pictures, preview, readers, search
from coaching.views.people import account, coaches, data, hand_over, looks, second_step, welcome
from coaching.views.training import (
    activities,
    calendar,
    check_in,
    comments,
    files,
    look_back,
    moving,
    old_plans,
    overlays,
    plan_json,
    today,
)
from coaching.views.training import feed as calendar_feeds


class OtherLanguage(StringConverter):
    """A language that has addresses of its own; English has the plain ones."""

    regex = "|".join(code for code in NATIVE if code != ENGLISH)


register_converter(OtherLanguage, "other")

app_name = "coaching"
urlpatterns = [
    path("", pages.home, name="home"),
    path("yours/", yours.page, name="yours"),
    path("welcome/", welcome.page, name="welcome"),
    path("account/", account.hub, name="account"),
    path("account/preferences/", account.prefer, name="preferences"),
    path("account/consent/", data.agreed, name="consent"),
    path("account/export/", data.take, name="export"),
    path("account/delete/", data.delete, name="erase"),
    path("account/goodbye/", data.goodbye, name="goodbye"),
    path("account/second-step/", second_step.page, name="second_step"),
    path("account/coaches/", coaches.coaches, name="coaches"),
    path("account/coaches/looks/", looks.page, name="looks"),
    path("account/coaches/invite/", coaches.invite, name="coach_invite"),
    path("account/coaches/<int:pk>/revoke/", coaches.revoke, name="coach_revoke"),
    path("account/coaches/<int:pk>/level/", coaches.level, name="coach_level"),
    path("account/coaches/invitation/<uuid:pk>/withdraw/", coaches.withdraw, name="invitation_withdraw"),
    path("account/hand-over/<uuid:pk>/", hand_over.page, name="hand_over"),
    path("account/invitation/<uuid:pk>/", coaches.invitation, name="invitation"),
    path("findings/<uuid:pk>/claim/", welcome.claim, name="claim"),
    path("grades/", pages.grades, name="grades"),
    path("privacy/", pages.privacy, name="privacy"),
    path("assessment/", assessments.start, name="assessment_start"),
    path("assessment/check/", assessments.check, name="assessment_check"),
    path("assessment/<slug:slug>/", assessments.page, name="assessment_step"),
    path("findings/<uuid:pk>/", findings.page, name="findings"),
    path("findings/<uuid:pk>/change/", assessments.change, name="assessment_change"),
    path("plan/<uuid:pk>/", plans.page, name="plan"),
    path("plan/<uuid:pk>/print/", plans.print_view, name="plan_print"),
    path("plan/<uuid:pk>/workout/<int:workout>/", plans.workout, name="workout"),
    path("plan/<uuid:pk>/workout/<int:workout>/done/", activities.done, name="workout_done"),
    path("plan/<uuid:pk>/workout/<int:workout>/log/", activities.log_workout, name="workout_log"),
    path("today/", today.page, name="today"),
    path("calendar/", calendar.month, name="calendar"),
    path("calendar/<int:year>/<int:month>/", calendar.month, name="calendar_month"),
    path("log/", activities.add, name="activity_add"),
    path("log/<uuid:pk>/", activities.edit, name="activity"),
    path("log/<uuid:pk>/delete/", activities.delete, name="activity_delete"),
    path("plan/<uuid:pk>/workout/<int:workout>/move/", moving.workout_move, name="workout_move"),
    path("plan/<uuid:pk>/workout/<int:workout>/move/undo/", moving.workout_move_undo, name="workout_move_undo"),
    path("plan/<uuid:pk>/workout/<int:workout>/comment/", comments.workout_comment, name="workout_comment"),
    path("pauses/", overlays.page, name="overlays"),
    path("pauses/add/", overlays.add, name="overlay_add"),
    path("pauses/<int:pk>/lift/", overlays.lift, name="overlay_lift"),
    path("check-in/", check_in.check_in, name="check_in"),
    path("files/", files.files, name="files"),
    path("files/<uuid:pk>/", files.file, name="file"),
    path("plans/", old_plans.plans, name="plans"),
    path("plan/<uuid:pk>/plan.json", plan_json.plan_json, name="plan_json"),
    path("plan/<uuid:pk>/look-back/", look_back.page, name="look_back"),
    path("plan/<uuid:pk>/next/", look_back.next_assessment, name="next_assessment"),
    path("calendar/subscribe/", calendar_feeds.subscribe, name="subscribe"),
    path("calendar/feed/<str:token>.ics", calendar_feeds.calendar_feed, name="calendar_feed"),
    path("letters/off/<str:token>/", mail.off, name="mail_off"),
    path("suggestion/ask/", suggestions.ask, name="suggestion_ask"),
    path("suggestion/<uuid:pk>/", suggestions.page, name="suggestion"),
    path("suggestion/<uuid:pk>/accept/", suggestions.accept, name="suggestion_accept"),
    path("suggestion/<uuid:pk>/decline/", suggestions.decline, name="suggestion_decline"),
    path("now/", now.page, name="now"),
    path("cramps/", cramps.cramps, name="cramps"),
    path("cramps/add/", cramps.add, name="cramp_add"),
    path("cramps/<uuid:pk>/", cramps.page, name="cramp"),
    path("cramps/<uuid:pk>/edit/", cramps.edit, name="cramp_edit"),
    path("cramps/<uuid:pk>/delete/", cramps.delete, name="cramp_delete"),
    path("cramps/<uuid:pk>/looked-at/", cramps.clear, name="cramp_clear"),
    path("cramps/nights/", nights.page, name="nights"),
    path("cramps/report/", reports.page, name="report"),
    path("cramps/report/share/", reports.share, name="report_share"),
    path("cramps/report/<int:pk>/end/", reports.end, name="report_end"),
    path("shared/<str:token>/", reports.shared, name="shared_report"),
    path("library/", articles.hub, name="library"),
    path("library/search/", search.search, name="search"),
    path("library/feed/", feeds.feed, name="feed"),
    path("library/rules/", evidence.rules, name="rules"),
    path("library/evidence/", evidence.evidence, name="evidence"),
    path("library/evidence/<str:key>/", evidence.source, name="source"),
    path("library/advice/", advice.advice_list, name="advice_list"),
    path("library/advice/<slug:slug>/", advice.advice, name="advice"),
    path("library/advice/<slug:slug>/helped/", readers.advice_rate, name="advice_rate"),
    path("library/comments/<int:pk>/report/", readers.comment_report, name="comment_report"),
    path("library/preview/<str:token>/", preview.page, name="preview"),
    path("library/images/<slug:name>.webp", pictures.picture, name="picture"),
    path("library/<other:language>/", articles.hub, name="library_in"),
    path("library/<other:language>/<slug:slug>/", articles.article, name="article_in"),
    path("library/<other:language>/<slug:slug>/print/", articles.article_print, name="article_print_in"),
    path("library/<slug:slug>/", articles.article, name="article"),
    path("library/<slug:slug>/comments/", articles.article_comments, name="article_comments"),
    path("library/<slug:slug>/comments/<int:page>/", articles.article_comments, name="article_comments_page"),
    path("library/<slug:slug>/print/", articles.article_print, name="article_print"),
    path("library/<slug:slug>/rate/", readers.article_rate, name="article_rate"),
    path("library/<slug:slug>/comment/", readers.comment, name="comment"),
]
