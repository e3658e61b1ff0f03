"""What every family of word problems is made of: drawn people, things and numbers, and equations.

A working names each intermediate result once, as an equation such as `75*4=300`: the larger factor first, so that a model
meets each product in one order only. It ends in "The final result is N.".
"""
import random
from dataclasses import dataclass

from .words import BOYS, DAYS, GIRLS, MONTHS, THINGS


@dataclass(frozen=True)
class Problem:
    family: str
    numbers: tuple  # what was drawn: the key of the train/test split
    turns: tuple  # ((question, answer text), ...)
    answer: int  # of the last turn


FAMILIES = {}  # name -> (function, weight)


def family(weight=1.0):
    """Registers `f(d: Draw) -> (numbers, turns)` under its name."""
    def add(f):
        FAMILIES[f.__name__] = (f, weight)
        return f
    return add


def mul(a, b):
    """`75*4=300`, larger factor first, and its value."""
    a, b = max(a, b), min(a, b)
    return f"{a}*{b}={a * b}", a * b


def add(a, b):
    return f"{a}+{b}={a + b}", a + b


def sub(a, b):
    assert a >= b, (a, b)
    return f"{a}-{b}={a - b}", a - b


def div(a, b):
    assert a % b == 0, (a, b)
    return f"{a}/{b}={a // b}", a // b


class Draw:
    """Random people, things and numbers for one problem.

    `scale` in (0, 1] shrinks every number's range: the curriculum starts with small ones.
    """

    def __init__(self, rng: random.Random, scale: float = 1.0):
        self.rng, self.scale = rng, scale
        self.girl = rng.random() < 0.5
        self.n = rng.choice(GIRLS if self.girl else BOYS)
        self.he, self.He, self.his = ("she", "She", "her") if self.girl else ("he", "He", "his")
        self.f = rng.choice([p for p in GIRLS + BOYS if p != self.n])
        self.x = rng.choice(THINGS)

    def num(self, low, high, step=1):
        """A multiple of `step` in [low, high], the upper end pulled towards `low` by the scale."""
        high = low + max(2 * step, int((high - low) * self.scale))
        return self.rng.randrange(low, high + 1, step)

    def pick(self, options):
        return self.rng.choice(options)

    def one(self, *texts):
        return self.rng.choice(texts)


def final(text, value):
    return f"{text} The final result is {value}."


def months(d, count):
    """Consecutive months or weekdays and their joint name."""
    names, joint = (MONTHS, "months") if d.rng.random() < 0.7 else (DAYS, "days")
    start = d.rng.randrange(len(names) - count + 1)
    on = "in" if names is MONTHS else "on"
    return on, names[start:start + count], joint
