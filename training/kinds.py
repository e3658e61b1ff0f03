"""Short word problems about things of several kinds: how many animals all of them are, how many are of the other kind."""
from .drawing import add, family, final, sub, up
from .roles import COOKS, DRIVERS, FARMERS, GARDENERS, OWNERS, TEACHERS, somebody

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
    ("pieces of clothing", "shirts sweaters skirts jackets coats dresses", ("tailor", "sailor"), ("shop", "theater"),
     ("in a closet", "in a suitcase")),
    ("pastries", "pies muffins cupcakes tarts croissants", COOKS, ("bakery", "cafe"), ("in a window", "on a tray", "on the counter")),
    ("children", "boys girls", TEACHERS[:2], ("school", "class", "choir", "team"), ("in a class", "in a pool", "on a bus", "at a party")),
    ("people", "men women children", ("captain", "guide"), ("village", "club", "ship"), ("on a bus", "in a train", "in a hall", "at a wedding")),
]
COLORED = [("balls", "in a box"), ("cars", "in a parking lot"), ("balloons", "at a party"), ("marbles", "in a bag"), ("buttons", "in a drawer"),
           ("pens", "on a desk"), ("socks", "in a drawer"), ("flags", "on the wall"), ("hats", "in a shop"), ("candles", "on a cake"),
           ("boats", "on a lake"), ("tiles", "on the floor"), ("crayons", "in a cup"), ("umbrellas", "in the hall"), ("beads", "on a string")]


def kinds_of(d, count):
    """(joint name, `count` kinds, who has them, where they are)."""
    if d.rng.random() < 0.25:
        joint, where = d.pick(COLORED)
        return joint, [f"{c} {joint}" for c in d.rng.sample(COLORS, count)], somebody(d, OWNERS, ("shop",)), where
    while True:
        joint, kinds, people, places, where = d.pick(KINDS)
        if len(kinds.split()) >= count:
            return joint, d.rng.sample(kinds.split(), count), somebody(d, people, places), d.pick(where)


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
                     f"{w.first} {has} {listed[0]}. {up(he)} also {has} {' and '.join(listed[1:])}. How many {joint} {does} {he} have?",
                     f"What is the total number of {joint} when {s} {has} {listing}?",
                     f"{w.first} {w.v('owns')} {listing}, so how many {joint} {does} {he} own?",
                     f"{up(listing)} belong to {d.n}. How many {joint} {does} {d.n} have?" if s == d.n else
                     f"{w.first} {w.v('counts')} {listing}. How many {joint} are there?",
                     f"Suppose {s} {has} {listing}. How many {joint} are there?",
                     f"{w.first} {has} {listing}. Count all the {joint}.",
                     f"{w.first}: {listing}. How many {joint}?",
                     f"{w.first} {has} not only {listed[0]} but also {' and '.join(listed[1:])}. How many {joint} {does} {he} have overall?")
        return numbers, ((text, final(f"{first}{w.answered} {e} {joint}.", q)),)
    text = d.say(f"There are {listing} {at}. How many {joint} are there?",
                 f"There are {listing} {at}. How many {joint} are there in total?",
                 f"There are {listing} {at}. How many {joint} are there altogether?",
                 f"{up(at)} there are {listing}. How many {joint} are there?",
                 f"{up(at)} there are {listing}. How many {joint} is that?",
                 f"{up(at)} I see {listing}. How many {joint} do I see?",
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
                     f"{up(at)} there are {t} {joint}. {a} are {short}. How many are not?",
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
                 f"{up(at)} there are {t} {joint}: {a} are {short}, the others are {brief}. How many are {brief}?",
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
