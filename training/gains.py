"""Short word problems of gains and losses: what is left, how many there are now, what two gifts leave."""
from .drawing import add, family, final, sub, up
from .having import ME, asks, forms, later, name, other, small, stuff, taken, who

# (what it is, unit, how it is now, ways to rise, ways to sink)
RISES = (("the plant", "centimeters tall", "grows grew|gets got taller by", ""), ("the water in the pool", "inches deep", "rises rose", "sinks sank"),
         ("the temperature", "degrees", "rises rose|goes went up by", "falls fell|drops dropped"),
         ("the candle", "inches tall", "", "burns burned down"),
         ("the balloon", "feet up", "rises rose", "sinks sank"), ("the tower of blocks", "inches tall", "grows grew", "gets got smaller by"),
         ("the snow", "inches deep", "gets got deeper by", "melts melted by"), ("the puppy", "pounds", "gains gained", "loses lost"),
         ("the snake", "inches long", "grows grew", ""), ("the rope", "feet long", "", "gets got shorter by"),
         ("the drone", "feet high", "climbs climbed", "drops dropped"))


def moved(d, a, b, rises):
    """Something that is `a` high and rises or sinks by `b`: the question, and a sentence that waits for the equation; None if it does not."""
    x, unit, *ways = d.pick(RISES)
    if not (way := ways[0 if rises else 1]):
        return None
    present, past, *rest = d.pick(way.split("|")).split(" ")
    by, one, past_time = " ".join(["", *rest]), unit.split()[0], d.rng.random() < 0.6
    does, is_, X = (past if past_time else present) + by, "was" if past_time else "is", up(x)
    is_, now = ("weighed" if past_time else "weighs", "does {} weigh") if one == "pounds" else (is_, "is {}")
    how = {"tall": "How tall", "deep": "How deep", "up": "How high", "high": "How high", "long": "How long"}.get(unit.split()[-1], "How much")
    ask = f"What {now.format(x)}" if how == "How much" else f"{how} {now.format(x)}"
    it = ask.replace(x, "it")
    text = d.one(f"{X} {is_} {a} {unit}. It {does} {b} {one}. {ask} now?", f"{X} {is_} {a} {unit} and then it {does} {b} {one}. {it} now?",
                 f"{X} {is_} {a} {unit} at first. Then it {does} {b} {one}. {it} then?",
                 f"At first {x} {is_} {a} {unit}. Later it {does} {b} {one}. {it} now?",
                 f"{X} {is_} {a} {unit}. After a while it {does} another {b} {one}. {it} now?" if rises else f"{X} {is_} {a} {unit}, but it "
                 f"{does} {b} {one}. {it} now?",
                 f"{ask} now if it {is_} {a} {unit} and {does} {b} {one}?",
                 f"If {x} {is_} {a} {unit} and {does} {b} {one}, {it[0].lower()}{it[1:]} now?",
                 f"In the morning {x} {is_} {a} {unit}. By noon it {does} {b} {one}. {it} now?"
                 if past in ("rose", "fell") else f"{X} {is_} {a} {unit}. Since then it {does} {b} {one}. {ask} today?")
    return text, f"{'It weighs' if one == 'pounds' else 'It is'} {{}} {unit}{'' if one == 'pounds' else ' now'}."


# (what happens, unit, when and when)
HAPPENS = (("it snowed", "inches"), ("it rained", "hours"), ("it rained", "millimeters"), ("we drove", "miles"), ("{n} walked", "blocks"),
           ("{n} ran", "laps"),
           ("I read", "pages"), ("{n} practiced", "minutes"), ("we sold", "tickets"), ("we picked", "apples"), ("{n} jumped", "times"),
           ("my garden gave me", "tomatoes"), ("our hens laid", "eggs"), ("{n} did", "push-ups"), ("the team scored", "points"),
           ("{n} wrote", "letters"))
