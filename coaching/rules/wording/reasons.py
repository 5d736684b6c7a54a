"""The answers a finding stands on, said back to the reader in short sentences."""

from collections.abc import Mapping

from .. import say
from ..terms import Condition, CrampReport, Medicine, Muscle, Sign, Timing

PREGNANT = "pregnant"

SAID: Mapping[str, str] = {
    Sign.CONFUSION: "You were confused, collapsed, had a fit or were hard to wake.",
    Sign.VOMITING: "You vomited again and again during or after exercise.",
    Sign.BREATHLESS: "Your calf hurts or is swollen, and you are short of breath.",
    Sign.CHEST_PAIN: "Your calf hurts or is swollen, and your chest hurts.",
    Sign.COUGHING_BLOOD: "Your calf hurts or is swollen, and you cough up blood.",
    Sign.SEVERE_PAIN: "The pain came suddenly, is far worse than a cramp and does not let go.",
    Sign.TIGHT_BULGING: "The muscle stays tight and bulging after the cramp.",
    Sign.SUDDEN_NUMB_FOOT: "Your foot suddenly became numb or weak, and stays so.",
    Sign.DARK_URINE: "Your urine is as dark as tea or cola.",
    Sign.MUSCLE_SYMPTOMS: "You have severe pain, swelling or weakness in your muscles.",
    Sign.SADDLE_NUMB_OR_BLADDER: "You are numb between the legs, or have new trouble with bladder or bowels.",
    Sign.WEAKNESS_FAST: "An arm or leg is getting weaker quickly, or both sides have done so within weeks.",
    Sign.ONE_CALF_SWOLLEN: "One calf is swollen, warm, discoloured, tender or throbbing.",
    Sign.INFECTED_WOUND: "You have a dirty or infected wound.",
    Sign.TOXIN: "You may have been in contact with lead, mercury or another poison.",
    Sign.POP: "You felt a sudden pop, or have a bruise, or cannot rise on your toes.",
    Sign.NUMBNESS: "You have numbness or tingling.",
    Sign.LASTING_SWELLING: "Your legs stay swollen.",
    Sign.SKIN_CHANGE: "The skin of your leg has changed.",
    Sign.WEAKER_MUSCLE: "A muscle has become weaker.",
    Sign.THINNER_MUSCLE: "A muscle has become thinner.",
    Sign.SAME_POINT_NUMB_FOOT: "It comes at the same point of every run, with a numb or weak foot, and goes when you "
    "rest.",
    Sign.WALKING_PAIN: "It comes after the same walking distance and goes when you stand still.",
    Sign.ELSEWHERE_AT_REST: "You also cramp at rest in arms, hands, face or many muscles.",
    PREGNANT: "You are pregnant.",
    Condition.DIABETES: "You have diabetes.",
    Condition.THYROID: "You have a thyroid illness.",
    Condition.KIDNEY: "You have a kidney illness.",
    Condition.LIVER: "You have a liver illness.",
    Condition.NERVE: "You have a nerve illness.",
    Condition.VASCULAR: "You have an illness of the blood vessels.",
    Condition.ALCOHOL: "You drink a lot of alcohol.",
    Medicine.STATIN: "You take a statin.",
    Medicine.DIURETIC: "You take a diuretic (water tablet).",
    Medicine.LABA: "You take a long-acting inhaler for your airways.",
    Medicine.RALOXIFENE: "You take raloxifene.",
    Medicine.NEW_OR_CHANGED: "A medicine was started or changed shortly before the cramps.",
}

MUSCLE: Mapping[Muscle, str] = {
    Muscle.CALF: "the calf",
    Muscle.FOOT: "the foot",
    Muscle.HAMSTRING: "the back of the thigh",
    Muscle.QUADRICEPS: "the front of the thigh",
    Muscle.OTHER: "another muscle",
}


def timing(report: CrampReport) -> tuple[str, ...]:
    """When it comes, one sentence for each timing. Empty when unknown."""
    after = report.minutes_after_exercise
    since = "" if after is None else f", {say.minutes(after)} after exercise"
    sentences = {
        Timing.DURING: "It comes during exercise.",
        Timing.AFTER: (
            f"It comes {say.minutes(after)} after exercise, while you are awake."
            if after is not None
            else "It comes after exercise; you did not say how long after."
        ),
        Timing.IN_BED: f"It comes in bed{since}.",
        Timing.AT_REST: f"It comes at rest during the day{since}.",
    }
    return tuple(text for key, text in sentences.items() if key in report.timings)


def muscles(report: CrampReport) -> tuple[str, ...]:
    """Where it is: "It is in the calf and the foot." Empty when unknown."""
    names = [name for key, name in MUSCLE.items() if key in report.muscles]
    if not names:
        return ()
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return (f"It is in {listed}.",)


def duration(report: CrampReport) -> tuple[str, ...]:
    """How long it lasts, rounded to minutes from one minute on. Empty when unknown."""
    seconds = report.duration_s
    if seconds is None:
        return ()
    if seconds > 600:
        return ("It lasts longer than 10 minutes.",)
    if seconds < 60:
        return (f"It lasts about {seconds} seconds.",)
    whole = round(seconds / 60)
    return (f"It lasts about {whole} minute{'' if whole == 1 else 's'}.",)


def course(report: CrampReport) -> tuple[str, ...]:
    """What sends to a doctor without changing the label (S9, S10), and twitching."""
    told = (
        (report.twitching_only, "The muscle twitches, but does not cramp."),
        (report.disturbs_sleep, "It disturbs your sleep."),
        (report.tried_evening_routine, "Six weeks of the evening routine did not make it better."),
        (report.out_of_the_blue, "It comes without a reason you could name."),
        (report.self_care_failed, "What you tried yourself did not help."),
    )
    return tuple(text for yes, text in told if yes)


def reasons(report: CrampReport, deciding: frozenset[str], *, ask_timing: bool) -> tuple[str, ...]:
    """The sentences a triage stands on: the answers that decided it, then when, where, how long, and how it goes.

    `ask_timing` says that the timing is missing where it would have decided (L5).
    """
    decided = tuple(text for key, text in SAID.items() if key in deciding)
    when = timing(report) or (("You did not say when it comes.",) if ask_timing else ())
    return decided + when + muscles(report) + duration(report) + course(report)
