"""Buying and change; giving away and collecting."""
from .drawing import add, family, final, months, mul, sub, turns_about
from .words import GOODS, MAKING


@family(1.0)
def cost(d):
    x, n, he, He = d.pick(GOODS), d.n, d.he, d.He
    a, b = d.few(), d.each()
    e, p = mul(a, b)
    text = d.say(f"{n} buys {a} {x} for {b} dollars each. How much does {he} pay?",
                 f"{n} buys {a} {x}. Each costs {b} dollars. How many dollars does {he} pay?",
                 f"How much do {a} {x} cost if each costs {b} dollars?",
                 f"The price of the {x} is {b} dollars each. {n} takes {a}. How much does {he} have to pay?",
                 f"{n} needs {a} {x}. They are {b} dollars each. How many dollars does {he} spend?",
                 f"{n} wants {a} {x}. One costs {b} dollars. How much does {he} pay?",
                 f"For {b} dollars each {n} buys {a} {x}. How much is that?",
                 f"How many dollars does {n} pay if {he} buys {a} {x} that cost {b} dollars each?",
                 f"What does {n} pay for {a} {x} at a price of {b} dollars?",
                 f"At {b} dollars each, how much does {n} pay for {a} {x}?",
                 f"The shop sells {x} at {b} dollars each. How much does {n} pay for {a} of them?")
    pays = f"{He} pays" if n in text else "They cost"
    turns = ((text, final(f"{pays} {e} dollars.", p)),)
    if d.rng.random() < 0.25 and n in text:
        note = d.pick([v for v in (20, 50, 100, 200, 500) if v >= p][:2])
        e2, c = sub(note, p)
        more = d.say(f"{He} pays with {note} dollars. How much change does {he} get?", f"{He} gives {note} dollars. How much does {he} get back?",
                     f"{He} has {note} dollars. How many dollars does {he} have left?",
                     f"{n} has a note of {note} dollars. How much change does {he} get?",
                     f"How much change does {he} get if {he} pays with {note} dollars?",
                     f"If {he} had {note} dollars, how many dollars does {he} have left?",
                     f"How much money is left from {note} dollars?",
                     f"{n} hands over {note} dollars. How many dollars does {he} get back?")
        word = "gets" if "get" in more else "has"
        turns += ((more, final(f"{He} {word} {e2} dollars.", c)),)
    return (a, b), turns


@family(1.0)
def change(d):
    x, n, he, He = d.pick(GOODS), d.n, d.he, d.He
    a, b = d.few(), d.num(2, 12)
    e, p = mul(a, b)
    note = d.pick([v for v in (20, 50, 100, 200) if v > p][:2])
    e2, c = sub(note, p)
    text = d.say(
        f"{n} buys {a} {x} for {b} dollars each. {He} pays with {note} dollars. How much change does {he} get?",
        f"{n} has {note} dollars. {He} buys {a} {x} for {b} dollars each. How many dollars does {he} have left?",
        f"{n} pays {note} dollars for {a} {x} that cost {b} dollars each. How much change does {he} get back?",
        f"{n} goes to the shop with {note} dollars and buys {a} {x}. Each costs {b} dollars. How much money does {he} have left?",
        f"{n} buys {a} {x}. Each costs {b} dollars. How much change does {he} get from {note} dollars?",
        f"With {note} dollars {n} buys {a} {x} for {b} dollars each. How many dollars are left?",
        f"How many dollars does {n} have left from {note} dollars if {he} buys {a} {x} for {b} dollars each?",
        f"The {x} cost {b} dollars each. {n} takes {a} and gives {note} dollars. How much change does {he} get?",
        f"{n} had {note} dollars and bought {a} {x} for {b} dollars each. How many dollars were left?",
        f"{n} spends money on {a} {x} at {b} dollars each. {He} had {note} dollars. How many dollars does {he} have left?",
        f"Of {note} dollars {n} spent some on {a} {x}. Each was {b} dollars. How much was left?",
        f"After {n}, who has {note} dollars, pays for {a} {x} at {b} dollars each, how many dollars are left?",
        f"{n} had {note} dollars and spent some on {a} {x} at {b} dollars each. How many dollars were left?",
        f"{n} puts {note} dollars on the counter for {a} {x}, which are {b} dollars each. How much change is {he} given?")
    get, left = ("gets", "back") if "change" in text else ("has", "left")
    return (a, b, note), ((text, final(f"{He} pays {e} dollars. {He} {get} {e2} dollars {left}.", c)),)


