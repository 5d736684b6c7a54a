"""The morning: who needs the coach, and below it all athletes."""

from math import ceil

from django.contrib import admin, messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.desk.roster import ManyForm, WantedForm
from coaching.services.desk import acting, attention, listing, roster, seen
from coaching.services.desk.thresholds import thresholds_of
from coaching.services.people import access

from . import roster_words
from .chosen import MOST_CHOSEN, NOBODY, chosen, key_of
from .doors import NO_KEY, coach_page
from .shown import shown

MOST_NEEDING = 25
ANYBODY = 10**15  # stands for the key of an athlete
KEPT = ("q", "group", "sport", "plan", "who", "needs", "sort")
COLUMNS = [
    ("name", "Name"),
    ("group", "Group"),
    ("race", "Next race"),
    ("log", "Last log"),
    ("week", "Last 7 days"),
    ("month", "Last 28 days"),
    ("cramps", "Open cramps"),
    ("plan", "Plan"),
]


@require_safe
def home(request):
    """The morning of a coach; whoever else works at the desk gets the lists they may open."""
    if not access.is_coach(request.user):
        return admin.site.index(request)
    return morning(request, request.GET)


def morning(request, asked, *, many=None, ticked=(), status=200):
    """The page for what is asked for in the address; `many` and `ticked` are a form of the roster that was refused."""
    coach, moment = request.user, now()
    today = roster.day_of(moment)
    groups, limits = listing.groups_of(coach), thresholds_of(coach)
    form = WantedForm(asked, groups=groups)
    wanted = form.wanted
    plain = not asked
    counts, left = added_up(coach, wanted, limits, today, needing=plain)
    number = page_of(asked, counts.matching)
    needing = attention.needing(coach, today=today, most=MOST_NEEDING, thresholds=limits) if plain else []
    lines = listing.lines(coach, wanted, limits, today=today, number=number)
    shown_keys = [*(one.athlete for one in needing), *(line["athlete_id"] for line in lines)]
    seen.in_the_roster(by=coach, athletes=shown_keys, now=moment)
    context = {
        "title": "This morning" if plain else "Athletes",
        "plain": plain,
        "needing": told_of(needing),
        "more": counts.needing - len(needing),
        "waiting": access.waiting_for(coach),
        "lines": lines_of(lines, today, coach.units),
        "counts": counts,
        "left": left,
        "form": form,
        "many": many or ManyForm(groups=groups, today=today),
        "ticked": ticked,
        "groups": groups,
        "most_chosen": MOST_CHOSEN,
        "today": today,
        "columns": columns(asked, wanted.order),
        **pages(asked, number, counts.matching),
    }
    return shown(request, "morning/page.html", context, status)


def added_up(coach, wanted, limits, today, *, needing):
    """The counts with what is stale made anew; how many are left to a job, where they are more than a page waits for."""
    counts = listing.counts(coach, wanted, limits, today, needing=needing)
    if not counts.stale:
        return counts, 0
    if counts.stale > roster.INLINE:
        roster.leave_to_a_job()
        return counts, counts.stale
    roster.refresh(today=today, coach=coach, most=roster.INLINE)
    return listing.counts(coach, wanted, limits, today, needing=needing), 0


# --- What the page says ----------------------------------------------------------------------------


def told_of(needing):
    place = {way: page_about(way[1]) for way in roster_words.WAYS.values()}
    page, noted_at = page_about("desk_athlete"), page_about("desk_noted")
    return [told(one, place) | {"page": page(one.athlete), "noted_at": noted_at(one.athlete)} for one in needing]


def told(one, place):
    first, *others = one.reasons
    way = roster_words.WAYS[first.where]
    label, _, part = way
    return {
        "name": one.name,
        "first": first,
        "others": others,
        "may_be_noted": one.may_be_noted,
        "label": label,
        "path": place[way](one.athlete) + part,
    }


