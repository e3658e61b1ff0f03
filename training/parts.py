"""Short word problems of parts and multiples: a half, a third or a quarter of all, and twice as many as before."""
from .drawing import add, div, family, final, mul, sub, up
from .roles import Role
from .words import TIMES

# (all, where, what a part of them is: a noun, or an adjective of all)
SHARED = [("children", "in a class", "girls boys"), ("children", "in a choir", "girls boys"), ("students", "in a school", "girls boys"),
          ("people", "on a bus", "children women men"), ("people", "at a party", "children women men"), ("guests", "in a hotel", "children women"),
          ("animals", "on a farm", "cows sheep pigs goats"), ("animals", "in a zoo", "monkeys birds bears"),
          ("fish", "in a tank", "goldfish red blue"),
          ("cars", "in a parking lot", "red blue new old"), ("apples", "in a basket", "green red rotten"),
          ("eggs", "in a carton", "broken brown white"),
          ("seats", "in a bus", "free taken empty"), ("books", "on a shelf", "new old thick"), ("flowers", "in a garden", "yellow roses tulips"),
          ("balloons", "in a room", "blue green pink"), ("players", "in a club", "new young tall"), ("lamps", "in a house", "broken new"),
          ("cookies", "on a plate", "round sweet burnt"), ("houses", "in a street", "white old empty"), ("birds", "in a tree", "black gray crows"),
          ("tables", "in a restaurant", "free round taken"), ("trees", "in a park", "oaks tall old"), ("letters", "in a bag", "open long"),
          ("windows", "in a house", "open closed dirty"), ("bikes", "in a garage", "new broken"), ("cups", "in a kitchen", "clean dirty")]
