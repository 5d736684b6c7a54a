"""One's own data: what was agreed to, a copy of everything, and the way out."""

from tempfile import TemporaryFile

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from coaching.content.consent import TEXT
from coaching.content.export import CSV, JSON
from coaching.forms.people.data import EraseForm, WithdrawForm
from coaching.services.people import access, consent, erase, export
from coaching.views.posting import posted, require_page

PART = 64 * 1024  # bytes
WITHDRAWN = "Your consent is withdrawn, and your health data is deleted. The account is still here."
STAYS = "You are the only one who can run this site. Make somebody else a superuser first; then delete this account."


@require_page
@login_required
def agreed(request):
    """What was agreed to when; sent, it takes that back."""
    given = list(request.user.consents.all())
    holds = next((one for one in given if one.withdrawn_at is None), None)
    form = WithdrawForm(posted(request), initial={"given": holds and holds.pk})
    if form.is_valid():
        return withdrawn(request, holds, form.cleaned_data["given"])
    context = {"given": given, "holds": holds, "form": form, "consent": TEXT, "version": consent.VERSION}
    return render(request, "people/consent.html", context)


def withdrawn(request, holds, meant):
    if holds and holds.pk == meant:
        consent.withdraw(user=request.user, now=now())
        request.session.pop("recent", None)  # the way to a plan that is gone
        messages.success(request, WITHDRAWN)
    return redirect("coaching:consent")


@require_page
@login_required
def take(request):
    """What a copy holds; sent, the copy."""
    if request.method != "POST":
        return render(request, "people/export.html", {"files": JSON, "tables": CSV})
    name = f"uncramp-{localdate():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(parts_of_copy(request.user), content_type="application/zip", headers=headers)


def parts_of_copy(user):
    """It may be larger than the memory, so it waits on the disk, without a name, until it is sent."""
    with TemporaryFile() as made:
        export.archive(user=user, to=made, now=now())
        made.seek(0)
        yield from iter(lambda: made.read(PART), b"")


@require_page
@login_required
def delete(request):
    """What goes and what stays; sent with the word, everything goes once the person has shown again who they are."""
    form = EraseForm(posted(request))
    if not form.is_valid():
        return render(request, "people/erase.html", {"form": form, "is_coach": access.is_coach(request.user)})
    return gone(request)


@reauthentication_required
def gone(request):
    try:
        erase.everything(user=request.user)
    except erase.LastSuperuser:
        messages.error(request, STAYS)
        return redirect("coaching:erase")
    logout(request)
    return redirect("coaching:goodbye")


@require_safe
def goodbye(request):
    return render(request, "people/goodbye.html")
