"""Pages that say the same to everyone."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    return render(request, "home.html")


@require_safe
def grades(request):
    return render(request, "pages/grades.html")


@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")
