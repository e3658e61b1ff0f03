"""Word problems about the world around, with small numbers: animals, wheels, weeks, halves, trains, trips and queues."""
from dataclasses import dataclass

from .drawing import add, div, family, final, mul, sub
from .words import TIMES

FARMERS, COOKS, DRIVERS = ("farmer", "neighbor", "shepherd"), ("baker", "cook", "grocer", "waiter"), ("driver", "mechanic", "dealer")
TEACHERS, GARDENERS, OWNERS = ("teacher", "coach", "librarian"), ("gardener", "florist", "forester"), ("boy", "girl", "child", "student")
COLORS = "red blue green yellow white black brown orange gray pink".split()
# (what all of them are, kinds, who has them, institutions that have them, where they are)
KINDS = [
    ("animals", "cows sheep pigs goats horses hens ducks geese donkeys rabbits", FARMERS, ("farm", "village"),
     ("on a farm", "in a barn", "in a field", "behind the fence", "on our farm")),
    ("animals", "lions tigers elephants zebras monkeys bears giraffes camels wolves kangaroos", ("keeper", "vet"), ("zoo", "circus", "park"),
     ("in a zoo", "in the zoo", "in a park", "in a film")),
    ("animals", "cats dogs hamsters parrots turtles mice snakes", OWNERS, ("pet shop", "vet's office"), ("in a pet shop", "in our street")),
    ("birds", "ducks swans crows gulls pigeons sparrows owls storks eagles", ("ranger", "painter"), ("zoo", "park"),
     ("on a lake", "on a roof", "in the park", "by the river", "in a picture")),
    ("pieces of fruit", "apples pears plums bananas oranges lemons peaches mangoes figs", COOKS, ("shop", "kitchen"),
     ("in a bowl", "in a basket", "on a table", "on a plate", "in the fridge")),
    ("vegetables", "carrots potatoes onions tomatoes cabbages cucumbers peppers", COOKS, ("shop", "restaurant"),
     ("in a box", "in the kitchen", "in a soup", "in the garden")),
    ("vehicles", "cars trucks buses vans bikes tractors scooters trams", DRIVERS, ("garage", "company", "town"),
     ("in a garage", "on a bridge", "on the road", "in a parking lot", "outside the station")),
    ("flowers", "roses tulips daisies lilies sunflowers violets poppies", GARDENERS, ("garden", "shop"),
     ("in a garden", "in a vase", "in a meadow", "by the window")),
    ("trees", "oaks pines birches maples palms willows", GARDENERS, ("park", "forest", "school"), ("in a park", "in a forest", "along the street")),
    ("books", "novels comics cookbooks dictionaries atlases", TEACHERS, ("library", "school", "shop"), ("on a shelf", "on a desk", "in a library")),
    ("toys", "dolls balls kites puzzles robots yo-yos teddies", OWNERS, ("shop", "kindergarten"), ("in a box", "on the floor", "under the bed")),
    ("instruments", "drums guitars violins flutes trumpets pianos", ("singer", "teacher"), ("school", "band", "shop"), ("on a stage", "in a hall")),
    ("tools", "hammers saws drills rakes shovels spades", ("builder", "plumber", "carpenter"), ("shop", "workshop"), ("in a shed", "on a wall")),
    ("pieces of clothing", "shirts sweaters skirts jackets coats dresses", ("tailor", "sailor"), ("shop", "theater"), ("in a closet", "in a suitcase")),
    ("pastries", "pies muffins cupcakes tarts croissants", COOKS, ("bakery", "cafe"), ("in a window", "on a tray", "on the counter")),
    ("children", "boys girls", TEACHERS[:2], ("school", "class", "choir", "team"), ("in a class", "in a pool", "on a bus", "at a party")),
    ("people", "men women children", ("captain", "guide"), ("village", "club", "ship"), ("on a bus", "in a train", "in a hall", "at a wedding")),
]
COLORED = [("balls", "in a box"), ("cars", "in a parking lot"), ("balloons", "at a party"), ("marbles", "in a bag"), ("buttons", "in a drawer"),
           ("pens", "on a desk"), ("socks", "in a drawer"), ("flags", "on the wall"), ("hats", "in a shop"), ("candles", "on a cake"),
           ("boats", "on a lake"), ("tiles", "on the floor"), ("crayons", "in a cup"), ("umbrellas", "in the hall"), ("beads", "on a string")]


@dataclass(frozen=True)
class Who:
    """Someone or something that has things; with the forms that agree with it."""
    first: str  # "A farmer": at the beginning of a sentence
    mid: str  # "a farmer"
    he: str
    answered: str  # the beginning of the answer: "He has"
    many: bool = False  # "I have", "we do"

    def v(self, verb):
        if self.he == "it" and verb in ("sees", "counts"):
            return "has"
        return verb if not self.many else {"has": "have", "does": "do", "goes": "go"}.get(verb, verb.removesuffix("s"))


def who(d, people, places=()):
    kind = d.rng.random()
    if kind < 0.08:
        return Who("I", "I", "I", "You have", True)
    if kind < 0.14:
        return Who("We", "we", "we", "You have", True)
    if kind < 0.3:
        return Who(d.n, d.n, d.he, f"{d.He} has")
    place = places and d.rng.random() < 0.35
    role = d.pick(places if place else people)
    he = "it" if place else "he" if role == "boy" else "she" if role == "girl" else d.he
    the = d.one("a", "a", "the", "our" if place or role in ("teacher", "coach", "neighbor", "baker") else "a")
    return Who(f"{the.capitalize()} {role}", f"{the} {role}", he, f"{he.capitalize()} has")


def a_an(word):
    return ("an " if word[0] in "aeiou" else "a ") + word


def cap(text):
    return text[0].upper() + text[1:]


def kinds_of(d, count):
    """(joint name, `count` kinds, who has them, where they are)."""
    if d.rng.random() < 0.25:
        joint, where = d.pick(COLORED)
        return joint, [f"{c} {joint}" for c in d.rng.sample(COLORS, count)], who(d, OWNERS, ("shop",)), where
    while True:
        joint, kinds, people, places, where = d.pick(KINDS)
        if len(kinds.split()) >= count:
            return joint, d.rng.sample(kinds.split(), count), who(d, people, places), d.pick(where)


@family(1.0)
def animals(d):
    count = 3 if d.rng.random() < 0.35 else 2
    joint, kinds, w, at = kinds_of(d, count)
    numbers = tuple(d.amount(2, 30) if count == 2 else d.num(2, 20) for _ in kinds)
    listed = [f"{n} {k}" for n, k in zip(numbers, kinds)]
    listing, s, he, has, does = f"{', '.join(listed[:-1])} and {listed[-1]}", w.mid, w.he, w.v("has"), w.v("does")
    e, q = add(*numbers[:2])
    if count == 3:
        first, (e, q) = f"The {kinds[0]} and the {kinds[1]} are {e}. ", add(q, numbers[2])
    else:
        first = ""
    if d.rng.random() < 0.5:
        text = d.say(f"{w.first} {has} {listing}. How many {joint} {does} {he} have?",
                     f"{w.first} {has} {listing}. How many {joint} {does} {he} have in total?",
                     f"{w.first} {has} {listing}. How many {joint} is that altogether?",
                     f"{w.first} {has} {' plus '.join(listed)}. How many {joint} {does} {he} have?",
                     f"How many {joint} {does} {s} have with {listing}?",
                     f"How many {joint} {does} {s} have if {he} {has} {listing}?",
                     f"If {s} {has} {listing}, how many {joint} {does} {he} have?",
                     f"{w.first} {w.v('buys')} {listing}. How many {joint} {does} {he} buy?",
                     f"{w.first} {w.v('gets')} {listing}. How many {joint} {does} {he} get in all?",
                     f"{w.first} {has} {listed[0]}. {cap(he)} also {has} {' and '.join(listed[1:])}. How many {joint} {does} {he} have?",
                     f"What is the total number of {joint} when {s} {has} {listing}?",
                     f"{w.first} {w.v('owns')} {listing}, so how many {joint} {does} {he} own?",
                     f"{cap(listing)} belong to {d.n}. How many {joint} {does} {d.n} have?" if s == d.n else
                     f"{w.first} {w.v('counts')} {listing}. How many {joint} are there?",
                     f"Suppose {s} {has} {listing}. How many {joint} are there?",
                     f"{w.first} {has} {listing}. Count all the {joint}.",
                     f"{w.first}: {listing}. How many {joint}?",
                     f"{w.first} {has} not only {listed[0]} but also {' and '.join(listed[1:])}. How many {joint} {does} {he} have overall?")
        return numbers, ((text, final(f"{first}{w.answered} {e} {joint}.", q)),)
    text = d.say(f"There are {listing} {at}. How many {joint} are there?",
                 f"There are {listing} {at}. How many {joint} are there in total?",
                 f"There are {listing} {at}. How many {joint} are there altogether?",
                 f"{cap(at)} there are {listing}. How many {joint} are there?",
                 f"{cap(at)} there are {listing}. How many {joint} is that?",
                 f"{cap(at)} I see {listing}. How many {joint} do I see?",
                 f"I count {listing} {at}. How many {joint} is that?",
                 f"How many {joint} are {at} if there are {listing}?",
                 f"How many {joint} are {listing}?",
                 f"How many {joint} do {listing} make together?",
                 f"{listing}: how many {joint}?",
                 f"{' plus '.join(listed)}. How many {joint} is that?",
                 f"We saw {listing} {at}. How many {joint} did we see?",
                 f"If there are {listing} {at}, how many {joint} are there?",
                 f"There are {listed[0]} {at}, and there are also {' and '.join(listed[1:])}. How many {joint} are there in all?",
                 f"What is the number of {joint} {at} if there are {listing}?",
                 f"{d.n} sees {listing} {at}. How many {joint} does {d.he} see?",
                 f"Look: {listing} {at}! How many {joint} can you see?")
    return numbers, ((text, final(f"{first}There are {e} {joint}.", q)),)