TWICE = (("on Monday", "on Tuesday"), ("on Friday", "on Saturday"), ("on Saturday", "on Sunday"), ("yesterday", "today"),
         ("before lunch", "after lunch"),
         ("in the morning", "in the afternoon"), ("last week", "this week"), ("in May", "in June"))


def both_days(d, a, b):
    """What happened on two days together: the question, and a sentence that waits for the equation."""
    (what, unit), (one, two) = d.pick(HAPPENS), d.pick(TWICE)
    what = what.format(n=d.n)
    s = what.rsplit(" ", 1)[0] if what != "my garden gave me" else "my garden"
    W, T, O = up(what), up(two), up(one)
    if unit == "points" and d.rng.random() < 0.7:
        one, two = "in the first half", "in the second half"
        T, O = up(two), up(one)
    text = d.one(f"{O} {what} {a} {unit}, and {two} another {b}. How many {unit} is that in all?",
                 f"{W} {a} {unit} {one} and {b} {unit} {two}. How many {unit} is that?",
                 f"{W} {a} {unit} {one}, then {b} more {two}. How many {unit} in total?",
                 f"{W} {a} {unit} {one}. {T} it was {b}. How many {unit} is that altogether?",
                 f"{O}: {a} {unit}. {T}: {b} {unit}. How many {unit} altogether?",
                 f"How many {unit} is it in all if {what} {a} {unit} {one} and {b} {two}?",
                 f"If {what} {a} {unit} {one} and {b} {two}, how many {unit} is that together?",
                 f"{W} {a} {unit} {one} and then {b} more {unit} {two}. What is the total?", f"{W} {a} {unit} {one} and {b} {two}. Find the total.",
                 f"{what.lower() if s in ('it', 'we') else what} {a} {unit} {one} and {b} {unit} {two}, how many {unit} is that",
                 f"{W} {a} {unit}, took a break, and then it was {b} more. How many {unit} in all?" if s == d.n else
                 f"{O} {what} {a} {unit} and {two} {b} {unit}. How many {unit} was it in total?")
    return text, f"In all that is {{}} {unit}."


