"""Equal shares, ages, rows and savings."""
from .drawing import add, div, family, final, mul, sub
from .words import PLANTS


@family(1.0)
def share(d):
    n, x, he, He = d.n, d.x, d.he, d.He
    b, r = d.few(), d.num(2, 12)
    total = b * r
    if d.rng.random() < 0.5 or total < 10:
        text = d.say(f"{n} shares {total} {x} equally among {b} friends. How many {x} does each friend get?",
                     f"{n} puts {total} {x} equally into {b} boxes. How many {x} are in each box?",
                     f"{n} has {total} {x} and {b} friends. Each friend gets the same number of {x}. How many does each friend get?",
                     f"{total} {x} are packed into {b} boxes with the same number in each. How many {x} are in each box?",
                     f"How many {x} does each friend get if {n} divides {total} {x} equally between {b} friends?",
                     f"There are {total} {x} for {b} friends. How many {x} does each friend get if all get the same?",
                     f"{n} wants to put {total} {x} into {b} boxes, the same number in each. How many {x} go into each box?",
                     f"{n} gives {total} {x} to {b} friends in equal parts. How many does each friend get?",
                     f"If {total} {x} are shared equally by {b} friends, how many {x} does each friend get?",
                     f"{b} friends split {total} {x} evenly. How many {x} does each friend get?",
                     f"{n} has {total} {x} to hand out to {b} friends, and everyone should get the same number. How many {x} are there for each friend?")
        e, q = div(total, b)
        return (total, b), ((text, final(f"Each friend gets {e} {x}." if "friend" in text else f"Each box has {e} {x}.", q)),)
    a = d.rng.randrange(2, total - 2)
    c = total - a
    (e1, _), (e2, q) = add(a, c), div(total, b)
    text = d.say(f"{n} has {a} {x} and buys {c} more. {He} shares them equally among {b} friends. How many {x} does each friend get?",
                 f"{n} has {a} {x} and finds {c} more. Then {he} gives all of them to {b} friends in equal parts. How many {x} does each friend get?",
                 f"{n} adds {c} {x} to {d.his} {a} {x} and divides them equally among {b} friends. How many {x} does each get?",
                 f"{n} has {a} {x}. {He} gets {c} more and shares all of them equally among {b} friends. How many {x} does each friend get?",
                 f"{n} had {a} {x} and then found {c}. {b} friends get them all in equal parts. How many {x} does each friend get?",
                 f"First {n} has {a} {x}. Then {he} buys {c}. How many {x} does each friend get if {b} friends share them equally?",
                 f"{n}, who has {a} {x}, finds {c} more and splits them all among {b} friends. How many {x} does each friend get?",
                 f"After finding {c} {x}, {n} has them and {d.his} own {a}. {b} friends share them all equally. How many {x} does each friend get?",
                 f"{n} had {a} {x}. After buying {c} more, {he} divides all of them evenly among {b} friends. How many does each friend get?",
                 f"{b} friends split {a} {x} of {n} and {c} more evenly. How many {x} does each friend get?",
                 f"How many {x} does each friend get if {n}, who had {a}, gets {c} more and shares all among {b} friends?",
                 f"After getting {c} {x}, {n}, who had {a}, splits all {x} evenly among {b} friends. How many {x} does each friend get?",
                 f"{n} collects {a} {x} in the morning and {c} in the afternoon. {He} shares them all equally among {b} friends. How many does each one get?")
    return (a, c, b), ((text, final(f"{He} has {e1} {x}. Each friend gets {e2} {x}.", q)),)


