"""How a coach sorts their athletes: groups with names, which only the coach sees."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.athletes import GroupForm
from coaching.services.desk import keeping

from .doors import coach_page
from .shown import shown

ADDED = "The group {} is there. Put athletes into it on their page or from the list."
RENAMED = "Renamed."
TAKEN = "You have another group of this name."
DELETED = "The group {} is deleted. Its athletes stay with you, in no group."


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def groups(request):
    if request.method != "POST":
        return page(request)
    acts = {"add": add, "rename": rename, "delete": delete}
    act = acts.get(request.POST.get("do"))
    if act is None:
        raise Http404("There is nothing like that to do.")
    return act(request)


def page(request, add=None, renaming=None, bound=None):
    members = Count("members", filter=Q(members__revoked_at=None))
    listed = [
        {"group": group, "form": bound if group.pk == renaming else form_of(group)}
        for group in request.user.training_groups.annotate(count=members).order_by("name", "pk")
    ]
    context = {"title": "Groups", "groups": listed, "add": add or GroupForm(auto_id="add_%s")}
    return shown(request, "people/groups.html", context)


def form_of(group, sent=None):
    return GroupForm(sent, initial={"name": group.name}, auto_id=f"group_{group.pk}_%s")


def add(request):
    form = GroupForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return page(request, add=form)
    group = keeping.add_group(coach=request.user, name=form.cleaned_data["name"])
    messages.success(request, ADDED.format(group.name))
    return redirect("admin:desk_groups")


def asked_for(request):
    """The coach's group that a button names; None where it is gone."""
    key = request.POST.get("which", "")
    return next((group for group in request.user.training_groups.all() if str(group.pk) == key), None)


def rename(request):
    group = asked_for(request)
    if group is None:
        raise Http404("There is no such group.")
    form = form_of(group, request.POST)
    if not form.is_valid():
        return page(request, renaming=group.pk, bound=form)
    try:
        keeping.rename_group(group=group, name=form.cleaned_data["name"])
    except keeping.NameTaken:
        form.add_error("name", TAKEN)
        return page(request, renaming=group.pk, bound=form)
    messages.success(request, RENAMED)
    return redirect("admin:desk_groups")


def delete(request):
    """Its athletes stay. Pressed twice, the second press finds nothing to do."""
    group = asked_for(request)
    if group:
        keeping.delete_group(group=group)
        messages.success(request, DELETED.format(group.name))
    return redirect("admin:desk_groups")