@family(1.0)
def not_all(d):
    joint, (k, other), w, at = kinds_of(d, 2)
    a, b = d.amount(2, 30), d.num(2, 20)
    t = a + b
    e, q = sub(t, a)
    short = k.removesuffix(f" {joint}")
    he, has, does = w.he, w.v("has"), w.v("does")
    mode = d.rng.random()
    if mode < 0.35:
        text = d.say(f"There are {t} {joint} {at}. {a} of them are {short}. How many are not {short}?",
                     f"There are {t} {joint} {at}, and {a} of them are {short}. How many {joint} are not {short}?",
                     f"{cap(at)} there are {t} {joint}. {a} are {short}. How many are not?",
                     f"{a} of the {t} {joint} {at} are {short}. How many of them are not {short}?",
                     f"How many of {t} {joint} are not {short} if {a} are {short}?",
                     f"{w.first} {has} {t} {joint}. {a} of them are {short}. How many are not {short}?",
                     f"{w.first} {has} {t} {joint}, and {a} are {short}. How many other {joint} {does} {he} have?",
                     f"{t} {joint}, {a} of them {short}. How many are not {short}?",
                     f"Of {t} {joint} {at}, {a} are {short}. How many are something else?",
                     f"If {a} of {t} {joint} are {short}, how many are not {short}?",
                     f"{w.first} {w.v('sees')} {t} {joint}. {a} of them are {short}. How many of the {joint} are not {short}?",
                     f"Only {a} of the {t} {joint} {at} are {short}. How many are not?",
                     f"I count {t} {joint} {at}. {a} are {short}. How many are not {short}?",
                     f"Among the {t} {joint} {at} we find {a} that are {short}. How many are not {short}?")
        return (t, a), ((text, final(f"{e} {joint} are not {short}.", q)),)
    brief = other.removesuffix(f" {joint}")
    text = d.say(f"There are {t} {joint} {at}. {a} of them are {short} and the others are {brief}. How many {other} are there?",
                 f"There are {t} {joint} {at}. {a} are {short}. The rest are {brief}. How many {other} are there?",
                 f"{cap(at)} there are {t} {joint}: {a} are {short}, the others are {brief}. How many are {brief}?",
                 f"{w.first} {has} {t} {joint}. {a} are {short} and the rest are {brief}. How many {other} {does} {he} have?",
                 f"{w.first} {has} {t} {joint}, only {short} and {brief}. {a} of them are {short}. How many are {brief}?",
                 f"How many {other} {does} {w.mid} have if {a} of the {t} {joint} are {short} and all others are {brief}?",
                 f"{a} of {t} {joint} are {short}, and the others are {brief}. How many {other} are there?",
                 f"{t} {joint}: {a} {short}, the rest {brief}. How many {other}?",
                 f"The {joint} {at} are {short} or {brief}. There are {t} {joint}, and {a} are {short}. How many are {brief}?",
                 f"If {a} of the {t} {joint} {at} are {short} and the rest are {brief}, how many {other} are there?",
                 f"What is the number of {other} if there are {t} {joint}, {a} of them {short} and the rest {brief}?",
                 f"{w.first} {w.v('counts')} {t} {joint}. {a} are {short}, and the others are all {brief}. How many {other} are there?",
                 f"We have {short} and {brief}, {t} {joint} in all. {a} are {short}. How many {other} do we have?",
                 f"All {t} {joint} {at} are either {short} or {brief}. If {a} are {short}, how many are {brief}?")
    return (t, a), ((text, final(f"There are {e} {other}.", q)),)


# (one, many, part, how many of it each has)
PARTS_OF = [
    ("dog", "dogs", "legs", 4), ("cat", "cats", "legs", 4), ("cow", "cows", "legs", 4), ("horse", "horses", "legs", 4), ("pig", "pigs", "legs", 4),
    ("sheep", "sheep", "legs", 4), ("rabbit", "rabbits", "legs", 4), ("lion", "lions", "legs", 4), ("elephant", "elephants", "legs", 4),
    ("cat", "cats", "paws", 4), ("bear", "bears", "paws", 4), ("bird", "birds", "legs", 2), ("chicken", "chickens", "legs", 2),
    ("duck", "ducks", "legs", 2), ("duck", "ducks", "feet", 2), ("bird", "birds", "wings", 2), ("butterfly", "butterflies", "wings", 4),
    ("spider", "spiders", "legs", 8), ("insect", "insects", "legs", 6), ("ant", "ants", "legs", 6), ("bee", "bees", "legs", 6),
    ("fly", "flies", "legs", 6), ("octopus", "octopuses", "arms", 8), ("starfish", "starfish", "arms", 5), ("cow", "cows", "eyes", 2),
    ("child", "children", "hands", 2), ("person", "people", "eyes", 2), ("person", "people", "ears", 2), ("person", "people", "legs", 2),
    ("child", "children", "fingers", 10), ("person", "people", "fingers", 10), ("hand", "hands", "fingers", 5), ("foot", "feet", "toes", 5),
    ("car", "cars", "wheels", 4), ("car", "cars", "wheels", 4), ("bicycle", "bicycles", "wheels", 2), ("bike", "bikes", "wheels", 2),
    ("tricycle", "tricycles", "wheels", 3), ("motorcycle", "motorcycles", "wheels", 2), ("table", "tables", "legs", 4), ("chair", "chairs", "legs", 4),
    ("triangle", "triangles", "sides", 3), ("triangle", "triangles", "corners", 3), ("square", "squares", "sides", 4),
    ("square", "squares", "corners", 4), ("rectangle", "rectangles", "corners", 4), ("pentagon", "pentagons", "sides", 5),
    ("hexagon", "hexagons", "sides", 6), ("cube", "cubes", "faces", 6), ("violin", "violins", "strings", 4), ("guitar", "guitars", "strings", 6),
    ("rabbit", "rabbits", "ears", 2), ("plane", "planes", "wings", 2), ("traffic light", "traffic lights", "lights", 3),
]
ALIKE = ({"bicycle", "bike"}, {"child", "person"}, {"bird", "duck"}, {"bird", "chicken"}, {"insect", "ant"}, {"insect", "bee"}, {"insect", "fly"},
         {"hand", "person"}, {"hand", "child"})


@family(1.2)
def legs(d):
    one, many, part, per = d.pick(PARTS_OF)
    k, mode = d.num(2, 9 if d.rng.random() < 0.5 else 12), d.rng.random()
    e, q = mul(per, k)
    fact = f"{cap(a_an(one))} has {per} {part}"
    if mode < 0.65:
        text = d.say(f"How many {part} do {k} {many} have?",
                     f"How many {part} do {k} {many} have in total?",
                     f"How many {part} do {k} {many} have altogether?",
                     f"There are {k} {many}. How many {part} do they have?",
                     f"There are {k} {many}. How many {part} are there?",
                     f"How many {part} are there on {k} {many}?",
                     f"{k} {many} have how many {part}?",
                     f"I see {k} {many}. How many {part} do I see?",
                     f"{d.n} draws {k} {many}. How many {part} does {d.he} draw?",
                     f"Tell me how many {part} {k} {many} have.",
                     f"What is the number of {part} of {k} {many}?",
                     f"How many {part} have {k} {many}?",
                     f"{k} {many}, how many {part}?",
                     f"Number of {part} of {k} {many}?",
                     f"If there are {k} {many}, how many {part} are there in all?",
                     f"How many {part} does a group of {k} {many} have?",
                     f"Look at these {k} {many}. How many {part} have they got?",
                     f"{d.n} counts the {part} of {k} {many}. How many {part} does {d.he} count?",
                     f"Count the {part} of {k} {many}.",
                     f"If one {one} has {per} {part}, how many do {k} {many} have?",
                     f"{cap(a_an(one))} has {per} {part}. What about {k} {many}?",
                     f"Each {one} has {per} {part}. How many {part} do {k} of them have in all?",
                     f"{d.n} sees {k} {many} with {per} {part} each. How many {part} does {d.he} see?",
                     f"In a picture there are {k} {many}. How many {part} should the picture show?",
                     f"{k} {many}. Total number of {part}?",
                     f"My little brother wants to know how many {part} {k} {many} have.",
                     f"How many {part} would you count on {k} {many}?",
                     f"Do you know how many {part} {k} {many} have together?")
        return (per, k), ((text, final(f"{fact}. {k} {many} have {e} {part}.", q)),)
    if mode < 0.8:
        e, k = div(q, per)
        text = d.say(f"How many {many} have {q} {part} together?",
                     f"{q} {part} belong to how many {many}?",
                     f"There are {q} {part}. How many {many} are there?",
                     f"I count {q} {part} of {many}. How many {many} are there?",
                     f"Some {many} have {q} {part} in total. How many {many} are there?",
                     f"How many {many} are there if they have {q} {part} in all?",
                     f"{d.n} counts {q} {part} on some {many}. How many {many} does {d.he} see?",
                     f"If all the {many} together have {q} {part}, how many {many} are they?",
                     f"A picture shows only {many}, with {q} {part} in all. How many {many} does it show?",
                     f"{q} {part}, how many {many}?",
                     f"The {many} have {q} {part} altogether. What is the number of {many}?",
                     f"How many {many} does it take to have {q} {part}?",
                     f"Every {one} has {per} {part}. How many {many} have {q} {part}?",
                     f"If one {one} has {per} {part}, how many {many} are there when you count {q} {part}?",
                     f"Nobody counted the {many}, but they have {q} {part}. How many of them are there?",
                     f"{d.n} draws some {many}. The drawing has {q} {part}. How many {many} does {d.he} draw?",
                     f"Tell me how many {many} there are if you can see {q} {part}.",
                     f"A group of {many} has {q} {part}. How big is the group?",
                     f"Find the number of {many} that have {q} {part} altogether.",
                     f"You count {q} {part}. How many {many} is that?",
                     f"Each {one} has {per} {part}, and there are {q} {part}. So how many {many} are there?",
                     f"With {q} {part} in all, how many {many} must there be?")
        return (per, k, 0), ((text, final(f"{fact}. There are {e} {many}.", k)),)
    mates = [p for p in PARTS_OF if p[2] == part and p[0] != one and not any({p[0], one} == pair for pair in ALIKE)]
    if not mates:
        return None
    one2, many2, _, per2 = d.pick(mates)
    k, k2 = d.few(), d.few()
    (e, q), (e2, q2) = mul(per, k), mul(per2, k2)
    e3, q3 = add(q, q2)
    text = d.say(f"How many {part} do {k} {many} and {k2} {many2} have?",
                 f"How many {part} do {k} {many} and {k2} {many2} have together?",
                 f"There are {k} {many} and {k2} {many2}. How many {part} are there?",
                 f"There are {k} {many} and {k2} {many2}. How many {part} do they have in total?",
                 f"I see {k} {many} and {k2} {many2}. How many {part} do I see?",
                 f"{k} {many} and {k2} {many2}: how many {part}?",
                 f"{d.n} draws {k} {many} and {k2} {many2}. How many {part} does {d.he} draw?",
                 f"If there are {k} {many} and also {k2} {many2}, how many {part} are there?",
                 f"What is the number of {part} of {k} {many} plus {k2} {many2}?",
                 f"Tell me how many {part} {k} {many} and {k2} {many2} have.",
                 f"Count the {part} of {k} {many} and {k2} {many2}.",
                 f"We have {k} {many} and {k2} {many2}. How many {part} is that?",
                 f"There are {k} {many}, and next to them are {k2} {many2}. How many {part} are there in all?",
                 f"What is the total number of {part} if there are {k} {many} and {k2} {many2}?",
                 f"{d.n} looks at {k} {many} and {k2} {many2}. How many {part} are these altogether?",
                 f"Count all the {part}: {k} {many} and {k2} {many2}.",
                 f"In a picture there are {k} {many} and {k2} {many2}. How many {part} should the picture show?",
                 f"How many {part} would you count on {k} {many} and {k2} {many2}?",
                 f"{k} {many} plus {k2} {many2}. Number of {part}?",
                 f"{cap(a_an(one))} has {per} {part}, and {a_an(one2)} has {per2}. How many {part} do {k} {many} and {k2} {many2} have in all?",
                 f"If you add the {part} of {k} {many} to those of {k2} {many2}, how many {part} do you get?",
                 f"I know that there are {k} {many} and {k2} {many2}, but how many {part} is that in total?",
                 f"Together, how many {part} have {k} {many} and {k2} {many2}?")
    working = f"{fact} and {a_an(one2)} has {per2} {part}. The {many} have {e} {part}. The {many2} have {e2} {part}."
    return (per, k, per2, k2), ((text, final(f"{working} Together they have {e3} {part}.", q3)),)