@family(1.0)
def left(d):
    w, m, (a, b) = who(d, others=False), stuff(d, 0.3), taken(d)
    if not d.new and a - b > 1 and d.rng.random() < 0.12:
        if not (asked := moved(d, a, b, False)):
            return None
        e, q = sub(a, b)
        return (a, b), ((asked[0], final(asked[1].format(e), q)),)
    s, S, t, T, he, He, has, does = forms(w)
    lose = m.lose(d)
    loses, lost = w.v(lose), lose[2]
    many, many_are = asks(d, m)
    low, much = f"{many[0].lower()}{many[1:]}", "much" if m.kind == "money" else "many"
    e, q = sub(a, b)
    A, B, Bx = m.n(a), later(d, m, b), m.n(b)
    text = d.say(f"{S} {has} {A}. {He} {loses} {B}. {many} {does} {he} have left?",
                 f"{S} had {A}. {He} {lost} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A} and {loses} {B}. {many_are} left?",
                 f"{many} {does} {s} have left if {he} had {A} and {lost} {B}?",
                 f"If {s} {has} {A} and {loses} {B}, {low} {does} {he} have left?",
                 f"{S} {has} {A}, {loses} {B}. {many_are} left?",
                 f"{S} had {A} but {lost} {B}. {many} {does} {t} still have?",
                 f"There was {s} with {A}. {T} {lost} {B}. {many_are} left?"
                 if w.s.startswith("a ") else f"{S} had {A} this morning and then {he} {lost} {B}. {many_are} left?",
                 f"{S} started with {A}. Today {he} {lost} {B}. What is left?",
                 f"{many_are} left of {A} if {s} {loses} {Bx}?",
                 f"Yesterday {s} had {A}. Today {he} {loses} {B}. {many} {does} {he} have left?",
                 f"{S} {loses} {b} of {w.his} {A if not m.sign else f'{a} {m.x}'}. {many_are} left?",
                 f"From {A}, {s} {loses} {Bx}. {many} {does} {he} still have?",
                 f"{S} {loses} {Bx}. Before that {he} had {A}. {many} {does} {he} have now?",
                 f"{A}, {s} {loses} {Bx}. How {much} left?",
                 f"{S} {has} {A}. {many} {does} {he} have left after {he} {loses} {B}?",
                 f"{S} had {A}. After {he} {lost} {B}, {low} did {he} have?",
                 f"{S} {has} {A}. Then {he} {loses} {B}. How {much} {does} {he} have left?",
                 f"{S} had {A} in {w.his} bag. When {he} came home, {he} saw that {b} {'of them were' if m.kind != 'money' else f'{m.x} were'} "
                 f"gone. {many_are} still there?",
                 f"{S} got {A} and {he} {lost} {B} today. What does that leave?",
                 f"{S} went out with {A}. {He} {lost} {B}. {many} did {he} come back with?",
                 f"{S} {has} {A}. If {he} {loses} {B}, {low} will {he} have left?",
                 f"{many_are} left when {s} {loses} {b} out of {a} {m.x}?",
                 f"Can you tell me {low} {s} {has} left if {he} had {A} and {lost} {B}?",
                 f"{S} {has} {A}. Tomorrow {he} will {lose[0]} {B}. {many} will {he} still have then?",
                 f"On a rainy Tuesday {s} {lost} {Bx}. {He} had {A} to begin with. {many} {does} {he} have now?",
                 f"Starting with {A}, {s} {lost} {Bx}. {many_are} left over?",
                 f"Of the {a} {m.x} that {s} had, {b} are gone. {many_are} left?",
                 f"Please work out {low} {s} {has} left. {He} had {A} and {lost} {B}.",
                 f"Quick question: {s} had {A} and {lost} {B}. What {does} {he} have left?",
                 f"{A} minus the {b} that {s} {lost}: how {much} {does} {he} have left?",
                 f"It was a sunny day. {S} had {A} and {lost} {B}. {many} did {he} have after that?",
                 f"{S} {lost} {Bx} out of a total of {A}. {many} {does} {t} have left?",
                 f"{S} had {A} and {lost} {B}, so {low} {'remains' if 'much' in low else 'remain'}?",
                 f"Suppose {s} {has} {A}, and then {he} {loses} {B}. {many} would remain?",
                 f"{S} no longer {has} {A}, because {he} {lost} {B}. {many} {does} {he} have now?",
                 f"On Monday {s} {has} {A}, and on Tuesday {he} {loses} {B}. {many} {does} {he} have on Wednesday?",
                 f"{many} {does} {s} have left? {He} had {A}, but {he} {lost} {B}.",
                 f"{many} will be left if {s} {has} {A} and {loses} {B}?",
                 f"{S} had exactly {A}, and then {he} {lost} {B}. {many} {does} {he} still have now?")
    return (a, b), ((text, final(f"{w.answers(text)} {has} {e} {m.x} left.", q)),)


