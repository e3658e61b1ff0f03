"""Short everyday problems with small numbers, as someone types them who tries the model: mine, my sister's, a neighbour's; and money."""
import re
from dataclasses import dataclass

from .drawing import add, family, final, made_up, mul, sub
from .words import BOYS, GIRLS

SHE, HE = "sister mum mother aunt grandma daughter niece".split(), "brother dad father uncle grandpa son nephew".split()
EITHER = "friend teacher cousin neighbor neighbour boss classmate roommate best_friend".split()
SHES, HES, ANYONE = "girl woman lady".split(), "boy man guy".split(), "teacher child student baker farmer kid shopkeeper nurse doctor".split()
MORE_GIRLS = "Ana Maya Emily Fatima Aisha Yuki Elena Lucia Sonia Paula Marie Camille Ines Mei Amina Leila Beth Kim Jessica".split()
MORE_BOYS = "Luis Jose Pablo Lucas Mateo Amir Ahmed Chen Hans Jean Pierre Antoine Jim Bill Tim Will Josh Raj Mario Nico".split()
FOOD = ("apples cookies candies sweets biscuits grapes cherries strawberries bananas oranges pears plums peaches apricots nuts almonds "
        "walnuts figs olives carrots sandwiches pancakes muffins cupcakes donuts lollipops crackers pretzels dumplings tacos waffles "
        "chocolates croissants sausages gummies raisins kiwis lemons buns pies").split()
FRAGILE = "plates glasses cups eggs bowls crayons toys mugs lamps flowerpots bottles mirrors".split()
CHEAP = "raisins gummies almonds nuts olives shells stones walnuts".split()
OBJECTS = ("pens pencils books marbles stickers balloons stamps cards buttons balls shells stones flowers roses tulips socks hats shirts "
           "dolls keys candles postcards comics beads ribbons notebooks erasers rulers batteries tickets boxes bags blocks cubes puzzles "
           "games coins toy_cars paper_clips spoons envelopes magnets towels tokens gold_coins photos").split()
MONEY = "dollars dollars dollars euros euros pounds cents".split()
# (base, third person, past)
LOSE = {
    "money": [("spend", "spends", "spent")] * 3 + [("lose", "loses", "lost"), ("pay", "pays", "paid"), ("give away", "gives away", "gave away"),
                                                   ("use", "uses", "used")],
    "food": [("eat", "eats", "ate")] * 4 + [("give away", "gives away", "gave away"), ("sell", "sells", "sold"), ("drop", "drops", "dropped"),
                                            ("throw away", "throws away", "threw away"), ("lose", "loses", "lost")],
    "fragile": [("break", "breaks", "broke")] * 2 + [("drop", "drops", "dropped"), ("sell", "sells", "sold"), ("lose", "loses", "lost")],
    "objects": [("lose", "loses", "lost"), ("sell", "sells", "sold"), ("give away", "gives away", "gave away"), ("use", "uses", "used"),
                ("throw away", "throws away", "threw away"), ("lend out", "lends out", "lent out"), ("drop", "drops", "dropped")]}
GAIN = {
    "money": [("get", "gets", "got"), ("find", "finds", "found"), ("earn", "earns", "earned"), ("win", "wins", "won"),
              ("receive", "receives", "received"), ("save", "saves", "saved")],
    "food": [("buy", "buys", "bought")] * 2 + [("get", "gets", "got"), ("find", "finds", "found"), ("pick up", "picks up", "picked up"),
                                               ("receive", "receives", "received"), ("take", "takes", "took")],
    "objects": [("buy", "buys", "bought"), ("get", "gets", "got"), ("find", "finds", "found"), ("win", "wins", "won"),
                ("collect", "collects", "collected"), ("receive", "receives", "received"), ("borrow", "borrows", "borrowed")]}
GAIN["fragile"] = GAIN["objects"]


