"""Chains of products, and amounts that are a multiple of one another, over months or between people."""
from .drawing import add, div, family, final, months, mul
from .words import EXERCISES, MAKING, TIMES


@family(2.0)
def sprints(d):
    verb, verbs, one, many, unit = d.pick(EXERCISES)
    n, he, He = d.n, d.he, d.He
    a, b = d.few(), d.few()
    c = d.pick([10, 20, 25, 30, 40, 50, 60, 75, 80, 100, 200]) if d.rng.random() < 0.85 else d.num(5, 100, 5)
    if a * b * c > 3000:
        return None
    e1, p = mul(a, c)
    e2, q = mul(p, b)
    if d.rng.random() < 0.15:  # a one-step sibling
        text = d.say(f"{n} {verbs} {a} {many}. {He} {verbs} {c} {unit} each {one}. How many {unit} does {he} {verb}?",
                     f"{n} {verbs} {a} {many} of {c} {unit}. How many {unit} is that in total?",
                     f"Each {one} is {c} {unit}. {n} {verbs} {a} {many}. How many {unit} does {n} {verb}?",
                     f"{n} does {a} {many}. One {one} is {c} {unit}. How many {unit} does {he} {verb} altogether?",
                     f"There are {c} {unit} in a {one}. How many {unit} are {a} {many}?",
                     f"If a {one} is {c} {unit}, how many {unit} are {a} {many}?",
                     f"How many {unit} does {n} {verb} in {a} {many} of {c} {unit} each?",
                     f"Today {n} finishes {a} {many}. If every {one} is {c} {unit}, how many {unit} does {he} {verb} today?")
        return (a, 1, c), ((text, final(f"{He} {verbs} {e1} {unit}.", p)),)
    per = d.one("week", "week", "month")
    text = d.say(
        f"{n} decides to {verb} {a} {many} {b} times a {per}. {He} {verbs} {c} {unit} each {one}. "
        f"How many total {unit} does {he} {verb} a {per}?",
        f"{n} {verbs} {a} {many} {b} times a {per}. Each {one} is {c} {unit}. How many {unit} does {he} {verb} a {per}?",
        f"{n} {verbs} {b} times a {per}. Each time {he} {verbs} {a} {many} of {c} {unit}. How many total {unit} does {he} {verb} a {per}?",
        f"{b} times a {per}, {n} {verbs} {a} {many}. {He} {verbs} {c} {unit} each {one}. What is the total number of {unit} a {per}?",
        f"A {one} is {c} {unit}. {n} {verbs} {a} {many} on each of {b} days a {per}. How many {unit} does {n} {verb} in a {per}?",
        f"{n} wants to {verb} {a} {many} {b} times each {per}. The {many} are {c} {unit} long. How many {unit} is that in one {per}?",
        f"On {b} days of the {per} {n} {verbs} {a} {many}, and every {one} is {c} {unit}. How many {unit} does {he} {verb} in total in a {per}?",
        f"How many {unit} does {n} {verb} a {per} if {he} {verbs} {a} {many} of {c} {unit} {b} times a {per}?",
        f"{n} plans {a} {many} of {c} {unit} for each of {b} days a {per}. How many {unit} a {per} is that?",
        f"Every {one} {n} {verbs} is {c} {unit}. {He} {verbs} {a} {many} at a time and does this {b} times a {per}. How many {unit} a {per} is that?",
        f"{n} likes to {verb}. {He} does {a} {many} of {c} {unit} each, {b} times every {per}. How many {unit} does {he} {verb} every {per}?",
        f"{n} trains {b} times a {per}. Each training session has {a} {many}, and one {one} is {c} {unit}. How many {unit} does {he} {verb} in a {per}?")
    turns = ((text, final(f"{He} {verbs} {e1} {unit} each time. {He} {verbs} {e2} {unit} a {per}.", q)),)
    if d.rng.random() < 0.25 and q <= 1500:
        w = d.num(2, 4)
        e3, r = mul(q, w)
        more = d.say(f"How many {unit} does {he} {verb} in {w} {per}s?", f"And how many {unit} is that in {w} {per}s?",
                     f"{He} does this for {w} {per}s. How many {unit} does {he} {verb}?", f"What is the total number of {unit} in {w} {per}s?",
                     f"How many total {unit} does {n} {verb} in {w} {per}s?",
                     f"After {w} {per}s, how many {unit} is that altogether?",
                     f"What about {w} {per}s? How many {unit} does {he} {verb}?",
                     f"If {he} keeps this up for {w} {per}s, how many {unit} does {he} {verb} in that time?")
        turns += ((more, final(f"{He} {verbs} {e3} {unit} in {w} {per}s.", r)),)
    return (a, b, c), turns