# (one, many, what it consists of, how many, at most how many of it are asked about)
UNITS = [("week", "weeks", "days", 7, 10), ("week", "weeks", "days", 7, 10), ("year", "years", "months", 12, 8), ("day", "days", "hours", 24, 5),
         ("hour", "hours", "minutes", 60, 6), ("minute", "minutes", "seconds", 60, 6), ("decade", "decades", "years", 10, 9),
         ("century", "centuries", "years", 100, 9), ("meter", "meters", "centimeters", 100, 9), ("dollar", "dollars", "cents", 100, 9),
         ("centimeter", "centimeters", "millimeters", 10, 12)]
DOZENS = [("dozen", "dozen", 12), ("dozen", "dozen", 12), ("pair", "pairs of", 2)]
DOZEN_THINGS = "eggs rolls donuts roses pencils cookies buns oysters".split()
PAIR_THINGS = "shoes socks gloves boots skates earrings mittens".split()


@family(1.0)
def calendar(d):
    if d.rng.random() < 0.25:
        one, many, per = d.pick(DOZENS)
        x, k, w = d.pick(DOZEN_THINGS if per == 12 else PAIR_THINGS), d.num(2, 9), who(d, OWNERS + COOKS, ("shop",))
        e, q = mul(per, k)
        text = d.say(f"How many {x} are {k} {many} {x}?",
                     f"How many {x} are there in {k} {many} {x}?",
                     f"{w.first} {w.v('has')} {k} {many} {x}. How many {x} {w.v('does')} {w.he} have?",
                     f"{w.first} {w.v('buys')} {k} {many} {x}. How many {x} is that?",
                     f"{w.first} {w.v('needs')} {k} {many} {x}. How many single {x} {w.v('does')} {w.he} need?",
                     f"{k} {many} {x} are how many {x}?",
                     f"{k} {many} {x}: how many {x}?",
                     f"There are {k} {many} {x} on the table. How many {x} are there?",
                     f"If {w.mid} {w.v('has')} {k} {many} {x}, how many {x} is that?",
                     f"How many {x} {w.v('does')} {w.mid} have with {k} {many} {x}?",
                     f"Tell me how many {x} {k} {many} {x} are.",
                     f"{w.first} {w.v('gets')} {k} {many} {x}. Count the {x}.",
                     f"What is the number of {x} in {k} {many} {x}?",
                     f"A box holds {k} {many} {x}. How many {x} does it hold?")
        return (per, k), ((text, final(f"{cap(a_an(one))} is {per} {x}. That makes {e} {x}.", q)),)
    one, many, small, per, most = d.pick(UNITS)
    k, mode = d.num(2, most), d.rng.random()
    e, q = mul(per, k)
    fact = f"{'An' if one == 'hour' else 'A'} {one} has {per} {small}."
    if mode < 0.6:
        longer = many in ("weeks", "years", "days", "hours", "minutes")
        event = d.one("A trip", "A holiday", "The course", "The work", "A visit") if many in ("weeks", "days") else \
            d.one("A movie", "A lesson", "The game", "A walk") if many == "hours" else d.one("A song", "The break") if many == "minutes" else \
            d.one("A school", "The job", "The journey")
        told = f"{event} takes {k} {many}. How many {small} is that?" if longer else f"How many {small} do I have with {k} {many}?"
        if not longer and many in ("decades", "centuries"):
            told = f"It took {k} {many} to build the castle. How many {small} is that?"
        text = d.say(f"How many {small} are in {k} {many}?",
                     f"How many {small} are there in {k} {many}?",
                     f"How many {small} do {k} {many} have?",
                     f"{k} {many} are how many {small}?",
                     f"How many {small} make {k} {many}?",
                     f"{k} {many} in {small}?",
                     f"What is {k} {many} in {small}?",
                     f"Convert {k} {many} to {small}.",
                     told, told,
                     f"Tell me how many {small} {k} {many} are.",
                     f"How many {small} is {k} {many}?",
                     f"If you have {k} {many}, how many {small} do you have?",
                     f"What is the number of {small} in {k} {many}?",
                     f"Say {k} {many} in {small}.",
                     f"I want to know how many {small} there are in {k} {many}.",
                     f"{k} {many}. How many {small}?",
                     f"Can you tell me how many {small} {k} {many} have?")
        return (per, k), ((text, final(f"{fact} {k} {many} have {e} {small}.", q)),)
    if mode < 0.8:
        e, k = div(q, per)
        text = d.say(f"How many {many} are {q} {small}?",
                     f"How many {many} are there in {q} {small}?",
                     f"{q} {small} are how many {many}?",
                     f"How many {many} do {q} {small} make?",
                     f"{q} {small} in {many}?",
                     f"Convert {q} {small} to {many}.",
                     f"What is {q} {small} in {many}?",
                     f"Tell me how many {many} {q} {small} are.",
                     f"How many {many} is {q} {small}?",
                     f"If you have {q} {small}, how many {many} is that?",
                     f"{q} {small}. How many {many}?",
                     f"Say {q} {small} in {many}.",
                     f"{d.n} has {q} {small}. How many {many} is that?",
                     f"Can you turn {q} {small} into {many}?")
        return (per, k, 0), ((text, final(f"{fact} {q} {small} are {e} {many}.", k)),)
    more = d.num(2, min(20, per - 1))
    if more >= per:
        return None
    e2, q2 = add(q, more)
    text = d.say(f"How many {small} are {k} {many} and {more} {small}?",
                 f"How many {small} are in {k} {many} and {more} {small}?",
                 f"{k} {many} and {more} {small} are how many {small}?",
                 f"{k} {many} and {more} {small}: how many {small}?",
                 f"Convert {k} {many} and {more} {small} to {small}.",
                 f"What is {k} {many} and {more} {small} in {small}?",
                 f"Tell me how many {small} {k} {many} and {more} {small} are.",
                 f"How many {small} do {k} {many} plus {more} {small} make?",
                 f"How many {small} is {k} {many} and {more} more {small}?",
                 f"If you have {k} {many} and {more} {small}, how many {small} do you have?",
                 f"{d.n} has {k} {many} and {more} {small}. How many {small} is that?",
                 f"Say {k} {many} and {more} {small} in {small}.",
                 f"There are {k} {many} and {more} {small} left. How many {small} are left in all?")
    return (per, k, more), ((text, final(f"{fact} {k} {many} have {e} {small}. In all that is {e2} {small}.", q2)),)


# (all, where, what a part of them is: a noun, or an adjective of all)
SHARED = [("children", "in a class", "girls boys"), ("children", "in a choir", "girls boys"), ("students", "in a school", "girls boys"),
          ("people", "on a bus", "children women men"), ("people", "at a party", "children women men"), ("guests", "in a hotel", "children women"),
          ("animals", "on a farm", "cows sheep pigs goats"), ("animals", "in a zoo", "monkeys birds bears"), ("fish", "in a tank", "goldfish red blue"),
          ("cars", "in a parking lot", "red blue new old"), ("apples", "in a basket", "green red rotten"), ("eggs", "in a carton", "broken brown white"),
          ("seats", "in a bus", "free taken empty"), ("books", "on a shelf", "new old thick"), ("flowers", "in a garden", "yellow roses tulips"),
          ("balloons", "in a room", "blue green pink"), ("players", "in a club", "new young tall"), ("lamps", "in a house", "broken new"),
          ("cookies", "on a plate", "round sweet burnt"), ("houses", "in a street", "white old empty"), ("birds", "in a tree", "black gray crows"),
          ("tables", "in a restaurant", "free round taken"), ("trees", "in a park", "oaks tall old"), ("letters", "in a bag", "open long"),
          ("windows", "in a house", "open closed dirty"), ("bikes", "in a garage", "new broken"), ("cups", "in a kitchen", "clean dirty")]
NOUNS = set("girls boys children women men cows sheep pigs goats monkeys birds bears goldfish roses tulips crows oaks".split())
FRACTIONS = {2: ("half", "Half"), 3: ("a third", "One third"), 4: ("a quarter", "A quarter")}
DOING = [("baker", "bakes", "bake", "rolls pies cakes"), ("teacher", "reads", "read", "books pages letters"), ("farmer", "sells", "sell", "eggs melons hens"),
         ("driver", "delivers", "deliver", "boxes pizzas letters"), ("painter", "paints", "paint", "walls doors fences"),
         ("gardener", "plants", "plant", "trees roses bushes"), ("fisherman", "catches", "catch", "fish crabs"), ("shop", "sells", "sell", "lamps hats bikes"),
         ("factory", "makes", "make", "chairs toys clocks"), ("cook", "peels", "peel", "potatoes apples"), ("player", "scores", "score", "points goals"),
         ("mechanic", "repairs", "repair", "cars bikes")]


