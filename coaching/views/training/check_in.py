"""The weekly check-in: one question, and what the answer means for the plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from coaching.forms.training.check_ins import ANSWERS, CheckInForm
from coaching.rules import say
from coaching.rules.terms import Limited
from coaching.services.training import check_ins
from coaching.views.own import own_page
from coaching.views.posting import posted, require_page

SHOWN = 12
NOTED = "Noted for the week that began on {monday}."


@require_page
@own_page
def check_in(request):
    today = localdate()
    week = check_ins.week_to_answer(today)
    given = list(request.athlete.check_ins.all()[:SHOWN])
    mine = next((one for one in given if one.week_starts_on == week), None)
    form = CheckInForm(posted(request), week=week, initial={"answer": mine and mine.answer, "note": mine and mine.note})
    context = {"form": form, "week": week, "mine": mine, "given": [(one, said(one)) for one in given]}
    if not form.is_valid():
        return render(request, "training/check_in.html", context | meaning(request, mine))
    try:
        store(request.athlete, form.cleaned_data, today)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "training/check_in.html", context | meaning(request, mine))
    messages.success(request, NOTED.format(monday=say.day(form.cleaned_data["week"])))
    return redirect("coaching:check_in")


def store(athlete, cleaned, today):
    words = {"answer": cleaned["answer"], "note": cleaned["note"]}
    check_ins.answer(athlete=athlete, week_starts_on=cleaned["week"], now=now(), today=today, **words)


def said(one):
    return ANSWERS[Limited(one.answer)]


def meaning(request, mine):
    """What the answer of this week does to the plan, and the plan that was suggested for it."""
    if mine is None:
        return {}
    suggested = request.athlete.plans.suggested().filter(reason="check_in").first()
    return {"said": said(mine), "holds_until": check_ins.holds_until(mine), "suggested": suggested}