@family(1.0)
def two_goods(d):
    x, y = d.rng.sample(GOODS, 2)
    n, he, He = d.n, d.he, d.He
    a, b, c, e = d.few(), d.num(2, 12), d.few(), d.num(2, 12)
    (e1, p), (e2, q) = mul(a, b), mul(c, e)
    e3, s = add(p, q)
    text = d.say(f"{n} buys {a} {x} for {b} dollars each and {c} {y} for {e} dollars each. How much does {he} pay in total?",
                 f"{n} buys {a} {x} and {c} {y}. The {x} cost {b} dollars each and the {y} {e} dollars each. How much does {he} pay?",
                 f"The {x} are {b} dollars each and the {y} are {e} dollars each. How much does {n} pay for {a} {x} and {c} {y}?",
                 f"{n} needs {a} {x} at {b} dollars each. {He} also buys {c} {y} at {e} dollars each. How many dollars does {he} spend?",
                 f"{n} buys {a} {x}. They cost {b} dollars each. {He} also buys {c} {y} for {e} dollars each. How much does {he} pay altogether?",
                 f"One of the {x} costs {b} dollars and one of the {y} costs {e} dollars. How much are {a} {x} and {c} {y}?",
                 f"For {a} {x} {n} pays {b} dollars each, and for {c} {y} {e} dollars each. How many dollars is that in total?",
                 f"What does {n} pay for {a} {x} at {b} dollars and {c} {y} at {e} dollars each?",
                 f"How much do {a} {x} at {b} dollars each and {c} {y} at {e} dollars each cost together?",
                 f"How many dollars does {n} need to buy {a} {x} for {b} dollars each and {c} {y} for {e} dollars each?",
                 f"{n} needs money for {a} {x} at {b} dollars each and for {c} {y} at {e} dollars each. How much?",
                 f"How much does {n} pay, with {a} {x} at {b} dollars each and {c} {y} at {e}?",
                 f"How much money does {n} need for {a} {x} at {b} dollars each and {c} {y} at {e} dollars each?",
                 f"{n} goes shopping and gets {a} {x} at {b} dollars each, plus {c} {y} at {e} dollars each. What is the total cost?")
    return (a, b, c, e), ((text, final(f"The {x} cost {e1} dollars. The {y} cost {e2} dollars. {He} pays {e3} dollars.", s)),)


