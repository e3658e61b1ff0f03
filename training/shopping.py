"""Buying and change; giving away and collecting."""
from .drawing import add, family, final, months, mul, sub
from .words import GOODS, MAKING


@family(1.0)
def cost(d):
    x = d.pick(GOODS)
    a, b = d.num(2, 9), d.num(2, 20)
    e, p = mul(a, b)
    text = d.one(f"{d.n} buys {a} {x} for {b} dollars each. How much does {d.he} pay?",
                 f"{d.n} buys {a} {x}. Each costs {b} dollars. How many dollars does {d.he} pay?")
    turns = ((text, final(f"{d.He} pays {e} dollars.", p)),)
    numbers = (a, b)
    if d.rng.random() < 0.15:
        note = d.pick([n for n in (50, 100, 200, 300) if n >= p])
        e2, c = sub(note, p)
        turns += ((f"{d.He} pays with {note} dollars. How much change does {d.he} get?", final(f"{d.He} gets {e2} dollars.", c)),)
    return numbers, turns


@family(1.0)
def change(d):
    x = d.pick(GOODS)
    a, b = d.num(2, 9), d.num(2, 12)
    e, p = mul(a, b)
    note = d.pick([n for n in (20, 50, 100, 200) if n > p][:2])
    e2, c = sub(note, p)
    text = d.one(
        f"{d.n} buys {a} {x} for {b} dollars each. {d.He} pays with {note} dollars. How much change does {d.he} get?",
        f"{d.n} has {note} dollars. {d.He} buys {a} {x} for {b} dollars each. How many dollars does {d.he} have left?")
    get = "gets" if "change" in text else "has"
    left = "back" if "change" in text else "left"
    return (a, b, note), ((text, final(f"{d.He} pays {e} dollars. {d.He} {get} {e2} dollars {left}.", c)),)


@family(1.0)
def two_goods(d):
    x, y = d.rng.sample(GOODS, 2)
    a, b, c, e = d.num(2, 9), d.num(2, 15), d.num(2, 9), d.num(2, 15)
    (e1, p), (e2, q) = mul(a, b), mul(c, e)
    e3, s = add(p, q)
    text = f"{d.n} buys {a} {x} for {b} dollars each and {c} {y} for {e} dollars each. How much does {d.he} pay in total?"
    return (a, b, c, e), ((text, final(f"The {x} cost {e1} dollars. The {y} cost {e2} dollars. {d.He} pays {e3} dollars.", s)),)


@family(1.0)
def give_away(d):
    a = d.num(10, 99)
    b = d.num(2, max(3, a // 2))
    e1, p = sub(a, min(b, a - 2))
    b = a - p
    verb = d.one(f"gives {b} {d.x} to {d.f}", f"loses {b} {d.x}", f"sells {b} {d.x}")
    if d.rng.random() < 0.4 or p < 4:
        return (a, b), ((f"{d.n} has {a} {d.x}. {d.He} {verb}. How many {d.x} does {d.he} have left?",
                         final(f"{d.He} has {e1} {d.x} left.", p)),)
    c = d.num(2, max(3, p // 2))
    if c > p:
        return None
    if d.rng.random() < 0.5:
        (e2, q), then = sub(p, c), d.one(f"gives {c} to {d.his} brother", f"loses {c}")
    else:
        (e2, q), then = add(p, c), d.one(f"buys {c} more", f"finds {c} more")
    return (a, b, c, q), ((f"{d.n} has {a} {d.x}. {d.He} {verb} and then {then}. How many {d.x} does {d.he} have now?",
                        final(f"First {d.he} has {e1} {d.x}. Then {d.he} has {e2} {d.x}.", q)),)


@family(1.0)
def collect(d):
    verb, _, past = d.pick(MAKING)
    a, b = d.num(3, 80), d.num(3, 80)
    e1, p = add(a, b)
    on, (m1, m2, m3), joint = months(d, 3)
    if d.rng.random() < 0.4:
        text = f"{d.n} {past} {a} {d.x} {on} {m1} and {b} {d.x} {on} {m2}. How many {d.x} did {d.he} {verb} altogether?"
        return (a, b), ((text, final(f"{d.He} {past} {e1} {d.x} altogether.", p)),)
    if d.rng.random() < 0.3:
        text = f"{d.n} {past} {a} {d.x} {on} {m1} and {b} more {on} {m2} than {on} {m1}. How many {d.x} did {d.he} {verb} altogether?"
        e2, q = add(a, p)
        return (a, b, 1), ((text, final(f"{d.He} {past} {e1} {d.x} {on} {m2}. {d.He} {past} {e2} {d.x} altogether.", q)),)
    c = d.num(3, 50)
    e2, q = add(p, c)
    text = (f"{d.n} {past} {a} {d.x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. "
            f"How many {d.x} did {d.he} {verb} in these three {joint}?")
    return (a, b, c), ((text, final(f"In two {joint} {d.he} {past} {e1} {d.x}. In three {joint} {d.he} {past} {e2} {d.x}.", q)),)
