"""Word problems of two steps, each put together of clauses: what somebody has, what happens to it, and again; groups and then something more."""
from .drawing import add, div, family, final, mul, sub
from .everyday import asks, forms, later, other, small, stuff, up, who
from .words import BOXES, DAYS

# (base, third person, past) and the rest; {n}: how many, {f}: somebody else. The last of each list is held out.
GAINS = ((("get", "gets", "got"), "{n} from {f}"), (("get", "gets", "got"), "{n} for {his} birthday"), (("buy", "buys", "bought"), "{n} more"),
         (("find", "finds", "found"), "{n} more"), (("get", "gets", "got"), "another {n}"), (("find", "finds", "found"), "{n} at home"),
         (("get", "gets", "got"), "{n} as a present"), (("win", "wins", "won"), "{n}"), (("take", "takes", "took"), "{n} from {f}"),
         (("add", "adds", "added"), "{n}"), (("get", "gets", "got"), "{n} back from {f}"), (("receive", "receives", "received"), "{n} from {f}"),
         (("pick up", "picks up", "picked up"), "another {n}"))
LOSES = ((("give", "gives", "gave"), "{n} to {f}"), (("give", "gives", "gave"), "{f} {n}"), (("lose", "loses", "lost"), "{n}"),
         (("give away", "gives away", "gave away"), "{n}"), (("sell", "sells", "sold"), "{n}"), (("lend", "lends", "lent"), "{n} to {f}"),
         (("leave", "leaves", "left"), "{n} at home"), (("use", "uses", "used"), "{n}"), (("let", "lets", "let"), "{f} have {n}"),
         (("use up", "uses up", "used up"), "{n}"), (("send", "sends", "sent"), "{n} to {f}"), (("share", "shares", "shared"), "{n} with {f}"),
         (("hand", "hands", "handed"), "{n} to {f}"))
# (who, where, ways to come, ways to go)
PLACES = (("people", "on the bus", ("get on", "got on"), ("get off", "got off")), ("children", "on the bus", ("get on", "got on"), ("get off", "got off")),
          ("passengers", "on the train", ("get on", "got on"), ("get off", "got off")),
          ("birds", "in a tree", ("come", "came"), ("fly away", "flew away")),
          ("ducks", "on the pond", ("arrive", "arrived"), ("swim away", "swam away")), ("kids", "in the park", ("come", "came"), ("go home", "went home")),
          ("cars", "in the parking lot", ("arrive", "arrived"), ("drive away", "drove away")),
          ("guests", "at a party", ("arrive", "arrived"), ("leave", "left")),
          ("cookies", "on a plate", ("are added", "were added"), ("are eaten", "were eaten")),
          ("students", "in a room", ("come in", "came in"), ("leave", "left")),
          ("books", "on a shelf", ("are put there", "were put there"), ("are taken", "were taken")),
          ("fish", "in a tank", ("are added", "were added"), ("are sold", "were sold")),
          ("apples", "in a basket", ("are put in", "were put in"), ("are taken out", "were taken out")),
          ("cows", "in a field", ("come", "came"), ("leave", "left")),
          ("sheep", "in a barn", ("come in", "came in"), ("run out", "ran out")),
          ("kids", "in the pool", ("jump in", "jumped in"), ("get out", "got out")),
          ("boats", "in the harbor", ("come in", "came in"), ("sail away", "sailed away")),
          ("people", "in the queue", ("join", "joined"), ("leave", "left")),
          ("balloons", "at the party", ("are blown up", "were blown up"), ("pop", "popped")))
AGAIN = (" more", " more", "", " other")


def changes(d, a):
    """((grows, n, equation), ...), what is left: one to three events, mostly two, after `a`; a half now and then. None if they do not fit."""
    made, p = [], a
    for _ in range(d.one(1, 1, 1, 2, 2, 2, 2, 2, 3)):
        if p % 2 == 0 and p > 3 and d.rng.random() < 0.12:
            e, p = div(p, 2)
            made.append((False, "half", e))
            continue
        n, grows = small(d), d.rng.random() < 0.45
        if not grows and n >= p or grows and p + n > 60:
            return None
        e, p = (add if grows else sub)(p, n)
        made.append((grows, n, e))
    return (made, p) if not all(grows for grows, _, _ in made) or d.rng.random() < 0.4 else None


