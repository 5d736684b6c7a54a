"""The closed lists of the cramp log in plain words. Braces are filled for the person: {run} is "ride" for a cyclist."""

from coaching.forms.assessments import labels
from coaching.rules.terms import Different, Helped, Side

SIGNS = labels.SAFETY_SIGNS | labels.DOCTOR_SIGNS
GROUPS = (  # those that cannot wait, and those that a doctor should see in the next days or weeks
    ("Signs that need help at once or today", labels.SAFETY_SIGNS),
    ("Signs a doctor should see soon", labels.DOCTOR_SIGNS),
)
SIDES = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both"}
TWITCHES = {False: "A cramp: hard, and it hurt", True: "Only a twitch, it stopped by itself"}
SEVERITIES = {number: str(number) for number in range(11)} | {
    0: "0, a twitch",
    3: "3, mild",
    6: "6, strong",
    10: "10, the worst there is",
}
HELPED = {
    Helped.STRETCHING: "Stretching",
    Helped.WALKING: "Walking",
    Helped.STANDING: "Standing on the leg",
    Helped.MASSAGE: "Rubbing it",
    Helped.STOPPING: "Stopping or slowing down",
    Helped.DRINKING: "Drinking",
    Helped.BY_ITSELF: "It went by itself",
    Helped.OTHER: "Something else",
}
DIFFERENT = {
    Different.FARTHER: "Farther than usual",
    Different.FASTER: "Faster than in training",
    Different.HILLS: "More hills",
    Different.HEAT: "Heat",
    Different.NEW_SHOES: "New shoes",
    Different.ILLNESS: "Illness",
    Different.POOR_SLEEP: "Poor sleep",
}