@family(1.2)
def parts(d):
    mode = d.rng.random()
    k = d.pick((2, 2, 2, 3, 4))
    part, Part = FRACTIONS[k]
    if mode < 0.1:
        v = d.num(2, 20)
        e, q = div(v * k, k)
        t = v * k
        text = d.say(f"What is {part} of {t}?", f"How much is {part} of {t}?", f"{Part} of {t}?", f"What number is {part} of {t}?",
                     f"Find {part} of {t}.", f"Work out {part} of {t}.", f"Calculate {part} of {t}.", f"Tell me {part} of {t}.",
                     f"Do you know what {part} of {t} is?", f"I need {part} of {t}. How much is that?", f"{t}: how much is {part} of it?",
                     f"How many is {part} of {t}?", f"What do I get if I take {part} of {t}?", f"If a number is {t}, what is {part} of it?",
                     f"{d.n} thinks of {t} and takes {part} of it. What is the result?", f"Can you compute {part} of {t}?",
                     f"My teacher asks me for {part} of {t}. What should I say?", f"{d.n} needs {part} of {t}. What number is that?",
                     f"The number is {t}. How much is {part} of the number?",
                     f"Take {part} of {t}. What do you get?", f"Please give me {part} of {t}.")
        return (t, k), ((text, final(f"{Part} of {t} is {e}.", q)),)
    if mode < 0.4:
        role, does, do, things = d.pick(DOING)
        x, a = d.pick(things.split()), d.num(2, 20)
        k = d.pick((2, 2, 2, 3, 3, 4, 5))
        times = TIMES[k]
        number = f"{times} as many"
        w = Who(d.n, d.n, d.he, "") if d.rng.random() < 0.3 else Who(f"A {role}", f"a {role}", "it" if role in ("shop", "factory") else d.he, "")
        on, then = d.one(("on Monday", "on Tuesday"), ("today", "tomorrow"), ("in the morning", "in the afternoon"), ("in May", "in June"),
                         ("this week", "next week"), ("on Friday", "on Saturday"))
        e, q = mul(a, k)
        if d.rng.random() < 0.55:
            text = d.say(f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} does {w.he} {do} {then}?",
                         f"{w.first} {does} {a} {x} {on}. {cap(then)} {w.he} {does} {times} as many. How many {x} does {w.he} {do} {then}?",
                         f"{cap(on)} {w.mid} {does} {a} {x} and {then} {number}. How many {x} is that {then}?",
                         f"{w.first} {does} {a} {x} {on}, and {then} it is {number}. How many {x} does {w.he} {do} {then}?",
                         f"How many {x} does {w.mid} {do} {then} if it is {number} as the {a} {x} {on}?",
                         f"If {w.mid} {does} {a} {x} {on} and {number} {then}, how many {x} is that {then}?",
                         f"{a} {x} {on}, {number} {then}. How many {x} does {w.mid} {do} {then}?",
                         f"{w.first} {does} {number} {x} {then} as {on}. {cap(on)} it is {a}. How many is it {then}?",
                         f"{cap(then)} {w.mid} {does} {number} {x} as {on}, when it is {a} {x}. How many {x} does {w.he} {do} {then}?",
                         f"What is the number of {x} {then} if {w.mid} {does} {a} {x} {on} and {number} {then}?",
                         f"{w.first} {does} {a} {x} {on} but {number} {then}. How many {then}?",
                         f"{w.first} {does} {a} {x} {on}. How many {x} does {w.he} {do} {then} if it is {number}?",
                         f"{w.first} {does} {a} {x} {on}. {cap(then)} the number is {times} as large. What is it {then}?",
                         f"{cap(on)}: {a} {x}. {cap(then)}: {number}. How many {x} does {w.mid} {do} {then}?",
                         f"Suppose {w.mid} {does} {a} {x} {on}. If it is {number} {then}, how many {x} is that?",
                         f"{w.first} {does} {a} {x} {on} and has to {do} {number} {then}. How many must {w.he} {do} {then}?",
                         f"It is a busy time. {cap(on)} {w.mid} {does} {a} {x}, and {then} {w.he} {does} {number}. How many {then}?",
                         f"Tell me how many {x} {w.mid} {does} {then} when {w.he} {does} {a} {on} and {number} {then}.",
                         f"{a} is the number of {x} that {w.mid} {does} {on}. {cap(then)} it is {number}. How many is that?",
                         f"Not counting those {on}, how many {x} does {w.mid} {do} if it is {a} {on} and {number} {then}?",
                         f"How many {x} does {w.mid} {do} {then}? {cap(on)} {w.he} {does} {a}, and {then} {number}.",
                         f"{w.first} only {does} {a} {x} {on}, but {then} {w.he} {does} {times} that many. How many {x} does {w.he} {do} {then}?")
            return (a, k, 0), ((text, final(f"{cap(w.he)} {does} {e} {x} {then}.", q)),)
        e2, q2 = add(q, a)
        text = d.say(f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} does {w.he} {do} in all?",
                     f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} is that altogether?",
                     f"{w.first} {does} {a} {x} {on}. {cap(then)} {w.he} {does} {times} as many. How many {x} does {w.he} {do} in total?",
                     f"{cap(on)} {w.mid} {does} {a} {x} and {then} {number}. How many {x} is that together?",
                     f"How many {x} does {w.mid} {do} in total with {a} {x} {on} and {number} {then}?",
                     f"If {w.mid} {does} {a} {x} {on} and {number} {then}, how many {x} is that in total?",
                     f"{a} {x} {on}, {number} {then}. How many {x} does {w.mid} {do} in all?",
                     f"{cap(then)} {w.mid} {does} {number} {x} as {on}, when it is {a} {x}. How many {x} are these altogether?",
                     f"What is the total number of {x} if {w.mid} {does} {a} {x} {on} and {number} {then}?",
                     f"{w.first} {does} {a} {x} {on} but {number} {then}. How many in total?",
                     f"{w.first} {does} {a} {x} {on}, then {number} {then}. Add them up: how many {x} are there?",
                     f"{w.first} {does} {a} {x} {on}, and {then} it is {number}. How many {x} does {w.he} {do} altogether?",
                     f"How many {x} does {w.mid} {do} altogether if it is {a} {on} and {number} {then}?",
                     f"{cap(on)}: {a} {x}. {cap(then)}: {number}. How many {x} does {w.mid} {do} both times together?",
                     f"{w.first} {does} {a} {x} {on}. {cap(then)} the number is {times} as large. What do the two numbers add up to?",
                     f"Suppose {w.mid} {does} {a} {x} {on} and {number} {then}. What is the total?",
                     f"Tell me how many {x} {w.mid} {does} in total when {w.he} {does} {a} {on} and {number} {then}.",
                     f"It is a busy time. {cap(on)} {w.mid} {does} {a} {x}, and {then} {w.he} {does} {number}. How many {x} is that in all?",
                     f"Counting both times, how many {x} does {w.mid} {do} if {w.he} {does} {a} {on} and {number} {then}?",
                     f"{a} is the number of {x} that {w.mid} {does} {on}. {cap(then)} it is {number}. How many are there in total?",
                     f"How many {x} does {w.mid} {do} in all? {cap(on)} {w.he} {does} {a}, and {then} {number}.",
                     f"{w.first} {does} some {x}: {a} {on} and {number} {then}. How many {x} is that overall?")
        return (a, k), ((text, final(f"{cap(w.he)} {does} {e} {x} {then}. In all that is {e2} {x}.", q2)),)
    joint, at, words = d.pick(SHARED)
    word = d.pick(words.split())
    which = word if word in NOUNS else f"{word} {joint}"
    v = d.num(2, 20 if k == 2 else 12)
    t = v * k
    e, q = div(t, k)
    if mode < 0.8 or k == 2:
        text = d.say(f"There are {t} {joint} {at}. {Part} of them are {word}. How many {which} are there?",
                     f"There are {t} {joint} {at}, and {part} of them are {word}. How many {which} are there?",
                     f"There are {t} {joint} {at}. {Part} are {word}. How many are {word}?",
                     f"{cap(at)} there are {t} {joint}. {Part} of the {joint} are {word}. How many {which} are there?",
                     f"{Part} of the {t} {joint} {at} are {word}. How many {which} are there?",
                     f"{Part} of {t} {joint} are {word}. How many is that?",
                     f"How many {which} are {at} if {part} of the {t} {joint} are {word}?",
                     f"If {part} of {t} {joint} are {word}, how many {which} are there?",
                     f"{t} {joint}, {part} of them {word}. How many {which}?",
                     f"Of the {t} {joint} {at}, {part} are {word}. How many are {word}?",
                     f"I see {t} {joint} {at}, and {part} of them are {word}. How many {which} do I see?",
                     f"What is the number of {which} if {part} of {t} {joint} are {word}?",
                     f"{d.n} counts {t} {joint} {at}. {Part} of them are {word}. How many {which} does {d.he} count?",
                     f"There are {t} {joint} {at}. How many {which} are there if {part} of all are {word}?",
                     f"How many {which} are there {at}? {Part} of the {t} {joint} are {word}.",
                     f"We counted {t} {joint} {at}. {Part} turned out to be {word}. How many {which} are there?",
                     f"Find the number of {which}: {part} of {t} {joint}.",
                     f"Suppose {part} of the {t} {joint} {at} are {word}. How many {which} would that be?",
                     f"Out of {t} {joint}, {part} are {word}. Number of {which}?",
                     f"We know that {part} of the {t} {joint} {at} are {word}. How many {which} does that make?",
                     f"Tell me how many {which} there are when {part} of {t} {joint} are {word}.",
                     f"{d.n} looks for {which}. There are {t} {joint} {at}, and {part} of these are {word}. How many does {d.he} find?",
                     f"Exactly {part} of all {t} {joint} {at} are {word}. How many {which} is this?")
        return (t, k), ((text, final(f"There are {e} {which}.", q)),)
    e2, q2 = sub(t, q)
    text = d.say(f"There are {t} {joint} {at}. {Part} of them are {word}. How many are not {word}?",
                 f"There are {t} {joint} {at}, and {part} of them are {word}. How many {joint} are not {word}?",
                 f"{cap(at)} there are {t} {joint}. {Part} of the {joint} are {word}. How many are not?",
                 f"{Part} of the {t} {joint} {at} are {word}. How many are not {word}?",
                 f"How many of the {t} {joint} {at} are not {word} if {part} of them are {word}?",
                 f"If {part} of {t} {joint} are {word}, how many are not {word}?",
                 f"{t} {joint}, {part} of them {word}. How many are not {word}?",
                 f"Of the {t} {joint} {at}, {part} are {word}. How many others are there?",
                 f"I see {t} {joint} {at}, and {part} of them are {word}. How many are not?",
                 f"{d.n} counts {t} {joint} {at}. {Part} are {word}. How many of them are not {word}?",
                 f"What is the number of {joint} that are not {word} if {part} of {t} are {word}?",
                 f"There are {t} {joint} {at}. How many are not {word} if {part} of all are {word}?",
                 f"How many {joint} {at} are not {word}? There are {t} of them, and {part} are {word}.",
                 f"Work out how many of {t} {joint} are not {word} if {part} of them are.",
                 f"We counted {t} {joint} {at}. {Part} turned out to be {word}. How many of the {joint} were not {word}?",
                 f"Suppose {part} of the {t} {joint} {at} are {word}. How many of them would not be {word}?",
                 f"Out of {t} {joint}, {part} are {word}, and the rest are not. How many are in the rest?",
                 f"Leave out the {which}, which are {part} of the {t} {joint} {at}. How many {joint} remain?",
                 f"Tell me how many {joint} are not {word} when {part} of {t} are {word}.",
                 f"The {which} {at} are {part} of all {t} {joint}. How many other {joint} are there?",
                 f"{t} {joint} are {at}. If we do not count the {which}, which make up {part}, how many are there?",
                 f"Only {part} of all {t} {joint} {at} are {word}. How many {joint} are not?")
    return (t, k, 0), ((text, final(f"{e} {joint} are {word}. {e2} are not.", q2)),)


