"""Equal shares, ages, rows and savings."""
from .drawing import add, div, family, final, mul, sub
from .words import PLANTS


TAKERS = (("child", "children"), ("kid", "kids"), ("student", "students"), ("cousin", "cousins"), ("sister", "sisters"), ("brother", "brothers"),
          ("person", "people"), ("player", "players"), ("guest", "guests"), ("neighbor", "neighbors"), ("dog", "dogs"), ("team", "teams"))
EATEN = "grapes cookies candies apples strawberries nuts pretzels crackers cherries pancakes sandwiches donuts".split()
PUT = (("plate", "plates", "on"), ("bowl", "bowls", "in"), ("bag", "bags", "in"), ("basket", "baskets", "in"), ("tray", "trays", "on"),
       ("table", "tables", "on"),
       ("shelf", "shelves", "on"), ("jar", "jars", "in"), ("pile", "piles", "in"), ("row", "rows", "in"), ("bucket", "buckets", "in"))


def fair(d, total, b):
    """Equal shares in one step, among anybody or over plates and the like: the question, and a sentence that waits for the equation."""
    n, x, mode = d.n, d.one(d.x, d.pick(EATEN)), d.rng.random()
    if mode < 0.5:
        one, many = d.pick(TAKERS)
        text = d.one(f"{total} {x} are split evenly between {b} {many}. How many does each {one} get?",
                     f"{total} {x} are shared equally by {b} {many}. How many {x} does each get?",
                     f"{b} {many} share {total} {x} equally. How many {x} does each {one} get?",
                     f"{n} splits {total} {x} evenly among {b} {many}. How many {x} are for each {one}?",
                     f"{b} {many} split {total} {x} so that each gets the same. How many {x} is that for one {one}?",
                     f"There are {total} {x} for {b} {many}. Each {one} gets "
                     f"the same number. How many {x} does one {one} get?",
                     f"If {b} {many} split {total} {x} evenly, how many {x} does each {one} get?",
                     f"How many {x} does each {one} get if {total} {x} are split evenly among {b} {many}?",
                     f"{n} gives {total} {x} to {b} {many}, the same number to each. "
                     f"How many {x} does each {one} get?", f"{total} {x} shared by {b} {many}, how many each",
                     f"We have {total} {x} and {b} {many}. How many {x} can each {one} have "
                     f"if they get the same?",
                     f"{n} has {total} {x} and wants to split them evenly between {b} {many}. How many should each {one} get?")
        return text, f"Each {one} gets {{}} {x}."
    if mode < 0.8:
        one, many, at = d.pick(PUT)
        text = d.one(f"{total} {x} are put {at} {b} {many}, the same number {at} each. How many {x} are {at} one {one}?",
                     f"{n} has {total} {x} and {b} {many}. {d.He} puts the same "
                     f"number {at} each {one}. How many {x} is that per {one}?",
                     f"{total} {x}, {b} {many}, the same {at} each. How many {x} are {at} each {one}?",
                     f"{n} splits {total} {x} evenly over {b} {many}. How many {x} are {at} each {one}?",
                     f"How many {x} go {at} each {one} if {total} {x} are split evenly over {b} {many}?",
                     f"We want {b} equal {many} with {total} {x} in all. How many {x} will be {at} each {one}?",
                     f"There are {total} {x} {at} {b} {many}. Every {one} has the same number. "
                     f"How many {x} are {at} a {one}?", f"{n} wants to put {total} {x} {at} {b} {many} evenly. How many should go {at} each {one}?")
        return text, f"There are {{}} {x} {at} each {one}."
    one, many = d.pick(TAKERS[:-2])
    A, unit = d.one((f"${total}", "dollars"), (f"{total} dollars", "dollars"), (f"{total} euros", "euros"))
    text = d.one(f"{b} {many} split a bill of {A} evenly. How much does each {one} pay?",
                 f"{b} {many} buy a present for {A} and share the cost equally. How much does each pay?",
                 f"A game costs {A}. {b} {many} pay the same part of it. How much does each {one} pay?",
                 f"If {b} {many} share the price of {A} equally, how much does one {one} pay?",
                 f"A pizza party costs {A}. How much does each of {b} {many} pay if they split it evenly?",
                 f"How much should each {one} pay when {b} {many} split {A} evenly?")
    return text, f"Each {one} pays {{}} {unit}."