def told(d, w, m, events, past):
    """Each event as a clause without its subject."""
    texts = []
    for grows, n, _ in events:
        (verb, rest), f = d.pick((GAINS if grows else LOSES)[-1:] if d.new else (GAINS if grows else LOSES)[:-1]), other(d, w)
        if d.rng.random() < 0.35 and not d.new:
            verb, rest = (m.gain(d) if grows else m.lose(d)), d.one("{n}", "{n}", "{n} more") if grows else "{n}"
        it = "it" if m.kind == "money" else "them"
        amount = d.one(f"half of {it}", "half", f"half of {w.his} {m.x}") if n == "half" else m.n(n) if m.kind == "money" else later(d, m, n)
        if "more" in rest or "another" in rest:
            amount = str(n) if m.kind != "money" or m.sign else m.n(n)
        texts.append(f"{verb[2] if past else w.v(verb)} {rest.format(n=amount, f=f, his=w.his)}")
    return texts


@family(3.0)
def chain(d):
    w, m, a = who(d, others=False), stuff(d), small(d, 4)
    if d.rng.random() < 0.4:
        a = d.num(8, 40)
    if not (made := changes(d, a)):
        return None
    events, q = made
    s, S, t, T, he, He, has, does = forms(w)
    past = d.rng.random() < 0.6
    have = "had" if past else has
    A, clauses = m.n(a), told(d, w, m, events, past)
    many, many_are = asks(d, m)
    low = f"{many[0].lower()}{many[1:]}"
    more, last = clauses[:-1], clauses[-1]
    one = ", ".join(more)
    if not more:
        text = d.say(f"{S} {have} {A}. {He} {last}.", f"{S} {have} {A} and {last}.", f"{S} {have} {A}. Then {he} {last}.",
                     f"{S} {have} {A}, but {he} {last}.",
                     f"{S} {have} {A}. On {d.pick(DAYS)} {he} {last}.", f"At first {s} {have} {A}. Later {he} {last}.",
                     f"{S} {have} {A}, and then {he} {last}.", f"{S} {have} {A}. After a while {he} {last}.", f"{S} {have} {A}. Today {he} {last}.",
                     f"{S} {have} {A} in {w.his} bag. {He} {last}.", f"{S} {have} {A}. In the evening {he} {last}.",
                     f"{S} {have} {A} to begin with. Some time after that {he} {last}.")
    else:
        text = d.say(f"{S} {have} {A}. {He} {one} and {last}.", f"{S} {have} {A}. {He} {one} and then {last}.",
                     f"{S} {have} {A}. {He} {one}. Then {he} {last}.",
                     f"{S} {have} {A}. First {he} {one}. Then {he} {last}.", f"{S} {have} {A}, {one} and {last}.",
                     f"{S} {have} {A}. {He} {one}. {He} {last}.",
                     f"{S} {have} {A}. {He} {one}, then {he} {last}.", f"{S} {have} {A}, {one}, then {last}.",
                     f"{S} {have} {A}. {He} {one}. Later {he} {last}.",
                     f"{S} {have} {A} and {one}. After that {he} {last}.", f"At first {s} {have} {A}. {He} {one}, and {he} also {last}.",
                     f"{S} {have} {A}. On {d.pick(DAYS)} {he} {one}. On {d.pick(DAYS)} {he} {last}.", f"{S} {have} {A}, but {he} {one}. Then {he} {last}.",
                     f"{S} started with {A}, {one}, and {last}." if past else f"{S} {have} {A}, {one}, and {last}.",
                     f"{S} {have} {A} to begin with. {He} {one}, and after a while {he} {last}.")
    ask = d.say(f"{many} {does} {he} have now?", f"{many} {does} {t} have now?", f"{many} {does} {he} have left?", f"{many_are} left?",
                f"{many} {does} {t} have?",
                f"{many} {does} {he} have in the end?", f"{many} {does} {t} still have?", f"What {does} {he} have now?", f"Now {low} {does} {he} have?",
                f"{many} {does} {he} have at the end?", f"So {low} {does} {he} have?", f"How {'much' if m.kind == 'money' else 'many'} now?",
                f"{many} does that leave {w.him} with?")
    told_all = ", then ".join(f"{e} {m.x}" for _, _, e in events) + ("" if events[-1][0] else " left")
    text = f"{text} {ask}"
    return (a, *(n if n != "half" else 0 for _, n, _ in events)), ((text, final(f"{w.answers(text)} {has} {told_all}.", q)),)