@family(1.0)
def more(d):
    w, m, a, b = who(d, others=False), stuff(d), small(d), small(d)
    if not d.new and d.rng.random() < 0.25:
        if not (asked := both_days(d, a, b) if d.rng.random() < 0.65 else moved(d, a, b, True)):
            return None
        e, q = add(a, b)
        return (a, b), ((asked[0], final(asked[1].format(e), q)),)
    s, S, t, T, he, He, has, does = forms(w)
    gain, f = m.gain(d), other(d, w)
    gains, gained = w.v(gain), gain[2]
    many, _ = asks(d, m)
    low = f"{many[0].lower()}{many[1:]}"
    e, q = add(a, b)
    A, Bx, much = m.n(a), m.n(b), "much" if m.kind == "money" else "many"
    B = d.one(f"{b} more", f"{b} more", f"another {b}", f"another {b} {m.x}", f"{b} more {m.x}", Bx)
    text = d.say(f"{S} {has} {A}. {He} {gains} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A} and {gains} {B}. {many} {does} {he} have?",
                 f"{S} had {A}. Then {he} {gained} {B}. {many} {does} {he} have in total?",
                 f"If {s} {has} {A} and {gains} {B}, {low} {does} {he} have?",
                 f"{many} {does} {s} have if {he} {has} {A} and {gains} {B}?",
                 f"{S} {has} {A}, {gains} {B}. How {much} now?",
                 f"{S} {has} {A}. {up(f)} gives {w.him} {B}. {many} {does} {t} have now?",
                 f"{S} had {A} and {gained} {B} today. How {much} {does} {he} have altogether?",
                 f"{S} {gains} {A} in the morning and {Bx} in the afternoon. {many} {does} {he} have at the end of the day?",
                 f"Yesterday {s} {gained} {A}. Today {he} {gained} {B}. {many} {does} {he} have?",
                 f"{up(name(d, True))} gave {w.obj()} {Bx}. {T} already had {A}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {many} will {he} have after {he} {gains} {B}?",
                 f"{many} {does} {s} have after {he} {gains} {Bx}, when {he} had {A} before?",
                 f"{S} {has} {A}. {up(f)} brings {B} for {w.him}. What is the total?",
                 f"{S} {has} {A} at home and {Bx} in {w.his} bag. {many} {does} {he} have in all?",
                 f"{A} plus {Bx}: {low} {does} {s} have?",
                 f"{S} {has} {A}. {He} {gains} {B}. How {much} {does} {he} have?",
                 f"{S} {has} {A}. If {he} {gains} {B}, {low} will {he} have?",
                 f"{S} already had {A} when {he} {gained} {B}. {many} {does} {he} have now?",
                 f"At first {s} had {A}, later {he} {gained} {B}. {many} {does} {he} have all together?",
                 f"{S} had {A}, but now {he} {has} {b} more {m.x} than before. {many} {does} {he} have now?",
                 f"If {s} {has} {A} and somebody gives {w.him} {B}, {low} {does} {he} have then?",
                 f"On the way home {s} {gained} {Bx}. {He} had {A} before that. {many} {does} {he} have in total?",
                 f"{S} {has} {A} in one box and {Bx} in another. {many} {does} {he} have altogether?",
                 f"Suppose {s} {has} {A}, and then {he} {gains} {B}. How {much} would {he} have?",
                 f"Can you tell me {low} {s} {has} if {he} had {A} and then {gained} {B}?",
                 f"Quick question: {s} had {A} and {gained} {B}. {many} {does} {he} have in the end?",
                 f"{S} had {A} on Monday and {gained} {B} on Tuesday. {many} {does} {he} have on Wednesday?",
                 f"Starting with {A}, {s} {gained} {B}. What does that make?",
                 f"What is the total if {s} {has} {A} and {gains} {B}?",
                 f"{b} more {m.x} are added to the {a} that {s} already {has}. {many} {does} {t} have after that?",
                 f"It was a sunny day. {S} had {A} and {gained} {B}. {many} did {he} have in the evening?",
                 f"Please work out {low} {s} {has}. {He} had {A} at the start and {gained} {B}.",
                 f"Last week {s} {gained} {A}, and this week it was {Bx}. How {much} is that altogether?",
                 f"{S} {has} {A}. Tomorrow somebody will give {w.him} {B}. {many} will {he} have then?",
                 f"{many} will {s} have tomorrow if {he} {has} {A} today and somebody brings {w.him} {B}?",
                 f"{S} got {A} first and {Bx} later. {many} {does} {he} have in all?",
                 f"{many} {does} {s} have now? {He} had {A}, and then {he} {gained} {B}.",
                 f"Today {s} {gained} {Bx}, and {he} had {A} already. {many} {does} {he} have now?")
    return (a, b), ((text, final(f"{w.answers(text)} {has} {e} {m.x}.", q)),)


