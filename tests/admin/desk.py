"""How the tests find their way about the desk."""

from django.contrib import admin
from django.urls import reverse

from coaching.models import (
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
    TrainingPlan,
)

PRIVATE = [Athlete, Assessment, TrainingPlan, PlanWeek]
SAID_BY_READERS = [Comment, CommentReport, ArticleRating, AdviceRating]  # to all moderators, not who said it
CURATED = [Article, ArticleTranslation, Picture]  # by all coaches
OF_A_COACH = [Invitation]  # each coach sees their own requests
OURS = [model for model in admin.site._registry if model._meta.app_label == "coaching"]


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def sent_back(response):
    """What a browser posts when nothing on a change page is changed."""
    context = response.context
    if "adminform" not in context:
        return sent_back_of_a_week(context["form"])
    data = shown(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        data |= shown(inline.formset.management_form)
        for form in inline.formset.initial_forms:
            data |= shown(form)
    return data


def sent_back_of_a_week(form):
    parts = [form.head, *form.blocks, *form.empty]
    return {name: value for part in parts for name, value in shown(part).items() if not name.endswith("-remove")}


def shown(form):
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items() if not isinstance(value, list)}


def said(response):
    return [str(message) for message in response.context["messages"]]
