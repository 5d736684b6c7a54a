"""Athletes come in: asked by e-mail, or kept without a log-in; and all that waits for somebody's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.athletes import AskForm, KeepForm
from coaching.forms.people.coaches import TOO_MANY
from coaching.models import Invitation
from coaching.services.desk import keeping
from coaching.services.people import access, handing

from .doors import coach_page
from .shown import shown

ASKED = "The letter to {} is on its way. You see nothing of them until they accept."
KEPT = "{} is on your list."
KEPT_BEFORE = "You keep {} already, and nobody was added. Give another athlete a name that tells the two apart."
ACCEPTED = 'You look after {} now. <a href="{}">To their page</a>'
DECLINED = "Declined. You have got no access by it."
WITHDRAWN = "Withdrawn."
OVER = "This was answered or withdrawn meanwhile. Nothing was changed."
NO_COACH = "Your account has no coach’s rights. Ask those who run this site."


# --- In --------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def add(request):
    if request.method != "POST":
        return adding(request)
    ways = {"ask": ask, "keep": keep}
    way = ways.get(request.POST.get("do"))
    if way is None:
        raise Http404("There is no such way.")
    return way(request)


def adding(request, status=200, **bound):
    forms = {
        "ask": AskForm(coach=request.user, auto_id="ask_%s"),
        "keep": KeepForm(coach=request.user, auto_id="keep_%s"),
    }
    return shown(request, "people/add.html", {"title": "Add an athlete"} | forms | bound, status=status)


def ask(request):
    form = AskForm(request.POST, coach=request.user, auto_id="ask_%s")
    if not form.is_valid():
        return adding(request, ask=form)
    try:
        access.request(coach=request.user, now=now(), **form.cleaned_data)
    except access.TooMany:
        form.add_error(None, TOO_MANY)
        return adding(request, ask=form, status=429)
    messages.success(request, ASKED.format(form.cleaned_data["email"]))
    return redirect("admin:desk_invitations")


def keep(request):
    form = KeepForm(request.POST, coach=request.user, auto_id="keep_%s")
    if not form.is_valid():
        return adding(request, keep=form)
    said = {name: form.cleaned_data[name] for name in ("name", "email")}
    before = keeping.found(coach=request.user, **said)
    held = before or keeping.keep(coach=request.user, group=group_of(form), **said)
    tell = messages.info if before else messages.success
    tell(request, (KEPT_BEFORE if before else KEPT).format(held.athlete.name))
    return redirect("admin:desk_athlete", held.athlete_id)


def group_of(form):
    """The group that was chosen or is new; None for none."""
    name = form.cleaned_data["new_group"]
    return keeping.add_group(coach=form.coach, name=name) if name else form.cleaned_data["group"]


# --- Waiting ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def invitations(request):
    if request.method != "POST":
        return waiting(request)
    answers = {"accept": accept, "decline": decline, "withdraw": withdraw, "stop": stop_handing_over}
    answer = answers.get(request.POST.get("do"))
    if answer is None:
        raise Http404("There is no such answer.")
    answer(request, request.POST.get("which", ""))
    return redirect("admin:desk_invitations")


def waiting(request):
    context = {
        "title": "Invitations",
        "asking": asking(request).open().order_by("created_at"),
        "asked": request.user.invitations.filter(made_by=Invitation.COACH).open().select_related("athlete"),
        "handed_over": handing.asked_by(request.user),
        "left_over": access.left_over().filter(coach=request.user).select_related("athlete"),
    }
    return shown(request, "people/invitations.html", context)


def asking(request):
    return access.addressed_to(request.user).filter(made_by=Invitation.ATHLETE)


def one_or_404(rows, key):
    try:
        return get_object_or_404(rows, pk=UUID(key))
    except ValueError:
        raise Http404("That is no key.") from None


def accept(request, key):
    invitation = one_or_404(asking(request), key)
    try:
        held = access.accept(invitation=invitation, by=request.user, now=now())
    except access.NotOpen:
        messages.info(request, OVER)
    except access.NotACoach:
        messages.error(request, NO_COACH)
    else:
        page = reverse("admin:desk_athlete", args=[held.athlete_id])
        messages.success(request, format_html(ACCEPTED, held.athlete.name, page))


def decline(request, key):
    invitation = one_or_404(asking(request), key)
    if invitation.accepted:
        messages.info(request, OVER)
    else:
        access.decline(invitation=invitation, now=now())
        messages.success(request, DECLINED)


def withdraw(request, key):
    invitation = one_or_404(request.user.invitations.filter(made_by=Invitation.COACH), key)
    if invitation.accepted:
        messages.info(request, OVER)
    else:
        access.withdraw(invitation=invitation, now=now())
        messages.success(request, WITHDRAWN)


def stop_handing_over(request, key):
    hand_over = one_or_404(request.user.hand_overs, key)
    if hand_over.agreed:
        messages.info(request, OVER)
    else:
        handing.withdraw(hand_over=hand_over, now=now())
        messages.success(request, WITHDRAWN)