def lines_of(lines, today, units):
    page = page_about("desk_athlete")
    return [line_of(line, today, units) | {"page": page(line["athlete_id"])} for line in lines]


def line_of(line, today, units):
    return line | {
        "key": str(line["athlete_id"]),
        "week": roster_words.figures(line, 7, units),
        "month": roster_words.figures(line, 28, units),
        "race": roster_words.race(line, today, units),
        "plan_words": roster_words.PLANS.get(line["plan"], ""),
        "plan_tag": roster_words.TAGS.get(line["plan"], "desk-tag-quiet"),
    }


def page_about(name):
    """Where a page about an athlete is, by their key: looked up once for all lines, for each costs more than its query."""
    before, after = reverse(f"admin:{name}", args=[ANYBODY]).split(str(ANYBODY))
    return lambda athlete: f"{before}{athlete}{after}"


def kept(asked, **changes):
    """The query string of the same roster with something changed; what is not asked for is left out."""
    query = QueryDict(mutable=True)
    query.update({name: asked[name] for name in KEPT if asked.get(name)} | changes)
    return query.urlencode()


def columns(asked, order):
    """Each column with the address that sorts by it, and how it is sorted now."""
    found = []
    for name, label in COLUMNS:
        turned = f"-{name}" if order == name else name
        sort = {name: "ascending", f"-{name}": "descending"}.get(order, "")
        found.append({"name": name, "label": label, "query": kept(asked, sort=turned), "sort": sort})
    return found


def page_of(asked, matching):
    """The number of the page that is asked for; the nearest there is where there is none such."""
    return min(max(key_of(asked.get("page")) or 1, 1), last_page(matching))


def last_page(matching):
    return max(1, ceil(matching / listing.PAGE))


def pages(asked, number, matching):
    last = last_page(matching)
    near = {"first": 1, "previous": number - 1, "next": number + 1, "last": last}
    ways = {name: kept(asked, page=at) for name, at in near.items() if 1 <= at <= last and at != number}
    return {"number": number, "last": last, "ways": ways, "query": kept(asked)}


# --- What a coach does -----------------------------------------------------------------------------


@require_POST
@coach_page
def noted(request, pk):
    if pk >= NO_KEY or not acting.note(by=request.user, athlete=pk, now=now()):
        raise Http404("There is no such athlete.")
    return redirect("admin:index")


@require_POST
@coach_page
def act(request):
    """One thing done to all who were ticked, or to all that match."""
    today, asked = roster.day_of(now()), QueryDict(request.POST.get("back", "")[:2000])
    form = ManyForm(request.POST, groups=listing.groups_of(request.user), today=today)
    athletes = chosen(request.user, request.POST, now=now())
    if not athletes.exists():
        form.add_error(None, NOBODY)
    if not form.is_valid():
        return morning(request, asked, many=form, ticked=set(athletes[: listing.PAGE]), status=400)
    messages.success(request, done(request.user, athletes, form.cleaned_data))
    query = asked.urlencode()
    return redirect(reverse("admin:index") + (f"?{query}" if query else ""))


def done(coach, athletes, words):
    """Do it, and say what was done."""
    do, them = words["do"], {"by": coach, "athletes": athletes}
    if do == ManyForm.PAUSE:
        return f"{many(acting.pause(**them, until=words['until']))} paused until {words['until']:%-d %B %Y}."
    if do == ManyForm.GO_ON:
        return f"{many(acting.pause(**them, until=None))} not paused any more."
    if do == ManyForm.ARCHIVE:
        return (
            f"{many(acting.archive(**them, now=now()))} in the archive now. Access stays; bring them back at any time."
        )
    if do == ManyForm.BRING_BACK:
        return f"{many(acting.bring_back(**them))} back from the archive."
    moved = acting.put_into(**them, group=int(words["group"]) if words["group"] else None)
    return f"{many(moved)} in {'that group' if words['group'] else 'no group'} now."


def many(count):
    return "1 athlete is" if count == 1 else f"{count} athletes are"
