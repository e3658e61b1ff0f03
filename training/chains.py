"""Word problems made of clauses: what somebody has or who is somewhere, and one to three events that change it."""
from .drawing import add, div, family, final, sub, up
from .having import asks, forms, later, other, small, stuff, who
from .words import DAYS

# (base, third person, past) and the rest; {n}: how many, {f}: somebody else. The last of each list is held out.
GAINS = ((("get", "gets", "got"), "{n} from {f}"), (("get", "gets", "got"), "{n} for {his} birthday"), (("buy", "buys", "bought"), "{n} more"),
         (("find", "finds", "found"), "{n} more"), (("get", "gets", "got"), "another {n}"), (("find", "finds", "found"), "{n} at home"),
         (("get", "gets", "got"), "{n} as a present"), (("win", "wins", "won"), "{n}"), (("take", "takes", "took"), "{n} from {f}"),
         (("add", "adds", "added"), "{n}"), (("get", "gets", "got"), "{n} back from {f}"), (("receive", "receives", "received"), "{n} from {f}"),
         (("get", "gets", "got"), "{n} more from {f}"), (("find", "finds", "found"), "{n} in the garden"),
         (("find", "finds", "found"), "another {n} on the way home"), (("find", "finds", "found"), "{n} in the kitchen"),
         (("win", "wins", "won"), "{n} in a game"), (("win", "wins", "won"), "another {n} at the fair"),
         (("borrow", "borrows", "borrowed"), "{n} from {f}"),
         (("earn", "earns", "earned"), "{n} for helping {f}"), (("get", "gets", "got"), "{n} as a reward"),
         (("collect", "collects", "collected"), "{n} more"),
         (("bring home", "brings home", "brought home"), "{n} more"), (("come across", "comes across", "came across"), "{n} more"),
         (("accept", "accepts", "accepted"), "{n} from {f}"), (("buy", "buys", "bought"), "{n} at the market"),
         (("get", "gets", "got"), "{n} in the mail"),
         (("put", "puts", "put"), "{n} more in {his} bag"), (("discover", "discovers", "discovered"), "{n} in an old box"),
         (("pick up", "picks up", "picked up"), "another {n}"))
LOSES = ((("give", "gives", "gave"), "{n} to {f}"), (("give", "gives", "gave"), "{f} {n}"), (("lose", "loses", "lost"), "{n}"),
         (("give away", "gives away", "gave away"), "{n}"), (("sell", "sells", "sold"), "{n}"), (("lend", "lends", "lent"), "{n} to {f}"),
         (("leave", "leaves", "left"), "{n} at home"), (("use", "uses", "used"), "{n}"), (("let", "lets", "let"), "{f} have {n}"),
         (("use up", "uses up", "used up"), "{n}"), (("send", "sends", "sent"), "{n} to {f}"), (("share", "shares", "shared"), "{n} with {f}"),
         (("lend", "lends", "lent"), "{f} {n}"), (("leave", "leaves", "left"), "{n} on the bus"), (("forget", "forgets", "forgot"), "{n} at school"),
         (("lose", "loses", "lost"), "{n} on the way home"), (("lose", "loses", "lost"), "{n} in a game"),
         (("sell", "sells", "sold"), "{n} at the market"),
         (("sell", "sells", "sold"), "{n} to {f}"), (("donate", "donates", "donated"), "{n} to the school"),
         (("pass on", "passes on", "passed on"), "{n}"),
         (("return", "returns", "returned"), "{n} to {f}"), (("let", "lets", "let"), "{f} take {n}"), (("bring", "brings", "brought"), "{n} to {f}"),
         (("throw away", "throws away", "threw away"), "{n}"), (("get rid of", "gets rid of", "got rid of"), "{n}"),
         (("part with", "parts with", "parted with"), "{n}"), (("mail", "mails", "mailed"), "{n} to {f}"),
         (("give back", "gives back", "gave back"), "{n}"),
         (("give", "gives", "gave"), "{n} to the children next door"),
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
          ("balloons", "at the party", ("are blown up", "were blown up"), ("pop", "popped")),
          ("pigeons", "on the roof", ("land", "landed"), ("fly off", "flew off")),
          ("frogs", "in the pond", ("jump in", "jumped in"), ("hop away", "hopped away")),
          ("people", "in the elevator", ("step in", "stepped in"), ("step out", "stepped out")),
          ("customers", "in the shop", ("walk in", "walked in"), ("walk out", "walked out")),
          ("visitors", "at the museum", ("arrive", "arrived"), ("go home", "went home")),
          ("planes", "at the airport", ("land", "landed"), ("take off", "took off")),
          ("pupils", "in the classroom", ("come in", "came in"), ("go out", "went out")),
          ("toys", "in the box", ("are put in", "were put in"), ("are taken out", "were taken out")),
          ("plates", "on the table", ("are brought", "were brought"), ("are taken away", "were taken away")),
          ("cats", "in the yard", ("come", "came"), ("run away", "ran away")),
          ("eggs", "in the fridge", ("are put in", "were put in"), ("are used", "were used")),
          ("monkeys", "in a tree", ("climb up", "climbed up"), ("climb down", "climbed down")),
          ("trucks", "at the gas station", ("drive in", "drove in"), ("drive off", "drove off")),
          ("swimmers", "in the lake", ("go in", "went in"), ("come out", "came out")),
          ("passengers", "on the tram", ("get on", "got on"), ("get off", "got off")),
          ("players", "on the team", ("join", "joined"), ("quit", "quit")),
          ("coins", "in the jar", ("are dropped in", "were dropped in"), ("are taken out", "were taken out")),
          ("leaves", "on the branch", ("grow", "grew"), ("fall off", "fell off")))