@dataclass(frozen=True)
class Who:
    """Somebody who has things, with the forms that agree: "a boy" at first, later "the boy" or "he"."""
    s: str
    t: str
    he: str
    him: str
    his: str
    you: str  # the subject of the answer
    many: bool = False  # "I have", "they have"
    known: bool = True  # that it is a girl, or a boy

    def v(self, verb):
        return verb[0] if self.many else verb[1]

    def obj(self):
        return self.him if self.s in ("I", "you", "we") else self.s

    def answers(self, text):
        """The subject of the answer: "She" only if the question lets one know."""
        return self.you if self.known or re.search(r"\b(?:s?he|him|his|her)\b", text, re.I) else up(self.t)


@dataclass(frozen=True)
class Stuff:
    """What is had: many things, or some money."""
    x: str
    kind: str
    sign: bool = False  # $5

    def n(self, number):
        return f"${number}" if self.sign else f"{number} {self.x}"

    def lose(self, d):
        return d.pick(LOSE[self.kind])

    def gain(self, d):
        return d.pick(GAIN[self.kind])


ME, YOU = Who("I", "I", "I", "me", "my", "You", True), Who("you", "you", "you", "you", "your", "You", True)
WE = Who("we", "we", "we", "us", "our", "You", True)


def up(text):
    return text[0].upper() + text[1:]


def name(d, girl, but=""):
    """A name: of the lists, of a few more, or made up."""
    while True:
        kind = d.rng.random()
        n = d.pick(GIRLS if girl else BOYS) if kind < 0.5 else d.pick(MORE_GIRLS if girl else MORE_BOYS)
        if kind > 0.85 and not d.new:
            n = made_up(d.rng)
        if n != but:
            return n


def person(s, t, girl):
    known = s.split()[-1] in (*SHE, *HE, *SHES, *HES, *GIRLS, *BOYS, *MORE_GIRLS, *MORE_BOYS)
    return Who(s, t, *(("she", "her", "her", "She") if girl else ("he", "him", "his", "He")), known=known)


def relative(d, girl, whose="my"):
    return f"{whose} {d.pick(EITHER if d.rng.random() < 0.4 else SHE if girl else HE)}".replace("_", " ")


def who(d, others=True):
    """Somebody; me, you or us as well if not `others` only."""
    kind, girl = d.rng.random(), d.rng.random() < 0.5
    if not others and kind < 0.25:
        return d.one(ME, ME, ME, YOU, WE)
    if kind < 0.5:
        s = relative(d, girl, d.one("my", "my", "my", "my", "our", "your", f"{name(d, not girl)}'s"))
        return person(s, s, girl)
    if kind < 0.7:
        s = d.pick(ANYONE if d.rng.random() < 0.5 else SHES if girl else HES)
        return person(f"a {s}", f"the {s}", girl)
    if kind < 0.75:
        s, t = d.one(("my parents", "my parents"), ("two friends", "the friends"), ("the children", "the children"),
                     (f"{name(d, True)} and {name(d, False)}",) * 2, ("my friends", "my friends"))
        return Who(s, t, "they", "them", "their", "They", True)
    s = name(d, girl)
    return person(s, s, girl)


def other(d, w, but="", whose=""):
    """Somebody else, who is called by a name or a relation: "Luis", "his friend"."""
    while True:
        girl = d.rng.random() < 0.5
        s = name(d, girl) if d.rng.random() < 0.65 else relative(d, girl, whose or w.his) if d.rng.random() < 0.7 else d.one("a friend", "the neighbor")
        if s.split()[-1].replace("our", "or") not in [t.split(" ")[-1].replace("our", "or") for t in (w.s, but)]:
            return s


def stuff(d, money=0.25):
    if d.rng.random() < money:
        x = d.pick(MONEY)
        return Stuff(x, "money", x == "dollars" and d.rng.random() < 0.4)
    x = d.x if d.rng.random() < 0.3 else d.pick(d.one(FOOD, FOOD, OBJECTS, OBJECTS, FRAGILE)).replace("_", " ")
    return Stuff(x, "food" if x in FOOD else "fragile" if x in FRAGILE else "objects")


