"""Every address of the coaching app."""

from django.urls import path

from coaching.views import assessments, findings, pages, plans, yours

app_name = "coaching"
urlpatterns = [
    path("", pages.home, name="home"),
    path("yours/", yours.page, name="yours"),
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
]