@family(3.0)
def two_months(d):
    """Half or k times as many in a second month; often a second turn about a third month."""
    verb, _, past = d.pick(MAKING)
    on, (m1, m2, m3), joint = months(d, 3)
    n, he, He, x = d.n, d.he, d.He, d.x
    half = d.rng.random() < 0.6
    if half:
        a = d.num(4, 60, 2)
        k, e1, b = 0, *div(a, 2)
        how = "half as many"
    else:
        k = d.pick([2, 2, 3, 3, 4, 5])
        a = d.num(3, 24 if k < 4 else 12)
        e1, b = mul(a, k)
        how = f"{TIMES[k]} as many"
    e2, s = add(a, b)
    friends = verb == "sell" and d.rng.random() < 0.7
    first = f"{n} sold {x} to {a} of {d.his} friends {on} {m1}" if friends else f"{n} {past} {a} {x} {on} {m1}"
    text = d.say(
        f"{first}, and then {he} {past} {how} {x} {on} {m2}. How many {x} did {n} {verb} altogether {on} {m1} and {m2}?",
        f"{first}, and then {he} {past} {how} {x} {on} {m2}. How many {x} did {he} {verb} {on} {m1} and {m2}?",
        f"{first}. {on.capitalize()} {m2} {he} {past} {how} {x}. How many {x} did {n} {verb} altogether?",
        f"{first}. {He} {past} {how} {x} {on} {m2} as {on} {m1}. How many {x} did {he} {verb} in total?",
        f"{first} and {how} {on} {m2}. How many {x} is that altogether?",
        f"{first}. Then {he} {past} {how} {on} {m2}. How many {x} did {he} {verb} in all?",
        f"{first}, then {how} {x} {on} {m2}. How many did {n} {verb} in these two {joint}?",
        f"{first}. After that, {on} {m2}, {he} {past} {how} {x}. How many {x} are there in total?",
        f"{first}, but {on} {m2} {he} {past} {how}. How many {x} did {he} {verb} {on} {m1} and {m2} altogether?",
        f"{first}. The next {joint[:-1]}, {on} {m2}, {he} {past} {how}. What is the total number of {x} {he} {past}?",
        f"How many {x} did {n} {verb} over two {joint} if {he} {past} {a} {on} {m1} and {how} {on} {m2}?")
    turns = ((text, final(f"{He} {past} {e1} {x} {on} {m2}. {He} {past} {e2} {x} altogether.", s)),)
    if d.rng.random() < 0.5:
        j = d.pick([2, 3, 3, 4] if b <= 15 else [2, 3] if b <= 30 else [2])
        word = d.one("items", x, x)
        e3, c = mul(b, j)
        if d.rng.random() < 0.2 and b % 2 == 0:
            j, (e3, c) = 0, div(b, 2)
        e4, total = add(s, c)
        times = "half as many" if j == 0 else f"{TIMES[j]} as many"
        second = d.say(
            f"{n} {past} {times} {word} {on} {m3} as {he} did {on} {m2}. How many {word} did {he} {verb} in these three {joint}?",
            f"{n} {past} {times} {word} {on} {m3} as {he} did {on} {m2}. How many {word} did {he} {verb} in all three {joint}?",
            f"{on.capitalize()} {m3} {he} {past} {times} {word} as {on} {m2}. How many {word} is that in three {joint}?",
            f"{on.capitalize()} {m3} {n} {past} {times} {word} as {on} {m2}. How many {word} did {he} {verb} from {m1} to {m3}?",
            f"{n} {past} {times} {word} {on} {m3} as {on} {m2}. How many {word} did {he} {verb} altogether?",
            f"And {on} {m3} {he} {past} {times} {word} as {on} {m2}. How many {word} is that in total?",
            f"What if {he} {past} {times} {word} {on} {m3} as {on} {m2}? How many {word} are that in three {joint}?",
            f"Then, {on} {m3}, {n} {past} {times} {word} as {on} {m2}. How many {word} are these three {joint} together?",
            f"Compared with {m2}, {n} {past} {times} {word} {on} {m3}. How many {word} does that make over the three {joint}?")
        turns += ((second, final(f"{He} {past} {e3} {word} {on} {m3}. {He} {past} {e4} {word} in three {joint}.", total)),)
    return (a, k), turns


@family(1.5)
def times_as_many(d):
    k = d.pick([0, 2, 2, 3, 4, 5])
    a = d.num(4, 60, 2) if k == 0 else d.num(3, 24 if k < 4 else 12)
    e1, b = div(a, 2) if k == 0 else mul(a, k)
    how = "half as many" if k == 0 else f"{TIMES[k]} as many"
    n, f, x = d.n, d.f, d.x
    head = d.say(f"{n} has {a} {x}. {f} has {how} {x} as {n}.", f"{n} has {a} {x}, and {f} has {how}.",
                 f"{f} has {how} {x} as {n}. {n} has {a} {x}.", f"There are {a} {x} in the bag of {n}. {f} has {how}.",
                 f"{n} and {f} have {x}. {n} has {a} and {f} has {how}.",
                 f"While {n} has {a} {x}, {f} has {how} {x}.",
                 f"{n} counts {a} {x}. {f} counts {how}.",
                 f"{n}, who has {a} {x}, knows {f}, who has {how}.",
                 f"{n} has {a} {x} while {f} has {how}.",
                 f"{f} owns {how} {x} as {n}, who owns {a}.",
                 f"{n} owns {a} {x} while {f} owns {how}.",
                 f"{n} has collected {a} {x}. {f} has collected {how} as {n}.")
    if d.rng.random() < 0.25:
        ask = d.say(f"How many {x} does {f} have?", f"How many does {f} have?", f"What is the number of {x} that {f} has?",
                    f"How many {x} are there in the bag of {f}?",
                    f"What number of {x} does {f} have?",
                    f"How many {x} does {f} own?",
                    f"How many are the {x} of {f}?",
                    f"How many {x} belong to {f}?",
                    f"Work out how many {x} {f} has.")
        return (a, k, 1), ((f"{head} {ask}", final(f"{f} has {e1} {x}.", b)),)
    e2, s = add(a, b)
    ask = d.say(f"How many {x} do they have altogether?", f"How many {x} do they have in total?", f"How many {x} do {n} and {f} have together?",
                f"How many {x} have {n} and {f} altogether?",
                f"What is the total number of {x}?",
                f"How many {x} are there in total?",
                f"How many {x} is that in all?",
                f"If they put all their {x} together, how many {x} are there?")
    return (a, k), ((f"{head} {ask}", final(f"{f} has {e1} {x}. They have {e2} {x} altogether.", s)),)
