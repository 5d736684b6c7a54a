"""The person: sport, age and size, health, history, habits."""

from dataclasses import replace

from coaching.forms.choices import OneOf, SomeOf
from coaching.forms.fields import HeightField, NumberField, WeightField
from coaching.rules.terms import Training

from . import labels
from .base import StepForm
from .safety import CHOOSE

RATHER_NOT = "I would rather not say"
OLDER_THAN_THAT = "That is more years than your age allows. Check the years and the age."


class SportForm(StepForm):
    slug = "sport"
    title = "Your sport"
    lead = (
        "The questions and the plan differ for runners and cyclists. If you do both, choose the one in which it cramps."
    )

    sport = OneOf(
        labels.SPORTS, label="Which sport is this about?", short="Sport", unknown="", empty="Choose running or cycling."
    )
    units = OneOf(
        labels.UNITS,
        label="Which units do you use?",
        short="Units",
        help_text="You may still type “10 km” or “6 miles” anywhere: we read both.",
        unknown="",
        empty="Choose which units you use.",
    )

    def written(self, values):
        """Distances of runs are no answers about rides: on a change of sport, training is asked again."""
        answers = replace(self.answers, **values)
        if answers.sport == self.answers.sport:
            return answers
        return replace(answers, training=Training(years=answers.training.years))

    def reopens(self):
        changed = self.cleaned_data["sport"] != self.answers.sport
        return ("training", "results", "goal") if changed else ()


class AboutYouForm(StepForm):
    slug = "about-you"
    title = "About you"
    lead = (
        "Research compares people by age and sex, and size decides how gently a beginner starts. All of it is optional."
    )

    age = OneOf(
        labels.AGES, label="How old are you?", short="Age", unknown=RATHER_NOT, help_text="This site is for adults."
    )
    sex = OneOf(labels.SEXES, label="Sex", short="Sex", unknown="Prefer not to say")
    height_cm = HeightField(
        label="Height, in {cm} (optional)",
        short="Height",
        help_text="Such as 175, 1.75 m or 5 ft 9.",
        at_least=100,
        at_most=250,
    )
    weight_kg = WeightField(
        label="Weight, in {kg} (optional)",
        short="Weight",
        help_text="Such as 70 kg, 154 lb or 11 st 4.",
        at_least=25,
        at_most=300,
    )
    years = NumberField(
        label="For how many years have you been {running}?",
        short="Years of {running}",
        help_text="Roughly; 0 if you have just begun. Leave it blank if you do not know.",
        suffix="years",
        at_most=80,
    )

    @classmethod
    def values(cls, answers):
        person = {name: getattr(answers.person, name) for name in ("age", "sex", "height_cm", "weight_kg")}
        return person | {"years": answers.training.years}

    def clean(self):
        age, years = self.given("age", "years")
        if years is not None and years > labels.OLDEST.get(age, years):
            self.add_error("years", OLDER_THAN_THAT)
        return self.cleaned_data

    def written(self, values):
        years = values.pop("years")
        return replace(
            self.answers,
            person=replace(self.answers.person, **values),
            training=replace(self.answers.training, years=years),
        )


class HealthForm(StepForm):
    slug = "health"
    title = "Your health"
    lead = (
        "Some illnesses and medicines bring cramps with them, and then a doctor or pharmacist can do more than a plan."
        " Never stop a medicine on your own."
    )
    part = "health"

    conditions = SomeOf(
        labels.CONDITIONS,
        label="Do you have any of these?",
        short="Illnesses",
        help_text="Tick all that apply.",
        otherwise="None of these, as far as I know",
        empty=CHOOSE,
    )
    medicines = SomeOf(
        labels.MEDICINES,
        label="Do you take any of these?",
        short="Medicines",
        help_text="The leaflet in the packet says what kind of medicine it is. Tick all that apply.",
        otherwise="None of these, as far as I know",
        empty=CHOOSE,
    )
    pregnant = OneOf(
        labels.PREGNANT,
        label="Are you pregnant?",
        short="Pregnant",
        help_text="We ask everybody: cramps are common in pregnancy, and usually harmless.",
        unknown="I do not know, or would rather not say",
    )
    collapsed_in_race = OneOf(
        labels.YES_NO, label="Have you ever collapsed during or after a race?", short="Collapsed in a race"
    )


class HistoryForm(StepForm):
    slug = "history"
    title = "What went before"
    lead = "What happened before says much about what may come. What was different then is what a plan can work on."
    part = "history"

    cramped_in_races = OneOf(
        labels.YES_NO,
        label="Did you cramp in one or more of your last ten races?",
        short="Cramped in the last ten races",
    )
    in_family = OneOf(
        labels.YES_NO,
        label="Do parents, brothers, sisters or children of yours cramp too?",
        short="Cramps in the family",
    )
    circumstances = SomeOf(
        labels.CIRCUMSTANCES,
        label="What was different when it cramped?",
        short="What was different when it cramped",
        help_text="Tick all that apply.",
        otherwise="Nothing, or I do not know",
    )
    injuries = SomeOf(
        labels.INJURIES,
        label="Have you had an injury in the last 12 months?",
        short="Injuries in the last 12 months",
        help_text="Tick all that apply.",
        otherwise="No injury",
    )


class HabitsForm(StepForm):
    slug = "habits"
    title = "Your habits"
    lead = "Everybody expects these questions. Not all of them count: the findings say which do not, and why."
    part = "habits"

    stretching = OneOf(labels.HABITS, label="Do you stretch your calves?", short="Stretching")
    strength = OneOf(labels.HABITS, label="Do you do strength training for your legs?", short="Leg strength training")
    massage = OneOf(labels.HABITS, label="Do you massage your legs, or use a foam roller?", short="Massage")
    drinks = OneOf(
        labels.HABITS, label="Do you drink by a plan, rather than when you are thirsty?", short="Drinking by a plan"
    )
    salt = OneOf(
        labels.HABITS, label="Do you take salt, electrolytes or magnesium?", short="Salt, electrolytes or magnesium"
    )