@family(1.5)
def place(d):
    a = d.num(8, 40) if d.rng.random() < 0.6 else small(d, 4)
    if not (made := changes(d, a)) or "half" in [n for _, n, _ in made[0]]:
        return None
    events, q = made
    (x, where, come, go), past = d.pick(PLACES), d.rng.random() < 0.6
    clauses = [f"{n}{d.pick(AGAIN) if grows else d.one('', '', ' of them')} {(come if grows else go)[past]}" for grows, n, _ in events]
    if "bus" in where or "train" in where:
        stops = d.one((" at the first stop", " at the next stop", " at the last stop"),
                      (" at the first stop", " at the second stop", " at the third stop"), ("",) * 3)
        clauses = [c + stop for c, stop in zip(clauses, stops)]
    *more, last = clauses
    one, are = ", ".join(more), "were" if past else "are"
    if not more:
        text = d.say(f"There {are} {a} {x} {where}. {up(last)}.", f"There {are} {a} {x} {where}, and {last}.",
                     f"There {are} {a} {x} {where}. Then {last}.",
                     f"{a} {x} {are} {where}. {up(last)}.", f"{up(where)} there {are} {a} {x}. {up(last)}.", f"There {are} {a} {x} {where}, but {last}.",
                     f"We saw {a} {x} {where}. After that {last}.")
    else:
        text = d.say(f"There {are} {a} {x} {where}. {up(one)} and {last}.", f"There {are} {a} {x} {where}. {up(one)}, then {last}.",
                     f"There {are} {a} {x} {where}. {up(one)}. Then {last}.", f"{a} {x} {are} {where}. {up(one)} and {last}.",
                     f"{a} {x} {are} {where}. Then {one} and {last}.",
                     f"There {are} {a} {x} {where}. First {one}, then {last}.", f"There {are} {a} {x} {where}, then {one}, and {last}.",
                     f"{up(where)} there {are} {a} {x}. {up(one)} and later {last}.", f"We saw {a} {x} {where}. {up(one)}, and after that {last}.")
    ask = d.say(f"How many {x} are {where} now?", f"How many {x} are there now?", f"How many {x} are left?", f"How many {x} are still there?",
                f"How many are there now?",
                f"How many {x} are there in the end?", f"Now how many {x} are {where}?", f"How many {x} does that make?")
    return (a, *(n for _, n, _ in events)), ((f"{text} {ask}", final(f"There are {', then '.join(f'{e} {x}' for _, _, e in events)}.", q)),)


DAILY = ((("eat", "eats"), "cookies carrots apples scoops slices grapes sandwiches eggs"), (("read", "reads"), "pages stories comics poems"),
         (("drink", "drinks"), "cups glasses bottles"), (("run", "runs"), "laps kilometers miles rounds"),
         (("write", "writes"), "letters pages emails lines"),
         (("sell", "sells"), "cakes newspapers flowers tickets"), (("do", "does"), "exercises push-ups puzzles"), (("bake", "bakes"), "loaves pies cakes"),
         (("make", "makes"), "toys bracelets dolls cards"), (("walk", "walks"), "kilometers miles blocks"), (("learn", "learns"), "words songs"))
PETS = ("our dog", "my dog", "our cat", "the rabbit", "a monkey", "a horse")