@family(1.0)
def two_gifts(d):
    w, m = who(d, others=False), stuff(d, 0.2)
    b, c, rest = small(d), small(d), small(d)
    a = b + c + rest
    if a > 60 and d.rng.random() < 0.9:
        return None
    s, S, t, T, he, He, has, does = forms(w)
    f = other(d, w)
    g = other(d, w, f)
    if w.him not in ("me", "us", "you") and not w.s.startswith(("your", "my ", "our")) and d.rng.random() < 0.1:
        f = "me"
    v, v3, past = d.one(("give", "gives", "gave"), ("give", "gives", "gave"), ("sell", "sells", "sold"), ("lend", "lends", "lent"),
                        ("hand", "hands", "handed")) if m.kind != "money" else d.one(("give", "gives", "gave"), ("lend", "lends", "lent"))
    v3 = w.v((v, v3))
    ing = {"give": "giving", "sell": "selling", "lend": "lending", "hand": "handing"}[v]
    many, many_are = asks(d, m)
    low = f"{many[0].lower()}{many[1:]}"
    e1, p = sub(a, b)
    e2, q = sub(p, c)
    A, B, C, Bx, much = m.n(a), later(d, m, b), m.n(c) if m.sign else str(c), m.n(b), "much" if m.kind == "money" else "many"
    text = d.say(f"{S} had {A}. {He} {past} {B} to {f} and {C} to {g}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {He} {v3} {B} to {f} and {C} to {g}. {many} {does} {he} have left?",
                 f"{S} {has} {A} and {v3} {B} to {f} and {C} to {g}. {many_are} left?",
                 f"{S} {has} {A}. First {he} {v3} {B} to {f}, then {C} to {g}. How {much} {does} {he} have left?",
                 f"If {s} {has} {A} and {v3} {B} to {f} and {C} to {g}, {low} {does} {he} have left?",
                 f"{many} {does} {s} have left if {he} had {A} and {past} {Bx} to {f} and {C} to {g}?",
                 f"{S} {has} {A}: {B} go to {f}, {C} to {g}. How {much} left?" if not m.sign else
                 f"{S} {has} {A}: {B} to {f}, {C} to {g}. How {much} left?",
                 f"{S} had {A}. {up(f) if f != 'me' else up(g)} got {B} and {g if f != 'me' else 'I'} got {C}. {many} {does} {t} still have?",
                 f"{S} {v3} {Bx} to {f} and {C} to {g}. {He} had {A} before. {many} {does} {he} have now?",
                 f"Of {w.his} {a} {m.x}, {s} {v3} {b} to {f} and {c} to {g}. {many} {does} {he} keep?",
                 f"{S} {has} {A}. After {ing} {B} to {f} and {C} to {g}, {low} {does} {he} have?",
                 f"{S} had {A}. {He} {past} {B} to {f}. Then {he} {past} {C} to {g}. {many} {does} {he} have left?",
                 f"{S} had {A}, {past} {f} {B}, and {past} {g} {C}. {many} {does} {he} have now?",
                 f"Yesterday {s} had {A}. Today {he} {past} {B} to {f} and {C} to {g}. {many_are} left?",
                 f"{S} took {A} to school. {He} {past} {B} to {f} and {C} to {g}. {many} did {he} bring home?",
                 f"{many_are} left when {s} {v3} {Bx} to {f} and {C} to {g} and {he} had {A} at first?",
                 f"{S} got {A} for {w.his} birthday and {past} {B} to {f} and {C} to {g}. How {much} {does} {he} have left?",
                 f"{S} {has} {A}. {He} {v3} {f} {B}. {He} also {v3} {g} {C}. {many} {does} {he} have left?",
                 f"{S} had {A}. {He} kept some but {past} {B} to {f} and {C} to {g}. {many} did {he} keep?",
                 f"{S} {has} {A} in a box. {He} {v3} {B} to {f} and {C} to {g}. {many_are} in the box now?",
                 f"{S} got {A} last week, then {past} {B} to {f} and later {C} to {g}. What {does} {he} have left?",
                 f"{S} had {A}, but {B} went to {f} and {C} went to {g}. {many} {does} {he} have left now?")
    return (a, b, c), ((text, final(f"{w.answers(text)} {has} {e1} {m.x}, then {e2} {m.x} left.", q)),)


