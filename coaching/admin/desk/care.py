"""How a coach looks after one athlete: paused, sorted, invited, handed over, put away, given up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.athletes import CorrectForm, EmailForm, GroupChoice, PauseForm, SureForm
from coaching.forms.people.coaches import TOO_MANY
from coaching.models import CoachAccess, Invitation
from coaching.services.desk import acting, keeping
from coaching.services.people import access, handing

from .athletes import group_of
from .doors import access_or_404, coach_page
from .shown import shown

PAUSED = "{} is paused until {:%d %B %Y}, and does not ask for your attention until then."
GOES_ON = "{} is not paused any more."
ARCHIVED = "{} is in the archive. You find them there with all that is written down."
RESTORED = "{} is back on your list."
SORTED = "{} is in the group {}."
IN_NO_GROUP = "{} is in no group."
CORRECTED = "Saved."
INVITED = "The letter to {} is on its way. Until they accept, nobody but you sees what is written down here."
ANOTHER = "You asked this address for another athlete whom you keep. Withdraw that first."
HAS_A_LOG_IN = "They have a log-in by now, so this is theirs to do."
HANDED = "The letter to {} is on its way. You go on as before until they have agreed and the other coach has accepted."
THEIR_OWN = "This is the athlete’s address, or yours. Write that of the other coach."
STOPPED = "You do not look after {} any more."
DELETED = "{} is deleted, with all that was written down."
SOMEBODYS = "Another coach has access too, so this cannot be deleted here."
DELETE = "Yes, delete {} for good, with all answers, plans, cramps and notes"
STOP = "Yes, end my own access to {}"


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def care(request, pk):
    held = access_or_404(request, pk, what="desk")
    if request.method != "POST":
        return page(request, held)
    act = ACTS.get(request.POST.get("do"))
    if act is None:
        raise Http404("There is nothing like that to do.")
    return act(request, held)


def page(request, held, status=200, **bound):
    kept, edits = held.athlete.user is None, held.level == CoachAccess.EDIT
    context = {
        "title": f"Looking after {held.athlete.name}",
        "athlete": held.athlete,
        "access": held,
        "kept": kept,
        "may_edit": edits,
        "is_paused": held.paused_until is not None and held.paused_until >= localdate(),
        "asked": held.athlete.invitations.filter(made_by=Invitation.COACH, coach=request.user).open().first(),
        "handed_over": handing.asked_by(request.user).filter(athlete=held.athlete).first(),
        "left_over": access.left_over().filter(coach=request.user, athlete=held.athlete).exists(),
    }
    return shown(request, "people/care.html", context | blank(request, held) | bound, status=status)


def blank(request, held):
    """Every form of the page, as nobody filled it in."""
    athlete, coach = held.athlete, request.user
    correct = {"name": athlete.name, "email": athlete.kept_email}
    return {
        "pause": PauseForm(auto_id="pause_%s"),
        "group": GroupChoice(coach=coach, initial={"group": held.group_id}, auto_id="group_%s"),
        "correct": CorrectForm(coach=coach, initial=correct, auto_id="correct_%s"),
        "invite": EmailForm(coach=coach, initial={"email": athlete.kept_email}, auto_id="invite_%s"),
        "hand_over": EmailForm(coach=coach, auto_id="hand_over_%s"),
        "delete": SureForm(label=DELETE.format(athlete.name), auto_id="delete_%s"),
        "stop": SureForm(label=STOP.format(athlete.name), auto_id="stop_%s"),
    }


def back(request, held, message, *words):
    messages.success(request, message.format(*words))
    return redirect("admin:desk_care", held.athlete_id)


def editor(held):
    if held.level != CoachAccess.EDIT:
        raise Http404("They may look, not edit.")


# --- Rest and order --------------------------------------------------------------------------------


def this_one(request, held):
    return {"by": request.user, "athletes": [held.athlete_id]}


def pause(request, held):
    form = PauseForm(request.POST, auto_id="pause_%s")
    if not form.is_valid():
        return page(request, held, pause=form)
    until = form.cleaned_data["until"]
    acting.pause(**this_one(request, held), until=until)
    return back(request, held, PAUSED, held.athlete.name, until)


def go_on(request, held):
    acting.pause(**this_one(request, held), until=None)
    return back(request, held, GOES_ON, held.athlete.name)


def archive(request, held):
    acting.archive(**this_one(request, held), now=now())
    return back(request, held, ARCHIVED, held.athlete.name)


def restore(request, held):
    acting.bring_back(**this_one(request, held))
    return back(request, held, RESTORED, held.athlete.name)


def group(request, held):
    form = GroupChoice(request.POST, coach=request.user, auto_id="group_%s")
    if not form.is_valid():
        return page(request, held, group=form)
    chosen = group_of(form)
    acting.put_into(**this_one(request, held), group=chosen.pk if chosen else None)
    return back(request, held, SORTED if chosen else IN_NO_GROUP, held.athlete.name, chosen)


# --- One who is kept -------------------------------------------------------------------------------


def correct(request, held):
    editor(held)
    form = CorrectForm(request.POST, coach=request.user, auto_id="correct_%s")
    if not form.is_valid():
        return page(request, held, correct=form)
    try:
        keeping.correct(access=held, **form.cleaned_data)
    except keeping.HasALogIn:
        return back(request, held, HAS_A_LOG_IN)
    return back(request, held, CORRECTED)


def invite(request, held):
    editor(held)
    form = EmailForm(request.POST, coach=request.user, auto_id="invite_%s")
    if not form.is_valid():
        return page(request, held, invite=form)
    try:
        access.invite_kept(access=held, email=form.cleaned_data["email"], now=now())
    except access.NotOpen:
        return back(request, held, HAS_A_LOG_IN)
    except access.AskedForAnother:
        return refused(request, held, invite=form, why=ANOTHER, status=409)
    except access.TooMany:
        return refused(request, held, invite=form, why=TOO_MANY, status=429)
    return back(request, held, INVITED, form.cleaned_data["email"])


def refused(request, held, *, why, status, **bound):
    """The page once more, with what was written and why it could not be done."""
    (form,) = bound.values()
    form.add_error(None, why)
    return page(request, held, status=status, **bound)


def delete(request, held):
    editor(held)
    form = SureForm(request.POST, label=DELETE.format(held.athlete.name), auto_id="delete_%s")
    if not form.is_valid():
        return page(request, held, delete=form)
    try:
        keeping.delete(access=held)
    except keeping.HasALogIn:
        return back(request, held, HAS_A_LOG_IN)
    except keeping.StillSomebodys:
        return refused(request, held, delete=form, why=SOMEBODYS, status=409)
    messages.success(request, DELETED.format(held.athlete.name))
    return redirect("admin:index")


# --- One with a log-in -----------------------------------------------------------------------------


def hand_over(request, held):
    form = EmailForm(request.POST, coach=request.user, auto_id="hand_over_%s")
    if not form.is_valid():
        return page(request, held, hand_over=form)
    try:
        handing.hand_over(athlete=held.athlete, coach=request.user, email=form.cleaned_data["email"], now=now())
    except (handing.KeptOnly, access.NotOpen):
        raise Http404("There is nobody who could agree.") from None
    except handing.Themselves:
        return refused(request, held, hand_over=form, why=THEIR_OWN, status=200)
    except access.TooMany:
        return refused(request, held, hand_over=form, why=TOO_MANY, status=429)
    return back(request, held, HANDED, held.athlete.name)


def stop(request, held):
    form = SureForm(request.POST, label=STOP.format(held.athlete.name), auto_id="stop_%s")
    if not form.is_valid():
        return page(request, held, stop=form)
    try:
        keeping.stop(access=held, now=now())
    except keeping.StillSomebodys:
        raise Http404("Nobody else would have them.") from None
    messages.success(request, STOPPED.format(held.athlete.name))
    return redirect("admin:index")


ACTS = {
    "pause": pause,
    "go_on": go_on,
    "archive": archive,
    "restore": restore,
    "group": group,
    "correct": correct,
    "invite": invite,
    "delete": delete,
    "hand_over": hand_over,
    "stop": stop,
}