def small(d, low=2):
    """Mostly up to twelve, sometimes up to thirty, seldom up to fifty."""
    kind = d.rng.random()
    return d.num(low, 12 if kind < 0.5 else 20 if kind < 0.8 else 30 if kind < 0.95 else 50)


def taken(d):
    """Some, and how many of these go: never all but one, seldom all."""
    rest = 0 if d.rng.random() < 0.02 else small(d)
    b = small(d)
    return b + rest, b


def asks(d, m):
    """"How many apples", or what one says of money; and the same with its verb."""
    if m.kind != "money":
        return f"How many {m.x}", f"How many {m.x} are"
    return d.one((f"How many {m.x}", f"How many {m.x} are"), ("How much money", "How much money is"), ("How much", "How much is"))


def later(d, m, number):
    """A number of things that were named before."""
    return d.one(m.n(number), m.n(number), str(number), str(number) if m.kind == "money" else f"{number} of them")


def forms(w):
    return w.s, up(w.s), w.t, up(w.t), w.he, up(w.he), *(w.v(v) for v in (("have", "has"), ("do", "does")))


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


def age(d, s):
    old = s.split()[-1]
    if old in ("grandma", "grandpa"):
        return d.num(60, 85)
    return d.num(25, 60) if old in "mum mother dad father aunt uncle teacher boss".split() else d.num(2, 40 if d.rng.random() < 0.3 else 15)


