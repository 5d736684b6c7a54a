"""Many athletes at once, from a list: looked at line by line first, then carried out."""

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from coaching.forms.desk.importing import FAULTS_STAY, CarryOutForm, ListForm
from coaching.services.desk import importing
from coaching.services.desk.importing import FAULT, NEW, THERE

from .doors import coach_page
from .shown import shown

SAMPLE = "name,email,group,note\r\nFirst Athlete,first@example.org,Marathon,Calf cramps late in long runs\r\nSecond Athlete,,,\r\n"
START, CHECK, DONE = "Bring in a list of athletes", "What this list would do", "What became of the list"


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def page(request):
    if request.method != "POST":
        return starting(request, ListForm(coach=request.user))
    steps = {"check": check, "carry_out": carry_out}
    step = steps.get(request.POST.get("do"))
    if step is None:
        raise Http404("There is no such step.")
    return step(request)


@require_safe
@coach_page
def sample(request):
    """A list to begin with, as a spreadsheet opens it."""
    response = HttpResponse("\ufeff" + SAMPLE, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="athletes.csv"'
    return response


def starting(request, form):
    return shown(request, "people/import.html", {"title": START, "form": form})


def check(request):
    form = ListForm(request.POST, request.FILES, coach=request.user)
    if not form.is_valid():
        return starting(request, form)
    content, table = form.cleaned_data["content"], form.cleaned_data["table"]
    return checked(request, CarryOutForm(coach=request.user, initial={"content": content}), content, table)


def checked(request, form, content, table):
    lines = importing.would(coach=request.user, rows=table.rows)
    context = {
        "title": CHECK,
        "form": form,
        "lines": lines,
        "unread": table.unread,
        "mend": ListForm(coach=request.user, initial={"text": content}, auto_id="mend_%s"),
    }
    return shown(request, "people/import_check.html", context | counted(lines))


def counted(lines):
    return {name: sum(line.what == what for line in lines) for name, what in COUNTS.items()}


COUNTS = {"new": NEW, "there": THERE, "faults": FAULT}


def carry_out(request):
    form = CarryOutForm(request.POST, coach=request.user)
    form.is_valid()
    if not hasattr(form, "table"):  # the hidden text was spoilt on its way
        again = ListForm({"text": request.POST.get("content", "")}, coach=request.user)
        return starting(request, again)
    if form.errors:
        return checked(request, form, form.cleaned_data["content"], form.table)
    try:
        leave_out = form.cleaned_data["leave_out"]
        lines = importing.carry_out(coach=request.user, rows=form.table.rows, without_faults=leave_out, now=now())
    except importing.Faulty:
        form.add_error("leave_out", FAULTS_STAY)
        return checked(request, form, form.data["content"], form.table)
    return shown(request, "people/import_done.html", {"title": DONE, "lines": lines} | counted(lines))
