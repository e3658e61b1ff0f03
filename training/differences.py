"""Short word problems of differences: how much older, longer or colder, how many more or fewer, by how many points."""
from .drawing import family, final, sub, up
from .having import forms, name, other, small, stuff, who

# (things, what one of them does, unit, more, less, of what)
MEASURED = (("tree house tower ladder wall fence plant", "is", "feet tall", "taller", "shorter", "height"),
            ("tower hill tree statue", "is", "meters high", "higher", "lower", "height"),
            ("boy girl horse", "is", "inches tall", "taller", "shorter", "height"),
            ("rope ribbon snake road bridge river rug", "is", "feet long", "longer", "shorter", "length"),
            ("pencil worm stick string", "is", "centimeters long", "longer", "shorter", "length"),
            ("bag box suitcase pumpkin dog melon", "weighs", "pounds", "heavier", "lighter", "weight"),
            ("cat parcel goose fish", "weighs", "kilos", "heavier", "lighter", "weight"),
            ("movie song lesson game", "takes", "minutes", "longer", "shorter", "length"),
            ("trip flight", "takes", "hours", "longer", "shorter", "length"),
            ("coat lamp chair hat game backpack", "costs", "dollars", "more expensive", "cheaper", "price"),
            ("shirt ticket toy cake", "costs", "euros", "more expensive", "cheaper", "price"),
            ("house tree bridge car", "is", "years old", "older", "newer", "age"),
            ("pool lake well pond", "is", "feet deep", "deeper", "shallower", "depth"),
            ("train car bird", "goes", "miles an hour", "faster", "slower", "speed"))
TEAMS = "Tigers Bears Lions Eagles Sharks Hawks Wolves Bulls Foxes Stars Rockets Panthers".split()
WHERE = ("in the club", "in the class", "at the farm", "in the shop", "in the box", "in the park", "at our school", "in the room")
PAIRS = (("boys", "girls"), ("red blocks", "green blocks"), ("cats", "dogs"), ("cows", "sheep"), ("apples", "pears"), ("forks", "spoons"),
         ("adults", "kids"), ("cars", "bikes"), ("pens", "pencils"), ("roses", "tulips"), ("chairs", "tables"), ("blue balloons", "pink balloons"),
         ("old books", "new books"), ("black socks", "white socks"), ("hens", "ducks"), ("cups", "plates"))


def compared(d, a, b):
    """How much older, taller or colder one is than another, with a > b: the question, and a sentence that waits for the equation."""
    kind, girl = d.rng.random(), d.rng.random() < 0.5
    if kind < 0.3:  # two ages
        old = ("my grandma", "my grandpa", "our neighbor") if a > 54 else ("my mom", "my dad", "my aunt", "my uncle", "our teacher") if a > 25 else \
            ("my sister", "my brother", "my cousin", name(d, girl), name(d, girl))
        young = ("my mom", "my aunt", "my uncle") if a > 54 and 25 < b < a - 15 else ()
        u, v, unit = d.pick(old), d.one(name(d, not girl), *young), "years"
        does, A, B = "is", d.one(f"{a}", f"{a} years old"), d.one(f"{b}", f"{b} years old")
        big, less, noun = "older", "younger", "age"
    else:
        things, does, unit, big, less, noun = d.pick(MEASURED)
        x = d.pick(things.split())
        c1, c2 = d.rng.sample(d.pick(("red blue green yellow white black", "red blue green yellow white black", "first second")).split(), 2)
        u, v = d.one((f"the {c1} {x}", f"the {c2} {x}"), (f"my {x}", f"{d.n}'s {x}"), (f"{d.n}'s {x}", f"{d.f}'s {x}"),
                     (f"our {x}", f"the {x} of our neighbor")) if x not in ("boy", "girl") else (d.n, d.f)
        A, B, unit = f"{a} {unit}", d.one(f"{b} {unit}", f"{b} {unit}", f"{b}"), unit.split()[0] if unit != "miles an hour" else unit
        if unit == "dollars" and d.rng.random() < 0.5:
            A, B = f"${a}", f"${b}"
    U, V = up(u), up(v)
    if kind > 0.9:
        text = d.one(f"{U} {does} {A} and {v} {does} {B}. What is the difference?",
                     f"{U} {does} {A}, {v} {does} {B}. What is the difference in {noun}?",
                     f"What is the difference in {noun} between {u} and {v}? {U} {does} {A} and {v} {does} {B}.",
                     f"{V} {does} {B} and {u} {does} {A}. By how many {unit} do they differ?",
                     f"{U}: {A}. {V}: {B}. What's the difference?", f"Find the difference in {noun}: {u} {does} {A}, {v} {does} {B}.")
        return text, f"The difference is {{}} {unit}."
    if kind > 0.7:
        text = d.one(f"{U} {does} {A} and {v} {does} {B}. How much {less} is {v}?",
                     f"{V} {does} {B}. {U} {does} {A}. How much {less} is {v} than {u}?",
                     f"How much {less} than {u} is {v}? {U} {does} {A}, and {v} {does} {B}.",
                     f"{U} {does} {A}, {v} {does} {B}. How much {less} is {v}?",
                     f"If {u} {does} {A} and {v} {does} {B}, how many {unit} {less} is {v}?",
                     f"{U} {does} {A}, but {v} {does} only {B}. By how many {unit} is {v} {less}?")
        return text, f"{V} is {{}} {unit} {less}."
    text = d.one(f"{U} {does} {A}, and {v} {does} {B}. How much {big} is {u} than {v}?", f"{U} {does} {A}. {V} {does} {B}. How much {big} is {u}?",
                 f"{V} {does} {B} and {u} {does} {A}. How much {big} is {u}?", f"{U} {does} {A}, {v} {does} {B}. how much {big} is {u}?",
                 f"How much {big} is {u} than {v} if {u} {does} {A} and {v} {does} {B}?",
                 f"If {u} {does} {A} and {v} {does} {B}, how much {big} is {u}?",
                 f"How many {unit} {big} is {u} than {v}? {U} {does} {A} and {v} {does} {B}.", f"{U}: {A}. {V}: {B}. How much {big} is {u}?",
                 f"{U} {does} {A} but {v} {does} only {B}. How many {unit} {big} is {u}?",
                 f"By how many {unit} is {u} {big} than {v}, when {u} {does} {A} and {v} {does} {B}?",
                 f"{V} {does} {B}. {U} {does} {A}. So how much {big} is {u}?",
                 f"{U} {does} {A} and {v} {does} {B}, so how much {big} is {u}?")
    return text, f"{U} is {{}} {unit} {big}."