# (whole, many parts, one part, what is in each part)
WHOLES = [("train", "wagons", "wagon", "seats"), ("train", "cars", "car", "passengers"), ("hotel", "floors", "floor", "rooms"),
          ("house", "floors", "floor", "windows"), ("hall", "rows", "row", "chairs"), ("school", "classrooms", "classroom", "desks"),
          ("school", "classes", "class", "children"), ("tournament", "teams", "team", "players"), ("book", "chapters", "chapter", "pages"),
          ("building", "floors", "floor", "offices"), ("garage", "levels", "level", "cars"), ("library", "shelves", "shelf", "books"),
          ("farm", "barns", "barn", "cows"), ("zoo", "cages", "cage", "monkeys"), ("theater", "rows", "row", "seats"), ("plane", "rows", "row", "seats"),
          ("parking lot", "rows", "row", "cars"), ("ship", "decks", "deck", "cabins"), ("park", "paths", "path", "benches"),
          ("shop", "crates", "crate", "bottles"), ("box", "layers", "layer", "chocolates"), ("album", "pages", "page", "photos"),
          ("tree", "branches", "branch", "birds"), ("garden", "beds", "bed", "flowers"), ("street", "houses", "house", "windows"),
          ("restaurant", "tables", "table", "chairs"), ("village", "streets", "street", "houses"), ("choir", "rows", "row", "singers"),
          ("orchard", "rows", "row", "trees"), ("bakery", "trays", "tray", "rolls"), ("hospital", "rooms", "room", "beds"),
          ("cake", "layers", "layer", "cherries"), ("necklace", "strings", "string", "pearls"), ("kitchen", "drawers", "drawer", "spoons"),
          ("wall", "rows", "row", "bricks"), ("forest", "nests", "nest", "eggs"), ("camp", "tents", "tent", "people"), ("lake", "boats", "boat", "people"),
          ("company", "vans", "van", "parcels"), ("closet", "shelves", "shelf", "shirts"), ("bus", "rows", "row", "seats"),
          ("aquarium", "tanks", "tank", "fish"), ("fence", "parts", "part", "boards")]

ONTO = set("floor shelf deck level path page branch tray layer string bed street".split())


# (base, third person, many, one): what somebody does so many times a day
DAILY = [("swim", "swims", "laps"), ("read", "reads", "pages"), ("run", "runs", "miles"), ("save", "saves", "dollars"),
         ("solve", "solves", "puzzles"),
         ("bake", "bakes", "cakes"), ("draw", "draws", "pictures"), ("learn", "learns", "new words"), ("eat", "eats", "plums"),
         ("pick", "picks", "melons"),
         ("write", "writes", "letters"), ("do", "does", "push-ups"), ("plant", "plants", "trees"), ("wash", "washes", "cars"),
         ("make", "makes", "toys"),
         ("paint", "paints", "doors"), ("collect", "collects", "shells"), ("sell", "sells", "drinks"), ("tell", "tells", "jokes"),
         ("sing", "sings", "songs")]
TIMED = [("day", "days"), ("day", "days"), ("day", "days"), ("week", "weeks"), ("month", "months"), ("hour", "hours")]
COINS = [("nickel", "nickels", 5), ("dime", "dimes", 10), ("quarter", "quarters", 25), ("half dollar", "half dollars", 50)]
# (one, many, verb, what goes into each)
NEEDS = [("cake", "cakes", "eggs"), ("pie", "pies", "apples"), ("sandwich", "sandwiches", "slices of bread"), ("necklace", "necklaces", "beads"),
         ("kite", "kites", "sticks"), ("dress", "dresses", "buttons"), ("salad", "salads", "tomatoes"), ("table", "tables", "screws"),
         ("pot of soup", "pots of soup", "carrots"), ("poster", "posters", "pins"), ("jug of juice", "jugs of juice", "oranges"),
         ("robot", "robots", "batteries")]
KIDS = ["kids", "children", "friends", "students", "girls", "boys", "people", "players"]
HELD = ["crayons", "balls", "books", "cookies", "marbles", "pencils", "stickers", "balloons", "cards", "apples", "tickets", "hats"]


def repeated(d, a, b):
    """So many each, so many times: a question about `a` times `b`, and a sentence that waits for the equation. `b` is what each has."""
    mode, n, he = d.rng.random(), d.n, d.he
    if mode < 0.4:
        (do, does, x), (one, many) = d.pick(DAILY), d.pick(TIMED)
        v = d.one(n, n, "Dad", "Mom", "my sister", "our neighbor")
        he, V = {"Dad": "he", "Mom": "she", "my sister": "she", "our neighbor": d.he}.get(v, he), cap(v)
        text = d.one(f"{V} {does} {b} {x} a {one}. How many {x} does {he} {do} in {a} {many}?",
                     f"{V} {does} {b} {x} every {one}. How many {x} is that in {a} {many}?",
                     f"{V} {does} {b} {x} each {one} for {a} {many}. How many {x} is that?",
                     f"Every {one} {v} {does} {b} {x}. How many {x} is that after {a} {many}?",
                     f"If {v} {does} {b} {x} a {one}, how many {x} does {he} {do} in {a} {many}?",
                     f"How many {x} does {v} {do} in {a} {many} at {b} a {one}?",
                     f"{V} {does} {b} {x} per {one}. If {he} goes on for {a} {many}, how many {x} will {he} {do}?",
                     f"For {a} {many}, {v} {does} {b} {x} every {one}. How many {x} are these in total?",
                     f"{b} {x} a {one}, {a} {many}. How many {x} does {v} {do}?",
                     f"{v.lower() if v != n else v} {does} {b} {x} a {one}, how many in {a} {many}",
                     f"How many {x} does {v} {do} in {a} {many} if {he} {does} {b} a {one}?",
                     f"{a} {many} in a row, {v} {does} {b} {x} each {one}. How many {x} in all?")
        return text.replace(" a hour", " an hour"), f"{cap(he)} {does} {{}} {x}."
    if mode < 0.5:
        one, many, b = d.pick(COINS)
        v = d.one(Who(n, n, d.he, ""), Who("I", "I", "I", "", True), Who("We", "we", "we", "", True), Who("You", "you", "you", "", True))
        text = d.one(f"{v.first} {v.v('has')} {a} {many}. {cap(a_an(one))} is worth {b} cents. How many cents {v.v('does')} {v.he} have?",
                     f"Each {one} is worth {b} cents. How many cents are {a} {many}?",
                     f"{cap(a_an(one))} is {b} cents. How much are {a} {many} in cents?",
                     f"How many cents are {a} {many} if {a_an(one)} is worth {b} cents?",
                     f"{v.first} {v.v('finds')} {a} {many}, worth {b} cents each. "
                     f"How many cents is that?", f"There are {a} {many} in a jar. One {one} is {b} cents. How many cents are in the jar?")
        return text, f"That is {{}} cents.", b
    if mode < 0.7:
        one, many, x = d.pick(NEEDS)
        text = d.one(f"{n} needs {b} {x} for each {one}. How many {x} does {he} need for {a} {many}?",
                     f"{cap(a_an(one))} takes {b} {x}. How many {x} do {a} {many} take?",
                     f"You need {b} {x} to make {a_an(one)}. How many {x} do you need for {a} {many}?",
                     f"How many {x} do we need for {a} {many} with {b} {x} in each?",
                     f"{n} makes {a} {many} with {b} {x} in each {one}. How many {x} does {he} use?",
                     f"It takes {b} {x} to make one {one}. {n} wants to make {a}. "
                     f"How many {x} does {he} need?", f"for one {one} you need {b} {x}. how many {x} for {a} {many}?",
                     f"If each {one} needs {b} {x}, how many {x} are needed for {a} {many}?")
        return text, f"{{}} {x} are needed."
    if mode < 0.85:
        who_, x = d.pick(KIDS), d.pick(HELD)
        text = d.one(f"{a} {who_} have {b} {x} each. How many {x} is that?", f"If {a} {who_} each have {b} {x}, how many {x} are there?",
                     f"There are {a} {who_}, and each of them has {b} {x}. How many {x} do they have together?",
                     f"{a} {who_} each bring {b} {x}. How many {x} do they bring?",
                     f"{n} gives {b} {x} to each of {a} {who_}. How many {x} does {he} give away?",
                     f"Each of {a} {who_} gets {b} {x}. How many {x} are needed?",
                     f"{a} {who_} with {b} {x} each, how many {x} in all", f"How many {x} do {a} {who_} have if each has {b}?")
        return text, f"That is {{}} {x}."
    holder, holders, x, doing = d.one(("car of the train", "cars of the train", "people", "are riding"), ("van", "vans", "students", "are sitting"),
                                      ("boat", "boats", "tourists", "are sitting"), ("bench", "benches", "kids", "fit"),
                                      ("shelf", "shelves", "toy cars", "are standing"),
                                      ("tent", "tents", "campers", "sleep"), ("cage", "cages", "birds", "live"),
                                      ("bus", "buses", "passengers", "are riding"),
                                      ("nest", "nests", "eggs", "are lying"), ("table", "tables", "guests", "are sitting"),
                                      ("tray", "trays", "rolls", "are lying"))
    at = "on" if holder in ("bench", "shelf", "tray") else "at" if holder == "table" else "in"
    text = d.one(f"There are {a} {holders}, and {b} {x} {doing} {at} each one. How many {x} is that?",
                 f"{b} {x} {doing} {at} each {holder}. There are {a} {holders}. "
                 f"How many {x} is that in total?", f"We have {a} {holders}. {b} {x} {doing} {at} each of them. How many {x} are there?",
                 f"How many {x} are there {at} {a} {holders} if {b} {x} {doing} {at} each?",
                 f"{a} {holders}, and {at} every one {b} {x} {doing}. How many {x} altogether?",
                 f"If {b} {x} {doing} {at} every {holder}, how many {x} are {at} {a} {holders}?")
    return text, f"There are {{}} {x}."


