"""What the files of an export hold, in words: its README says them, and the tables have these columns in this order."""

INTRODUCTION = """\
Everything Uncramp holds about you
==================================

Made on {on} for {who}.

The folder json/ holds all of it, as the site keeps it. The folder csv/ holds the parts that are tables, to open in a
spreadsheet; the text in them is UTF-8. A text that begins with a sign a spreadsheet would calculate with has a ' put
before it there. The folder files/ holds the files that you and your coaches share, if there are any.

Days are your own days, written as 2026-11-22. Moments are in UTC, written as 2026-11-22T12:00:00Z. Distances are in
kilometres and weights in kilograms, whatever units the pages show you. An empty cell, or null, is something you did
not say.
"""

CLOSING = """\
What is not in here
-------------------

Your password, which nobody can read, not even we. The keys of your passkeys and of your authenticator app, and the
secret addresses of your calendar and of shared reports: whoever had this file could use them. Their existence and their
dates are in here. Private notes of your coaches, which are theirs alone, and go when you delete your health data or your
account. Texts that you wrote or reviewed for the library as an editor, which everybody can read there.
"""

JSON = {
    "account": "Who you are here, and how you like the site.",
    "email_addresses": "Your e-mail addresses, and whether you have shown that they are yours.",
    "consents": "Which text you agreed to when, and when you took that back.",
    "athlete": "The runner or cyclist you are here.",
    "assessments": "Your self-assessments: what you answered, and what was found. Drafts have no findings.",
    "plans": "Your plans, each with its weeks and their workouts, in the words of the day on which it was made.",
    "week_edits": "When a coach changed a week of your plans, which limits that went beyond, and the reason they wrote.",
    "activities": "What you did, or missed.",
    "pauses": "Days on which you held your plan back.",
    "check_ins": "Whether problems limited your training, week by week.",
    "workout_comments": "What was said about your workouts, and what you said about those of others.",
    "cramps": "Your cramps, with what was made of each at the time.",
    "nights": "The nights of your diary.",
    "shared_reports": "Reports you shared: for whom, which days, until when. Not their secret addresses.",
    "files": "Files that you and your coaches share, and where each stands in the folder files/.",
    "calendar_feed": "Whether you subscribe to your plan in a calendar. Not its secret address.",
    "coaches": "Who may look after you or could in the past.",
    "coached_by_you": "Whom you may look after, or could in the past; by name as long as you may.",
    "private_notes": "What you noted about athletes as their coach, for yourself alone; without their names.",
    "looks": "Who looked at what you told us: when, and which page.",
    "looks_by_you": "When you looked at what others told us, and which page. Not at whom, for that is about them.",
    "invitations": "Who was asked to coach whom: by you, or of you.",
    "hand_overs": "Where a coach asked an athlete to go on with another: by you, or of you.",
    "thresholds": "When you want to be told of athletes, and how large your steps are.",
    "groups": "How you sort the athletes you look after, by name.",
    "templates_given": "What a coach wrote for many and gave to you: what was fitted, what it replaced.",
    "workout_templates": "Workouts you wrote to give to others.",
    "plan_templates": "Weeks you wrote to give to others, with their workouts.",
    "template_runs": "What you gave to others, and when. Not to whom, for that is about them.",
    "article_ratings": "How far articles helped you to understand.",
    "advice_ratings": "Whether advice helped you.",
    "comments": "What you wrote below articles.",
    "comment_reports": "Comments that you reported.",
    "sessions": "Where you are logged in: network address, browser, when.",
    "authenticators": "Your passkeys, authenticator app and recovery codes: which kind, since when. Not their keys.",
}

CSV = {
    "activities": {
        "id": "Its number.",
        "on": "The day.",
        "workout": "The number of the planned workout, as in workouts.csv; empty where none was planned.",
        "sport": "running or cycling.",
        "outcome": "done, partly, missed, or rested.",
        "distance_km": "Kilometres.",
        "minutes": "Minutes.",
        "effort": "How hard it was: 0 is rest, 10 all there is.",
        "feeling": "How it felt.",
        "note": "Your note.",
        "created_at": "When you wrote it down.",
        "changed_at": "When you last changed it.",
    },
    "check_ins": {
        "id": "Its number.",
        "week_starts_on": "The Monday of the week that is meant.",
        "answer": "How far problems limited your training: not, little, clearly, no_training.",
        "note": "Your note.",
        "answered_on": "The day of your answer.",
        "created_at": "When you answered.",
    },
    "cramps": {
        "id": "Its number.",
        "at": "When it came.",
        "on": "The day.",
        "workout": "The number of the workout it came in, as in workouts.csv.",
        "timing": "during, after, at night, and so on.",
        "minutes_after_exercise": "Minutes between the end of the workout and the cramp.",
        "onset_km": "Where it came: kilometres from the start.",
        "onset_minutes": "When it came: minutes from the start.",
        "side": "left, right or both.",
        "muscles": "Which muscles.",
        "severity": "0 is a twitch, 10 the worst there is.",
        "duration_s": "How long it lasted, in seconds.",
        "twitching_only": "yes where it twitched and did not cramp.",
        "helped": "What stopped it.",
        "different": "What was different that day.",
        "signs": "Signs that a doctor should see.",
        "note": "Your note.",
        "care": "Whom the site told you to see, and how soon.",
        "pattern": "The pattern it fitted.",
        "rules_version": "Of the rules that said so.",
        "cleared_at": "When you said that somebody looked at it and that you may train.",
        "created_at": "When you wrote it down.",
        "changed_at": "When you last changed it.",
    },
    "nights": {
        "id": "Its number.",
        "on": "The evening of the night.",
        "cramps": "How many cramps came.",
        "woke": "yes where they woke you.",
        "routine": "yes where you did the evening routine before.",
        "note": "Your note.",
        "changed_at": "When you last wrote.",
    },
    "workouts": {
        "id": "Its number.",
        "plan": "The number of its plan, as in plans.json.",
        "plan_status": "active, suggested, retired or declined.",
        "week": "The week of the plan.",
        "on": "The day it is planned for.",
        "moved_from": "The day the plan first gave it, where you moved it.",
        "position": "Its place on that day, counted from 0.",
        "kind": "easy, long, intervals, and so on.",
        "title": "What it is called.",
        "purpose": "What it is for.",
        "effort": "How hard it should feel.",
        "minutes": "Planned minutes.",
        "distance_km": "Planned kilometres.",
        "pace_fast_s_per_km": "The faster end of its pace, in seconds for a kilometre.",
        "pace_slow_s_per_km": "The slower end of its pace, in seconds for a kilometre.",
        "edited_at": "When a coach changed it.",
    },
}