def margin(d, a, b):
    """By how much a team won, how much colder it was, how many more or fewer there are, how much is still to be paid: with a > b."""
    kind = d.rng.randrange(4)
    if kind == 0:
        (t1, t2), unit = d.rng.sample(TEAMS, 2), d.one("points", "points", "points", "goals", "runs")
        t1, t2 = d.one((f"the {t1}", f"the {t2}"), (f"the {t1}", f"the {t2}"), ("our team", f"the {t2}"), (d.n, d.f))
        T1, T2, they = up(t1), up(t2), "we" if t1 == "our team" else t1
        text = d.one(f"{T1} scored {a} {unit} and {t2} {b}. By how many {unit} did {they} win?",
                     f"{T1} got {a} {unit}. {T2} got {b}. How many {unit} did {they} win by?",
                     f"{T2} had {b} {unit}, {t1} had {a} {unit}. How many more {unit} did {they} score?",
                     f"{T1} beat {t2} {a} to {b}. How many {unit} did {they} win by?",
                     f"The game ended {a} to {b} for {t1}. By how many {unit} did {they} win?",
                     f"How many more {unit} than {t2} did {t1} score if it was {a} to {b}?",
                     f"{T2} lost with {b} {unit} and {t1} won with {a}. What was the difference in {unit}?",
                     f"{T1} made {a} {unit} in the game. {T2} made {b}. How many more {unit} is that?")
        return text, f"{T1} won by {{}} {unit}."
    if kind == 1:
        then, now = d.one(("on Monday", "on Tuesday"), ("yesterday", "today"), ("at noon", "at night"), ("in July", "in October"),
                          ("inside", "outside"),
                          ("in the afternoon", "in the evening"), (f"at {d.n}'s house", f"at {d.f}'s house"))
        if d.rng.random() < 0.5:
            first, second, word = a, b, d.one("colder", "cooler")
        else:
            then, now, first, second, word = now, then, b, a, d.one("warmer", "hotter")
        is_, F = "is" if now in ("inside", "outside") else "was", up(then)
        text = d.one(f"It {is_} {first} degrees {then} and {second} degrees {now}. How much {word} {is_} it {now}?",
                     f"{F} it {is_} {first} degrees, and {now} it {is_} {second}. How many degrees {word} {is_} it {now}?",
                     f"The temperature {is_} {first} degrees {then} and {second} degrees {now}. How much {word} {is_} it {now}?",
                     f"How much {word} {is_} it {now} if it {is_} {first} degrees {then} and {second} degrees {now}?",
                     f"{first} degrees {then}, {second} degrees {now}. How much {word} {is_} it {now}?",
                     f"By how many degrees {is_} it {word} {now} than {then}? It {is_} {first} degrees {then} and {second} {now}.")
        return text, f"It {is_} {{}} degrees {word} {now}."
    if kind == 2:
        (u, v), at = d.rng.sample(d.pick(PAIRS), 2), d.pick(WHERE)
        if d.rng.random() < 0.5:
            text = d.one(f"There are {a} {u} and {b} {v} {at}. How many more {u} than {v} are there?",
                         f"There are {b} {v} and {a} {u} {at}. How many more {u} are there?",
                         f"If there are {a} {u} and {b} {v} {at}, how many more {u} are there?",
                         f"{up(at)} there are {a} {u} but only {b} {v}. How many more {u} is that?",
                         f"{a} {u} and {b} {v} are {at}. How many more {u} are there than {v}?",
                         f"We counted {a} {u} and {b} {v}. How many more {u} than {v} did we count?",
                         f"{a} {u}, {b} {v}. How many more {u}?", f"How many more {u} than {v} do we have with {a} {u} and {b} {v}?")
            return text, f"There are {{}} more {u}."
        text = d.one(f"There are {a} {u} and {b} {v} {at}. How many fewer {v} than {u} are there?",
                     f"There are {b} {v} and {a} {u} {at}. How many fewer {v} are there?",
                     f"How many fewer {v} than {u} are {at} with {b} {v} and {a} {u}?",
                     f"{up(at)} there are {a} {u} but only {b} {v}. How many fewer {v} is that?",
                     f"{a} {u} and {b} {v}: how many fewer {v} are there?", f"We have {a} {u} and {b} {v} {at}. How many fewer {v} do we have?")
        return text, f"There are {{}} fewer {v}."
    thing = d.one("a bike", "a game", "a scooter", "a robot", "a kite", "new shoes", "a ball", "a camera", "a present", "a puzzle",
                  "a skateboard", "a backpack")
    n, he, unit = d.n, d.he, d.one("dollars", "dollars", "euros")
    cost = "cost" if thing == "new shoes" else "costs"
    A, B = (f"${a}", f"${b}") if unit == "dollars" and d.rng.random() < 0.5 else (f"{a} {unit}", d.one(f"{b} {unit}", str(b)))
    text = d.one(f"{n} wants {thing} for {A}. {d.He} has saved {B}. How much more money does {he} need?",
                 f"{up(thing)} {cost} {A}. {n} has {B}. How much more does {n} need?", f"{n} is saving for {thing}. The price is {A}, "
                 f"and {he} has {B} so far. How much is missing?",
                 f"{n} has {B} and wants to buy {thing} for {A}. How many more {unit} does {he} need?",
                 f"How much more money does {n} need to buy {thing} "
                 f"for {A} if {he} has {B}?", f"{n} needs {A} for {thing}. So far {he} has saved {B}. How many {unit} must {he} still save?",
                 f"{n} wants to buy {thing}. The price is {A} but {he} only has {B}. how much more does {he} need?",
                 f"{n} has already saved {B} of the {A} that {thing} {cost}. How much does {he} still need?")
    return text, f"{n} needs {{}} {unit} more."


