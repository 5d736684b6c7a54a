"""What the site says where a coach chose nothing is what the rules say, and no coach can choose more than they allow."""

from dataclasses import asdict

from coaching.models.desk.roster import LIMITS, OF_THE_SITE
from coaching.rules.attention import Limits
from coaching.rules.fitting import Steps
from coaching.rules.progression import CAP, REFUSE


def test_the_sites_values_are_those_of_the_rules():
    steps = Steps()
    assert asdict(Limits()) | {"longest_step": steps.longest, "week_step": steps.week} == OF_THE_SITE


def test_no_step_may_be_larger_than_the_hard_rules_allow():
    assert (LIMITS["longest_step"][1], LIMITS["week_step"][1]) == (CAP, REFUSE)