@family(1.0)
def relatives(d):
    girl, kind = d.rng.random() < 0.5, d.rng.random()
    s = relative(d, girl, d.one("my", "my", "my", "my", "our", f"{name(d, not girl)}'s"))
    w = person(s, s, girl)
    he, his = ("she", "her") if girl else ("he", "his")
    S, He = up(s), up(he)
    if kind < 0.4:
        m, a, b = stuff(d), small(d), small(d)
        other_one = s
        while other_one.split()[-1] == s.split()[-1]:
            other_one = relative(d, d.rng.random() < 0.5, s.split()[0]) if d.rng.random() < 0.7 else d.one("I", name(d, True))
        o, O, has = other_one, up(other_one), "have" if other_one == "I" else "has"
        they, They = ("we", "You") if o == "I" else ("they", "They")
        many, _ = asks(d, m)
        low, A, B, much = f"{many[0].lower()}{many[1:]}", m.n(a), m.n(b), "much" if m.kind == "money" else "many"
        e, q = add(a, b)
        Bs = d.one(B, B, m.n(b) if m.sign else str(b))
        text = d.say(f"{S} has {A} and {o} {has} {Bs}. {many} do {they} have together?",
                     f"{S} has {A}. {O} {has} {Bs}. {many} do {they} have in total?",
                     f"{many} do {they} have together if {s} has {A} and {o} {has} {Bs}?",
                     f"If {s} has {A} and {o} {has} {Bs}, {low} do {they} have altogether?",
                     f"{S} has {A}, {o} {has} {Bs}. How {much} together?",
                     f"{O} {has} {A} and {s} has {Bs}. How {much} do {they} have in all?",
                     f"{S} bought {A} and {o} bought {Bs}. {many} do {they} have now?" if m.kind != "money" else
                     f"{S} saved {A} and {o} saved {Bs}. {many} do {they} have now?",
                     f"{S} brings {A} to the party. {O} {'bring' if o == 'I' else 'brings'} {Bs}. {many} do {they} bring together?",
                     f"Together, {low} do {they} have when {s} has {A} and {o} {has} {Bs}?",
                     f"{S} found {A}. {O} found {Bs}. What is the total?",
                     f"{S} puts {A} on the table and {o} {'put' if o == 'I' else 'puts'} {B} there too. {many} {'is' if 'much' in many else 'are'} "
                     "on the table?",
                     f"{O} {has} {A}, and {s} has {Bs}. What do {they} have altogether?",
                     f"Count the {m.x} of {s}, who has {a}, and add the {b} that {o} {has}. How {much} {'is' if m.kind == 'money' else 'are'} there?",
                     f"{S} has {A}. {O} {has} {Bs}. If {they} put everything together, {low} do {they} have?",
                     f"{a} {m.x} belong to {s} and {b} to {'me' if o == 'I' else o}. {many} do {they} own in total?",
                     f"What is the total number of {m.x} if {s} has {a} and {o} {has} {b}?",
                     f"{O} {has} {A}. {S} has some as well, exactly {Bs}. {many} do {they} have altogether?",
                     f"Can you tell me {low} {s} and {o} have together? {S} has {A} and {o} {has} {Bs}.",
                     f"{A} from {s}, {B} from {'me' if o == 'I' else o}. How {much} is that in total?",
                     f"{S} and {o} sit in the kitchen. {S} has {A}, and {o} {has} {Bs}. How {much} is that for both?",
                     f"Suppose {s} has {A} and {o} {has} {Bs}. How {much} would that be altogether?",
                     f"On Sunday {s} got {A} and {o} got {Bs}. {many} did {they} get in all?",
                     f"What do {s} and {o} have if they count theirs together, {A} and {B}?" if o != "I" else
                     f"What do {s} and I have if we count ours together, {A} and {B}?",
                     f"When {s} brings {A} and {o} {'bring' if o == 'I' else 'brings'} {Bs}, {low} do {they} have?")
        return (a, b, 0), ((text, final(f"{They} have {e} {m.x} together.", q)),)
    b = d.num(2, 12 if kind < 0.9 else 20)
    if kind < 0.7:
        a = age(d, s)
        e, q = add(a, b)
        text = d.say(f"{S} is {a} years old. How old will {he} be in {b} years?",
                     f"{S} is {a}. How old will {he} be in {b} years?",
                     f"How old will {s} be in {b} years if {he} is {a} now?",
                     f"{S} is {a} years old now. How old is {he} going to be {b} years from now?",
                     f"In {b} years, how old will {s} be? {He} is {a} today.",
                     f"If {s} is {a} now, what will be {his} age in {b} years?",
                     f"{S}: {a} years old. Age in {b} years?",
                     f"Today is the birthday of {s}. {He} is {a} now. What age will {he} be after {b} more years?",
                     f"I am {a} years old. {S} is {b} years older than me. How old is {he}?",
                     f"{S} is {b} years older than I am. I am {a}. How old is {he}?",
                     f"{up(d.n)} is {a}, and {s} is {b} years older. What is the age of {s}?",
                     f"How old is {s} if {he} is {b} years older than {d.n} and {d.n} is {a}?",
                     f"{b} years ago {s} was {a} years old. How old is {he} now?",
                     f"{b} years from now, how old is {s} going to be if {he} is {a} today?",
                     f"Can you tell me how old {s} will be in {b} years? {He} is {a}.",
                     f"{S} and I went fishing. I am {a}, and {he} is {b} years older than me. What is {his} age?",
                     f"{d.n} is {a}. {S} was born {b} years earlier. How old is {he} now?",
                     f"There are {a} candles on the cake of {s}, one for each year. How old will {he} be in {b} years?",
                     f"When {d.n} was born, {s} was {a}. {d.n} is {b} now. How old is {s}?",
                     f"I met {s} {b} years ago, when {he} was {a}. How old is {he} today?",
                     f"How old is {s} now if {he} was {a} years old {b} years ago?",
                     f"{d.n} is {a} years old, {b} years less than {s}. How old is {s}?",
                     f"We are moving away for {b} years. {S} is {a} now. How old will {he} be when we come back?",
                     f"Add {b} years to the age of {s}, who is {a}. How old will {he} be then?",
                     f"{S} turned {a} this year. After {b} more years, how old will {he} be?")
        tail = "will be" if "will" in text or "going to" in text or "Age in" in text else "is"
        return (a, b, 2), ((text, final(f"{w.answers(text)} {tail} {e} years old.", q)),)
    a = age(d, s)
    if a - b < 3:
        return None
    e, q = sub(a, b)
    text = d.say(f"{S} is {a} years old. How old was {he} {b} years ago?",
                 f"{S} is {a}. How old was {he} {b} years ago?",
                 f"How old was {s} {b} years ago if {he} is {a} now?",
                 f"{b} years ago, how old was {s}? {He} is {a} now.",
                 f"If {s} is {a} today, what was {his} age {b} years ago?",
                 f"{S}: {a} years old. Age {b} years ago?",
                 f"I am {a} years old. {S} is {b} years younger than me. How old is {he}?",
                 f"{S} is {b} years younger than I am. I am {a}. How old is {he}?",
                 f"{up(d.n)} is {a}, and {s} is {b} years younger. What is the age of {s}?",
                 f"How old is {s} if {he} is {b} years younger than {d.n} and {d.n} is {a}?",
                 f"In {b} years {s} will be {a} years old. How old is {he} now?",
                 f"{S} will be {a} in {b} years. What is {his} age today?",
                 f"Can you tell me how old {s} was {b} years ago? {He} is {a} now.",
                 f"We moved here {b} years ago. {S} is {a} now. How old was {he} then?",
                 f"How old was {s} when we met {b} years ago, if {he} is {a} now?",
                 f"{d.n} is {a} years old, {b} years more than {s}. How old is {s}?",
                 f"{d.n} is {a}. {S} came into the world {b} years later. How old is {he}?",
                 f"{S} and I like chess. I am {a}, and {he} is {b} years younger than me. What is {his} age?",
                 f"How old is {s} now if {he} will be {a} in {b} years?",
                 f"In {b} years there will be {a} candles on the birthday cake of {s}. How old is {he} now?",
                 f"{S} is {a} and has played the piano for {b} years. How old was {he} at the first lesson?",
                 f"Take {b} years off the age of {s}, who is {a}. How old was {he} then?",
                 f"{S} turned {a} this year. What was {his} age {b} years before that?")
    return (a, b, 3), ((text, final(f"{w.answers(text)} {'was' if 'was' in text or 'Age' in text else 'is'} {e} years old.", q)),)


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
        return (a, p, 2), ((text, final(f"{w.answers(text) if known else 'You'} {gets if back else has} {e} {unit} {'back' if back else 'left'}.", q)),)
    if kind < 0.8:
        a, b = small(d), small(d)
        things = ["book", "toy", "shirt", "sandwich", "ticket", "cake", "ball", "game", "hat", "pizza", "cup", "pen", "coffee", "bag", "scarf", "salad"]
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


