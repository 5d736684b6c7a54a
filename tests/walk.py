"""What a runner types, page by page: for the bench and for tests that walk through the self-assessment."""

from datetime import timedelta


def typed_by_a_runner(today):
    """Posts by page for a half-marathon 16 weeks ahead; values are text or lists of text."""
    return {
        "safety": {"signs": ["none"]},
        "signs": {"signs": ["none"]},
        "sport": {"sport": "running", "units": "metric"},
        "where-and-when": {"timings": ["during"], "muscles": ["calf"]},
        "how-it-goes": {
            "frequency": "monthly",
            "twitching_only": "no",
            "duration_s": "2 min",
            "onset_km": "16",
            "out_of_the_blue": "no",
            "self_care_failed": "no",
        },
        "training": {
            "sessions_per_week": "4",
            "weekly_km": "30",
            "pace_s_per_km": "5:55",
            "longest_km": "14",
            "longest_on": (today - timedelta(days=8)).isoformat(),
        },
        "results": {"distance_1": "10", "time_1": "50:00"},
        "goal": {"choice": "21.0975", "race_on": (today + timedelta(weeks=16)).isoformat(), "target_s": "1:48"},
        "days": {"days": ["1", "3", "5", "6"]},
        "about-you": {"age": "41-49", "sex": "male", "height_cm": "178", "weight_kg": "74", "years": "4"},
        "health": {
            "conditions": ["none"],
            "medicines": ["none"],
            "pregnant": "no",
            "collapsed_in_race": "no",
        },
        "history": {
            "cramped_in_races": "yes",
            "in_family": "unknown",
            "circumstances": ["faster", "fast_start"],
            "injuries": ["none"],
        },
        "habits": {
            "stretching": "sometimes",
            "strength": "never",
            "massage": "never",
            "drinks": "often",
            "salt": "often",
        },
    }
