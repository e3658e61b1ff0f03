"""Equal shares, ages, rows and savings."""
from .drawing import add, div, family, final, mul, sub
from .words import PLANTS


@family(1.0)
def share(d):
    b, r = d.num(2, 9), d.num(2, 20)
    total = b * r
    if d.rng.random() < 0.5 or total < 10:
        text = d.one(f"{d.n} shares {total} {d.x} equally among {b} friends. How many {d.x} does each friend get?",
                     f"{d.n} puts {total} {d.x} equally into {b} boxes. How many {d.x} are in each box?")
        e, q = div(total, b)
        tail = f"Each friend gets {e} {d.x}." if "friend" in text else f"Each box has {e} {d.x}."
        return (total, b), ((text, final(tail, q)),)
    a = d.rng.randrange(2, total - 2)
    c = total - a
    (e1, _), (e2, q) = add(a, c), div(total, b)
    text = f"{d.n} has {a} {d.x} and buys {c} more. {d.He} shares them equally among {b} friends. How many {d.x} does each friend get?"
    return (a, c, b), ((text, final(f"{d.He} has {e1} {d.x}. Each friend gets {e2} {d.x}.", q)),)


@family(1.0)
def ages(d):
    a, b = d.num(5, 60), d.num(2, 30)
    older = d.rng.random() < 0.6 or a - b < 2
    (e1, p), word = (add(a, b), "older") if older else (sub(a, b), "younger")
    head = f"{d.n} is {a} years old. {d.f} is {b} years {word} than {d.n}."
    if d.rng.random() < 0.35:
        return (a, b, older), ((f"{head} How old is {d.f}?", final(f"{d.f} is {e1} years old.", p)),)
    if d.rng.random() < 0.5:
        e2, s = add(a, p)
        return (a, b, older, 0), ((f"{head} How old are they together?", final(f"{d.f} is {e1} years old. Together they are {e2} years old.", s)),)
    c = d.num(2, 20)
    e2, s = add(p, c)
    return (a, b, older, c), ((f"{head} How old will {d.f} be in {c} years?",
                               final(f"{d.f} is {e1} years old. In {c} years {d.f} will be {e2} years old.", s)),)


@family(1.0)
def rows(d):
    x, place = d.pick(PLANTS)
    a, b = d.num(2, 9), d.num(3, 25)
    e1, p = mul(a, b)
    head = f"There are {a} rows of {x} in a {place}. Each row has {b} {x}."
    if d.rng.random() < 0.4:
        return (a, b), ((f"{head} How many {x} are there?", final(f"There are {e1} {x}.", p)),)
    c = d.num(2, min(30, p - 1))
    if c >= p:
        return None
    if d.rng.random() < 0.5:
        (e2, q), then = add(p, c), f"{d.n} adds {c} more {x}."
    else:
        (e2, q), then = sub(p, c), f"{d.n} takes {c} {x} away."
    return (a, b, c, q), ((f"{head} {then} How many {x} are there now?", final(f"There are {e1} {x}. Now there are {e2} {x}.", q)),)


@family(1.0)
def saving(d):
    a, b = d.num(2, 9), d.num(3, 25)
    per = d.one("week", "month", "day")
    verb = d.one(("saves", "save"), ("earns", "earn"))
    e1, p = mul(a, b)
    head = f"{d.n} {verb[0]} {b} dollars a {per} for {a} {per}s."
    if d.rng.random() < 0.3:
        return (a, b), ((f"{head} How much does {d.he} {verb[1]}?", final(f"{d.He} {verb[0]} {e1} dollars.", p)),)
    c = d.num(2, 50)
    if d.rng.random() < 0.5:
        e2, q = add(p, c)
        text = f"{d.n} has {c} dollars. {d.He} {verb[0]} {b} dollars a {per} for {a} {per}s. How much does {d.he} have now?"
        return (a, b, c, 1), ((text, final(f"{d.He} {verb[0]} {e1} dollars. Now {d.he} has {e2} dollars.", q)),)
    if c >= p:
        return None
    e2, q = sub(p, c)
    text = f"{head} Then {d.he} spends {c} dollars. How much does {d.he} have left?"
    return (a, b, c, 0), ((text, final(f"{d.He} {verb[0]} {e1} dollars. Now {d.he} has {e2} dollars.", q)),)
