"""Distances and paces as a coach types them, in their units; what is left as it is shown stays as it is stored."""

from coaching.forms.fields import DistanceField
from coaching.forms.time_fields import PaceField
from coaching.rules import say
from coaching.rules.terms import Units

MOST_KM = 400
PACE_SECONDS = (60, 3600)  # per km
OF_UNITS = {Units.METRIC: "km", Units.IMPERIAL: "miles"}


class AsStored:
    """Shown rounded in the coach's units. What is left so stands for what is stored, to its last decimal."""

    stored = ()

    def fit_to(self, units, *stored):
        self.units, self.stored = Units(units), [value for value in stored if value is not None]

    def show(self, value):
        return "" if value is None else self.rounded(value)

    def prepare_value(self, value):
        return value if isinstance(value, str) else self.show(value)

    def to_python(self, value):
        text = str(value or "").strip()
        left = next((one for one in self.stored if self.show(one) == text), None)
        return super().to_python(value) if left is None else left


class PlannedDistance(AsStored, DistanceField):
    """Kilometres."""

    def __init__(self, *, label="Distance", at_most=MOST_KM, **kwargs):
        super().__init__(short=label, label=label, at_most=at_most, **kwargs)

    def fit_to(self, units, *stored):
        super().fit_to(units, *stored)
        self.label = f"{self.short} in {OF_UNITS[self.units]}"

    def rounded(self, km):
        return f"{round(km if self.units == Units.METRIC else km / say.KM_PER_MILE, 2):g}"


class PlannedPace(AsStored, PaceField):
    """Seconds per km."""

    def __init__(self, *, label, **kwargs):
        least, most = PACE_SECONDS
        super().__init__(short=label, label=label, at_least=least, at_most=most, **kwargs)

    def fit_to(self, units, *stored):
        super().fit_to(units, *stored)
        self.label = f"{self.short}, {say.per_unit(self.units)}"

    def rounded(self, s_per_km):
        return say.pace(s_per_km, self.units).split()[0]
