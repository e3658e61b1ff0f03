"""What every family of word problems is made of: drawn people, things and numbers, wordings, and equations.

A working names each intermediate result once, as an equation such as `75*4=300`: the larger factor first, so that a model
meets each product in one order only. It ends in "The final result is N.".
"""
import random
from dataclasses import dataclass

from .words import BOYS, DAYS, GIRLS, MONTHS, THINGS, TIMES


@dataclass(frozen=True)
class Problem:
    family: str
    numbers: tuple  # what was drawn: the key of the train/test split
    turns: tuple  # ((question, answer text), ...)
    answer: int  # of the last turn


LETTERS, VOWELS = "bcdfghjklmnprstvwyz", "aeiou"
FAMILIES = {}  # name -> (function, weight)


def family(weight=1.0):
    """Registers `f(d: Draw) -> (numbers, turns)` under its name; None in place of the pair means "draw again"."""
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


def made_up(rng):
    """A name of two or three syllables."""
    return "".join(rng.choice(LETTERS) + rng.choice(VOWELS) for _ in range(rng.randrange(2, 4))).capitalize()


class Draw:
    """Random people, things, numbers and wordings for one problem.

    @param scale in (0, 1] shrinks every number's range: the curriculum starts with small ones
    @param new True for the held-out wordings, False for those of training
    """

    def __init__(self, rng: random.Random, scale: float = 1.0, new: bool = False):
        self.rng, self.scale, self.new = rng, scale, new
        self.girl = rng.random() < 0.5
        self.n = rng.choice(GIRLS if self.girl else BOYS)
        self.he, self.He, self.his = ("she", "She", "her") if self.girl else ("he", "He", "his")
        self.f = self.n
        while self.f == self.n:
            self.f = rng.choice(GIRLS if rng.random() < 0.5 else BOYS)
        if not new and rng.random() < 0.06:  # a name that is on no list: nothing but a copy gets it right
            self.n, self.f = made_up(rng), made_up(rng)
        self.x = rng.choice(THINGS)

    def num(self, low, high, step=1):
        """low, low + step, ... up to `high`, which the scale pulls towards `low`, but to no less than two steps above it."""
        high = low + max(2 * step, int((high - low) * self.scale))
        return self.rng.randrange(low, high + 1, step)

    def amount(self, low, high):
        """Like `num`, now and then up to twice as large: for sums and differences."""
        return self.num(low, high * 2 if self.rng.random() < 0.1 else high)

    def few(self):
        """A small factor: mostly 2 to 6, up to 9."""
        return self.num(2, 9 if self.rng.random() < 0.3 else 6)

    def each(self):
        """What a factor is taken of: mostly of the tables up to twelve, sometimes a round number, seldom up to 25."""
        kind = self.rng.random()
        return self.num(2, 12) if kind < 0.75 else self.num(15, 50, 5) if kind < 0.9 else self.num(13, 25)

    def pick(self, options):
        return self.rng.choice(options)

    def one(self, *texts):
        return self.rng.choice(texts)

    def say(self, *wordings):
        """One of several ways to say the same. The last one is held out: training never sees it, the test set nothing else."""
        return wordings[-1] if self.new else wordings[int(self.rng.random() * (len(wordings) - 1))]


def up(text):
    """With a capital at its beginning."""
    return text[0].upper() + text[1:]


def final(text, value):
    return f"{text} The final result is {value}."


def months(d, count):
    """Consecutive months or weekdays and their joint name."""
    names, joint = (MONTHS, "months") if d.rng.random() < 0.7 else (DAYS, "days")
    start = d.rng.randrange(len(names) - count + 1)
    on = "in" if names is MONTHS else "on"
    return on, names[start:start + count], joint