@family(1.0)
def mine(d):
    m = stuff(d)
    many, many_are = asks(d, m)
    low, much = f"{many[0].lower()}{many[1:]}", "much" if m.kind == "money" else "many"
    f = other(d, ME)
    if d.rng.random() < 0.55:
        a, b = small(d), small(d)
        gain, _, gained = m.gain(d)
        e, q = add(a, b)
        A, Bx = m.n(a), m.n(b)
        B = d.one(f"{b} more", f"{b} more", f"another {b}", Bx)
        text = d.say(f"I have {A} and {gain} {B}. {many} do I have?",
                     f"I have {A}. I {gain} {B}. {many} do I have now?",
                     f"I had {A}. Then I {gained} {B}. How {much} do I have now?",
                     f"I have {A} and {f} gives me {B}. {many} do I have?",
                     f"If I have {A} and I {gain} {B}, {low} do I have?",
                     f"{many} do I have if I have {A} and {gain} {B}?",
                     f"I've got {A}. {up(f)} gives me {B}. How {much} have I got?",
                     f"I got {A} from {f} and {Bx} from my cousin Kim. {many} did I get?",
                     f"I have {A}, I {gain} {B}, how {much} do I have?",
                     f"Let's say I have {A}. Now I {gain} {B}. What do I have?",
                     f"I {gained} {A} yesterday and {Bx} today. {many} do I have?",
                     f"Suppose I have {A} and {gain} {B}. How {much} in total?",
                     f"My bag has {a} {m.x} in it. I put in {B}. {many_are} in my bag?",
                     f"{up(f)} gives me {Bx}. I already have {A}. {many} do I have now?",
                     f"Please tell me {low} I have: I had {A} and {gained} {B}.",
                     f"I have {A} in my left hand and {Bx} in my right hand. {many} do I have?",
                     f"{many} will I have when I {gain} {Bx}? I have {A} now.",
                     f"I only had {A}, but today I {gained} {B}. So {low} do I have now?")
        return (a, b, 0), ((text, final(f"You have {e} {m.x}.", q)),)
    a, b = taken(d)
    lose, _, lost = m.lose(d)
    e, q = sub(a, b)
    A, B, Bx = m.n(a), later(d, m, b), m.n(b)
    text = d.say(f"I have {A} and {lose} {B}. {many} do I have left?",
                 f"I have {A}. I {lose} {B}. How {much} do I have left?",
                 f"I had {A}. I {lost} {B}. {many} do I have now?",
                 f"I have {A} and I give {B} to {f}. {many} do I have?",
                 f"If I have {A} and {lose} {B}, {low} do I have left?",
                 f"{many} do I have left if I had {A} and {lost} {Bx}?",
                 f"I've got {A}. {up(f)} takes {B}. How {much} have I got left?",
                 f"I have {A}, I {lose} {B}, how {much} left?",
                 f"Let's say I have {A}. Now I {lose} {B}. What do I have left?",
                 f"I {lost} {b} of my {a} {m.x}. {many_are} left?",
                 f"Suppose I have {A} and {lose} {B}. How {much} will I have?",
                 f"My bag has {a} {m.x} in it. I take out {B}. {many_are} left in my bag?",
                 f"I give {f} {Bx}. I had {A} before. {many} do I have now?",
                 f"Please tell me {low} I have left: I had {A} and {lost} {B}.",
                 f"I had {A} yesterday. Today I have {b} {'less' if m.kind == 'money' else 'fewer'}. {many} do I have today?",
                 f"{up(f)} wants {b} of my {a} {m.x}. {many} will I keep?",
                 f"I had {A} with me, but on the way I {lost} {B}. So {low} do I have left?")
    return (a, b, 2), ((text, final(f"You have {e} {m.x} left.", q)),)