@family(1.2)
def give_away(d):
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a = d.amount(8, 50)
    b = d.num(2, max(3, min(25, a // 2)))
    e1, p = sub(a, min(b, a - 2))
    b = a - p
    if d.rng.random() < 0.45 or p < 4:
        text = d.say(f"{n} has {a} {x}. {He} gives {b} {x} to {f}. How many {x} does {he} have left?",
                     f"{n} has {a} {x}. {He} sells {b} of them. How many {x} are left?",
                     f"{n} had {a} {x} and lost {b}. How many {x} does {he} have now?",
                     f"There were {a} {x} on the table. {n} took {b} of them. How many {x} are left on the table?",
                     f"If {n} has {a} {x} and gives {b} away, how many {x} does {he} have left?",
                     f"{n} has {a} {x}. {f} takes {b} of them. How many {x} does {n} have left?",
                     f"Of {a} {x} that {n} has, {he} sells {b}. How many {x} does {he} keep?",
                     f"{n} loses {b} of {d.his} {a} {x}. How many {x} are left?",
                     f"{n} gives {f} {b} {x}. Before that {he} had {a}. How many {x} does {he} have now?",
                     f"How many {x} does {n} have left if {he} had {a} and lost {b}?",
                     f"{n} had {a} {x}. After {he} gave {b} to {f}, how many {x} were left?",
                     f"From {d.his} {a} {x}, {n} picks out {b} and gives them to {f}. How many {x} does {n} still have?")
        if "table" in text:
            return (a, b), ((text, final(f"There are {e1} {x} left.", p)),)
        return (a, b), turns_about(d, text, final(f"{He} has {e1} {x} left.", p), p)
    c = d.num(2, max(3, p // 2))
    if c > p:
        return None
    first = d.say(f"gives {b} {x} to {f}", f"loses {b} {x}", f"sells {b} {x}", f"gives away {b} of them",
                  f"hands {b} {x} over to {f}")
    if d.rng.random() < 0.5:
        (e2, q), second = sub(p, c), d.one(f"gives {c} to {d.his} brother", f"loses {c}", f"eats {c}")
    else:
        (e2, q), second = add(p, c), d.one(f"buys {c} more", f"finds {c} more", f"gets {c} more")
    text = d.say(f"{n} has {a} {x}. {He} {first} and then {second}. How many {x} does {he} have now?",
                 f"{n} has {a} {x}. First {he} {first}. Then {he} {second}. How many {x} does {he} have in the end?",
                 f"{n} starts with {a} {x}, {first} and {second}. How many {x} does {he} have now?",
                 f"{n} had {a} {x}. {He} {first}. After that {he} {second}. How many {x} does {he} have?",
                 f"At first {n} has {a} {x}. {He} {first}, then {he} {second}. How many {x} are there now?",
                 f"How many {x} does {n} have in the end if {he} has {a} {x}, {first} and then {second}?",
                 f"{n}, who had {a} {x}, {first} and later {second}. How many {x} does {he} have?",
                 f"{n} owns {a} {x}. Today {he} {first}. Later {he} {second}. How many {x} are left with {n}?",
                 f"With {a} {x} at first, {n} {first}. {He} then {second}. How many {x} does {n} have?",
                 f"{n}, who has {a} {x}, {first}. Later {he} {second}. How many {x} does {n} have now?",
                 f"In the morning {n} has {a} {x}. During the day {he} {first}, and in the evening {he} {second}. How many {x} does {n} have at night?")
    return (a, b, c, q), ((text, final(f"First {he} has {e1} {x}. Then {he} has {e2} {x}.", q)),)


@family(1.2)
def collect(d):
    verb, _, past = d.pick(MAKING)
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a, b = d.amount(3, 40), d.amount(3, 40)
    e1, p = add(a, b)
    on, (m1, m2, m3), joint = months(d, 3)
    kind = d.rng.random()
    if kind < 0.2:
        text = d.say(f"{n} has {a} {x} and {f} has {b} {x}. How many {x} do they have together?",
                     f"{n} has {a} {x}. {f} has {b}. How many {x} do they have in total?",
                     f"How many {x} do {n} and {f} have if {n} has {a} and {f} has {b}?",
                     f"There are {a} {x} in one box and {b} {x} in another. How many {x} are there in both boxes?",
                     f"{n} has {a} {x}, {f} has {b} {x}. What is the total number of {x}?",
                     f"{a} {x} belong to {n} and {b} to {f}. How many {x} do they have altogether?",
                     f"{n} brings {a} {x} and {f} brings {b}. How many {x} do they have in all?",
                     f"{n} puts {a} {x} and {f} puts {b} {x} into a box. How many {x} are in it?",
                     f"{n}, who has {a} {x}, and {f}, who has {b}, put them together. How many {x} do they have?",
                     f"With the {a} {x} of {n} and the {b} of {f}, how many {x} is that?",
                     f"{n} and {f} put their {a} and {b} {x} together. How many {x} is that?",
                     f"{n} and {f} count their {x}. {n} has {a} and {f} has {b}. How many {x} do the two of them have in total?")
        return (a, b), ((text, final(f"There are {e1} {x} altogether." if "box" in text else f"Together they have {e1} {x}.", p)),)
    if kind < 0.5:
        text = d.say(f"{n} {past} {a} {x} {on} {m1} and {b} {x} {on} {m2}. How many {x} did {he} {verb} altogether?",
                     f"{n} {past} {a} {x} {on} {m1}. {He} {past} {b} more {on} {m2}. How many {x} did {he} {verb} in total?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}, and {on} {m2} {he} {past} {b}. How many {x} is that?",
                     f"{n} {past} {a} {x} {on} {m1}, then {b} {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"First {n} {past} {a} {x}, {on} {m1}. Then {he} {past} {b}, {on} {m2}. How many {x} did {he} {verb}?",
                     f"{n} {past} {x}: {a} {on} {m1} and {b} {on} {m2}. What is the total?",
                     f"How many {x} did {n} {verb} altogether if {he} {past} {a} {on} {m1} and {b} {on} {m2}?",
                     f"After {a} {x} {on} {m1}, {n} {past} another {b} {on} {m2}. How many {x} did {he} {verb} over the two {joint}?")
        return (a, b), ((text, final(f"{He} {past} {e1} {x} altogether.", p)),)
    if kind < 0.65:
        text = d.say(f"{n} {past} {a} {x} {on} {m1} and {b} more {on} {m2} than {on} {m1}. How many {x} did {he} {verb} altogether?",
                     f"{n} {past} {a} {x} {on} {m1}. {on.capitalize()} {m2} {he} {past} {b} more than {on} {m1}. How many {x} did {he} {verb} in total?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}, and {b} more than that {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"{n} {past} {a} {x} {on} {m1}. It was {b} more {on} {m2}. How many {x} did {n} {verb} in these two {joint}?",
                     f"{n}, who {past} {a} {x} {on} {m1}, {past} {b} more than that {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"{on.capitalize()} {m2} {n} {past} {b} more {x} than {on} {m1}, when {he} {past} {a}. How many {x} did {he} {verb} in total?",
                     f"{n} {past} {b} more {x} {on} {m2} than {on} {m1}. {on.capitalize()} {m1} it was {a}. How many {x} did {n} {verb} altogether?",
                     f"How many {x} did {n} {verb} in all if it was {a} {on} {m1} and {b} more than the {a} {on} {m2}?",
                     f"{on.capitalize()} {m2} {n} {past} {b} more {x} than the {a} {he} {past} {on} {m1}. How many {x} did {he} {verb} altogether?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}. The number for {m2} was {b} higher. How many {x} did {he} {verb} over the two {joint}?")
        e2, q = add(a, p)
        return (a, b, 1), ((text, final(f"{He} {past} {e1} {x} {on} {m2}. {He} {past} {e2} {x} altogether.", q)),)
    c = d.num(3, 30)
    e2, q = add(p, c)
    text = d.say(f"{n} {past} {a} {x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. How many {x} did {he} {verb} in these three {joint}?",
                 f"{n} {past} {a} {x} {on} {m1}, {b} {x} {on} {m2}, and {c} {x} {on} {m3}. How many {x} did {n} {verb} in total?",
                 f"{on.capitalize()} {m1} {n} {past} {a} {x}. Then {he} {past} {b} {on} {m2} and {c} {on} {m3}. How many {x} did {he} {verb} altogether?",
                 f"{n} {past} {x} in three {joint}: {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. What is the total?",
                 f"First {n} {past} {a} {x} {on} {m1}, then {b} {on} {m2}, and then {c} {on} {m3}. How many {x} did {he} {verb} in all?",
                 f"{n} {past} {a} {x} {on} {m1}. {He} {past} {b} {on} {m2}. {He} {past} {c} {on} {m3}. How many {x} did {he} {verb}?",
                 f"How many {x} did {n} {verb} in three {joint} if it was {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}?",
                 f"From {m1} to {m3} {n} {past} {a}, {b} and {c} {x}. How many {x} is that altogether?",
                 f"With {a} {x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}, how many {x} did {n} {verb}?",
                 f"How many {x} did {n} {verb} from {m1} to {m3}, with {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}?",
                 f"{n} wrote down how many {x} {he} {past}: {a} {on} {m1}, {b} {on} {m2}, {c} {on} {m3}. How many {x} did {he} {verb} in total?")
    return (a, b, c), ((text, final(f"In two {joint} {he} {past} {e1} {x}. In three {joint} {he} {past} {e2} {x}.", q)),)
