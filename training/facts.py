"""Short word problems with a fact that everyone knows: the legs of a dog, the days of a week, the eggs of a dozen."""
from .drawing import add, div, family, final, mul, up
from .roles import COOKS, OWNERS, a_an, somebody

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
    ("tricycle", "tricycles", "wheels", 3), ("motorcycle", "motorcycles", "wheels", 2), ("table", "tables", "legs", 4),
    ("chair", "chairs", "legs", 4),
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
    fact = f"{up(a_an(one))} has {per} {part}"
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
                     f"{up(a_an(one))} has {per} {part}. What about {k} {many}?",
                     f"Each {one} has {per} {part}. How many {part} do {k} of them have in all?",
                     f"{d.n} sees {k} {many} with {per} {part} each. How many {part} does {d.he} see?",
                     f"In a picture there are {k} {many}. How many {part} should the picture show?",
                     f"{k} {many}. Total number of {part}?",
                     f"My little brother wants to know how many {part} {k} {many} have.",
                     f"How many {part} would you count on {k} {many}?",
                     f"I wonder how many {part} {k} {many} have.",
                     f"Imagine {k} {many} in a row. How many {part} is that?",
                     f"{d.n} asks {d.f}: how many {part} belong to {k} {many}?",
                     f"Quiz: what do you get if you count every one of the {part} of {k} {many}?",
                     f"All {part} of {k} {many} are counted. What is the result?",
                     f"Work out the total of {part}: {k} {many}, {per} for each {one}.",
                     f"Here are {k} {many}. Please count their {part}.",
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
                     f"I wonder how many {many} have {q} {part}.",
                     f"Only {many} are here, and between them they have {q} {part}. How many {many} are here?",
                     f"{q} {part} were counted on these {many}. How many {many} were there?",
                     f"Work out how many {many} there are from their {q} {part}.",
                     f"{d.n} draws {many} until there are {q} {part} on the page. How many {many} are on it?",
                     f"One {one} has {per} {part}. These {many} have {q}. How many of them are there?",
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
                 f"{up(a_an(one))} has {per} {part}, and {a_an(one2)} has {per2}. How many {part} do {k} {many} and {k2} {many2} have in all?",
                 f"If you add the {part} of {k} {many} to those of {k2} {many2}, how many {part} do you get?",
                 f"I know that there are {k} {many} and {k2} {many2}, but how many {part} is that in total?",
                 f"I wonder how many {part} there are on {k} {many} and {k2} {many2}.",
                 f"{d.n} asks {d.f} about {k} {many} and {k2} {many2}. How many {part} do all of them have?",
                 f"First count the {part} of {k} {many}, then those of {k2} {many2}. What is the sum?",
                 f"Work out the number of {part}: {k} {many} with {per} each and {k2} {many2} with {per2} each.",
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
        x, k, w = d.pick(DOZEN_THINGS if per == 12 else PAIR_THINGS), d.num(2, 9), somebody(d, OWNERS + COOKS, ("shop",))
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
                     f"I wonder how many single {x} there are in {k} {many} {x}.",
                     f"{k} {many} {x} were sold today. How many {x} is that in all?",
                     f"{w.first} {w.v('orders')} {k} {many} {x}. How many {x} will come?",
                     f"If you count one by one, how many {x} are in {k} {many} {x}?",
                     f"Someone asks for {k} {many} {x}. How many {x} should {w.mid} hand over?",
                     f"A box holds {k} {many} {x}. How many {x} does it hold?")
        return (per, k), ((text, final(f"{up(a_an(one))} is {per} {x}. That makes {e} {x}.", q)),)
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
                     f"I wonder what {k} {many} come to in {small}.",
                     f"When {k} {many} are written in {small}, what is the number?",
                     f"{d.n} writes down {k} {many} as {small}. What number does {d.he} write?",
                     f"One {one} is {per} {small}. How many {small} are {k} {many}?",
                     f"Suppose we count in {small} and not in {many}. How many would {k} {many} be?",
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
                     f"I wonder how many {many} fit into {q} {small}.",
                     f"If {q} {small} are written as {many}, what number do we get?",
                     f"{per} {small} make one {one}. How many {many} do {q} {small} give?",
                     f"Suppose we count in {many} and not in {small}. How many would {q} {small} be?",
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
                 f"I wonder how many {small} there are in {k} {many} plus {more} {small}.",
                 f"Take {k} {many} and add {more} {small}. How many {small} do you get?",
                 f"{d.n} writes {k} {many} and {more} {small} in {small} only. What number is it?",
                 f"One {one} is {per} {small}. What are {k} {many} and {more} {small} in {small}?",
                 f"There are {k} {many} and {more} {small} left. How many {small} are left in all?")
    return (per, k, more), ((text, final(f"{fact} {k} {many} have {e} {small}. In all that is {e2} {small}.", q2)),)
