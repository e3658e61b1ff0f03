"""Who has what: people and things as someone types them who tries the model (mine, my sister's, a neighbour's), with the forms that agree."""
import re
from dataclasses import dataclass

from .drawing import made_up, up
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
        s = name(d, girl) if d.rng.random() < 0.65 else relative(d, girl, whose or w.his) if d.rng.random() < 0.7 else \
            d.one("a friend", "the neighbor")
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
