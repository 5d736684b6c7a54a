"""Letters switched off, without a log-in."""

from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from coaching.models import User
from coaching.services import mail

from .posting import require_page

KINDS = {
    "suggestion": "when a changed plan is suggested",
    "week": "about how your week went",
    "comment": "when a coach writes to you",
}


@csrf_exempt  # a mail program presses the button without having seen the page (RFC 8058); the address is the secret
@require_page
def off(request, token):
    """Looking changes nothing, as mail programs open links on their own; the button does."""
    try:
        kind, user = mail.read_off(token)
    except (signing.BadSignature, User.DoesNotExist) as spoilt:
        raise Http404("There is no such address.") from spoilt
    back = "back" in request.POST
    if request.method == "POST":
        mail.switch(kind=kind, user=user, on=back)
    is_off = not back and (request.method == "POST" or not mail.is_on(kind=kind, user=user))
    context = {"what": KINDS[kind], "is_off": is_off, "is_on": back}
    return render(request, "mail/off.html", context)
