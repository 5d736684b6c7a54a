"""What a person agrees to before we keep health data. A change of its meaning needs a new VERSION: everybody is asked again."""

VERSION = "2026-11-22"

TEXT = (
    (
        "What we keep",
        "The answers of your self-assessments, which include signs, illnesses, medicines and injuries as far as you "
        "name them; your findings and plans; what you log: training, cramps, nights, check-ins and notes; files you share "
        "with coaches, and what coaches write about the work with you.",
    ),
    (
        "Why",
        "To show you your findings, to make and adapt your training plan, and to hold a plan back when something "
        "needs a doctor first. For nothing else: it is not sold, not used for advertising, and not passed on.",
    ),
    (
        "Who sees it",
        "You, and the coaches you allow, until you say no. A report you share is seen by whoever has its address, until "
        "it expires or you end it. Those who run this site can reach what is stored, to keep it working.",
    ),
    (
        "How long",
        "As long as the account exists, or until you withdraw your consent.",
    ),
    (
        "How to say no again",
        "Any time, under “Your data” in your account, in one step. You can take all of it with you as a file, and delete "
        "all of it. Saying no later does not make wrong what was done before.",
    ),
)

AGREE = "Yes, keep my health data for this"