def then(d, has):
    """A second turn about a person `n` who has `has` things `x`, or None if nothing fits."""
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    kind = d.rng.random()
    if kind < 0.3 and has > 3:
        c = d.num(1, min(25, has - 2))
        if c >= has:
            return None
        e, q = sub(has, c)
        text = d.say(f"{He} gives {c} {x} to {f}. How many {x} does {he} have left?",
                     f"{n} hands {f} {c} of the {x}. How many {x} does {n} have left?",
                     f"{He} passes {c} {x} on to {f}. How many {x} remain with {n}?",
                     f"{n} brings {c} of them to {f}. How many {x} does {n} still have?",
                     f"{n} sends {f} {c} of {d.his} {x}. How many are left?",
                     f"If {n} lends {c} {x} to {f}, how many {x} does {n} have left?",
                     f"{f} takes {c} {x} away from {n}. Work out how many {x} {n} has left.",
                     f"When {f} gets {c} {x} from {n}, how many {x} are left for {n}?",
                     f"{f} is given {c} of the {x} by {n}. How many {x} does {n} have after that?",
                     f"{c} of the {x} are handed over to {f} by {n}. How many {x} does {n} still own?",
                     f"{f} receives {c} {x} from {n}. Find the number of {x} that {n} has left.",
                     f"{n} uses up {c} of them. How many {x} remain?",
                     f"{f} asks {n} for {c} {x} and gets them. How many {x} does {n} have now?",
                     f"How many {x} does {n} have once {c} of them have been passed to {f}?",
                     f"{f} borrows {c} {x} from {n}. How many {x} does that leave {n} with?",
                     f"Take away {c}. How many {x} is that?",
                     f"On the way home, {n} drops {c} of the {x}. How many {x} does {he} have in the end?",
                     f"{c} of the {x} go from {n} to {f}. How many left?",
                     f"{n} has too many {x} and hands over {c} of them to {f}. How many {x} does {n} own now?",
                     f"{n} takes {c} {x} out of {d.his} bag and brings them to {f}. Tell me how many {x} {n} has left.",
                     f"Then {he} sends {c} {x} to {d.his} aunt. How many {x} does {he} have now?",
                     f"Then {he} sells {c} {x}. How many {x} are left?",
                     f"{n} loses {c} of them. How many {x} does {he} still have?", f"{He} eats or loses {c}. How many {x} remain?",
                     f"After that {he} sells {c} of the {x}. How many {x} does {he} have then?",
                     f"{f} takes {c} of the {x}. How many {x} does {n} have left?",
                     f"Then {c} of them break. How many {x} are left now?",
                     f"How many {x} does {he} have left after {he} gives {c} to {f}?",
                     f"Now {f} gets {c} of them from {n}. How many {x} does {n} keep?",
                     f"Later {he} gives away {c}. How many {x} are left with {n}?",
                     f"Now {he} gives away {c} of {d.his} {x}. How many {x} does {he} keep?",
                     f"Now {f} borrows {c} of the {x}. How many {x} does that leave {n} with?")
        return text, final(f"{He} has {e} {x} left.", q)
    if kind < 0.55:
        c = d.num(2, 30)
        e, q = add(has, c)
        text = d.say(f"Then {he} buys {c} more {x}. How many {x} does {he} have now?",
                     f"{f} passes {c} more {x} to {n}. How many {x} does {n} have then?",
                     f"{f} sends {n} {c} {x} on top of that. How many {x} does {n} have in total?",
                     f"If {f} lends {c} {x} to {n}, how many {x} does {n} have?",
                     f"{n} takes {c} {x} from {f}. Work out how many {x} {n} has now.",
                     f"When {n} gets {c} {x} from {f}, how many {x} is that altogether?",
                     f"{n} is given {c} {x} by {f}. How many {x} does {n} have after that?",
                     f"{c} {x} are handed over to {n} by {f}. How many {x} does {n} hold now?",
                     f"{n} asks {f} for {c} more {x} and gets them. How many {x} does {n} have now?",
                     f"{n} borrows {c} {x} from {f}. Find the number of {x} that {n} has now.",
                     f"How many {x} does {n} have once {f} has brought {c} more?",
                     f"Add {c} more. How many {x} is that?",
                     f"On the way home, {n} finds {c} more of them. How many {x} does {he} have in the end?",
                     f"{c} more {x} go from {f} to {n}. How many in all?",
                     f"{f} has too many {x} and gives {c} of them to {n}. How many {x} does {n} own now?",
                     f"{f} gives away {c} {x}, and {n} is the one who gets them. How many {x} does {n} have now?",
                     f"{f} takes {c} {x} out of a bag and brings them to {n}. Tell me how many {x} {n} has now.",
                     f"{f} does not need {c} {x} and passes them on to {n}. How many {x} does that make for {n}?",
                     f"Then {d.his} aunt sends {c} {x} to {n}. How many {x} does {n} have now?",
                     f"{f} gives {n} {c} more. How many {x} does {he} have now?",
                     f"{He} finds {c} more {x}. How many are there now?", f"{He} gets {c} more {x}. How many {x} does {he} have in the end?",
                     f"Then {f} brings {c} more {x}. How many {x} does {n} have now?",
                     f"After that {n} picks up {c} more {x}. How many {x} does {he} have then?",
                     f"How many {x} does {he} have if {he} buys {c} more?",
                     f"{n} receives {c} {x} from {f}. What is the number of {x} that {he} has now?",
                     f"{f} hands {c} {x} to {n}. How many {x} does {n} own now?",
                     f"Later {n} gets another {c} {x}. How many {x} does {he} have now?",
                     f"Now another {c} {x} come from {f}. How many {x} does {n} own?",
                     f"Later {f} hands {n} another {c} {x}. How many {x} does {he} own now?",
                     f"Then {n} is given {c} extra {x}. How many {x} does {he} have altogether?")
        return text, final(f"Now {he} has {e} {x}.", q)
    if kind < 0.85:
        k = d.pick([2, 3, 3, 4, 5] if has <= 25 else [2, 2, 3])
        e, q = mul(has, k)
        t = TIMES[k]
        text = d.say(f"{f} has {t} as many {x}. How many {x} does {f} have?",
                     f"{f} has {k} times as many {x} as {n}. Find the number of {x} that {f} has.",
                     f"The number of {x} that {f} has is {t} as large. What is it?",
                     f"Compared with {n}, {f} has {t} as many. How many {x} does {f} own?",
                     f"In the bag of {f} there are {t} as many {x}. How many {x} are in it?",
                     f"Suppose that {f} has {t} the number of {x} that {n} has. How many {x} does {f} have?",
                     f"Work out how many {x} {f} has: {k} times as many as {n}.",
                     f"For each of these {x}, {f} has {k}. How many {x} does {f} have?",
                     f"{f}: {t} as many {x}. How many?",
                     f"Since {f} likes {x} too, {f} has {t} as many as {n}. Tell me how many {x} {f} has.",
                     f"{n} has fewer {x} than {f}, who has {k} times as many. How many {x} does {f} have?",
                     f"{f} has {t} as many {x} as {n}. How many does {f} have?",
                     f"And {f} has {t} as many. How many {x} is that?", f"{f} owns {t} as many {x} as {n} does. How many {x} are these?",
                     f"Now {f} comes with {t} as many {x}. How many {x} does {f} bring?",
                     f"What is the number of {x} that {f} has if it is {t} as many?",
                     f"If {f} has {t} as many as {n}, how many {x} does {f} have?",
                     f"How many {x} are {t} as many? {f} has that many.",
                     f"How many does {f} own if {f} owns {t} as many {x} as {n}?",
                     f"How many {x} does {f} have if {f} has {t} as many as {n}?",
                     f"{n} has a friend, {f}, with {t} as many {x}. How many {x} does {f} have?")
        return text, final(f"{f} has {e} {x}.", q)
    if has % 2:
        return None
    e, q = div(has, 2)
    text = d.say(f"{He} gives half of them to {f}. How many {x} does {f} get?",
                 f"{f} is given half of the {x}. How many {x} does {f} get?",
                 f"If {n} passes half of {d.his} {x} to {f}, how many {x} does {f} get?",
                 f"{f} has half the number of {x} that {n} has. Find the number of {x} that {f} has.",
                 f"Half of them are sent to {f} by {n}. How many {x} does {f} have then?",
                 f"{n} makes two equal parts of the {x} and hands one part to {f}. How many {x} does {f} get?",
                 f"{n} and {f} share the {x} equally. Work out how many {x} {f} gets.",
                 f"For every 2 {x} that {n} has, {f} has 1. How many {x} does {f} have?",
                 f"Compared with {n}, {f} has half as many {x}. How many {x} does {f} own?",
                 f"{f}: half as many {x}. How many?",
                 f"{f} takes half of the {x} from {n}. Tell me how many {x} {f} gets.",
                 f"{f} has half as many {x}. How many {x} does {f} have?",
                 f"Half of the {x} go to {f}. How many {x} does {f} get?", f"{n} hands half of the {x} to {f}. How many {x} does {f} get?",
                 f"What is half of these {x}? {n} gives that many to {f}.",
                 f"{f} gets half of what {n} has. How many {x} does {f} get?",
                 f"{f} is to have half of them. How many {x} does {f} get?",
                 f"{n} lets {f} take half. How many {x} does {f} get?",
                 f"{n} lets {f} have half of them. How many {x} does {f} get?",
                 f"{n} keeps only half of them and gives the rest to {f}. How many {x} does {f} get?")
    return text, final(f"{f} gets {e} {x}." if "get" in text else f"{f} has {e} {x}.", q)


def turns_about(d, question, answer, has, share=0.3):
    """The turns of a problem that ends with `n` having `has` things: sometimes with a second one."""
    second = then(d, has) if d.rng.random() < share else None
    return ((question, answer),) + ((second,) if second else ())
