"""The door to a runner's own pages: logged in, with consent given, and an athlete."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect

from coaching.services.people import consent


def own_page(view):
    """Hand the view `request.athlete`, the one who is logged in; whoever is none yet is led to become one."""

    @wraps(view)
    def to_its_owner(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "")
        request.athlete = consent.athlete_of(request.user)
        if request.athlete is None:
            return redirect("coaching:welcome")
        return view(request, *args, **kwargs)

    return to_its_owner