AGAIN = (" more", " more", "")


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
    texts, before = [], None
    for grows, n, _ in events:
        (verb, rest), f = d.pick((GAINS if grows else LOSES)[-1:] if d.new else (GAINS if grows else LOSES)[:-1]), other(d, w)
        if d.rng.random() < 0.35 and not d.new:
            verb, rest = (m.gain(d) if grows else m.lose(d)), d.one("{n}", "{n}", "{n} more") if grows else "{n}"
        it = "it" if m.kind == "money" else "them"
        amount = d.one(f"half of {it}", "half", f"half of {w.his} {m.x}") if n == "half" else m.n(n) if m.kind == "money" else later(d, m, n)
        if texts and not grows and not before and n != "half" and not d.new and d.rng.random() < 0.4:  # a second loss: "lost 4 more"
            amount = d.one(f"{n} more", f"another {n}", f"{n} more {m.x}") if not m.sign else f"another ${n}"
        before = grows
        if "more" in rest or "another" in rest:
            amount = str(n) if m.kind != "money" or m.sign else m.n(n)
        if grows:
            amount = amount.replace(" of them", "")
        if verb[0] == "buy" and m.kind == "money":
            verb = "earn", "earns", "earned"
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
    one, first, then = ", ".join(more), " and ".join(more), ", then ".join(clauses)
    done = f"{one} and {last}" if more else last
    story = f"{have} {A}, {done}" if more else f"{have} {A} and {last}"
    short = story if m.kind == "money" else story.replace(A, str(a), 1)
    own = w.his if w.s in ("I", "you", "we") else f"{s}'" if w.many and s.endswith("s") else f"{s}'s"
    counts, finds, starts, begins = (v[2] if past else w.v(v) for v in (
        ("count", "counts", "counted"), ("find", "finds", "found"), ("start", "starts", "started"), ("begin", "begins", "began")))
    are, was = ("were" if past else "are"), ("was" if past else "is")
    amount_is = was if m.sign else are
    if whole := not d.new and d.rng.random() < 0.3:
        text = d.one(f"{many} {does} {s} have if {he} {short}?", f"{many} {does} {s} have now if {he} {short}?",
                     f"If {s} {story}, {low} {does} {he} have now?", f"{many_are} left if {s} {short}?",
                     f"{many} {does} {s} have after {he} {done}, if {he} {starts} with {A}?", f"{many_are} there in the end if {s} {short}?",
                     f"{S} {have} {A}. {many} {does} {he} have after {he} {done}?", f"{S} {have} {A}. If {he} {done}, {low} {does} {he} have?",
                     f"Tell me {low} {s} {has} now if {he} {short}.", f"Can you work out {low} {s} {has} if {he} {short}?",
                     f"What {does} {s} have in the end if {he} {have} {A} at first, then {then}?",
                     f"Starting with {A}, {s} {done}. {many} {does} {he} have?",
                     f"Say {s} {have} {A} and then {done}. {many_are} there at the end?", f"{A}, then {s} {done}: {low} now?",
                     f"When {s} {story}, {low} {does} {he} end up with?", f"Given that {s} {story}, {low} {does} {he} have?",
                     f"I want to know {low} {s} {has} now. {He} {short}.", f"{many} {does} {s} have now? {He} {short}.",
                     f"{many} {does} {s} have now? At the beginning {he} {have} {A}, then {he} {done}.",
                     f"Homework: {s} {story}. {many} {does} {he} have?",
                     f"{many} {does} {s} have at the end of the day if {he} {begins} it with {A}, then {then}?",
                     f"{S} {begins} with {A} and then {done}. {many_are} there?",
                     f"Question: {s} {story}, so {low} {does} {he} have?", f"{S} {story}, and my question is {low} {he} {has} now.")
    elif not more:
        text = d.say(f"{S} {have} {A}. {He} {last}.", f"{S} {have} {A} and {last}.", f"{S} {have} {A}. Then {he} {last}.",
                     f"{S} {have} {A}, but {he} {last}.",
                     f"{S} {have} {A}. On {d.pick(DAYS)} {he} {last}.", f"At first {s} {have} {A}. Later {he} {last}.",
                     f"{S} {have} {A}, and then {he} {last}.", f"{S} {have} {A}. After a while {he} {last}.", f"{S} {have} {A}. Today {he} {last}.",
                     f"{S} {have} {A} in {w.his} bag. {He} {last}.", f"{S} {have} {A}. In the evening {he} {last}.",
                     f"{S} {starts} the day with {A}. Before lunch {he} {last}.", f"{S} {have} {A} on Sunday. The next day {he} {last}.",
                     f"In {own} bag there {amount_is} {A}. {T} {last}.", f"{A}: that {was} all {s} {have}. Then {he} {last}.",
                     f"{S} {counts} {w.his} {m.x} and {finds} that there {are} {a}. {T} {last}.", f"Let's say {s} {have} {A} and {he} {last}.",
                     f"Suppose that {s} {have} {A}. One day {he} {last}.", f"{S} {have} {A} with {w.him}, and on a walk with the dog {he} {last}.",
                     f"It {was} a sunny day. {S} {have} {A}, and {he} {last}.", f"Hi! {S} {have} {A}, then {last}.",
                     f"{A} {amount_is} in {own} little red box. {T} {last}.",
                     f"When the week {'began' if past else 'begins'}, {s} {have} {A}. On Friday {he} {last}.",
                     f"Here is a little problem: {s} {have} {A} and, during the day, {he} {last}.",
                     f"{S} {have} exactly {A}. An hour later {he} {last}.",
                     f"{S} {have} {A} before {he} {last}.",
                     f"{S} {have} {A}; during the holidays {he} {last}.",
                     f"Note: {s} {have} {A} and {last}.",
                     f"{S} {have} {A}, and this {'changed' if past else 'changes'} when {he} {last}.",
                     f"Write this down: {s} {have} {A} and {last}.",
                     f"There {amount_is} {A} on {own} desk. {T} {last}.",
                     f"{S} {have} {A} at breakfast. In the afternoon {he} {last}.",
                     f"The number of {m.x} that {s} {have} {was} {a}. {T} {last}.",
                     f"Here is what we know: {s} {have} {A}, and one afternoon {he} {last}.",
                     f"{S} {have} {A}, no more and no less. Soon {he} {last}.",
                     f"You should know that {s} {have} {A} and that {he} {last}.",
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
                     f"In the morning {s} {have} {A}. At noon {he} {first}, and in the evening {he} {last}.",
                     f"{S} {starts} the day with {A}. {He} {first}. Before bed {he} {last}.", f"In {own} bag there {amount_is} {A}. {T} {done}.",
                     f"{A}: that {was} all {s} {have}. Then {he} {first}, and finally {he} {last}.",
                     f"{S} {counts} {w.his} {m.x} and {finds} that there {are} {a}. {T} {first} and, a little later, {last}.",
                     f"Suppose {s} {have} {A}, {one} and finally {last}.",
                     f"{S} {have} {A} with {w.him}. Before lunch {he} {first}. After lunch {he} {last}.",
                     f"Imagine that {s} {have} {A}. The next day {he} {first}, and the day after that {he} {last}.",
                     f"It {was} a rainy day. {S} {have} {A}, {one}, and before dinner {he} {last}.",
                     f"Hi! {S} {have} {A}. {He} {first}; then {he} {last}.",
                     f"Early in the week {s} {have} {A}. On Wednesday {he} {first}, and at the weekend {he} {last}.",
                     f"{S} {have} exactly {A}. Within an hour {he} {first}. Within another hour {he} {last}.",
                     f"Note: {s} {have} {A}, {one} and {last}.",
                     f"{S} {have} {A}. Here is what {'came' if past else 'comes'} next: {he} {first}, then {last}.",
                     f"The number of {m.x} that {s} {have} {was} {a}. {T} {first}. Next, {he} {last}.",
                     f"There {amount_is} {A} on {own} desk. {T} {first} before {he} {last}.",
                     f"{S} {have} {A}, no more and no less. Soon {he} {done}.",
                     f"You should know that {s} {have} {A}, that {he} {first}, and that {he} {last}.",
                     f"Write this down: {s} {have} {A}. {He} {first}. {He} also {last}.",
                     f"{S} {have} {A}. As soon as {he} {first}, {he} {last}.",
                     f"{S} {have} {A} at breakfast. During the day {he} {done}.",
                     f"{S} {have} {A} until {he} {first}. The week after, {he} {last}.",
                     f"{S} {have} {A}. In spring {he} {first}, in summer {he} {last}.",
                     f"{S} {have} {A} to begin with. {He} {one}, and after a while {he} {last}.")
    remain = "remains" if many_are.endswith(" is") else "remain"
    ask = d.say(f"{many} {does} {he} have now?", f"{many} {does} {t} have now?", f"{many} {does} {he} have left?", f"{many_are} left?",
                f"{many} {does} {t} have?",
                f"{many} {does} {he} have in the end?", f"{many} {does} {t} still have?", f"What {does} {he} have now?", f"Now {low} {does} {he} have?",
                f"{many} {does} {he} have at the end?", f"So {low} {does} {he} have?", f"How {'much' if m.kind == 'money' else 'many'} now?",
                f"{many} {does} {he} have altogether?", f"{many} {does} {t} have in total now?", f"{many} {remain}?", f"{many_are} there now?",
                f"Can you tell me {low} {he} {has} now?", f"Find out {low} {t} {has} in the end.",
                f"What is the number of {m.x} that {he} {has} now?",
                f"{many} {does} {he} have after all that?", f"{He} {w.v(('want', 'wants'))} to know {low} {he} {has} now.",
                f"{many} {does} {he} end up with?",
                f"{many_are} still with {w.him}?", f"At the end of the day, {low} {does} {t} have?",
                f"I wonder {low} {he} {has} now.",
                f"Work out {low} {t} {has} now.",
                f"Do you know {low} {t} {has} now?",
                f"When it is all over, {low} {does} {he} have?",
                f"The question is {low} {he} {has} in total.",
                f"If you count now, {low} {does} {t} have?",
                f"Count again: {low} {does} {he} have?",
                f"Please give the number of {m.x} that {t} {has} now.",
                f"{many} {does} {he} own after that?",
                f"Let us find out {low} {t} {has} now.",
                f"{many} does that leave {w.him} with?")
    told_all = ", then ".join(f"{e} {m.x}" for _, _, e in events) + ("" if events[-1][0] else " left")
    text = text if whole else f"{text} {ask}"
    return (a, *(n if n != "half" else 0 for _, n, _ in events)), ((text, final(f"{w.answers(text)} {has} {told_all}.", q)),)


