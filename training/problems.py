"""Word problems of all families, split by numbers and by wordings into a training and a test set."""
from dataclasses import replace

from . import (growth, shopping, sharing, counting, gains, relatives, prices, both_ways, differences, kinds, facts, parts,  # noqa: F401
               groups, trips, crowds, chains, steps)  # they register their families, in this order
from .drawing import FAMILIES, Draw, Problem
from .split import one_in

# The paper's demo problems: never trained on, nor is any problem of their families with their numbers.
SPRINTS = ("Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. "
           "How many total meters does she run a week?")
CLIPS = ("Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. "
         "How many clips did Natalia sell altogether in April and May?")
JUNE = ("Natalia sold three times as many items in June as she did in May. "
        "How many items did she sell in these three months?")
RESERVED = {("sprints", (4, 5, 75)), ("two_months", (48, 0))}
NAMES, WEIGHTS = zip(*((name, weight) for name, (_, weight) in FAMILIES.items()))


def held_out(name, numbers):
    """True for the twelfth of the (family, numbers) cells that belongs to the test set, by hash."""
    if (name, numbers) in RESERVED:
        return True
    return one_in(12, f"{name}{numbers}")


def draw(rng, scale=1.0, test=False, name=None, new=None):
    """One problem of the training set, or of the test set; of a random family unless named.

    @param new held-out wordings; unless given, those of the test set are new and those of the training set are not
    """
    new = test if new is None else new
    while True:
        chosen = name or rng.choices(NAMES, WEIGHTS)[0]
        made = FAMILIES[chosen][0](Draw(rng, scale, new))
        if made is None or held_out(chosen, made[0]) != test:
            continue
        numbers, turns = made
        return Problem(chosen, numbers, turns, int(turns[-1][1].rstrip(".").split()[-1]))


FIRST = ("Give the result first.",
         "Say the result before the working.", "Result first, please.", "I want the final result first, then how you got it.",
         "Start your answer with the final result.", "Write the final result before you explain it.",
         "Answer first.", "Begin with the final result.", "First the result, then the working.",
         "Start with the result.",
         "Tell me the result before you show the working.")  # the last one is held out


def result_first(rng, problem, new=False):
    """The same problem with the result asked for, and given, before its working. A model that writes from left to right
    would have to know the result without working it out."""
    (question, answer), wanted = problem.turns[-1], FIRST[-1] if new else rng.choice(FIRST[:-1])
    working, _, result = answer.rpartition(" The final result is ")
    return replace(problem, turns=problem.turns[:-1] + ((f"{question} {wanted}", f"The final result is {result} {working}"),))
