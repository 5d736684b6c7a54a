"""Written once for many, fitted to one: a template meets the plan of one athlete (D15)."""

from .fit import fit
from .template import Fitted, Steps, Template, Unfit, Written

__all__ = ["Fitted", "Steps", "Template", "Unfit", "Written", "fit"]
