"""Chains of products, and amounts that are a multiple of one another, over months or between people."""
from .drawing import add, div, family, final, months, mul
from .words import EXERCISES, MAKING, TIMES


@family(2.0)
def sprints(d):
    verb, verbs, one, many, unit = d.pick(EXERCISES)
    a, b = d.num(2, 9), d.num(2, 9)
    c = d.num(5, 100, 5) if d.rng.random() < 0.75 else d.pick([100, 120, 150, 200, 250, 300])
    if a * b * c > 6000:
        return None
    e1, p = mul(a, c)
    e2, q = mul(p, b)
    if d.rng.random() < 0.15:  # a one-step sibling
        text = f"{d.n} {verbs} {a} {many}. {d.He} {verbs} {c} {unit} each {one}. How many {unit} does {d.he} {verb}?"
        return (a, 1, c), ((text, final(f"{d.He} {verbs} {e1} {unit}.", p)),)
    per = d.one("week", "week", "month")
    text = d.one(
        f"{d.n} decides to {verb} {a} {many} {b} times a {per}. {d.He} {verbs} {c} {unit} each {one}. "
        f"How many total {unit} does {d.he} {verb} a {per}?",
        f"{d.n} {verbs} {a} {many} {b} times a {per}. Each {one} is {c} {unit}. How many {unit} does {d.he} {verb} a {per}?",
        f"{d.n} {verbs} {b} times a {per}. Each time {d.he} {verbs} {a} {many} of {c} {unit}. "
        f"How many total {unit} does {d.he} {verb} a {per}?")
    return (a, b, c), ((text, final(f"{d.He} {verbs} {e1} {unit} each time. {d.He} {verbs} {e2} {unit} a {per}.", q)),)


@family(3.0)
def two_months(d):
    """Half or k times as many in a second month; often a second turn about a third month."""
    verb, _, past = d.pick(MAKING)
    on, (m1, m2, m3), joint = months(d, 3)
    half = d.rng.random() < 0.6
    if half:
        a = d.num(4, 80, 2)
        k, e1, b = 0, *div(a, 2)
        how = "half as many"
    else:
        k = d.pick([2, 2, 3, 3, 4, 5])
        a = d.num(3, 40 if k < 4 else 20)
        e1, b = mul(a, k)
        how = f"{TIMES[k]} as many"
    e2, s = add(a, b)
    x = d.x
    friends = verb == "sell" and d.rng.random() < 0.7
    first = f"{d.n} sold {x} to {a} of {d.his} friends {on} {m1}" if friends else f"{d.n} {past} {a} {x} {on} {m1}"
    text = d.one(
        f"{first}, and then {d.he} {past} {how} {x} {on} {m2}. "
        f"How many {x} did {d.n} {verb} altogether {on} {m1} and {m2}?",
        f"{first}, and then {d.he} {past} {how} {x} {on} {m2}. How many {x} did {d.he} {verb} {on} {m1} and {m2}?",
        f"{first}. {on.capitalize()} {m2} {d.he} {past} {how} {x}. How many {x} did {d.n} {verb} altogether?")
    turns = ((text, final(f"{d.He} {past} {e1} {x} {on} {m2}. {d.He} {past} {e2} {x} altogether.", s)),)
    numbers = (a, k)
    if d.rng.random() < 0.5:
        j = d.pick([2, 3, 3, 4]) if b < 60 else 2
        word = d.one("items", x, x)
        e3, c = mul(b, j)
        if d.rng.random() < 0.2 and b % 2 == 0:
            j, (e3, c) = 0, div(b, 2)
        e4, total = add(s, c)
        times = "half as many" if j == 0 else f"{TIMES[j]} as many"
        end = d.one(f"How many {word} did {d.he} {verb} in these three {joint}?",
                    f"How many {word} did {d.he} {verb} in all three {joint}?")
        second = f"{d.n} {past} {times} {word} {on} {m3} as {d.he} did {on} {m2}. {end}"
        turns += ((second, final(f"{d.He} {past} {e3} {word} {on} {m3}. {d.He} {past} {e4} {word} in three {joint}.", total)),)
    return numbers, turns


@family(1.5)
def times_as_many(d):
    k = d.pick([0, 2, 2, 3, 4, 5])
    a = d.num(4, 80, 2) if k == 0 else d.num(3, 40 if k < 4 else 20)
    e1, b = div(a, 2) if k == 0 else mul(a, k)
    how = "half as many" if k == 0 else f"{TIMES[k]} as many"
    head = f"{d.n} has {a} {d.x}. {d.f} has {how} {d.x} as {d.n}."
    if d.rng.random() < 0.25:
        return (a, k, 1), ((f"{head} How many {d.x} does {d.f} have?", final(f"{d.f} has {e1} {d.x}.", b)),)
    e2, s = add(a, b)
    ask = d.one("How many {x} do they have altogether?", "How many {x} do they have in total?").format(x=d.x)
    return (a, k), ((f"{head} {ask}", final(f"{d.f} has {e1} {d.x}. They have {e2} {d.x} altogether.", s)),)