@family(1.5)
def place(d):
    a = d.num(8, 40) if d.rng.random() < 0.6 else small(d, 4)
    if not (made := changes(d, a)) or "half" in [n for _, n, _ in made[0]]:
        return None
    events, q = made
    (x, where, come, go), past = d.pick(PLACES), d.rng.random() < 0.6
    grew = [grows for grows, _, _ in events]
    again = [not d.new and i > 0 and grew[i] == grew[i - 1] for i in range(len(events))]  # "4 more flew away", "4 flew away too"
    clauses = [f"{n}{d.pick(AGAIN) if grows else d.one('', '', ' of them', *(' more', ' more', ' others') * two)} {(come if grows else go)[past]}"
               + (d.one("", "", "", " too", " as well") if two else "") for (grows, n, _), two in zip(events, again)]
    if "bus" in where or "train" in where:
        stops = d.one((" at the first stop", " at the next stop", " at the last stop"),
                      (" at the first stop", " at the second stop", " at the third stop"), ("",) * 3)
        clauses = [c + stop for c, stop in zip(clauses, stops)]
    *more, last = clauses
    one, first, are, was = ", ".join(more), " and ".join(more), *(("were", "was") if past else ("are", "is"))
    done, then = f"{one} and {last}" if more else last, ", then ".join(clauses)
    count, counts, can = ("counted", "counted", "could") if past else ("count", "counts", "can")
    if whole := not d.new and d.rng.random() < 0.3:
        text = d.one(f"How many {x} are {where} if there {are} {a} at first and {done}?",
                     f"How many {x} are there after {done}, if there were {a} {where} before?",
                     f"If there {are} {a} {x} {where} and {done}, how many {x} are there now?",
                     f"If {a} {x} {are} {where} and {done}, how many are left?",
                     f"There {are} {a} {x} {where}. How many are there after {done}?",
                     f"There {are} {a} {x} {where}. If {done}, how many {x} are there then?",
                     f"With {a} {x} {where} at the start, how many {x} are there after {done}?",
                     f"How many {x} are {where} now? There {are} {a} at first, and {done}.",
                     f"Tell me how many {x} are {where} now. At first there {are} {a}, then {then}.", f"{a} {x} {where}, then {then}: how many now?",
                     f"How many {x} do you get if you start with {a} {where} and {done}?",
                     f"Starting with {a} {x} {where}, how many are there once {done}?",
                     f"Can you work out how many {x} there are {where} if it {was} {a} at the beginning and {done}?",
                     f"Question: there {are} {a} {x} {where} and {done}, so how many {x} are there in total?",
                     f"I want to know how many {x} are still {where}. There {are} {a}, but {done}.",
                     f"What is the number of {x} {where} after {done}, when there {are} {a} at the start?",
                     f"Say there {are} {a} {x} {where}, and then {done}. How many {x} are there?",
                     f"Given that {a} {x} {are} {where} and that {done}, how many {x} are there at the end?")
    elif not more:
        text = d.say(f"There {are} {a} {x} {where}. {up(last)}.", f"There {are} {a} {x} {where}, and {last}.",
                     f"There {are} {a} {x} {where}. Then {last}.",
                     f"{a} {x} {are} {where}. {up(last)}.", f"{up(where)} there {are} {a} {x}. {up(last)}.", f"There {are} {a} {x} {where}, but {last}.",
                     f"At first there {are} {a} {x} {where}. Later {last}.", f"In the morning there {are} {a} {x} {where}. Around noon {last}.",
                     f"{a} {x} {are} {where} when {last}.", f"I {count} {a} {x} {where}. A minute later {last}.",
                     f"Suppose there {are} {a} {x} {where} and {last}.", f"Imagine that there {are} {a} {x} {where}. Suddenly {last}.",
                     f"It {was} raining. There {are} {a} {x} {where}, and a little later {last}.",
                     f"My little sister {counts} {a} {x} {where} before {last}.",
                     f"{up(where)} you {can} see {a} {x}, and then {last}.", f"Here is a riddle: there {are} {a} {x} {where}, and {last}.",
                     f"Exactly {a} {x} {are} {where}. After ten minutes {last}.", f"On Sunday there {are} {a} {x} {where}, until {last}.",
                     f"Hi! There {are} {a} {x} {where}; {last}.", f"Early in the day {a} {x} {are} {where}, but in the afternoon {last}.",
                     f"Somebody {counts} {a} {x} {where}. Soon {last}.",
                     f"The number of {x} {where} {was} {a}, until {last}.",
                     f"Note: {a} {x} {where}, and {last}.",
                     f"Picture {a} {x} {where}. The next minute {last}.",
                     f"My uncle says that there {are} {a} {x} {where} and that {last}.",
                     f"{a} {x} {are} {where} at first, but not for long: {last}.",
                     f"It {was} Monday, and {a} {x} {are} {where}. In the evening {last}.",
                     f"{up(where)} there {are} exactly {a} {x} before {last}.",
                     f"There {are} {a} {x} {where}. That {'changed' if past else 'changes'} when {last}.",
                     f"You should know that there {are} {a} {x} {where} and that {last}.",
                     f"{a}: that {was} the number of {x} {where}. Then {last}.",
                     f"There {are} {a} {x} {where} when a bell {'rang' if past else 'rings'}, and {last}.",
                     f"We saw {a} {x} {where}. After that {last}.")
    else:
        text = d.say(f"There {are} {a} {x} {where}. {up(one)} and {last}.", f"There {are} {a} {x} {where}. {up(one)}, then {last}.",
                     f"There {are} {a} {x} {where}. {up(one)}. Then {last}.", f"{a} {x} {are} {where}. {up(one)} and {last}.",
                     f"{a} {x} {are} {where}. Then {one} and {last}.",
                     f"There {are} {a} {x} {where}. First {one}, then {last}.", f"There {are} {a} {x} {where}, then {one}, and {last}.",
                     f"{up(where)} there {are} {a} {x}. {up(one)} and later {last}.",
                     f"In the morning there {are} {a} {x} {where}. At noon {first}, and in the evening {last}.",
                     f"At first there {are} {a} {x} {where}, but {first}. A little later {last}.",
                     f"I {count} {a} {x} {where} before {first} and, in the end, {last}.",
                     f"Suppose there {are} {a} {x} {where}, {one} and finally {last}.",
                     f"Imagine {a} {x} {where}. Suddenly {first}. A minute later {last}.",
                     f"It {was} raining. There {are} {a} {x} {where}. Soon {first}, and soon after {last}.",
                     f"{a} {x} {are} {where} when {first}. Then {last}.",
                     f"{up(where)} you {can} see {a} {x}. {up(first)}, but {last}.",
                     f"Here is a riddle: there {are} {a} {x} {where}, {one}, and {last}.",
                     f"Hi! There {are} {a} {x} {where}. {up(first)}; then {last}.",
                     f"Exactly {a} {x} {are} {where}. After ten minutes {first}. Before long {last}.",
                     f"My little brother {counts} {a} {x} {where}. He {'saw' if past else 'sees'} that {first} and that {last}.",
                     f"Somebody {counts} {a} {x} {where}. Soon {done}.",
                     f"The number of {x} {where} {was} {a}. First {first}, and next {last}.",
                     f"Note: {a} {x} {where}. {up(one)}. {up(last)}.",
                     f"My uncle says that there {are} {a} {x} {where}, that {first}, and that {last}.",
                     f"{a} {x} {are} {where} at first, but not for long: {done}.",
                     f"There {are} {a} {x} {where}. As soon as {first}, {last}.",
                     f"It {was} Monday, and {a} {x} {are} {where}. At ten o'clock {first}, and an hour later {last}.",
                     f"There {are} {a} {x} {where}. That {'changed' if past else 'changes'} when {first} and again when {last}.",
                     f"Write this down: there {are} {a} {x} {where}. {up(first)}. Next, {last}.",
                     f"{a}: that {was} the number of {x} {where}. Then {first}, and finally {last}.",
                     f"There {are} {a} {x} {where} when a bell {'rang' if past else 'rings'}. {up(done)}.",
                     f"We saw {a} {x} {where}. {up(one)}, and after that {last}.")
    ask = d.say(f"How many {x} are {where} now?", f"How many {x} are there now?", f"How many {x} are left?", f"How many {x} are still there?",
                f"How many are there now?",
                f"How many {x} are there in the end?", f"Now how many {x} are {where}?",
                f"How many {x} are there altogether?", f"How many {x} are {where} in total?", f"How many {x} remain {where}?", "How many now?",
                f"Can you tell me how many {x} there are now?", f"What is the number of {x} {where} now?",
                f"How many {x} do you see {where} after that?",
                f"Find out how many {x} are {where} at the end.", f"So how many {x} {are} there at the end?",
                f"Tell me how many {x} are still {where}.",
                f"I wonder how many {x} there are now.",
                 f"Do you know how many {x} are {where} now?",
                 f"When it is all over, how many {x} are {where}?",
                 f"The question is how many {x} there are in the end.",
                 f"If you count now, how many {x} do you find {where}?",
                 f"Please give the number of {x} that are there now.",
                 f"Count again: how many {x} are {where}?",
                 f"How many {x} would you count at this point?",
                 f"Help me find out how many {x} are there now.",
                 f"In all, how many {x} are {where} after this?",
                 f"How many {x} can we count {where} now?", f"Work out how many {x} there are at last.", f"How many {x} does that make?")
    text = text if whole else f"{text} {ask}"
    return (a, *(n for _, n, _ in events)), ((text, final(f"There are {', then '.join(f'{e} {x}' for _, _, e in events)}.", q)),)