@family(1.2)
def groups(d):
    whole, many, one, x = d.pick(WHOLES)
    a, b = d.few(), d.num(2, 12) if d.rng.random() < 0.75 else d.num(10, 60, 10)
    if not d.new and d.rng.random() < 0.45:
        text, told, *worth = repeated(d, a, b)
        e, q = mul(a, *(worth or [b]))
        return (a, *(worth or [b])), ((text, final(told.format(e), q)),)
    the = d.one("a", "a", "the", "our" if whole in ("school", "village", "street", "garden", "kitchen", "library", "house") else "the")
    the = a_an(whole) if the == "a" else f"{the} {whole}"
    on = "on" if whole in ("train", "ship", "farm", "street", "lake", "wall", "cake", "plane", "bus", "necklace") else "in"
    at = "at" if one == "table" else "on" if one in ONTO else "in"
    e, q = mul(a, b)
    text = d.say(f"{cap(the)} has {a} {many} with {b} {x} each. How many {x} are there?",
                 f"{cap(the)} has {a} {many} with {b} {x} each. How many {x} are there in total?",
                 f"{cap(the)} has {a} {many}. Each {one} has {b} {x}. How many {x} are there?",
                 f"{cap(the)} has {a} {many}. There are {b} {x} {at} each {one}. How many {x} are there?",
                 f"{cap(the)} has {a} {many} and each {one} has {b} {x}. How many {x} does it have?",
                 f"{cap(the)} has {a} {many} with {b} {x} {at} each. How many {x} is that altogether?",
                 f"There are {a} {many} {on} {the}. Every {one} has {b} {x}. How many {x} are there altogether?",
                 f"There are {a} {many} with {b} {x} each {on} {the}. How many {x} are there?",
                 f"How many {x} are {on} {the} with {a} {many} of {b} {x} each?",
                 f"How many {x} does {the} have if there are {a} {many} with {b} {x} each?",
                 f"How many {x} are there {at} {a} {many} with {b} {x} each?",
                 f"{a} {many} with {b} {x} each. How many {x}?",
                 f"{a} {many}, {b} {x} {at} each. How many {x} are there?",
                 f"Each {one} has {b} {x}. How many {x} are there {at} {a} {many}?",
                 f"One {one} has {b} {x}. How many {x} do {a} {many} have?",
                 f"There are {b} {x} {at} {a_an(one)}. How many {x} are {at} {a} {many}?",
                 f"If each of {a} {many} has {b} {x}, how many {x} are there?",
                 f"{cap(the)} consists of {a} {many}. With {b} {x} per {one}, how many {x} are there?" if on == "in" else
                 f"{cap(the)} has {a} {many}. With {b} {x} per {one}, how many {x} are there?",
                 f"What is the number of {x} {on} {the} with {a} {many} and {b} {x} per {one}?",
                 f"{cap(on)} {the} there are {a} {many}, and {at} every {one} there are {b} {x}. How many {x} is that in all?")
    return (a, b), ((text, final(f"There are {e} {x}.", q)),)


# (things, groups, group, verb)
SPLIT = [("children", "teams", "team", "split"), ("students", "groups", "group", "divided"), ("eggs", "cartons", "carton", "packed"),
         ("flowers", "vases", "vase", "put"), ("cookies", "bags", "bag", "packed"), ("books", "piles", "pile", "sorted"),
         ("players", "teams", "team", "divided"), ("apples", "bags", "bag", "packed"), ("people", "boats", "boat", "divided"),
         ("soldiers", "rows", "row", "split"), ("chairs", "rows", "row", "put"), ("cards", "piles", "pile", "sorted"), ("bottles", "crates", "crate", "packed"),
         ("guests", "rooms", "room", "divided"), ("rolls", "baskets", "basket", "put"), ("desks", "rows", "row", "arranged"),
         ("sheep", "pens", "pen", "divided"), ("toys", "boxes", "box", "packed"), ("dancers", "circles", "circle", "arranged"),
         ("tulips", "bunches", "bunch", "tied"), ("pencils", "cups", "cup", "put"), ("campers", "tents", "tent", "divided")]
CUT = [("rope", "meters"), ("ribbon", "meters"), ("string", "meters"), ("board", "centimeters"), ("pipe", "meters"), ("stick", "centimeters"),
       ("wire", "meters"), ("strip of paper", "centimeters")]


# what is sold in packs, and the packs
PACKS = [("batteries", "pack", "packs"), ("buns", "bag", "bags"), ("eggs", "carton", "cartons"), ("juice cans", "case", "cases"),
         ("tiles", "box", "boxes"),
         ("candles", "box", "boxes"), ("pens", "pack", "packs"), ("paper plates", "pack", "packs"), ("light bulbs", "box", "boxes"),
         ("golf balls", "tube", "tubes"),
         ("bottles of water", "crate", "crates"), ("stickers", "sheet", "sheets"), ("balloons", "bag", "bags"), ("rolls", "bag", "bags")]
# what fits, where, how many of that
SEATS = [("guests", "table", "tables", "sit at"), ("students", "van", "vans", "ride in"), ("people", "boat", "boats", "sit in"),
         ("children", "bench", "benches", "sit on"),
         ("photos", "page", "pages", "fit on"), ("books", "shelf", "shelves", "fit on"), ("campers", "tent", "tents", "sleep in"),
         ("people", "taxi", "taxis", "ride in"),
         ("cupcakes", "tray", "trays", "fit on"), ("coats", "rack", "racks", "fit on"), ("parcels", "cart", "carts", "fit on"),
         ("plants", "pot", "pots", "grow in")]
LOADS = [("boxes", "truck"), ("bricks", "cart"), ("people", "boat"), ("logs", "wagon"), ("chairs", "van"), ("people", "elevator"),
         ("bags", "donkey"), ("sacks", "truck")]


def needed(d, t, k):
    """How many packs, tables, trips or days `t` takes with `k` at a time: the question, and a sentence that waits for the equation."""
    mode, n, he = d.rng.random(), d.n, d.he
    I, do, need = d.one(("I", "do", "need"), ("we", "do", "need"), (n, "does", "needs"), (n, "does", "needs"))
    he = he if I == n else I
    if mode < 0.3:
        x, one, many = d.pick(PACKS)
        text = d.one(f"There are {k} {x} in a {one}. {cap(I)} {need} {t} {x}. How many {many} should {he} get?",
                     f"{cap(I)} {need} {t} {x}. They come in {many} of {k}. "
                     f"How many {many} {do} {he} need?", f"{cap(x)} are sold in {many} of {k}. How many {many} {do} {I} need for {t} {x}?",
                     f"How many {many} of {k} {x} {do} {I} have to buy to get {t} {x}?",
                     f"One {one} has {k} {x}. If {I} {need} {t} {x}, how many {many} is that?",
                     f"If a {one} holds {k} {x} and {I} {need} {t}, how many {many} must {he} buy?",
                     f"{cap(I)} {need} {t} {x} for the party. Each {one} has {k} of them. "
                     f"How many {many} should {he} buy?", f"a {one} has {k} {x}. how many {many} for {t} {x}?",
                     f"How many {many} does it take to get {t} {x} "
                     f"if there are {k} in each {one}?", f"{n} bought {t} {x} in {many} of {k}. How many {many} did {d.he} buy?")
        return text, f"That takes {{}} {many}."
    if mode < 0.55:
        x, one, many, fit = d.pick(SEATS)
        word = fit.split()[-1]
        text = d.one(f"{k} {x} can {fit} one {one}. How many {many} do we need for {t} {x}?",
                     f"There are {t} {x}. {k} can {fit} each {one}. How many {many} are needed?",
                     f"We have {t} {x}, and {k} {fit} each {one}. How many {many} does it take?",
                     f"If {k} {x} {fit} a {one}, how many {many} do {t} {x} need?",
                     f"{n} has {t} {x} and puts {k} {word} each {one}. How many {many} does {d.he} need?" if fit.startswith("fit") else
                     f"{t} {x} are here, {k} for each {one}. How many {many} do they fill?",
                     f"How many {many} should we get for {t} {x} if {k} {fit} each?",
                     f"A {one} has room for {k} {x}. How many {many} will be full with {t} {x}?",
                     f"{t} {x} want places, {k} per {one}: how many {many}?" if not fit.startswith(("fit", "grow")) else f"{t} {x}, {k} {word} a "
                     f"{one}. How many {many}?",
                     f"how many {many} for {t} {x} if {k} go {word if word != 'at' else 'to'} each {one}?")
        return text, f"That takes {{}} {many}."
    if mode < 0.7:
        x, one = d.pick(LOADS)
        text = d.one(f"A {one} can carry {k} {x} at a time. How many trips does it need for {t} {x}?",
                     f"{t} {x} must be moved. The {one} takes {k} per trip. "
                     f"How many trips is that?", f"How many trips does a {one} make with {t} {x} if it takes {k} each time?",
                     f"There are {t} {x} to move, and the {one} holds {k}. How many trips are needed?",
                     f"If a {one} holds {k} {x}, how many trips do {t} {x} take?",
                     f"We need to bring {t} {x} home with a {one} that holds {k}. How many times must it go?",
                     f"Each trip the {one} carries {k} {x}. After how many trips have all {t} {x} been moved?")
        return text, f"That takes {{}} trips."
    (base, does, x), (one, many) = d.pick(DAILY), d.pick(TIMED)
    text = d.one(f"{n} {does} {k} {x} a {one}. How many {many} does {d.he} need for {t} {x}?",
                 f"{n} {does} {k} {x} every {one}. In how many {many} will {d.he} {base} {t} {x}?",
                 f"{n} wants to {base} {t} {x}. {d.He} {does} {k} a {one}. How many {many} will that take?",
                 f"If {n} {does} {k} {x} per {one}, how many {many} "
                 f"does it take to {base} {t} {x}?", f"How many {many} does {n} need to {base} {t} {x} at {k} {x} a {one}?",
                 f"{n} {does} {k} {x} each {one}. After how many {many} is it {t} {x}?",
                 f"It is {t} {x} that {n} has to {base}, {k} every {one}. How many {many} is that?",
                 f"{n} has {t} {x} to {base} and {does} {k} of them a {one}. How many {many} until {d.he} is done?"
                 if base not in ("save", "collect", "eat") else
                 f"{n} {does} {k} {x} a {one}, how many {many} for {t}?",
                 f"How long will it take {n} in {many} to {base} {t} {x} if {d.he} {does} {k} every {one}?")
    return text.replace(" a hour", " an hour"), f"That takes {{}} {many}."