@family(1.0)
def share(d):
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    b, r = d.few(), d.num(2, 12)
    total = b * r
    if not d.new and d.rng.random() < 0.25:
        text, told = fair(d, total, b)
        e, q = div(total, b)
        return (total, b), ((text, final(told.format(e), q)),)
    if d.rng.random() < 0.5 or total < 10:
        text = d.say(f"{n} shares {total} {x} equally among {b} friends. How many {x} does each friend get?",
                     f"{total} {x}, {b} friends, equal parts. How many {x} for each friend?",
                     f"How many {x} are in each box after {n} packs {total} {x} into {b} boxes and fills all of them alike?",
                     f"At the market, {n} gets {total} {x}. At home {he} deals them out to {b} friends, the same to each. How many {x} per friend?",
                     f"Work out how many {x} each of {b} friends is given when {n} hands out {total} {x} and all get the same.",
                     f"{total} {x} are to be divided among {b} friends so that nobody gets more than another. How many {x} make up the share of each friend?",
                     f"There are {b} boxes for {total} {x}. Every box holds as many as the next one. How many {x} does one box hold?",
                     f"If {b} boxes hold {total} {x} in all and every box holds the same number, how many {x} are there per box?",
                     f"{b} friends receive {total} {x} from {n}, each as many as the others. Find the number of {x} per friend.",
                     f"Since {b} friends have come to visit, {n} gives out all of {d.his} {total} {x} fairly. How many {x} go to each friend?",
                     f"Tell me the number of {x} in one box: {n} fills {b} boxes equally with {total} {x} altogether.",
                     f"To each of {b} friends {n} passes on the same number of {x}, {total} in total. How many {x} per friend is that?",
                     f"When {n} distributes {total} {x} evenly over {b} boxes, how many {x} end up in every box?",
                     f"It is raining, so {n} sorts {total} {x} into {b} boxes, each with the same number. How many {x} are there in a box?",
                     f"{n} uses up {total} {x} for {b} equal presents, one for every friend. How many {x} does a friend get?",
                     f"Calculate how many {x} one friend gets: {b} friends, {total} {x} overall, the same for everyone.",
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
                 f"{n} keeps {a} {x} in one bag and {c} in another. All are dealt out evenly to {b} friends. How many {x} does each friend receive?",
                 f"{n} owns {a} {x} and is given {c} more by {f}. Now {he} hands out all of them to {b} friends, the same to each. How many {x} per friend?",
                 f"How many {x} go to each of {b} friends when {n} splits {a} old {x} and {c} new ones fairly?",
                 f"{a} {x} and another {c} are put together by {n} and divided up among {b} friends, who all get the same. How many {x} does a friend get?",
                 f"If {n} has {a} {x}, picks up {c} more and passes everything on to {b} friends in equal shares, how many {x} does one friend get?",
                 f"Work out the share of each friend: {n} had {a} {x}, {f} added {c}, and all of them were dealt out equally to {b} friends.",
                 f"At the market, {n} buys {a} {x} and later {c} more. Then {b} friends receive them all in equal shares. How many {x} are for each friend?",
                 f"{b} friends are coming. {n} has {a} {x} for them and gets {c} more from {f}. How many {x} can each friend have if all get the same?",
                 f"Since {a} {x} were too few, {n} bought another {c}. Every one of {b} friends was handed an equal part of all. How many {x} per friend?",
                 f"{n}: {a} {x} at first, {c} more later, all for {b} friends in equal parts. Tell me how many {x} each friend gets.",
                 f"{n} receives {c} {x} from {f}, adds them to {d.his} {a} and distributes all among {b} friends equally. Find the number of {x} per friend.",
                 f"From {a} {x} on the table and {c} on the shelf, {n} makes equal presents for {b} friends. How many {x} are for each friend?",
                 f"{f} passes {c} {x} on to {n}, who already holds {a}. {n} deals out the whole lot to {b} friends, all alike. How many {x} for every friend?",
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
    n, f, he = d.n, d.f, d.he
    a, b = d.num(5, 40), d.num(2, 20)
    older = d.rng.random() < 0.6 or a - b < 2
    (e1, p), word = (add(a, b), "older") if older else (sub(a, b), "younger")
    less, after, before = ("younger", "after", "before") if older else ("older", "before", "after")
    head = d.say(f"{n} is {a} years old. {f} is {b} years {word} than {n}.",
                 f"{n} has lived for {a} years. {f} is {b} years {word}.",
                 f"{n} is {b} years {less} than {f}. {n} is {a} years old.",
                 f"At {a} years of age, {n} is {b} years {less} than {f}.",
                 f"Compared with {n}, who is {a} years old, {f} is {b} years {word}.",
                 f"{f} and {n} are friends. {n} is {a} years old, and {f} is {b} years {word} than that.",
                 f"{n} turns {a} today. {f} is {word} by {b} years.",
                 f"By {b} years, {f} is the {word} one of two friends. {n}, the other one, is {a}.",
                 f"There are {b} years between {f} and {n}. {f} is the {word} of the two, and {n} is {a} years old.",
                 f"{n} is {a} years old, which makes {n} {b} years {less} than {f}.",
                 f"At a party, {n} says that {he} is {a} years old and that {f} is {b} years {word}.",
                 f"{n}: {a} years old. {f}: {b} years {word} than {n}.",
                 f"It is the birthday of {n}, who is now {a}. A guest, {f}, is {b} years {word} than {n}.",
                 f"Of two friends, {n} is {a} years old and {f} is {b} years {word}.",
                 f"{n}, who was born {b} years {after} {f}, is {a} years old.",
                 f"{f} was born {b} years {before} {n}. Now {n} is {a} years old.",
                 f"{n} is {a}. {f} is {b} years {word}.",
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
        ask = d.say(f"How old is {f}?",
                    f"Tell me the age of {f}.",
                    f"Work out how old {f} is.",
                    f"Then how old is {f}?",
                    f"Calculate the age of {f} in years.",
                    f"And {f}? How old is {f}?",
                    f"So what is the age of {f}?",
                    f"Find out how many years old {f} is.",
                    f"Can you say how old {f} is?",
                    f"How many years has {f} lived?",
                    f"How old must {f} be?",
                    f"{f} is how old?",
                    f"How old does that make {f}?",
                    f"What is the age of {f}?", f"How many years old is {f}?", f"How many years old is {f} now?",
                    f"What age is {f}?",
                    f"How old is {f} now?",
                    f"Can you work out the age of {f}?")
        return (a, b, older), ((f"{head} {ask}", final(f"{f} is {e1} years old.", p)),)
    if kind < 0.67:
        e2, s = add(a, p)
        ask = d.say("How old are they together?",
                    "How many years old are they in all?",
                    "Find the sum of both ages.",
                    "Taken together, how old are both of them?",
                    "What is their combined age?",
                    "How old are the two of them altogether?",
                    f"Work out the total age of {n} and {f}.",
                    f"How many years are the ages of {n} and {f} combined?",
                    "Tell me how many years old both are together.",
                    "If both ages are added, how many years is that?",
                    f"How many years have {n} and {f} lived in total?",
                    "Calculate the age of both together.",
                    "Both together are how old?",
                    f"How old are {n} and {f} together?", "What is the sum of their ages?",
                    "How many years is that together?",
                    "What is the total of their ages?",
                    "What do their ages add up to?",
                    "What do you get when you add their ages?")
        return (a, b, older, 0), ((f"{head} {ask}", final(f"{f} is {e1} years old. Together they are {e2} years old.", s)),)
    c = d.num(2, 20)
    e2, s = add(p, c)
    ask = d.say(f"How old will {f} be in {c} years?",
                f"Tell me how old {f} will be in {c} years.",
                f"When {c} years have passed, how old will {f} be?",
                f"How old is {f} going to be in {c} years?",
                f"Find the age of {f} after {c} more years.",
                f"If {c} years go by, what will be the age of {f}?",
                f"Work out the age that {f} will have in {c} years.",
                f"{f} will be how old in {c} years?",
                f"After {c} more birthdays, how old will {f} be?",
                f"How many years old will {f} be once {c} years are over?",
                f"Let {c} years pass. How old is {f} then?",
                f"In {c} years, how old will {f} be?", f"What will be the age of {f} in {c} years?",
                f"What is the age of {f} in {c} years?",
                f"How many years old will {f} be in {c} years?",
                f"{c} years later, how old is {f}?",
                f"What age will {f} be after {c} years?",
                f"{c} years from now, what is the age of {f}?",
                f"How old will {f} be {c} years from now?",
                f"Imagine it is {c} years later. How old is {f}?")
    return (a, b, older, c), ((f"{head} {ask}", final(f"{f} is {e1} years old. In {c} years {f} will be {e2} years old.", s)),)


@family(1.0)
def rows(d):
    x, place = d.pick(PLANTS)
    n = d.n
    a, b = d.few(), d.each()
    e1, p = mul(a, b)
    head = d.say(f"There are {a} rows of {x} in a {place}. Each row has {b} {x}.",
                 f"{b} {x} stand in every one of {a} rows in a {place}.",
                 f"A {place} is filled with {a} rows of {x}, and {b} of them are in each row.",
                 f"If you count the {x} in a {place}, you find {a} rows with {b} in every row.",
                 f"Every day {n} looks after a {place} with {a} rows of {x} and {b} {x} per row.",
                 f"{n} has a {place}. It is made up of {a} rows, each holding {b} {x}.",
                 f"Number of rows in a {place}: {a}. Number of {x} in a row: {b}.",
                 f"With {b} {x} per row, a {place} has {a} rows.",
                 f"The {x} of a {place} are set out in {a} rows, {b} to a row.",
                 f"{b} {x} make up one row in a {place}, and there are {a} such rows.",
                 f"When the {place} was made, {b} {x} were put in each row. The {place} has {a} rows.",
                 f"{n} counts {b} {x} in one row of a {place}. There are {a} rows, all alike.",
                 f"A {place} is full: {a} rows with {b} {x} apiece.",
                 f"{a} rows have been set up in a {place}. Every one of them consists of {b} {x}.",
                 f"A {place} has {a} rows of {x} with {b} {x} in each row.",
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
        ask = d.say(f"How many {x} are there?",
                    f"How many {x} is that in all?",
                    f"Find the number of all {x}.",
                    f"What is the total number of {x}?",
                    f"Work out how many {x} there are overall.",
                    f"Tell me how many {x} the {place} holds.",
                    f"Altogether, how many {x} are there?",
                    f"How many {x} can be counted?",
                    f"Calculate the total of {x} in the {place}.",
                    f"How many {x} do all rows have together?",
                    f"So how many {x} are there?",
                    f"If all rows are counted, how many {x} are there?",
                    f"The {place} has how many {x}?",
                    f"How many {x} are there in total?", f"How many {x} does the {place} have?",
                    f"How many {x} are in the {place}?",
                    f"How many {x} is that altogether?",
                    f"What is the number of {x} in the {place}?",
                    f"How many {x} is that for the whole {place}?")
        return (a, b), ((f"{head} {ask}", final(f"There are {e1} {x}.", p)),)
    c = d.num(2, min(20, p - 1))
    if c >= p:
        return None
    if d.rng.random() < 0.5:
        (e2, q), more = add(p, c), d.say(f"{n} adds {c} more {x}.",
                                         f"Later, {c} more {x} are put in.",
                                         f"Then {n} comes with {c} more {x}.",
                                         f"{c} new {x} are brought in.",
                                         f"The next day {c} extra {x} are set up there.",
                                         f"The {place} gets {c} more {x}.",
                                         f"{n} finds room for {c} more {x}.",
                                         f"{n} is given {c} more {x} for the {place}.",
                                         f"Now {n} buys {c} further {x} for it.",
                                         f"{d.f} passes {c} more {x} on to {n}, and they are put there, too.",
                                         f"{n} receives {c} {x} from {d.f} and adds them.",
                                         f"{c} more {x}, a present from {d.f}, join them.",
                                         f"Then {c} more {x} are added.", f"After that {n} puts {c} more {x} there.",
                                         f"There come {c} more.",
                                         f"{c} {x} come to them.",
                                         f"{n} gets another {c}.",
                                         f"{n} brings another {c} {x}.",
                                         f"Later on, {c} extra {x} are put in.")
    else:
        (e2, q), more = sub(p, c), d.say(f"{n} takes {c} {x} away.",
                                         f"{n} gives {c} of the {x} away.",
                                         f"Later, {c} {x} have to go.",
                                         f"{d.f} carries off {c} of them.",
                                         f"The next day {c} {x} are gone.",
                                         f"{c} old {x} are cleared away.",
                                         f"{n} passes {c} of the {x} on to {d.f}.",
                                         f"{d.f} gets {c} of the {x} from {n}.",
                                         f"{n} needs {c} {x} somewhere else and moves them out.",
                                         f"{d.f} buys {c} of these {x} and takes them along.",
                                         f"Out of these, {c} {x} are given to {d.f}.",
                                         f"The {place} loses {c} of its {x}.",
                                         f"{c} of the {x} are taken away.", f"Then {c} {x} are lost.",
                                         f"After that {n} takes away {c} {x}.",
                                         f"{n} sells {c} of them.",
                                         f"Somebody removes {c} {x}.",
                                         f"{n} removes {c} of them.",
                                         f"Later on, {c} of the {x} are gone.")
    ask = d.say(f"How many {x} are there now?",
                f"How many {x} does that make now?",
                f"Tell me how many {x} there are now.",
                f"In the end, how many {x} does the {place} have?",
                f"How many {x} are there in the end?",
                f"Now how many {x} are in the {place}?",
                f"Find the new number of {x}.",
                f"Work out how many {x} the {place} has then.",
                f"How many {x} can you count there now?",
                f"Calculate how many {x} there are then.",
                f"The {place} now has how many {x}?",
                f"How many {x} are there then?", f"How many {x} does the {place} have now?",
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
    past, verb, done, ing, puts = d.one(("saves", "save", "saved", "saving", "puts aside"), ("earns", "earn", "earned", "earning", "makes"))
    e1, p = mul(a, b)
    head = d.say(f"{n} {past} {b} dollars a {per} for {a} {per}s.",
                 f"Every single {per}, {b} dollars are {done} by {n}. That goes on for {a} {per}s.",
                 f"{n} keeps {ing} {b} dollars each {per}. {He} does so {a} {per}s in a row.",
                 f"Over {a} {per}s, {n} {past} the same sum each {per}: {b} dollars.",
                 f"{n} wants a new bike. So {he} {puts} {b} dollars every {per} for {a} {per}s.",
                 f"{n} {puts} {b} dollars a {per}, and after {a} {per}s {he} stops.",
                 f"Number of {per}s: {a}. Dollars that {n} {past} in every {per}: {b}.",
                 f"{b} dollars a {per} is what {n} {puts}. {He} does it for {a} {per}s.",
                 f"The plan of {n} is simple: {verb} {b} dollars each {per} for {a} {per}s in a row.",
                 f"From the first {per} to the last one, {a} {per}s in all, {n} {puts} {b} dollars per {per}.",
                 f"{n} {past} money for {a} {per}s, always {b} dollars in a {per}.",
                 f"{a} {per}s pass, and in each one {b} dollars are {done} by {n}.",
                 f"During each of {a} {per}s, {n} {puts} exactly {b} dollars.",
                 f"For {a} {per}s, not a {per} goes by without {n} {ing} {b} dollars.",
                 f"At the end of every {per}, {n} {past} {b} dollars. By now {a} {per}s are over.",
                 f"Every {per} {n} {past} {b} dollars. {He} does so for {a} {per}s.",
                 f"{n} {past} {b} dollars each {per} for {a} {per}s.", f"{n} {past} {b} dollars in one {per} and does this for {a} {per}s.",
                 f"In each of {a} {per}s {n} {past} {b} dollars.",
                 f"{n} {past} {b} dollars every {per}, {a} {per}s long.",
                 f"{n} {past} {b} dollars per {per}. This goes on for {a} {per}s.",
                 f"For {a} {per}s, {b} dollars are what {n} {past} in each {per}.",
                 f"{a} {per}s long {n} {past} {b} dollars per {per}.",
                 f"For {a} {per}s {n} {past} {b} dollars per {per}.",
                 f"{b} dollars every {per}: that is what {n} {past}, and {he} does it for {a} {per}s.",
                 f"{n} is good with money and {puts} {b} dollars per {per}. {a} {per}s go by.",
                 f"Each {per} {n} {puts} another {b} dollars, {a} {per}s in all.",
                 f"Here is what {n} does for {a} {per}s: {he} {puts} {b} dollars each {per}.",
                 f"When a {per} ends, {n} {past} {b} dollars. This happens {a} times.",
                 f"{n} promised to {verb} {b} dollars a {per}. {He} did so for {a} {per}s.",
                 f"A note by {n} says: {b} dollars {done} per {per}, {a} {per}s so far.",
                 f"{n} {past} the same amount every {per}, {b} dollars, and keeps this up for {a} {per}s.")
    kind = d.rng.random()
    if kind < 0.3:
        ask = d.say(f"How much does {he} {verb}?",
                    f"Work out how many dollars {he} {past}.",
                    f"Tell me how much money {he} {past} in all.",
                    f"How many dollars are {done} altogether?",
                    "What sum is that overall?",
                    f"How much money does {n} {verb} over that time?",
                    "Calculate the total in dollars.",
                    "How many dollars are these in all?",
                    f"Find the total that {n} {past}.",
                    f"All {per}s combined, how many dollars does {he} {verb}?",
                    f"How much money has {he} {done} by the end?",
                    f"By then, how many dollars has {n} {done}?",
                    f"What do these {per}s bring in total, in dollars?",
                    f"How many dollars does {he} {verb}?", f"How much money is that?",
                    f"How much is that in total?",
                    f"How many dollars is that altogether?",
                    f"How much does {n} {verb} in total?",
                    "How many dollars are there after all that time?",
                    f"So how much money did {n} get together?",
                    "And how much is that altogether, in dollars?",
                    "Please add it all up.",
                    f"How many dollars does that come to?")
        text = f"{head} {ask}" if d.new or d.rng.random() < 0.6 else d.one(
            f"How much does {n} {verb} in {a} {per}s at {b} dollars a {per}?",
            f"If {n} {past} {b} dollars a {per}, how much does {he} {verb} in {a} {per}s?",
            f"How many dollars does {n} {verb} in {a} {per}s if it is {b} dollars every {per}?",
            f"{n} {past} {b} dollars a {per}. How much is that after {a} {per}s?",
            f"How much money will {n} have {done} after {a} {per}s if {he} {past} {b} dollars each {per}?",
            f"What does {n} {verb} in {a} {per}s? Each {per} it is {b} dollars.",
            f"In {a} {per}s, how many dollars does {n} {verb} if {he} {puts} {b} dollars per {per}?",
            f"Every {per} {n} {puts} {b} dollars. How much money is that in {a} {per}s?",
            f"{a} {per}s, {b} dollars a {per}: how much does {n} {verb} in all?",
            f"{n} {done} {b} dollars a {per}. What was the total after {a} {per}s?",
            f"I wonder how much {n} {past} in {a} {per}s if {he} {puts} {b} dollars each {per}.",
            f"Let {n} {verb} {b} dollars a {per}. How many dollars are there after {a} {per}s?",
            f"{b} dollars are {done} by {n} each {per}. What amount is reached in {a} {per}s?",
            f"When {a} {per}s are over, how much has {n} {done} at {b} dollars per {per}?",
            f"Work out how much {n} {past} in {a} {per}s with {b} dollars a {per}.")
        return (a, b), ((text, final(f"{He} {past} {e1} dollars.", p)),)
    c = d.num(2, 30)
    if kind < 0.65:
        e2, q = add(p, c)
        have = d.say(f"{n} has {c} dollars.",
                     f"{c} dollars belong to {n} from the start.",
                     f"{n} was given {c} dollars for {d.his} birthday.",
                     f"{n} receives {c} dollars from {d.f}.",
                     f"{n} keeps {c} dollars at home.",
                     f"The money box of {n} holds {c} dollars.",
                     f"With {c} dollars in the bank, {n} is happy.",
                     f"Last year {n} put {c} dollars aside.",
                     f"{n} still has {c} dollars from last year.",
                     f"{n} gets {c} dollars as a present from {d.f}.",
                     f"{c} dollars are all that {n} has so far.",
                     f"{n} starts with {c} dollars.", f"{n} already has {c} dollars.",
                     f"First {n} has {c} dollars.",
                     f"There are {c} dollars in the box of {n}.",
                     f"In the pocket {n} has {c} dollars.",
                     f"{n} owns {c} dollars.",
                     f"There are {c} dollars in the pocket of {n}.",
                     f"{n} opens {d.his} money box and finds {c} dollars.",
                     f"{n} got {c} dollars from a grandmother.",
                     f"Yesterday {d.f} paid {n} {c} dollars for some work.",
                     f"{n} has {c} dollars, all in coins.",
                     f"At the beginning {n} has {c} dollars in a jar.")
        ask = d.say(f"How much does {he} have now?",
                    f"Tell me how many dollars {he} has now.",
                    f"How much money has {n} got by then?",
                    "How much money is there in all?",
                    f"Work out how many dollars {n} has by then.",
                    f"Find the sum of all {d.his} money.",
                    f"Overall, how many dollars does {he} own?",
                    f"What is the total of {d.his} money in the end?",
                    "How many dollars does that make in all?",
                    f"With everything put together, how much money does {n} have?",
                    f"{He} now has how many dollars?",
                    f"How much money does {he} have then?", f"How many dollars does {he} have in the end?",
                    f"How many dollars does {he} have altogether?",
                    f"How much money is that in total?",
                    f"How much does {n} have after that?",
                    f"After that, how many dollars does {he} have?",
                    f"How many dollars does {n} have after that?",
                    "How much is all of it together?",
                    "And how many dollars are there now?",
                    f"So how much has {n} got at the end?",
                    f"Please add up what {n} has.",
                    f"What is the total amount of money that {n} has in the end?")
        told = f"{have} {head.replace(n, He, 1) if head.startswith(n) else head} {ask}"
        text = told if d.new or d.rng.random() < 0.6 else d.one(
            f"{n} has {c} dollars and {past} {b} dollars a {per}. How much money does {he} have after {a} {per}s?",
            f"If {n} has {c} dollars and {past} {b} dollars every {per}, how much will {he} have after {a} {per}s?",
            f"How many dollars does {n} have after {a} {per}s if {he} starts with {c} dollars and {past} {b} dollars per {per}?",
            f"How much does {n} have in the end? {He} had {c} dollars at first and {done} {b} dollars each {per} for {a} {per}s.",
            f"There were {c} dollars in the box of {n}. Now {he} puts in {b} dollars a {per} for {a} {per}s. How much is in the box then?",
            f"On top of the {c} dollars {he} already has, {n} {past} {b} dollars a {per} for {a} {per}s. What is the total?",
            f"{c} dollars to start with, then {b} dollars a {per} for {a} {per}s: how much money does {n} have?",
            f"{d.f} gave {n} {c} dollars. {n} also {done} {b} dollars a {per} for {a} {per}s. How much does {n} have in all?",
            f"Suppose {n} has {c} dollars and {past} {b} dollars more in each of {a} {per}s. What does {he} have then?",
            f"I wonder how much money {n} has after {a} {per}s. {He} starts with {c} dollars and {past} {b} dollars a {per}.",
            f"Start with the {c} dollars of {n} and add {b} dollars for each of {a} {per}s. How much is it?",
            f"When {n} began to {verb} {b} dollars a {per}, {he} had {c} dollars. How much did {he} have {a} {per}s later?",
            f"Each {per} {b} dollars are added to the {c} dollars that {n} has. How many dollars are there after {a} {per}s?",
            f"How rich is {n} after {a} {per}s with {b} dollars a {per}, starting with {c} dollars?")
        return (a, b, c, 1), ((text, final(f"{He} {past} {e1} dollars. Now {he} has {e2} dollars.", q)),)
    if c >= p:
        return None
    e2, q = sub(p, c)
    ask = d.say(f"Then {he} spends {c} dollars. How much does {he} have left?",
                f"If {c} dollars of it are spent, how many dollars remain?",
                f"Out of this money, {he} pays {c} dollars for shoes. How much does {he} keep?",
                f"{He} passes {c} dollars of it on to {d.f}. How many dollars does {n} keep?",
                f"{d.f} gets {c} dollars from {n}. How many dollars has {n} left?",
                f"A present for {d.f} costs {n} {c} dollars. How much money remains?",
                f"How many dollars are left once {he} has paid {c} dollars for a shirt?",
                f"{c} dollars of this are used up. Find how many dollars {he} has left.",
                f"Tell me how many dollars {he} keeps if {he} gives {c} dollars away.",
                f"Later, {n} buys a new lamp with {c} dollars of that. Work out how much money {he} has then.",
                f"What is left of the money when {c} dollars are taken out?",
                f"Of this money, {c} dollars go to {d.f}. How many dollars stay with {n}?",
                f"Since {he} needs a hat, {he} uses {c} dollars of the money. How many dollars does {he} still own?",
                f"At the market {he} spends {c} of these dollars. How much money is left in the end?",
                f"{n} loses {c} dollars on the way home. How many dollars does {he} have then?",
                f"{He} spends {c} dollars of it. How many dollars are left?",
                f"{He} buys a game for {c} dollars. How much money does {he} have left?",
                f"{n} gives {c} dollars to a friend. How many dollars does {he} have left?",
                f"Then {he} pays {c} dollars for a book. How much is left?",
                f"How much does {he} have left if {he} spends {c} dollars?",
                f"After spending {c} dollars, how much money does {he} still have?",
                f"Later {n} uses {c} dollars to pay for lunch. How many dollars does {he} still have?")
    text = f"{head} {ask}" if d.new or d.rng.random() < 0.6 else d.one(
        f"{n} {past} {b} dollars a {per}. After {a} {per}s {he} spends {c} dollars. How much is left?",
        f"If {n} {past} {b} dollars every {per} for {a} {per}s and then spends {c} dollars, how much does {he} have left?",
        f"How many dollars does {n} still have if {he} {done} {b} dollars each {per} for {a} {per}s and spent {c} of them?",
        f"How much money is left after {n} {past} {b} dollars a {per} for {a} {per}s and pays {c} dollars for a bag?",
        f"{n} {done} {b} dollars per {per}, {a} {per}s in all, and then bought a ball for {c} dollars. How much money remains?",
        f"A coat costs {c} dollars. {n} buys it after {ing} {b} dollars a {per} for {a} {per}s. How much does {he} have left?",
        f"{n} spends {c} dollars of the money {he} {done} in {a} {per}s at {b} dollars a {per}. What remains?",
        f"What is left of the money if {n} {past} {b} dollars a {per} for {a} {per}s and gives {c} dollars to {d.f}?",
        f"{b} dollars a {per} for {a} {per}s, minus {c} dollars for a toy: how much does {n} still have?",
        f"I wonder how much {n} has left: {b} dollars {done} a {per} for {a} {per}s, then {c} dollars spent.",
        f"When {n} has {done} {b} dollars a {per} for {a} {per}s, {c} dollars are stolen. How much does {he} have then?",
        f"{n} wants to spend {c} dollars. {He} has {done} {b} dollars each {per} for {a} {per}s. How much will {he} have afterwards?",
        f"Take {c} dollars from what {n} {past} in {a} {per}s at {b} dollars a {per}. How many dollars does that leave?",
        f"Suppose {n} {past} {b} dollars in each of {a} {per}s but loses {c} dollars. How many dollars would be left?")
    return (a, b, c, 0), ((text, final(f"{He} {past} {e1} dollars. Now {he} has {e2} dollars.", q)),)
