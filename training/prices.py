"""Short word problems of money: prices of several things, sums of two prices, change."""
from .drawing import add, family, final, mul, sub
from .having import CHEAP, FOOD, OBJECTS, forms, small, who


@family(1.5)
def prices(d):
    w, kind = who(d, others=False), d.rng.random()
    s, S, t, T, he, He, has, does = forms(w)
    unit = d.one("dollars", "dollars", "dollars", "euros", "euros", "pounds", "coins")
    sign = unit == "dollars" and d.rng.random() < 0.35
    x = d.pick([x.replace("_", " ") for x in FOOD + OBJECTS[:24] if x not in CHEAP])

    def cost(n):
        return f"${n}" if sign else f"{n} {unit}"

    buys, pays, gets = w.v(("buy", "buys")), w.v(("pay", "pays")), w.v(("get", "gets"))
    if kind < 0.35:
        k, p = d.num(2, 9), d.num(2, 9 if d.rng.random() < 0.8 else 12)
        e, q = mul(k, p)
        P = cost(p)
        text = d.say(f"{S} {buys} {k} {x} at {P} each. How much {does} {he} pay?",
                     f"{k} {x} at {P} each. How much in total?",
                     f"How much do {k} {x} cost at {P} each?",
                     f"How much are {k} {x} if each one costs {P}?",
                     f"Each of the {x} costs {P}. {S} {buys} {k}. How much {does} {he} spend?",
                     f"If {s} {buys} {k} {x} for {P} each, what is the total price?",
                     f"{S} bought {k} {x}. Each one cost {P}. How much did {he} spend?",
                     f"What do {k} {x} cost when one costs {P}?",
                     f"The {x} cost {P} each. What is the price of {k} {x}?",
                     f"{S} {pays} {P} for each of {k} {x}. How much is that altogether?",
                     f"In a shop, {x} are {P} each. {S} {has} to pay for {k} of them. How much is it?",
                     f"{S} {buys} {k} {x}, {P} apiece. Total?",
                     f"{k} {x}, {P} each, what is the total cost?",
                     f"{S} sold {k} {x} for {P} each. How much money did {he} make?",
                     f"I want to buy {k} {x}. They are {P} each. How much money do I need?",
                     f"Find the total price of {k} {x} at {P} a piece.",
                     f"How much money {does} {s} need for {k} {x} at {P} each?",
                     f"{S} {has} {k} {x} in {w.his} cart, and each of them is {P}. How much must {he} pay?")
        return (k, p, 0), ((text, final(f"The total is {e} {unit}.", q)),)
    if kind < 0.6:
        p = d.num(2, 45)
        a = d.pick([n for n in (5, 10, 10, 20, 20, 50, 50, 100) if n > p + 1][:3])
        e, q = sub(a, p)
        A, P = cost(a), cost(p)
        thing = d.one("a book", "a toy", "a shirt", "a sandwich", "a ticket", "a cake", "a ball", "a game", "a hat", "lunch", "a pizza", f"some {x}")
        text = d.say(f"{S} {buys} {thing} for {P} and {pays} with {A}. How much change {does} {he} get?",
                     f"{S} {has} {A} and {buys} {thing} for {P}. How much money {does} {he} have left?",
                     f"How much change {does} {s} get from {A} if {he} {pays} {P}?",
                     f"If {s} {pays} {P} with {A}, how much change {does} {he} get?",
                     f"{S} bought {thing} that cost {P}. {He} gave the cashier {A}. How much change did {he} get?",
                     f"{thing[0].upper()}{thing[1:]}: {P}. {S} {pays} with {A}. What is the change?",
                     f"The price is {P}. {S} {has} {A}. How much {does} {he} have after paying?",
                     f"{S} {has} {A}. {He} {buys} {thing} for {P}. How much is left?",
                     f"What is the change from {A} for {thing} at {P}?",
                     f"{S} had {A}, bought {thing} for {P}. How much left?",
                     f"{S} {pays} {A} for something that costs {P}. How much {does} {he} get back?",
                     f"{S} {has} {A} in {w.his} pocket. After buying {thing} for {P}, how much {does} {he} still have?",
                     f"With {A}, {s} {buys} {thing} for {P}. How much money is left over?",
                     f"At the shop {s} {buys} {thing} for {P}. {He} had {A}. How much money {does} {he} have now?",
                     f"{S} gave {A} to the seller for {thing} at a price of {P}. What change should {he} get?")
        back, known = "change" in text or "get back" in text, s in text or S in text
        has, gets = (has, gets) if known else ("have", "get")
        return (a, p, 2), ((text, final(f"{w.answers(text) if known else 'You'} {gets if back else has} {e} {unit} "
                                        f"{'back' if back else 'left'}.", q)),)
    if kind < 0.8:
        a, b = small(d), small(d)
        things = ["book", "toy", "shirt", "sandwich", "ticket", "cake", "ball", "game", "hat", "pizza", "cup", "pen", "coffee", "bag",
                  "scarf", "salad"]
        u, v = d.rng.sample(things, 2)
        e, q = add(a, b)
        A, B = cost(a), cost(b)
        text = d.say(f"{S} {buys} a {u} for {A} and a {v} for {B}. How much {does} {he} spend?",
                     f"A {u} costs {A} and a {v} costs {B}. How much do they cost together?",
                     f"How much are a {u} for {A} and a {v} for {B} together?",
                     f"If a {u} is {A} and a {v} is {B}, what is the total?",
                     f"{S} bought a {u} for {A}. {He} also bought a {v} for {B}. How much did {he} pay in total?",
                     f"A {u} for {A}, a {v} for {B}. Total price?",
                     f"How much {does} {s} pay if {he} {buys} a {u} for {A} and a {v} for {B}?",
                     f"{S} {pays} {A} for a {u} and {B} for a {v}. How much is that in all?",
                     f"The {u} is {A}. The {v} is {B}. What do both cost?",
                     f"{S} spent {A} on a {u} and {B} on a {v}. What is the sum?",
                     f"I want a {u} and a {v}. The {u} costs {A} and the {v} costs {B}. How much money do I need?",
                     f"The {v} costs {B} and the {u} costs {A}. How much for both?",
                     f"First {s} {buys} a {u} for {A}, then a {v} for {B}. How much money did {he} spend?",
                     f"What is the total cost when {s} {buys} a {u} at {A} and a {v} at {B}?",
                     f"{S} {has} to pay {A} for the {u} and {B} for the {v}. How much must {he} pay altogether?")
        return (a, b, 3), ((text, final(f"The total is {e} {unit}.", q)),)
    k, p = d.num(2, 7), d.num(2, 9)
    e1, cost_all = mul(k, p)
    fits = [n for n in (10, 15, 20, 25, 30, 40, 50, 100) if n > cost_all + 1][:3]
    a = d.pick(fits)
    e2, q = sub(a, cost_all)
    A, P = cost(a), cost(p)
    text = d.say(f"{S} {buys} {k} {x} at {P} each and {pays} with {A}. How much change {does} {he} get?",
                 f"{S} {has} {A}. {He} {buys} {k} {x} at {P} each. How much money {does} {he} have left?",
                 f"{k} {x} at {P} each. How much change from {A}?",
                 f"How much is left of {A} if {s} {buys} {k} {x} for {P} each?",
                 f"If {s} {buys} {k} {x} at {P} each, how much change {does} {he} get from {A}?",
                 f"{S} had {A} and bought {k} {x}. Each one cost {P}. How much {does} {he} have now?",
                 f"The {x} cost {P} each. {S} {buys} {k} and {pays} with {A}. What is the change?",
                 f"{S} {pays} {A} for {k} {x} that cost {P} each. How much {does} {he} get back?",
                 f"What change {does} {s} get from {A} for {k} {x} at {P} each?",
                 f"{S} {has} {A}, {buys} {k} {x}, {P} each. How much left?",
                 f"With {A}, {s} {buys} {k} {x} for {P} apiece. How much money is left?",
                 f"{S} went to the shop with {A} and bought {k} {x} at {P} each. How much money did {he} bring home?",
                 f"I have {A}. I want {k} {x}, and each costs {P}. How much will I have left?",
                 f"{S} bought {k} {x} for {P} each. {He} gave the cashier {A}. How much change did {he} get?",
                 f"After buying {k} {x} at {P} each, how much {does} {s} have left from {A}?",
                 f"{S} {buys} {k} {x} in a shop where each of them is {P}. How much change should {he} get for {A}?")
    return (a, k, p), ((text, final(f"The {x} cost {e1} {unit}. There are {e2} {unit} left.", q)),)