@family(1.2)
def split_up(d):
    k, v, mode = d.few(), d.num(2, 12), d.rng.random()
    t = k * v
    e, q = div(t, k)
    if not d.new and d.rng.random() < 0.35:
        text, told = needed(d, t, k)
        return (t, k), ((text, final(told.format(e), q)),)
    if mode < 0.2:
        x, unit = d.pick(CUT)
        text = d.say(f"A {x} of {t} {unit} is cut into pieces of {k} {unit}. How many pieces are there?",
                     f"A {x} is {t} {unit} long. It is cut into pieces of {k} {unit}. How many pieces are there?",
                     f"How many pieces of {k} {unit} can be cut from a {x} of {t} {unit}?",
                     f"How many pieces of {k} {unit} do you get from {t} {unit} of {x}?",
                     f"{d.n} has a {x} of {t} {unit} and cuts it into pieces of {k} {unit}. How many pieces does {d.he} get?",
                     f"{d.n} cuts a {x} of {t} {unit}. Each piece is {k} {unit} long. How many pieces are there?",
                     f"{t} {unit} of {x}, pieces of {k} {unit}. How many pieces?",
                     f"If I cut a {x} of {t} {unit} into pieces of {k} {unit}, how many pieces do I get?",
                     f"I have a {x} of {t} {unit}. How many pieces of {k} {unit} can I make?",
                     f"We need pieces of {k} {unit}. How many do we get from a {x} of {t} {unit}?",
                     f"Each piece should be {k} {unit} long. How many pieces does a {x} of {t} {unit} give?",
                     f"A builder cuts {t} {unit} of {x} into pieces of {k} {unit}. How many pieces is that?",
                     f"Someone takes a {x} that is {t} {unit} long and saws or cuts off {k} {unit} at a time. How many pieces does it make?")
        return (t, k), ((text, final(f"There are {e} pieces.", q)),)
    x, many, one, verb = d.pick(SPLIT)
    w = d.one("A teacher", "A worker", "A helper", d.n, "Our neighbor")
    do = {"split": "splits", "divided": "divides", "packed": "packs", "put": "puts", "sorted": "sorts", "arranged": "arranges", "tied": "ties"}[verb]
    if mode < 0.6:
        text = d.say(f"{t} {x} are {verb} into {many} of {k}. How many {many} are there?",
                     f"There are {t} {x}. They are {verb} into {many} of {k}. How many {many} are there?",
                     f"There are {t} {x}. {k} of them go into each {one}. How many {many} are there?",
                     f"{w} {do} {t} {x} into {many} of {k}. How many {many} are there?",
                     f"{w} {do} {t} {x} into {many}, {k} in each {one}. How many {many} is that?",
                     f"How many {many} of {k} can you make with {t} {x}?",
                     f"How many {many} are needed for {t} {x} if each {one} has {k}?",
                     f"How many {many} are there if {t} {x} are {verb} into {many} of {k}?",
                     f"If there are {k} {x} in each {one}, how many {many} do {t} {x} make?",
                     f"{t} {x}, {k} per {one}. How many {many}?",
                     f"{t} {x} in {many} of {k}: how many {many}?",
                     f"Each {one} has {k} {x}. How many {many} are there for {t} {x}?",
                     f"We have {t} {x} and put {k} in each {one}. How many {many} do we need?",
                     f"{k} {x} make a {one}. How many {many} do {t} {x} make?",
                     f"One {one} is for {k} {x}. There are {t} {x} in all. How many {many} does that take?")
        return (t, k), ((text, final(f"There are {e} {many}.", q)),)
    equal = "equal " if one in ("team", "group", "pile", "row", "circle", "bunch") else ""
    text = d.say(f"{t} {x} are {verb} into {k} {equal}{many}. How many {x} are in each {one}?",
                 f"{t} {x} are {verb} into {k} {many}. How many {x} are in each {one}?",
                 f"There are {t} {x}. They are {verb} equally into {k} {many}. How many {x} are in each?",
                 f"There are {t} {x} in {k} {equal}{many}. How many {x} are in one {one}?",
                 f"{w} {do} {t} {x} into {k} {equal}{many}. How many {x} are in each {one}?",
                 f"{w} {do} {t} {x} equally into {k} {many}. How many {x} go into each {one}?",
                 f"How many {x} are in each {one} if {t} {x} are {verb} into {k} {equal}{many}?",
                 f"How many {x} go into each of {k} {many} if there are {t} {x}?",
                 f"If {t} {x} are {verb} equally into {k} {many}, how many {x} does each {one} have?",
                 f"{t} {x}, {k} {equal}{many}. How many {x} in each {one}?",
                 f"{t} {x} for {k} {many}: how many per {one}?",
                 f"{k} {many} have {t} {x} in total, all the same number. How many {x} has each {one}?",
                 f"We have {t} {x} and {k} {many}. Each {one} gets the same number. How many {x} does each {one} get?",
                 f"Make {k} {equal}{many} out of {t} {x}. How many {x} will there be per {one}?")
    return (t, k, 0), ((text, final(f"There are {e} {x} in each {one}.", q)),)


# (mover, verb, base, low, high and step of the speed)
MOVERS = [("car", "drives", "drive", 30, 90, 10), ("bus", "drives", "drive", 20, 60, 10), ("train", "goes", "go", 40, 100, 10),
          ("truck", "drives", "drive", 30, 60, 10), ("ship", "sails", "sail", 10, 30, 5), ("boat", "goes", "go", 5, 20, 5),
          ("cyclist", "rides", "ride", 8, 20, 2), ("rider", "rides", "ride", 6, 14, 2), ("hiker", "walks", "walk", 3, 6, 1),
          ("runner", "runs", "run", 6, 12, 1), ("tractor", "drives", "drive", 10, 30, 5), ("bird", "flies", "fly", 10, 50, 10)]
STOPS = ("to school", "to the lake", "to the next village", "to the beach", "to town", "to the market", "to the station", "to work")


@family(1.2)
def trip(d):
    mover, does, do, low, high, step = d.pick(MOVERS)
    w, it = f"A {mover}", d.he if mover in ("cyclist", "rider", "hiker", "runner") else "it"
    unit, mode = d.one("kilometers", "kilometers", "miles"), d.rng.random()
    if mode < 0.35:
        v, h = d.num(low, high, step), d.num(2, 6)
        e, q = mul(v, h)
        text = d.say(f"{w} {does} {v} {unit} an hour. How many {unit} does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} in an hour. How many {unit} does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} per hour. How far does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} every hour for {h} hours. How many {unit} is that?",
                     f"{w} {does} at {v} {unit} an hour for {h} hours. How far does {it} {do}?",
                     f"{w} {does} for {h} hours at {v} {unit} per hour. How many {unit} does {it} {do}?",
                     f"How far does a {mover} {do} in {h} hours at {v} {unit} an hour?",
                     f"How many {unit} does a {mover} {do} in {h} hours if {it} {does} {v} {unit} an hour?",
                     f"In an hour a {mover} {does} {v} {unit}. How many {unit} does {it} {do} in {h} hours?",
                     f"The speed of a {mover} is {v} {unit} an hour. How far does {it} {do} in {h} hours?",
                     f"{v} {unit} an hour for {h} hours. How many {unit} does the {mover} {do}?",
                     f"If a {mover} {does} {v} {unit} an hour, how far does {it} {do} in {h} hours?",
                     f"{h} hours at {v} {unit} an hour: how many {unit}?",
                     f"Every hour the {mover} {does} {v} {unit}. After {h} hours, how many {unit} is that?")
        return (v, h), ((text, final(f"{cap(it)} {does} {e} {unit}.", q)),)
    if mode < 0.45:
        v, h = d.num(low, high, step), d.num(2, 6)
        t = v * h
        e, h = div(t, v)
        text = d.say(f"{w} {does} {v} {unit} an hour. How many hours does {it} need for {t} {unit}?",
                     f"{w} {does} {v} {unit} an hour. How long does {it} take for {t} {unit}?",
                     f"{w} {does} {v} {unit} per hour. In how many hours does {it} {do} {t} {unit}?",
                     f"How many hours does a {mover} need for {t} {unit} at {v} {unit} an hour?",
                     f"How long does a {mover} need for {t} {unit} if {it} {does} {v} {unit} an hour?",
                     f"It is {t} {unit} to the coast. {w} {does} {v} {unit} an hour. How many hours does it take?",
                     f"{t} {unit} at {v} {unit} an hour: how many hours?",
                     f"The way is {t} {unit} long. At {v} {unit} an hour, how many hours does the {mover} need?",
                     f"{w} has to {do} {t} {unit}. {cap(it)} {does} {v} {unit} every hour. How many hours is that?",
                     f"If a {mover} {does} {v} {unit} an hour, how many hours are {t} {unit}?",
                     f"After how many hours has a {mover} gone {t} {unit} if {it} {does} {v} {unit} an hour?",
                     f"The {mover} {does} {v} {unit} in an hour. What time in hours does {it} need for {t} {unit}?",
                     f"How many hours will a {mover} be on the way over {t} {unit} when {it} {does} {v} {unit} an hour?")
        return (t, v), ((text, final(f"{cap(it)} needs {e} hours.", h)),)
    person = d.rng.random() < 0.5 and mover in ("car", "train", "cyclist", "rider", "hiker", "runner")
    w, s, it = (d.n, d.n, d.he) if person else (w, f"a {mover}", it)
    if mode < 0.75:
        a, b = d.amount(2, 30), d.amount(2, 30)
        e, q = add(a, b)
        to, to2 = d.rng.sample(STOPS, 2)
        if not person:
            to, to2 = d.one(("in the morning", "in the afternoon"), ("on Monday", "on Tuesday"), ("before the break", "after it"), ("today", "tomorrow"))
        text = d.say(f"{w} {does} {a} {unit} {to} and then {b} {unit} {to2}. How many {unit} does {it} {do}?",
                     f"{w} {does} {a} {unit} {to} and {b} {unit} {to2}. How many {unit} is that altogether?",
                     f"{w} {does} {a} {unit} {to}. Then {it} {does} {b} {unit} {to2}. How many {unit} does {it} {do} in total?",
                     f"{w} {does} {a} {unit} {to} and {b} {unit} {to2}. How far does {it} {do} in all?",
                     f"{w} first {does} {a} {unit} and then {b} {unit} more. How far is that?",
                     f"How far does {s} {do} with {a} {unit} {to} and {b} {unit} {to2}?",
                     f"How many {unit} does {s} {do} if {it} {does} {a} {unit} {to} and {b} {unit} {to2}?",
                     f"If {s} {does} {a} {unit} {to} and {b} {unit} {to2}, how far is that?",
                     f"{a} {unit} {to}, {b} {unit} {to2}. How many {unit} does {s} {do}?",
                     f"First {s} {does} {a} {unit}, then another {b} {unit}. How many {unit} does {it} {do} in all?",
                     f"{w} {does} {a} {unit}, stops for a rest and {does} {b} {unit} more. How many {unit} is that?",
                     f"The trip of {s} has two parts, {a} {unit} and {b} {unit}. How long is the trip?",
                     f"What is the total way if {s} {does} {a} {unit} {to} and {b} {unit} {to2}?",
                     f"After {a} {unit} {s} takes a break, and after it {it} {does} another {b} {unit}. How many {unit} long is the whole way?")
        return (a, b), ((text, final(f"{cap(it)} {does} {e} {unit}.", q)),)
    a, b = d.amount(2, 30), d.num(2, 30)
    t = a + b
    e, q = sub(t, a)
    to = d.pick(("to the island", "to the coast", "to the harbor") if mover in ("ship", "boat", "bird") else STOPS)
    text = d.say(f"It is {t} {unit} {to}. {w} {does} {a} {unit}. How many {unit} are left?",
                 f"It is {t} {unit} {to}. {w} has done {a} {unit}. How far is it still?",
                 f"{w} has to {do} {t} {unit} and has already done {a}. How many {unit} are left?",
                 f"The way {to} is {t} {unit} long. {w} has done {a} {unit}. How many {unit} does {it} still have to {do}?",
                 f"{w} wants to {do} {t} {unit}. After {a} {unit} {it} stops. How many {unit} are left?",
                 f"How far does {s} still have to {do} after {a} of {t} {unit}?",
                 f"How many {unit} are left if {s} has done {a} of {t} {unit}?",
                 f"A trip is {t} {unit} long. How much is left after {a} {unit}?",
                 f"{t} {unit} {to}, {a} {unit} are done. How many {unit} are left?",
                 f"If {s} has to {do} {t} {unit} and has done {a} {unit}, how far is it still?",
                 f"{a} of the {t} {unit} {to} are behind {s}. How many {unit} are left?",
                 f"{w} is on the way {to}, {t} {unit} away. {cap(it)} stops after {a} {unit}. How far is it from there?",
                 f"In all it is {t} {unit} {to}. {w} {does} {a} {unit} and stops. How long is the rest of the way?",
                 f"{w} is {a} {unit} into a trip of {t} {unit}. How many {unit} remain?")
    return (t, a), ((text, final(f"There are {e} {unit} left.", q)),)


