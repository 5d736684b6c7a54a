"""Letters switched off, without a log-in."""

from django.core import signing
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coaching.models import User
from coaching.services import mail

KINDS = {
    "suggestion": "when a changed plan is suggested",
    "week": "about how your week went",
    "comment": "when a coach writes to you",
}


@csrf_exempt  # a mail program presses the button without having seen the page (RFC 8058); the address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def off(request, token):
    """Looking changes nothing, as mail programs open links on their own; the button does."""
    try:
        kind, user = mail.read_off(token)
    except (signing.BadSignature, User.DoesNotExist) as spoilt:
        raise Http404("There is no such address.") from spoilt
    back = "back" in request.POST
    if request.method == "POST":
        mail.switch(kind=kind, user=user, on=back)
    context = {"what": KINDS[kind], "is_off": request.method == "POST" and not back, "is_on": back}
    return render(request, "mail/off.html", context)