@family(1.0)
def difference(d):
    w, m = who(d, others=False), stuff(d)
    while w.s == "two friends" or " and " in w.s:
        w = who(d)
    rest, b = small(d), small(d)
    a = b + rest
    if not d.new and d.rng.random() < 0.45:
        e, q = sub(a, b)
        text, told = (compared if d.rng.random() < 0.5 else margin)(d, a, b)
        return (a, b, 0), ((text, final(told.format(e), q)),)
    s, S, t, T, he, He, has, does = forms(w)
    o = other(d, w, whose="my")
    if not w.many and not w.s.startswith(("my", "our", "your")) and d.rng.random() < 0.15:
        o = "I"
    O, ohas, odoes, than = up(o), "have" if o == "I" else "has", "do" if o == "I" else "does", "me" if o == "I" else o
    A, B = m.n(a), d.one(m.n(b), m.n(b) if m.sign else str(b))
    Bx, money = m.n(b), m.kind == "money"
    fewer, much = d.one("less", "less") if money else d.one("fewer", "fewer", "less"), "much" if money else "many"
    x = d.one("", f" {m.x}") if not money else ""
    e, q = sub(a, b)
    if d.rng.random() < 0.6:
        text = d.say(f"{S} {has} {A} and {o} {ohas} {B}. How {much} more{x} {does} {he} have than {than}?",
                     f"{S} {has} {A}. {O} {ohas} {B}. How {much} more{x} {does} {t} have?",
                     f"How {much} more{x} {does} {s} have if {he} {has} {A} and {o} {ohas} {B}?",
                     f"If {s} {has} {A} and {o} {ohas} {B}, how {much} more{x} {does} {t} have than {than}?",
                     f"{S} {has} {A}, {o} {ohas} {B}. How {much} more?",
                     f"{O} {ohas} {Bx} and {s} {has} {a if not m.sign else A}. How {much} more{x} {does} {t} have than {than}?",
                     f"{S} bought {A}. {O} bought {B}. How {much} more{x} did {t} buy?" if not money else
                     f"{S} spent {A}. {O} spent {B}. How much more did {t} spend?",
                     f"{S} found {A}, and {o} found {B}. How {much} more{x} did {t} find than {than}?",
                     f"{S} {has} {A} and {o} {ohas} {B}. What is the difference?",
                     f"How {much} more{x} than {than} {does} {s} have, when {he} {has} {A} and {o} {ohas} {B}?",
                     f"{S} {has} {A}. {O} only {ohas} {B}. How {much} more is that?",
                     f"Who has more, and by how much: {w.obj()} with {A} or {than} with {Bx}?",
                     f"{S} {'want' if w.many else 'wants'} to have {A} but {has} {B}. How {much} more{x} {does} {he} need?",
                     f"{S} {'need' if w.many else 'needs'} {A}. {He} {has} {B} now. How {much} more{x} {does} {he} need?",
                     f"There are {A} for {w.obj()} and {B} for {than}. How {much} more{x} {does} {t} get?",
                     f"{S} counted {A} and {o} counted {B}. By what number is the first count larger?",
                     f"{O} would like to have as {much}{x} as {w.obj()}. {O} {ohas} {Bx} and {s} {has} {A}. How {much} more{x} {odoes} {o} need?")
        need = "need" in text
        if need and not text.startswith(S):
            subject = "You" if o == "I" else O
        else:
            subject = up(t) if text.startswith("Who") and w.you != "You" else w.answers(text)
        verb = ("need" if need else "have") if subject == "You" or subject != O and w.many else ("needs" if need else "has")
        return (a, b, 0), ((text, final(f"{subject} {verb} {e} {m.x + ' more' if money else 'more ' + m.x}.", q)),)
    text = d.say(f"{S} {has} {B if m.sign else Bx} and {o} {ohas} {A}. How {much} {fewer}{x} {does} {he} have than {than}?",
                 f"{S} {has} {Bx}. {O} {ohas} {A}. How {much} {fewer}{x} {does} {t} have?",
                 f"How {much} {fewer}{x} {does} {s} have if {he} {has} {Bx} and {o} {ohas} {A}?",
                 f"If {o} {ohas} {A} and {s} {has} {B}, how {much} {fewer}{x} {does} {t} have?",
                 f"{O} {ohas} {A}, {s} {has} {B}. How {much} {fewer}?",
                 f"{O} {ohas} {A} and {s} {has} {B}. How {much} {fewer}{x} {does} {t} have than {than}?",
                 f"{O} bought {A}. {S} bought {B}. How {much} {fewer}{x} did {t} buy?" if not money else
                 f"{O} spent {A}. {S} spent {B}. How much less did {t} spend?",
                 f"{O} found {A}, but {s} found only {B}. How {much} {fewer}{x} did {t} find?",
                 f"{S} {has} {Bx}, which is less than the {A} that {o} {ohas}. How {much} {fewer}?",
                 f"How {much} {fewer}{x} {does} {s} have than {than}? {S} {has} {Bx}, and {o} {ohas} {A}.",
                 f"{S} {has} only {Bx} while {o} {ohas} {A}. By how much {does} {t} have {fewer}?",
                 f"There are {A} for {than} and {B} for {w.obj()}. How {much} {fewer}{x} {does} {t} get?",
                 f"Compare {Bx} with {A}. {S} {has} the first and {o} {ohas} the second. How {much} {fewer}{x} {does} {t} have?",
                 f"{S} got {Bx} and {o} got {A} this time. How {much} {fewer}{x} did {t} get than {than}?")
    return (a, b, 2), ((text, final(f"{w.answers(text)} {has} {e} {m.x + ' less' if money else 'fewer ' + m.x}.", q)),)