NOUNS = set("girls boys children women men cows sheep pigs goats monkeys birds bears goldfish roses tulips crows oaks".split())
FRACTIONS = {2: ("half", "Half"), 3: ("a third", "One third"), 4: ("a quarter", "A quarter")}
DOING = [("baker", "bakes", "bake", "rolls pies cakes"), ("teacher", "reads", "read", "books pages letters"),
         ("farmer", "sells", "sell", "eggs melons hens"),
         ("driver", "delivers", "deliver", "boxes pizzas letters"), ("painter", "paints", "paint", "walls doors fences"),
         ("gardener", "plants", "plant", "trees roses bushes"), ("fisherman", "catches", "catch", "fish crabs"),
         ("shop", "sells", "sell", "lamps hats bikes"),
         ("factory", "makes", "make", "chairs toys clocks"), ("cook", "peels", "peel", "potatoes apples"),
         ("player", "scores", "score", "points goals"),
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
                     f"I wonder what {part} of {t} is.",
                     f"{t} is the whole. What is {part} of the whole?",
                     f"Write down {part} of {t}.",
                     f"Take {part} of {t}. What do you get?", f"Please give me {part} of {t}.")
        return (t, k), ((text, final(f"{Part} of {t} is {e}.", q)),)
    if mode < 0.4:
        role, does, do, things = d.pick(DOING)
        x, a = d.pick(things.split()), d.num(2, 20)
        k = d.pick((2, 2, 2, 3, 3, 4, 5))
        times = TIMES[k]
        number = f"{times} as many"
        w = Role(d.n, d.n, d.he, "") if d.rng.random() < 0.3 else Role(f"A {role}", f"a {role}", "it" if role in ("shop", "factory") else d.he, "")
        on, then = d.one(("on Monday", "on Tuesday"), ("today", "tomorrow"), ("in the morning", "in the afternoon"), ("in May", "in June"),
                         ("this week", "next week"), ("on Friday", "on Saturday"))
        e, q = mul(a, k)
        if d.rng.random() < 0.55:
            text = d.say(f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} does {w.he} {do} {then}?",
                         f"{w.first} {does} {a} {x} {on}. {up(then)} {w.he} {does} {times} as many. How many {x} does {w.he} {do} {then}?",
                         f"{up(on)} {w.mid} {does} {a} {x} and {then} {number}. How many {x} is that {then}?",
                         f"{w.first} {does} {a} {x} {on}, and {then} it is {number}. How many {x} does {w.he} {do} {then}?",
                         f"How many {x} does {w.mid} {do} {then} if it is {number} as the {a} {x} {on}?",
                         f"If {w.mid} {does} {a} {x} {on} and {number} {then}, how many {x} is that {then}?",
                         f"{a} {x} {on}, {number} {then}. How many {x} does {w.mid} {do} {then}?",
                         f"{w.first} {does} {number} {x} {then} as {on}. {up(on)} it is {a}. How many is it {then}?",
                         f"{up(then)} {w.mid} {does} {number} {x} as {on}, when it is {a} {x}. How many {x} does {w.he} {do} {then}?",
                         f"What is the number of {x} {then} if {w.mid} {does} {a} {x} {on} and {number} {then}?",
                         f"{w.first} {does} {a} {x} {on} but {number} {then}. How many {then}?",
                         f"{w.first} {does} {a} {x} {on}. How many {x} does {w.he} {do} {then} if it is {number}?",
                         f"{w.first} {does} {a} {x} {on}. {up(then)} the number is {times} as large. What is it {then}?",
                         f"{up(on)}: {a} {x}. {up(then)}: {number}. How many {x} does {w.mid} {do} {then}?",
                         f"Suppose {w.mid} {does} {a} {x} {on}. If it is {number} {then}, how many {x} is that?",
                         f"{w.first} {does} {a} {x} {on} and has to {do} {number} {then}. How many must {w.he} {do} {then}?",
                         f"It is a busy time. {up(on)} {w.mid} {does} {a} {x}, and {then} {w.he} {does} {number}. How many {then}?",
                         f"Tell me how many {x} {w.mid} {does} {then} when {w.he} {does} {a} {on} and {number} {then}.",
                         f"{a} is the number of {x} that {w.mid} {does} {on}. {up(then)} it is {number}. How many is that?",
                         f"Not counting those {on}, how many {x} does {w.mid} {do} if it is {a} {on} and {number} {then}?",
                         f"How many {x} does {w.mid} {do} {then}? {up(on)} {w.he} {does} {a}, and {then} {number}.",
                         f"I wonder how many {x} {w.mid} {does} {then}. {up(on)} it is {a}, and {then} it is {number}.",
                         f"When {w.mid} {does} {a} {x} {on}, {number} follow {then}. How many {x} follow?",
                         f"The plan says {a} {x} {on} and {number} {then}. How many {x} must {w.mid} {do} {then}?",
                         f"Work out the number of {x} {then}: {w.mid} {does} {a} {on}, and {then} {number}.",
                         f"{w.first} only {does} {a} {x} {on}, but {then} {w.he} {does} {times} that many. How many {x} does {w.he} {do} {then}?")
            return (a, k, 0), ((text, final(f"{up(w.he)} {does} {e} {x} {then}.", q)),)
        e2, q2 = add(q, a)
        text = d.say(f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} does {w.he} {do} in all?",
                     f"{w.first} {does} {a} {x} {on} and {number} {then}. How many {x} is that altogether?",
                     f"{w.first} {does} {a} {x} {on}. {up(then)} {w.he} {does} {times} as many. How many {x} does {w.he} {do} in total?",
                     f"{up(on)} {w.mid} {does} {a} {x} and {then} {number}. How many {x} is that together?",
                     f"How many {x} does {w.mid} {do} in total with {a} {x} {on} and {number} {then}?",
                     f"If {w.mid} {does} {a} {x} {on} and {number} {then}, how many {x} is that in total?",
                     f"{a} {x} {on}, {number} {then}. How many {x} does {w.mid} {do} in all?",
                     f"{up(then)} {w.mid} {does} {number} {x} as {on}, when it is {a} {x}. How many {x} are these altogether?",
                     f"What is the total number of {x} if {w.mid} {does} {a} {x} {on} and {number} {then}?",
                     f"{w.first} {does} {a} {x} {on} but {number} {then}. How many in total?",
                     f"{w.first} {does} {a} {x} {on}, then {number} {then}. Add them up: how many {x} are there?",
                     f"{w.first} {does} {a} {x} {on}, and {then} it is {number}. How many {x} does {w.he} {do} altogether?",
                     f"How many {x} does {w.mid} {do} altogether if it is {a} {on} and {number} {then}?",
                     f"{up(on)}: {a} {x}. {up(then)}: {number}. How many {x} does {w.mid} {do} both times together?",
                     f"{w.first} {does} {a} {x} {on}. {up(then)} the number is {times} as large. What do the two numbers add up to?",
                     f"Suppose {w.mid} {does} {a} {x} {on} and {number} {then}. What is the total?",
                     f"Tell me how many {x} {w.mid} {does} in total when {w.he} {does} {a} {on} and {number} {then}.",
                     f"It is a busy time. {up(on)} {w.mid} {does} {a} {x}, and {then} {w.he} {does} {number}. How many {x} is that in all?",
                     f"Counting both times, how many {x} does {w.mid} {do} if {w.he} {does} {a} {on} and {number} {then}?",
                     f"{a} is the number of {x} that {w.mid} {does} {on}. {up(then)} it is {number}. How many are there in total?",
                     f"How many {x} does {w.mid} {do} in all? {up(on)} {w.he} {does} {a}, and {then} {number}.",
                     f"I wonder how many {x} {w.mid} {does} in total. {up(on)} it is {a}, and {then} it is {number}.",
                     f"When {w.mid} {does} {a} {x} {on}, {number} follow {then}. What is the total of both?",
                     f"The plan says {a} {x} {on} and {number} {then}. If {w.mid} {does} all of this, how many {x} is that?",
                     f"At first, {on}, {w.mid} {does} {a} {x}. After that, {then}, it is {number}. What is the sum?",
                     f"{w.first} {does} some {x}: {a} {on} and {number} {then}. How many {x} is that overall?")
        return (a, k), ((text, final(f"{up(w.he)} {does} {e} {x} {then}. In all that is {e2} {x}.", q2)),)
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
                     f"{up(at)} there are {t} {joint}. {Part} of the {joint} are {word}. How many {which} are there?",
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
                     f"I wonder how many {which} there are {at} when {part} of the {t} {joint} are {word}.",
                     f"Somebody tells {d.n} that {part} of the {t} {joint} {at} are {word}. How many {which} are there?",
                     f"Take the {t} {joint} {at}. If {part} are {word}, what is the number of {which}?",
                     f"{Part} of the {joint} {at} are {word}, and there are {t} {joint}. Count the {which}.",
                     f"Exactly {part} of all {t} {joint} {at} are {word}. How many {which} is this?")
        return (t, k), ((text, final(f"There are {e} {which}.", q)),)
    e2, q2 = sub(t, q)
    text = d.say(f"There are {t} {joint} {at}. {Part} of them are {word}. How many are not {word}?",
                 f"There are {t} {joint} {at}, and {part} of them are {word}. How many {joint} are not {word}?",
                 f"{up(at)} there are {t} {joint}. {Part} of the {joint} are {word}. How many are not?",
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
                 f"I wonder how many {joint} {at} are not {word}. There are {t}, and {part} of them are.",
                 f"Somebody tells {d.n} that {part} of the {t} {joint} {at} are {word}. How many {joint} are not {word}?",
                 f"When {part} of the {t} {joint} {at} are {word}, the others are not. How many others is that?",
                 f"Only {part} of all {t} {joint} {at} are {word}. How many {joint} are not?")
    return (t, k, 0), ((text, final(f"{e} {joint} are {word}. {e2} are not.", q2)),)