@family(1.0)
def left_after(d):
    w, m, a, b = who(d, others=False), stuff(d), small(d), small(d)
    c = d.num(2, 20)
    if a + b - c < 2 or a + b > 60:
        return None
    s, S, t, T, he, He, has, does = forms(w)
    gain, lose, f = m.gain(d), m.lose(d), other(d, w)
    gains, gained, loses, lost = w.v(gain), gain[2], w.v(lose), lose[2]
    many, many_are = asks(d, m)
    low, much = f"{many[0].lower()}{many[1:]}", "much" if m.kind == "money" else "many"
    A, Bx, C, Cx = m.n(a), m.n(b), later(d, m, c), m.n(c)
    B = d.one(f"{b} more", f"{b} more", f"another {b}", Bx)
    if d.rng.random() < 0.6 or c >= a - 1:
        e1, p = add(a, b)
        e2, q = sub(p, c)
        text = d.say(f"{S} had {A}. {He} {gained} {B} and {lost} {C}. {many} {does} {he} have now?",
                     f"{S} {has} {A}. {He} {gains} {B}. Then {he} {loses} {C}. {many} {does} {he} have left?",
                     f"{S} {has} {A}, {gains} {B} and {loses} {C}. {many_are} left?",
                     f"{many} {does} {s} have if {he} had {A}, {gained} {B} and {lost} {C}?",
                     f"If {s} {has} {A}, {gains} {B} and then {loses} {C}, {low} {does} {he} have?",
                     f"{S} had {A}. {up(f)} gave {w.him} {B}. Then {he} {lost} {C}. How {much} {does} {he} have now?",
                     f"{S} had {A}, {gained} {B}, {lost} {C}. How {much} now?",
                     f"Yesterday {s} {gained} {Bx}. {He} already had {A}. Today {he} {lost} {C}. {many} {does} {he} have now?",
                     f"{S} {has} {A}. {up(f)} brings {w.him} {B}. {He} {loses} {C} later. {many_are} left?",
                     f"After {s} {gained} {Bx}, {he} {lost} {Cx}. {He} had {A} at the start. {many} {does} {he} have?",
                     f"{S} started with {A}. {He} {gained} {B}, and in the evening {he} {lost} {C}. {many} did {he} have then?",
                     f"{S} {has} {A} and {f} gives {w.him} {B}. How {much} {does} {he} have after {he} {loses} {C}?",
                     f"First {s} {has} {A}. Then {he} {gains} {B}. At last {he} {loses} {C}. What is left?",
                     f"{S} had {A} and {gained} {B}. {many} {does} {he} have if {he} {loses} {C}?",
                     f"In the morning {s} had {A}. At noon {he} {gained} {B}. At night {he} {lost} {C}. {many_are} there now?",
                     f"{S} had {A}. Since then {he} {has} got {B} and {has} lost {C}. {many} {does} {he} have today?",
                     f"{S} had {A} when {he} {gained} {B}, and later {he} {lost} {C}. {many} {does} {he} have in the end?")
        return (a, b, c), ((text, final(f"{w.answers(text)} {has} {e1} {m.x}, then {e2} {m.x} left.", q)),)
    e1, p = sub(a, c)
    e2, q = add(p, b)
    text = d.say(f"{S} had {A}. {He} {lost} {C} and then {gained} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {He} {loses} {C}. Then {he} {gains} {B}. {many} {does} {he} have?",
                 f"{S} {has} {A}, {loses} {C} and {gains} {B}. {many} {does} {he} have now?",
                 f"{many} {does} {s} have if {he} had {A}, {lost} {Cx} and then {gained} {B}?",
                 f"If {s} {has} {A}, {loses} {C} and then {gains} {B}, {low} {does} {he} have?",
                 f"{S} had {A}. {He} {lost} {C}, but {f} gave {w.him} {B}. How {much} {does} {he} have now?",
                 f"{S} had {A}, {lost} {C}, {gained} {B}. How {much} now?",
                 f"Yesterday {s} had {A}. {He} {lost} {C}. Today {he} {gained} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {He} {loses} {C} and {f} brings {w.him} {B}. What {does} {he} have now?",
                 f"After {s} {lost} {Cx}, {he} {gained} {B}. {He} had {A} at the start. {many} {does} {he} have?",
                 f"First {s} {has} {A}. Then {he} {loses} {C}. At last {he} {gains} {B}. {many} {does} {he} have at the end?",
                 f"In the morning {s} had {A}. At noon {he} {lost} {C}. At night {he} {gained} {B}. {many_are} there now?",
                 f"{S} started the week with {A}. {He} {lost} {C} before {he} {gained} {B}. {many} {does} {he} have at the end of the week?")
    return (a, b, c), ((text, final(f"{w.answers(text)} {has} {e1} {m.x}, then {e2} {m.x}.", q)),)


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