# (who, where, how some go, how some come)
CROWDS = [("people", "on a bus", "get off", "get on"), ("passengers", "on a bus", "get off", "get on"), ("people", "on a train", "get off", "get on"),
          ("people", "in a room", "leave", "come in"), ("people", "in a line", "leave", "join the line"), ("birds", "in a tree", "fly away", "arrive"),
          ("ducks", "on a pond", "swim away", "come"), ("cars", "in a parking lot", "drive away", "arrive"), ("children", "in a pool", "get out", "jump in"),
          ("fish", "in a tank", "are taken out", "are put in"), ("books", "on a shelf", "are taken away", "are put there"),
          ("guests", "at a party", "go home", "arrive"), ("boats", "in a harbor", "sail away", "come in"), ("planes", "at an airport", "take off", "land"),
          ("cookies", "in a jar", "are eaten", "are added"), ("children", "on a playground", "go home", "come"), ("frogs", "on a log", "jump off", "jump on"),
          ("people", "in an elevator", "get out", "get in"), ("customers", "in a shop", "leave", "come in"), ("students", "in a library", "leave", "come in"),
          ("sheep", "in a field", "run away", "come back"), ("bees", "on a flower", "fly off", "land on it"), ("people", "at the bus stop", "leave", "come"),
          ("plates", "on a table", "are taken away", "are added"), ("cats", "on a roof", "jump down", "climb up"), ("trucks", "in a yard", "leave", "arrive"),
          ("patients", "in a waiting room", "go in to the doctor", "arrive"), ("pigeons", "on the square", "fly away", "land"),
          ("candles", "on a cake", "go out", "are lit again"), ("eggs", "in the fridge", "are used", "are bought")]


@family(1.2)
def waiting(d):
    x, at, go, come = d.pick(CROWDS[:-2] if d.rng.random() < 0.95 else CROWDS[-1:])
    a, b, c = d.amount(4, 35), d.num(2, 15), d.num(2, 15)
    At, mode = cap(at), d.rng.random()
    if mode < 0.4:
        goes = d.rng.random() < 0.6
        if goes and a - b < 0 or goes and a - b == 1:
            return None
        (e, q), then, more = (sub(a, b), go, "") if goes else (add(a, b), come, " more")
        left = d.one("left", "left", "still there") if goes else d.one("there now", "there now", "there then")
        text = d.say(f"There are {a} {x} {at}. {b}{more} {then}. How many {x} are {left}?",
                     f"There are {a} {x} {at}, and {b}{more} {then}. How many {x} are {left}?",
                     f"{At} there are {a} {x}. Then {b}{more} {then}. How many {x} are {left}?",
                     f"{At} are {a} {x}. {b}{more} {then}. How many are {left}?",
                     f"{a} {x} are {at}. {b}{more} {then}. How many are {left}?",
                     f"{a} {x} are {at} and {b}{more} {then}. How many {x} are {at} now?",
                     f"How many {x} are {left} if there are {a} {x} {at} and {b}{more} {then}?",
                     f"If there are {a} {x} {at} and {b}{more} {then}, how many {x} are {left}?",
                     f"I see {a} {x} {at}. Then {b}{more} {then}. How many {x} do I see now?",
                     f"{a} {x} {at}, {b}{more} {then}. How many are {left}?",
                     f"There were {a} {x} {at} before {b} of them had to {then}. How many are {left}?" if goes and then.split()[0] != "are" else
                     f"There are {a} {x} {at}. After a while {b}{more} {then}. How many {x} are {left}?",
                     f"After {b}{more} {then}, how many of {a} {x} are left {at}?" if goes else
                     f"How many {x} are {at} when {b} {then} and there are already {a}?",
                     f"What is the number of {x} {at} if there are {a} and {b}{more} {then}?",
                     f"Imagine {a} {x} {at}. {b}{more} {then}. How many {x} are {left}?",
                     f"{At} we count {a} {x}. A minute later {b}{more} {then}. What is the number of {x} now?",
                     f"{b}{more} {then}. Before that there were {a} {x} {at}. How many {x} are {left}?",
                     f"How many {x} are {at} now? At first there are {a}, and then {b}{more} {then}.",
                     f"Tell me how many {x} there are now. {b}{more} {then}, and before that there were {a} {at}.",
                     f"{d.n} looks at {a} {x} {at}. Suddenly {b}{more} {then}. How many {x} are {left}?",
                     f"It is Monday, and there are {a} {x} {at}. {b}{more} {then}. How many {x} are there after that?",
                     f"Suppose that {b}{more} {then} when {a} {x} are {at}. How many {x} does that {'leave' if goes else 'make'}?",
                     f"{At}: {a} {x}. {b}{more} {then}. How many now?",
                     f"Work out how many {x} there are in the end: {a} {x} are {at} at first, then {b}{more} {then}.",
                     f"Because {b}{more} {then}, the number of {x} {at} is no longer {a}. What is it now?",
                     f"First there are {a} {x} {at}, but then {b}{more} {then}. How many {x} are {left}?")
        return (a, -b if goes else b), ((text, final(f"There are {e} {x} {'left' if goes else 'now'}.", q)),)
    if a - b < 2 or a - b + c == 1:
        return None
    if d.rng.random() < 0.7:
        (e, q), one, two, numbers = sub(a, b), f"{b} {go}", f"{c} {come}", (a, -b, c)
        later, middle = f"{c} more {come}" if come != "come back" else two, "left"
        e2, q2 = add(q, c)
    else:
        (e, q), one, two, numbers = add(a, c), f"{c} more {come}", f"{b} {go}", (a, c, -b)
        later, middle = two, "then"
        e2, q2 = sub(q, b)
    text = d.say(f"There are {a} {x} {at}. {one} and {two}. How many {x} are there now?",
                 f"There are {a} {x} {at}. {one}. Then {later}. How many {x} are there now?",
                 f"There are {a} {x} {at}. First {one}, then {later}. How many {x} are there in the end?",
                 f"{At} there are {a} {x}. {one} and {later}. How many {x} are there then?",
                 f"{a} {x} are {at}. {one}, and then {later}. How many {x} are {at} now?",
                 f"{a} {x} are {at}. {one} and {two}. How many are there?",
                 f"How many {x} are {at} now if there were {a}, {one} and {later}?",
                 f"How many {x} are {at} in the end if there are {a} {x}, {one} and {later}?",
                 f"If there are {a} {x} {at}, {one} and {later}, how many {x} are there?",
                 f"{a} {x} {at}, {one}, {two}. How many {x} now?",
                 f"I see {a} {x} {at}. {one}. A little later {later}. How many {x} do I see now?",
                 f"There are {a} {x} {at}. Soon {one}, and later {later}. How many {x} is that?",
                 f"{d.n} sees {a} {x} {at}. {one} and {later}. How many {x} does {d.he} see at the end?",
                 f"Imagine {a} {x} {at}. {one}. Then {later}. What is the number of {x} now?",
                 f"How many {x} are {at} at the end of the day? In the morning there are {a}. Then {one} and {later}.",
                 f"{At} we count {a} {x}. Before lunch {one}, and after lunch {later}. How many {x} are there in the evening?",
                 f"Suppose there are {a} {x} {at}. If {one} and {later}, how many {x} would there be?",
                 f"Tell me how many {x} are {at} after {one} and {later}. At first there are {a}.",
                 f"{At}: {a} {x}. {one}, {later}. How many in the end?",
                 f"Work out the number of {x} {at}: {a} at first, then {one}, and at last {later}.",
                 f"It is Monday. There are {a} {x} {at}, but {one}. A minute later {later}. How many {x} are {at} now?",
                 f"{d.n} counts {a} {x} {at}. While {d.he} writes this down, {one}, and then {later}. What is the right number now?",
                 f"After {one} and {later}, how many {x} are {at} if there were {a} at the beginning?",
                 f"There are {a} {x} {at}. After an hour {one}, and after another hour {later}. How many {x} are there after that?")
    return numbers, ((text, final(f"There are {e} {x} {middle}. Now there are {e2} {x}.", q2)),)
