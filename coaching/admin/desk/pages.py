"""Every address of the desk's own pages: where, what, and its name behind `admin:`."""

from . import (
    athletes,
    care,
    exporting,
    files,
    giving,
    groups,
    home,
    importing,
    notes,
    overview,
    plans,
    templates,
    thresholds,
)
from .answering import answer_for
from .as_athlete import as_athlete
from .everything import everything

PAGES = [
    # athletes in and out
    ("athletes/add/", athletes.add, "desk_athlete_add"),
    ("athletes/invitations/", athletes.invitations, "desk_invitations"),
    ("athletes/import/", importing.page, "desk_import"),
    ("athletes/import/athletes.csv", importing.sample, "desk_import_sample"),
    ("athletes/<int:pk>/care/", care.care, "desk_care"),
    ("athletes/<int:pk>/answer-for/", answer_for, "desk_answer_for"),
    ("groups/", groups.groups, "desk_groups"),
    # an athlete's plans
    ("athletes/<int:pk>/draft/", plans.draft, "desk_draft"),
    ("athletes/<int:pk>/suggestion/", plans.suggestion, "desk_suggestion"),
    ("athletes/<int:pk>/show/", plans.show, "desk_show"),
    ("athletes/<int:pk>/compare/", plans.compare, "desk_compare"),
    # the morning
    ("", home.home, "index"),
    ("athletes/act/", home.act, "desk_act"),
    ("athletes/<int:pk>/noted/", home.noted, "desk_noted"),
    ("thresholds/", thresholds.thresholds, "desk_thresholds"),
    # as the athlete sees it, files, tables to take along
    ("athletes/<int:pk>/as/", as_athlete, "desk_as"),
    ("athletes/<int:pk>/as/<path:path>", as_athlete, "desk_as"),
    ("athletes/<int:pk>/files/", files.add, "desk_file_add"),
    ("files/<uuid:pk>/", files.file, "desk_file"),
    ("export/<slug:what>/", exporting.export, "desk_export"),
    ("athletes/<int:pk>/", overview.athlete, "desk_athlete"),
    ("athletes/<int:pk>/answers/", overview.answers, "desk_answers"),
    ("athletes/<int:pk>/calendar/<int:year>/<int:month>/", overview.calendar, "desk_calendar"),
    ("athletes/<int:pk>/comment/<int:workout>/", overview.comment, "desk_comment"),
    ("athletes/<int:pk>/notes/", notes.note_add, "desk_note_add"),
    ("notes/<int:pk>/", notes.note, "desk_note"),
    ("everything/", everything, "desk_everything"),
    # written once, given to many
    ("templates/", templates.listed, "desk_templates"),
    ("templates/workout/add/", templates.workout, "desk_template_workout_add"),
    ("templates/workout/<int:pk>/", templates.workout, "desk_template_workout"),
    ("templates/plan/add/", templates.plan, "desk_template_plan_add"),
    ("templates/plan/<int:pk>/", templates.plan, "desk_template_plan"),
    ("templates/<slug:what>/<int:pk>/copy/", templates.copy, "desk_template_copy"),
    ("templates/<slug:what>/<int:pk>/delete/", templates.delete, "desk_template_delete"),
    ("athletes/<int:pk>/template/", templates.from_athlete, "desk_template_from"),
    ("give/", giving.give, "desk_give"),
    ("runs/<uuid:pk>/", giving.run, "desk_run"),
    ("runs/<uuid:pk>/state/", giving.state, "desk_run_state"),
    ("runs/<uuid:pk>/undo/", giving.undo, "desk_run_undo"),
]
