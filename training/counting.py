"""Rates over days, boxes, comparisons, pages, passengers, and easy problems with a second turn."""
from .drawing import add, div, family, final, mul, sub
from .words import BOXES, TIMES


@family(1.5)
def rate(d):
    """A rate, hours a day, days: a chain of two products."""
    a, b, c = d.num(2, 9), d.num(2, 9), d.num(5, 60, 5) if d.rng.random() < 0.6 else d.num(3, 30)
    if a * b * c > 3000:
        return None
    e1, p = mul(a, c)
    e2, q = mul(p, b)
    text, tail = d.one(
        (f"A machine makes {c} {d.x} an hour. It works {a} hours a day. How many {d.x} does it make in {b} days?",
         f"It makes {e1} {d.x} a day. It makes {e2} {d.x} in {b} days."),
        (f"{d.n} earns {c} dollars an hour. {d.He} works {a} hours a day. How much does {d.he} earn in {b} days?",
         f"{d.He} earns {e1} dollars a day. {d.He} earns {e2} dollars in {b} days."),
        (f"{d.n} reads {c} pages {a} times a day. How many pages does {d.he} read in {b} days?",
         f"{d.He} reads {e1} pages a day. {d.He} reads {e2} pages in {b} days."))
    return (a, b, c), ((text, final(tail, q)),)


@family(1.0)
def boxes(d):
    many, one = d.pick(BOXES)
    a, b = d.num(2, 9), d.num(3, 25)
    e1, p = mul(a, b)
    head = d.one(f"{d.n} has {a} {many} of {d.x}. Each {one} has {b} {d.x}.",
                 f"{d.n} has {a} {many} with {b} {d.x} in each {one}.")
    ask = f"How many {d.x} does {d.he} have"
    turns = ((f"{head} {ask}?", final(f"{d.He} has {e1} {d.x}.", p)),)
    numbers = (a, b)
    kind = d.rng.random()
    if kind < 0.3:
        return numbers, turns
    c = d.num(2, 50)
    if c >= p:
        return None
    if kind < 0.5:  # the same as a second turn
        e2, q = sub(p, c)
        return numbers, turns + ((f"Then {d.he} gives {c} {d.x} to {d.f}. {ask} left?", final(f"{d.He} has {e2} {d.x} left.", q)),)
    if kind < 0.6:
        e2, q = add(p, c)
        return numbers, turns + ((f"Then {d.he} buys {c} more {d.x}. {ask} now?", final(f"Now {d.he} has {e2} {d.x}.", q)),)
    if kind < 0.8:
        e2, q = sub(p, c)
        return numbers, ((f"{head} {d.He} gives {c} {d.x} to {d.f}. {ask} left?", final(f"{d.He} has {e1} {d.x}. Now {d.he} has {e2} {d.x}.", q)),)
    e2, q = add(p, c)
    return numbers, ((f"{head} {d.He} buys {c} more {d.x}. {ask} now?", final(f"{d.He} has {e1} {d.x}. Now {d.he} has {e2} {d.x}.", q)),)


@family(0.7)
def compare(d):
    a = d.num(10, 99)
    b = d.num(2, a - 2)
    if b >= a:
        return None
    e, q = sub(a, b)
    both = [f"{d.n} has {a} {d.x}", f"{d.f} has {b} {d.x}"]
    d.rng.shuffle(both)
    head = " and ".join(both)
    return (a, b), ((f"{head}. How many more {d.x} does {d.n} have than {d.f}?", final(f"{d.n} has {e} more {d.x}.", q)),)


@family(1.0)
def pages(d):
    kind = d.rng.random()
    a, b = d.num(2, 9), d.num(5, 25)
    e1, p = mul(a, b)
    if kind < 0.4:
        e, q = div(p, a)
        return (p, a), ((f"A book has {p} pages. {d.n} reads {a} pages a day. How many days does {d.he} need?",
                         final(f"{d.He} needs {e} days.", q)),)
    c = p + d.num(5, 60)
    e2, q = sub(c, p)
    return (a, b, c), ((f"A book has {c} pages. {d.n} reads {b} pages a day for {a} days. How many pages are left?",
                        final(f"{d.He} reads {e1} pages. There are {e2} pages left.", q)),)


@family(0.7)
def bus(d):
    a, b, c = d.num(5, 80), d.num(2, 40), d.num(2, 40)
    if b >= a:
        return None
    (e1, p) = sub(a, b)
    e2, q = add(p, c)
    vehicle = d.one("bus", "train", "boat")
    text = f"There are {a} people on a {vehicle}. {b} people get off and {c} people get on. How many people are on the {vehicle} now?"
    return (a, b, c), ((text, final(f"After {b} get off, there are {e1} people. Now there are {e2} people.", q)),)


@family(0.7)
def simple_two_turns(d):
    """An easy first turn, then a second one about its result."""
    a, b, c = d.num(3, 60), d.num(2, 60), d.num(2, 50)
    if c >= a + b:
        return None
    e1, p = add(a, b)
    ask = f"How many {d.x} does {d.he} have"
    first = (f"{d.n} has {a} {d.x} and {d.one('buys', 'finds')} {b} more. {ask} now?", final(f"Now {d.he} has {e1} {d.x}.", p))
    kind = d.rng.random()
    if kind < 0.3:
        return (a, b), (first,)
    if kind < 0.65:
        e2, q = sub(p, c)
        return (a, b), (first, (f"{d.He} {d.one('gives', 'sells')} {c} {d.x} to {d.f}. {ask} left?", final(f"{d.He} has {e2} {d.x} left.", q)))
    k = d.pick([2, 3])
    e2, q = mul(p, k)
    return (a, b), (first, (f"{d.f} has {TIMES[k]} as many {d.x}. How many {d.x} does {d.f} have?", final(f"{d.f} has {e2} {d.x}.", q)))