@family(1.0)
def ages(d):
    n, f = d.n, d.f
    a, b = d.num(5, 40), d.num(2, 20)
    older = d.rng.random() < 0.6 or a - b < 2
    (e1, p), word = (add(a, b), "older") if older else (sub(a, b), "younger")
    head = d.say(f"{n} is {a} years old. {f} is {b} years {word} than {n}.", f"{n} is {a}. {f} is {b} years {word}.",
                 f"{f} is {b} years {word} than {n}, who is {a} years old.", f"{n} is {a} years old, and {f} is {b} years {word}.",
                 f"{n} is {a} years old. {n} has a friend, {f}, who is {b} years {word}.",
                 f"The age of {n} is {a}. {f} is {b} years {word}.",
                 f"{f} is {b} years {word} than {n}. {n} is {a}.",
                 f"{f}, a friend of {n}, is {b} years {word} than {n}, who is {a}.",
                 f"{n} is {a} and knows {f}, who is {b} years {word}.",
                 f"{n}, aged {a}, has a friend called {f} who is {b} years {word}.",
                 f"{n} is now {a} years old, and {f} is {word} than {n} by {b} years.")
    kind = d.rng.random()
    if kind < 0.35:
        ask = d.say(f"How old is {f}?", f"What is the age of {f}?", f"How many years old is {f}?", f"How many years old is {f} now?",
                    f"What age is {f}?",
                    f"How old is {f} now?",
                    f"Can you work out the age of {f}?")
        return (a, b, older), ((f"{head} {ask}", final(f"{f} is {e1} years old.", p)),)
    if kind < 0.67:
        e2, s = add(a, p)
        ask = d.say("How old are they together?", f"How old are {n} and {f} together?", "What is the sum of their ages?",
                    "How many years is that together?",
                    "What is the total of their ages?",
                    "What do their ages add up to?",
                    "What do you get when you add their ages?")
        return (a, b, older, 0), ((f"{head} {ask}", final(f"{f} is {e1} years old. Together they are {e2} years old.", s)),)
    c = d.num(2, 20)
    e2, s = add(p, c)
    ask = d.say(f"How old will {f} be in {c} years?", f"In {c} years, how old will {f} be?", f"What will be the age of {f} in {c} years?",
                f"What is the age of {f} in {c} years?",
                f"How many years old will {f} be in {c} years?",
                f"{c} years later, how old is {f}?",
                f"What age will {f} be after {c} years?",
                f"{c} years from now, what is the age of {f}?",
                f"How old will {f} be {c} years from now?",
                f"When {c} years have passed, how old will {f} be?")
    return (a, b, older, c), ((f"{head} {ask}", final(f"{f} is {e1} years old. In {c} years {f} will be {e2} years old.", s)),)


@family(1.0)
def rows(d):
    x, place = d.pick(PLANTS)
    n = d.n
    a, b = d.few(), d.each()
    e1, p = mul(a, b)
    head = d.say(f"There are {a} rows of {x} in a {place}. Each row has {b} {x}.", f"A {place} has {a} rows of {x} with {b} {x} in each row.",
                 f"The {x} in the {place} stand in {a} rows of {b}.", f"In a {place} there are {a} rows with {b} {x} each.",
                 f"A {place} has {x} in {a} rows. There are {b} {x} in each row.",
                 f"In each of {a} rows in a {place} there are {b} {x}.",
                 f"The {place} has {a} rows, and every row has {b} {x}.",
                 f"There is a {place} with {a} rows of {b} {x}.",
                 f"{n} puts {x} into a {place}, {a} rows of {b}.",
                 f"Someone makes {a} rows in a {place} and puts {b} {x} in every row.",
                 f"A {place}: {a} rows, {b} {x} in each of them.",
                 f"Someone put {x} into a {place}: {a} rows, {b} {x} in every row.",
                 f"A {place} is laid out in {a} rows, and each of them has {b} {x}.")
    if d.rng.random() < 0.4:
        ask = d.say(f"How many {x} are there?", f"How many {x} are there in total?", f"How many {x} does the {place} have?",
                    f"How many {x} are in the {place}?",
                    f"How many {x} is that altogether?",
                    f"What is the number of {x} in the {place}?",
                    f"How many {x} is that for the whole {place}?")
        return (a, b), ((f"{head} {ask}", final(f"There are {e1} {x}.", p)),)
    c = d.num(2, min(20, p - 1))
    if c >= p:
        return None
    if d.rng.random() < 0.5:
        (e2, q), more = add(p, c), d.say(f"{n} adds {c} more {x}.", f"Then {c} more {x} are added.", f"After that {n} puts {c} more {x} there.",
                                         f"There come {c} more.",
                                         f"{c} {x} come to them.",
                                         f"{n} gets another {c}.",
                                         f"{n} brings another {c} {x}.",
                                         f"Later on, {c} extra {x} are put in.")
    else:
        (e2, q), more = sub(p, c), d.say(f"{n} takes {c} {x} away.", f"{c} of the {x} are taken away.", f"Then {c} {x} are lost.",
                                         f"After that {n} takes away {c} {x}.",
                                         f"{n} sells {c} of them.",
                                         f"Somebody removes {c} {x}.",
                                         f"{n} removes {c} of them.",
                                         f"Later on, {c} of the {x} are gone.")
    ask = d.say(f"How many {x} are there now?", f"How many {x} are there then?", f"How many {x} does the {place} have now?",
                f"How many {x} does the {place} have then?",
                f"What is the number of {x} now?",
                f"How many {x} are there after that?",
                f"After that, how many {x} are in it?",
                f"How many {x} are in the {place} after that?",
                f"What is the new number of {x} in the {place}?")
    return (a, b, c, q), ((f"{head} {more} {ask}", final(f"There are {e1} {x}. Now there are {e2} {x}.", q)),)