@family(1.5)
def each_day(d):
    w, (verb, xs) = who(d), d.pick(DAILY)
    x, a, b, c = d.pick(xs.split()), d.num(1, 9), d.num(1, 9), d.num(2, 10)
    s, S, he = w.s, up(w.s), w.he
    v, do = w.v(verb), "do" if w.many else "does"
    if verb[0] in ("eat", "drink", "run") and d.rng.random() < 0.25:
        s = d.pick(PETS)
        S, v, do, he = up(s), verb[1], "does", d.one("it", "he", "she")
    first, then = d.one(("in the morning", "in the evening"), ("in the morning", "at night"), ("before lunch", "after lunch"), ("at home", "at school"),
                        ("in the morning", "in the afternoon"), ("for breakfast", "for dinner") if verb[0] == "eat" else ("at noon", "at night"))
    text = d.say(f"{S} {v} {a} {x} {first} and {b} {then}.", f"{S} {v} {a} {x} {first} and {b} {x} {then}.",
                 f"Every day {s} {v} {a} {x} {first} and {b} {then}.",
                 f"{S} {v} {a} {x} {first} and {b} more {then} every day.", f"Each day {s} {v} {a} {x} {first} and {b} {then}.",
                 f"{S} {v} {a} {x} {first} and another {b} {then}.", f"{up(first)} {s} {v} {a} {x}, and {then} {b}.",
                 f"{S} always {v} {a} {x} {first} and then {b} {then}.")
    ask = d.say(f"How many {x} {do} {he} {verb[0]} in {c} days?", f"How many {x} is that in {c} days?", f"How many {x} in {c} days?",
                f"How many {x} {do} {he} {verb[0]} in {c} days altogether?",
                f"In {c} days, how many {x} {do} {he} {verb[0]}?", f"What does that make in {c} days?",
                f"How many {x} {do} {he} need for {c} days?" if verb[0] in ("eat", "drink")
                else f"How many {x} in all in {c} days?", f"How many {x} does it come to over {c} days?")
    e1, p = add(a, b)
    e2, q = mul(p, c)
    begin = up(s) if s in PETS else w.answers(text)
    return (a, b, c), ((f"{text} {ask}", final(f"{begin} {v} {e1} {x} a day and {e2} {x} in {c} days.", q)),)


PAIRS = (("girls", "boys", "children", "teams", "team"), ("boys", "girls", "students", "groups", "group"), ("girls", "boys", "kids", "groups", "group"),
         ("men", "women", "people", "boats", "boat"), ("adults", "children", "people", "cars", "car"),
         ("red apples", "green apples", "apples", "bags", "bag"),
         ("roses", "tulips", "flowers", "vases", "vase"), ("white eggs", "brown eggs", "eggs", "boxes", "box"),
         ("red balls", "blue balls", "balls", "boxes", "box"),
         ("pens", "pencils", "things", "cups", "cup"), ("muffins", "cookies", "pieces", "plates", "plate"),
         ("blue beads", "white beads", "beads", "chains", "chain"),
         ("cats", "dogs", "animals", "cages", "cage"), ("novels", "comics", "books", "shelves", "shelf"))


@family(1.5)
def both_split(d):
    x, y, both, many, one = d.pick(PAIRS)
    c, k = d.num(2, 8), d.num(2, 9)
    a = d.num(1, c * k - 1)
    b = c * k - a
    per = d.rng.random() < 0.55  # groups of c; else c groups
    e1, p = add(a, b)
    e2, q = div(p, c)
    head = d.say(f"There are {a} {x} and {b} {y}.", f"We have {a} {x} and {b} {y}.", f"{d.n} has {a} {x} and {b} {y}.", f"{a} {x} and {b} {y} are here.",
                 f"There are {a} {x} and there are {b} {y}.",
                 f"{d.n} sees {a} {x} and {b} {y}.", f"There are {a} {x}, and with them {b} {y}.")
    if per:
        ask = d.say(f"They make {many} of {c}. How many {many} are there?", f"They are split into {many} of {c}. How many {many} are there?",
                    f"{c} fit in one {one}. How many {many} are needed?",
                    f"There are {c} in each {one}. How many {many} are there?", f"How many {many} of {c} is that?",
                    f"How many {many} of {c} {both} can be made?",
                    f"If each {one} has {c} {both}, how many {many} are there?", f"How many {many} do we need, with {c} in each?")
        done = f"That is {e2} {many}."
    else:
        ask = d.say(f"They make {c} equal {many}. How many {both} are in each {one}?", f"They are split into {c} {many}. How many are in each {one}?",
                    f"They go into {c} {many}, the same number in each. How many {both} are in each {one}?",
                    f"How many {both} go into each of {c} {many}?",
                    f"Divided over {c} {many}, how many {both} is that for each {one}?")
        done = f"Each {one} has {e2} {both}."
    return (a, b, c, int(per)), ((f"{head} {ask}", final(f"There are {e1} {both}. {done}", q)),)


