"""A coach hands an athlete over: the athlete agrees or declines."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from coaching.models import CoachAccess, Invitation
from coaching.services.people import access, handing
from coaching.views.own import own_page
from coaching.views.posting import require_page

from .coaches import OVER

AGREED = "Agreed. We have sent a letter to {}. Your present coach stays until they accept."
DECLINED = "Declined. All stays as it is."
TOO_MANY = (
    "You have sent as many invitations within a day as one person can. Nothing was changed. Please try again tomorrow."
)


@require_page
@own_page
def page(request, pk):
    asked = get_object_or_404(request.athlete.hand_overs.select_related("coach", "invitation"), pk=pk)
    if request.method != "POST":
        return shown(request, asked)
    answer = {"agree": agree, "decline": decline}.get(request.POST.get("answer"))
    if answer is None:
        raise Http404("There is no such answer.")
    return answer(request, asked)


def shown(request, asked, **more):
    current = CoachAccess.objects.current().filter(athlete=request.athlete, coach=asked.coach).first()
    invited = request.athlete.invitations.open().filter(made_by=Invitation.ATHLETE, email__iexact=asked.email)
    context = {"asked": asked, "access": current, "who": asked.coach.name or "Your coach", "waits": invited.exists()}
    return render(request, "people/hand_over.html", context | more, status=429 if more else 200)


def agree(request, asked):
    try:
        handing.agree(hand_over=asked, by=request.user, now=now())
    except access.NotOpen:
        messages.info(request, OVER)
    except access.TooMany:
        return shown(request, asked, refused=TOO_MANY)
    else:
        messages.success(request, AGREED.format(asked.email))
    return redirect("coaching:hand_over", asked.pk)


def decline(request, asked):
    if asked.agreed:
        messages.info(request, OVER)
    else:
        handing.decline(hand_over=asked, by=request.user, now=now())
        messages.success(request, DECLINED)
    return redirect("coaching:hand_over", asked.pk)