@family(1.0)
def saving(d):
    n, he, He = d.n, d.he, d.He
    a, b = d.few(), d.each()
    per = d.one("week", "month", "day")
    past, verb = d.one(("saves", "save"), ("earns", "earn"))
    e1, p = mul(a, b)
    head = d.say(f"{n} {past} {b} dollars a {per} for {a} {per}s.", f"Every {per} {n} {past} {b} dollars. {He} does so for {a} {per}s.",
                 f"{n} {past} {b} dollars each {per} for {a} {per}s.", f"{n} {past} {b} dollars in one {per} and does this for {a} {per}s.",
                 f"In each of {a} {per}s {n} {past} {b} dollars.",
                 f"{n} {past} {b} dollars every {per}, {a} {per}s long.",
                 f"{n} {past} {b} dollars per {per}. This goes on for {a} {per}s.",
                 f"For {a} {per}s, {b} dollars are what {n} {past} in each {per}.",
                 f"{a} {per}s long {n} {past} {b} dollars per {per}.",
                 f"For {a} {per}s {n} {past} {b} dollars per {per}.",
                 f"{n} {past} the same amount every {per}, {b} dollars, and keeps this up for {a} {per}s.")
    kind = d.rng.random()
    if kind < 0.3:
        ask = d.say(f"How much does {he} {verb}?", f"How many dollars does {he} {verb}?", f"How much money is that?",
                    f"How much is that in total?",
                    f"How many dollars is that altogether?",
                    f"How much does {n} {verb} in total?",
                    f"How many dollars does that come to?")
        return (a, b), ((f"{head} {ask}", final(f"{He} {past} {e1} dollars.", p)),)
    c = d.num(2, 30)
    if kind < 0.65:
        e2, q = add(p, c)
        have = d.say(f"{n} has {c} dollars.", f"{n} starts with {c} dollars.", f"{n} already has {c} dollars.",
                     f"First {n} has {c} dollars.",
                     f"There are {c} dollars in the box of {n}.",
                     f"In the pocket {n} has {c} dollars.",
                     f"{n} owns {c} dollars.",
                     f"There are {c} dollars in the pocket of {n}.",
                     f"At the beginning {n} has {c} dollars in a jar.")
        ask = d.say(f"How much does {he} have now?", f"How much money does {he} have then?", f"How many dollars does {he} have in the end?",
                    f"How many dollars does {he} have altogether?",
                    f"How much money is that in total?",
                    f"How much does {n} have after that?",
                    f"After that, how many dollars does {he} have?",
                    f"How many dollars does {n} have after that?",
                    f"What is the total amount of money that {n} has in the end?")
        return (a, b, c, 1), ((f"{have} {head.replace(n, He, 1) if head.startswith(n) else head} {ask}",
                               final(f"{He} {past} {e1} dollars. Now {he} has {e2} dollars.", q)),)
    if c >= p:
        return None
    e2, q = sub(p, c)
    ask = d.say(f"Then {he} spends {c} dollars. How much does {he} have left?", f"{He} spends {c} dollars of it. How many dollars are left?",
                f"{He} buys a game for {c} dollars. How much money does {he} have left?",
                f"{n} gives {c} dollars to a friend. How many dollars does {he} have left?",
                f"Then {he} pays {c} dollars for a book. How much is left?",
                f"How much does {he} have left if {he} spends {c} dollars?",
                f"After spending {c} dollars, how much money does {he} still have?",
                f"Later {n} uses {c} dollars to pay for lunch. How many dollars does {he} still have?")
    return (a, b, c, 0), ((f"{head} {ask}", final(f"{He} {past} {e1} dollars. Now {he} has {e2} dollars.", q)),)
