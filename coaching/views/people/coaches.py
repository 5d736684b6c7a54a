"""What your coach sees: who may look, who is asked, and the end of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.people.coaches import TOO_MANY, InviteForm, LevelForm
from coaching.models import Invitation
from coaching.services.people import access, adopting, consent, handing, looks
from coaching.views.own import own_page
from coaching.views.posting import require_page

SENT = "The letter is on its way to {email}. Nothing is shown to anybody until they accept."
ENDED = "No access any more: {coach}."
CHANGED = "From now on {coach} {may}."
NO_SUCH_LEVEL = "Choose whether this coach may look, or look and edit. Nothing was changed."
WITHDRAWN = "The invitation to {email} is withdrawn."
ACCEPTED = "Accepted."
DECLINED = "Declined. Nobody has got access by it."
YES_TO = "yes_to"  # of a session: the request of a coach that was accepted before there was an athlete
OVER = "This was answered or withdrawn. Nothing was changed."
FIRST_CONSENT = "Before a coach can look at anything, this is a place to set up. Your yes counts from then on."


@require_safe
@own_page
def coaches(request):
    return listed(request, InviteForm(user=request.user))


def listed(request, form, status=200):
    context = {
        "form": form,
        "coaches": request.athlete.coach_access.current().select_related("coach").order_by("granted_at", "pk"),
        "asked": request.athlete.invitations.filter(made_by=Invitation.ATHLETE).open(),
        "newest_look": looks.of(request.athlete).first(),
        "asking": access.addressed_to(request.user).open().filter(made_by=Invitation.COACH),
        "handed_over": handing.asked_of(request.athlete),
    }
    return render(request, "people/coaches.html", context, status=status)


@require_POST
@own_page
def invite(request):
    form = InviteForm(request.POST, user=request.user)
    if not form.is_valid():
        return listed(request, form)
    try:
        access.invite(athlete=request.athlete, now=now(), **form.cleaned_data)
    except access.TooMany:
        form.add_error(None, TOO_MANY)
        return listed(request, form, status=429)
    messages.success(request, SENT.format(email=form.cleaned_data["email"]))
    return redirect("coaching:coaches")


@require_POST
@own_page
def withdraw(request, pk):
    invitation = get_object_or_404(request.athlete.invitations.filter(made_by=Invitation.ATHLETE), pk=pk)
    if invitation.accepted:
        messages.info(request, OVER)
    else:
        access.withdraw(invitation=invitation, now=now())
        messages.success(request, WITHDRAWN.format(email=invitation.email))
    return redirect("coaching:coaches")


# --- Access ----------------------------------------------------------------------------------------


@require_POST
@own_page
def revoke(request, pk):
    given = get_object_or_404(request.athlete.coach_access.select_related("coach"), pk=pk)
    access.revoke(access=given, now=now())
    messages.success(request, ENDED.format(coach=name_of(given.coach)))
    return redirect("coaching:coaches")


@require_POST
@own_page
def level(request, pk):
    given = get_object_or_404(request.athlete.coach_access.select_related("coach"), pk=pk)
    form = LevelForm(request.POST)
    if given.revoked_at:
        messages.info(request, ENDED.format(coach=name_of(given.coach)))
    elif form.is_valid():
        access.change_level(access=given, level=form.cleaned_data["level"])
        messages.success(request, CHANGED.format(coach=name_of(given.coach), may=given.get_level_display()))
    else:
        messages.error(request, NO_SUCH_LEVEL)
    return redirect("coaching:coaches")


def name_of(coach):
    return coach.name or "a coach without a name"


# --- The one who is asked --------------------------------------------------------------------------


@require_page
@login_required
def invitation(request, pk):
    asked = get_object_or_404(access.addressed_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "people/invitation.html", asking(request, asked))
    answer = {"accept": accept, "decline": decline}.get(request.POST.get("answer"))
    if answer is None:
        raise Http404("There is no such answer.")
    return answer(request, asked)


def asking(request, asked):
    """What the page says: who asks, and what stands in the way of a yes."""
    to_coach = asked.made_by == Invitation.ATHLETE
    return {
        "asked": asked,
        "to_coach": to_coach,
        "who": asked.athlete.name if to_coach else name_of(asked.coach),
        "asker": asked.athlete.user if to_coach else asked.coach,
        "no_coach": to_coach and not access.is_coach(request.user),
        "no_athlete": not to_coach and consent.athlete_of(request.user) is None,
        **(kept_for(request.user, asked) if not to_coach and asked.athlete and not asked.answered_at else {}),
    }


def kept_for(user, asked):
    """What a coach wrote down so far about the one they ask, and whether it would become theirs."""
    theirs = adopting.becomes_theirs(kept=asked.athlete, user=user)
    return {"kept": adopting.kept_so_far(asked.athlete), "becomes_theirs": theirs}


def said_yes_to(request):
    """The request of a coach that this person accepted before they were an athlete, while it is open."""
    key = request.session.get(YES_TO)
    asked = access.addressed_to(request.user).open().filter(made_by=Invitation.COACH)
    return asked.filter(pk=key).first() if key else None


def accept(request, asked):
    context = asking(request, asked)
    if context["no_athlete"]:
        request.session[YES_TO] = str(asked.pk)
        messages.info(request, FIRST_CONSENT)
        return redirect("coaching:welcome")
    try:
        access.accept(invitation=asked, by=request.user, now=now())
    except access.NotACoach:
        return render(request, "people/invitation.html", context, status=403)
    except access.NotOpen:
        messages.info(request, OVER)
    else:
        messages.success(request, ACCEPTED)
    return redirect("coaching:invitation", asked.pk)


def decline(request, asked):
    if asked.accepted:
        messages.info(request, OVER)
    else:
        access.decline(invitation=asked, now=now())
        messages.success(request, DECLINED)
    return redirect("coaching:invitation", asked.pk)