@family(2.5)
def filled(d):
    """Groups of the same size, and then some go, some come, or all are shared."""
    w, (many, one) = who(d,
                         others=False), d.pick(BOXES + [("packets", "packet"), ("packs", "pack"), ("bowls", "bowl"), ("plates", "plate"),
                                                        ("trays", "tray"), ("cartons", "carton")])
    m, a, b, kind = stuff(d, 0), d.num(2, 8), d.num(2, 12), d.rng.random()
    s, S, t, T, he, He, has, does = forms(w)
    past = d.rng.random() < 0.5
    have, x = "had" if past else has, m.x
    e1, p = mul(a, b)
    buy = ("bought" if past else w.v(("buy", "buys"))) if d.rng.random() < 0.4 else have
    head = d.say(f"{S} {buy} {a} {many} of {b} {x}.", f"{S} {buy} {a} {many} of {x} with {b} in each.",
                 f"{S} {buy} {a} {many} with {b} {x} in each {one}.",
                 f"{S} {buy} {a} {many} with {b} {x} each.", f"{S} {buy} {a} {many} of {x}. Each {one} has {b} {x}.",
                 f"{S} {buy} {a} {many}. There are {b} {x} in each {one}.",
                 f"{S} {buy} {a} {many} of {x}, {b} in each.", f"{S} {buy} {a} {many} of {x}. In every {one} there are {b}.",
                 f"{S} {buy} {a} {many} that hold {b} {x} each.")
    if kind < 0.35:  # shared
        options = [c for c in range(2, 11) if p % c == 0 and p // c <= 30 and c != p]
        if not options:
            return None
        c = d.pick(options)
        whom = d.one("friends", "friends", "children", "kids", "cousins", "people", "neighbors", "classmates")
        single = {"children": "child", "people": "person"}.get(whom, whom[:-1])
        share = "shared" if past else w.v(("share", "shares"))
        ask = d.say(f"{He} {share} all of them equally among {c} {whom}. How many {x} does each {single} get?",
                    f"{He} {share} the {x} among {c} {whom}. How many does each get?",
                    f"{c} {whom} share them equally. How many {x} does each {single} get?",
                    f"They are shared by {c} {whom}. How many {x} does each one get?", f"How many {x} does each of {c} {whom} get, if all get the same?",
                    f"{He} {share} all the {x} equally among {w.his} {c} {whom}. How many {x} does each one get?",
                    f"How many {x} are there for each of {c} {whom}?",
                    f"All the {x} go to {c} {whom}, the same number to each. How many {x} is that for one {single}?")
        e2, q = div(p, c)
        return (a, b, c, 0), ((f"{head} {ask}", final(f"{w.answers(head)} {has} {e1} {x}. Each {single} gets {e2} {x}.", q)),)
    grows, c = kind > 0.75, small(d)
    if not grows and c >= p:
        return None
    clause, = told(d, w, m, ((grows, c, ""),), past)
    e2, q = (add if grows else sub)(p, c)
    ask = d.say(f"{He} {clause}. How many {x} {does} {he} have now?", f"Then {he} {clause}. How many {x} {does} {he} have now?",
                f"{He} {clause}. How many {x} are {'there' if grows else 'left'}?",
                f"Then {he} {clause}. How many {x} {does} {t} have{'' if grows else ' left'}?",
                f"After that {he} {clause}. How many {x} are {'there' if grows else 'left'}?",
                f"{He} {clause}. How many {x} {does} {he} have{'' if grows else ' left'}?",
                f"{He} {clause}. What number of {x} {does} {he} have in the end?")
    return (a, b, c, 1 + grows), ((f"{head} {ask}", final(f"{w.answers(head)} {has} {e1} {x}, then {e2} {x}{'' if grows else ' left'}.", q)),)


JOBS = ((("mow", "mows"), "lawn", "lawns"), (("wash", "washes"), "car", "cars"), (("walk", "walks"), "dog", "dogs"), (("sell", "sells"), "cake", "cakes"),
        (("clean", "cleans"), "window", "windows"),
        (("deliver", "delivers"), "letter", "letters"), (("paint", "paints"), "fence", "fences"), (("sell", "sells"), "ticket", "tickets"),
        (("bake", "bakes"), "pie", "pies"),
        (("plant", "plants"), "tree", "trees"), (("work", "works"), "hour", "hours"), (("fix", "fixes"), "bike", "bikes"),
        (("sell", "sells"), "cup of lemonade", "cups of lemonade"))


@family(1.2)
def paid_twice(d):
    w, (verb, one, many) = who(d), d.pick(JOBS)
    a, b, c = d.num(2, 12), d.num(1, 9), d.num(1, 9)
    s, S, t, T, he, He, has, does = forms(w)
    on = d.rng.sample(DAYS, 2)
    first, then = d.one((f"on {on[0]}", f"on {on[1]}"), (f"on {on[0]}", f"on {on[1]}"), ("yesterday", "today"), ("in the morning", "in the afternoon"),
                        ("last week", "this week"))
    v, earns, money = w.v(verb), w.v(("earn", "earns")), d.one("dollars", "dollars", "euros", "pounds")
    each = d.say(f"{S} {earns} {a} {money} for each {one}.", f"{S} {earns} {a} {money} for every {one}.",
                 f"{S} gets {a} {money} per {one}." if not w.many else f"{S} get {a} {money} per {one}.",
                 f"{S} {earns} {a} {money} for {'an' if one == 'hour' else 'a'} {one}.", f"For each {one} {s} {earns} {a} {money}.",
                 f"Every {one} brings {s if s != 'I' else 'me'} {a} {money}." if s not in ("we", "they")
                 else f"{S} {earns} {a} {money} for one {one}.", f"The pay that {s} {w.v(('get', 'gets'))} is {a} {money} a {one}.")
    did = d.say(f"{He} {v} {b} {many} {first} and {c} {then}.", f"{He} {v} {b} {many} {first} and {c} {many} {then}.",
                f"{up(first)} {he} {v} {b} {many}, and {then} {c}.",
                f"{He} {v} {b} {many} {first} and {c} more {then}.", f"{He} {v} {b} {first} and {c} {then}.",
                f"{up(first)} it was {b} {many} for {w.him}, {then} it was {c}.")
    ask = d.say(f"How much does {he} earn?" if not w.many else f"How much do {he} earn?", f"How much money {does} {he} earn in total?",
                f"How much {does} {he} earn altogether?",
                f"How many {money} {does} {he} earn?", f"How much money {does} {t} get in all?", f"What {does} {he} earn with all that?")
    e1, p = add(b, c)
    e2, q = mul(p, a)
    return (a, b, c), ((f"{each} {did} {ask}", final(f"{w.answers(each)} {v} {e1} {many} and {earns} {e2} {money}.", q)),)


WARES = (("pencil", "pencils"), ("notebook", "notebooks"), ("pen", "pens"), ("apple", "apples"), ("sandwich", "sandwiches"), ("juice", "juices"),
         ("ball", "balls"), ("book", "books"), ("cake", "cakes"),
         ("cookie", "cookies"), ("ticket", "tickets"), ("drink", "drinks"), ("cup", "cups"), ("toy", "toys"), ("hat", "hats"), ("shirt", "shirts"),
         ("banana", "bananas"), ("burger", "burgers"),
         ("ruler", "rulers"), ("eraser", "erasers"), ("doll", "dolls"), ("coffee", "coffees"), ("muffin", "muffins"), ("card", "cards"))


@family(1.5)
def and_one(d):
    (x, xs), (y, ys) = d.rng.sample(WARES, 2)
    w, money = who(d), d.one("dollars", "dollars", "euros", "pounds", "cents")
    p, r, k = d.num(2, 9), d.num(2, 12), d.num(2, 6)
    s, S, t, T, he, He, has, does = forms(w)
    buys, a, b = w.v(("buy", "buys")), f"a{'n' if x[0] in 'aeiou' else ''} {x}", f"a{'n' if y[0] in 'aeiou' else ''} {y}"
    one = d.one(f"1 {y}", b, f"one {y}")
    prices = d.say(f"{up(a)} costs {p} {money} and {b} costs {r} {money}.", f"{up(a)} costs {p} {money}. {up(b)} costs {r} {money}.",
                   f"{up(a)} is {p} {money} and {b} is {r}.",
                   f"One {x} costs {p} {money}, one {y} costs {r} {money}.", f"{up(xs)} cost {p} {money} each and {ys} cost {r} {money} each.",
                   f"The price of {a} is {p} {money}, that of {b} {r} {money}.")
    ask = d.say(f"How much do {k} {xs} and {one} cost?", f"{S} {buys} {k} {xs} and {one}. How much {does} {he} pay?", f"How much are {k} {xs} and {one}?",
                f"{S} {buys} {k} {xs} and {one}. How much is that?", f"What do {k} {xs} and {one} cost together?",
                f"How much {does} {s} pay for {k} {xs} and {one}?",
                f"What is to be paid for {k} {xs} with {one}?")
    e1, m = mul(p, k)
    e2, q = add(m, r)
    return (p, r, k), ((f"{prices} {ask}", final(f"The {xs} cost {e1} {money}. All cost {e2} {money}.", q)),)
