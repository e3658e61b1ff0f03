"""Rates over days, boxes, comparisons, pages, passengers, and easy problems with a second turn."""
from .drawing import add, div, family, final, mul, sub, turns_about
from .words import BOXES


@family(1.5)
def rate(d):
    """A rate, hours a day, days: a chain of two products."""
    n, x, he, He = d.n, d.x, d.he, d.He
    a, b, c = d.few(), d.few(), d.each()
    if a * b * c > 1500:
        return None
    e1, p = mul(a, c)
    e2, q = mul(p, b)
    kind = d.rng.randrange(3)
    if kind == 0:
        text = d.say(f"A machine makes {c} {x} an hour. It works {a} hours a day. How many {x} does it make in {b} days?",
                     f"A machine works {a} hours a day and makes {c} {x} an hour. How many {x} does it make in {b} days?",
                     f"A machine makes {c} {x} each hour. How many {x} does it make in {b} days if it works {a} hours a day?",
                     f"A machine makes {c} {x} every hour, {a} hours a day. How many {x} is that in {b} days?",
                     f"For {b} days a machine works {a} hours a day. In each hour it makes {c} {x}. How many {x} does it make?",
                     f"How many {x} does a machine make in {b} days if it makes {c} {x} an hour for {a} hours a day?",
                     f"How many {x} can a machine make in {b} days of {a} hours if it makes {c} an hour?",
                     f"{c} {x} an hour is what a machine makes. It works {a} hours a day. How many {x} are made in {b} days?",
                     f"In one hour a machine makes {c} {x}. How many {x} can it make in {b} days of {a} hours?",
                     f"A machine that can make {c} {x} per hour is on for {a} hours a day. How many {x} will it make in {b} days?")
        tail = f"It makes {e1} {x} a day. It makes {e2} {x} in {b} days."
    elif kind == 1:
        text = d.say(f"{n} earns {c} dollars an hour. {He} works {a} hours a day. How much does {he} earn in {b} days?",
                     f"{n} works {a} hours a day for {c} dollars an hour. How many dollars does {he} earn in {b} days?",
                     f"For each hour of work {n} gets {c} dollars. {He} works {a} hours a day. How much does {he} earn in {b} days?",
                     f"{n} works {a} hours on each of {b} days. {He} earns {c} dollars an hour. How much does {he} earn in total?",
                     f"How many dollars does {n} earn in {b} days if {he} works {a} hours a day for {c} dollars an hour?",
                     f"{n} gets {c} dollars for an hour of work. {He} works {a} hours every day for {b} days. How many dollars does {he} earn?",
                     f"How much does {n} earn in {b} days of {a} hours at {c} dollars an hour?",
                     f"{n}, who gets {c} dollars an hour, works {a} hours a day. How much is {he} paid for {b} days?",
                     f"{n} is paid {c} dollars an hour. How much does {he} earn in {b} days of {a} hours?",
                     f"{n} has a job that pays {c} dollars per hour. If {he} works {a} hours a day, how many dollars does {he} make in {b} days?")
        tail = f"{He} earns {e1} dollars a day. {He} earns {e2} dollars in {b} days."
    else:
        text = d.say(f"{n} reads {c} pages {a} times a day. How many pages does {he} read in {b} days?",
                     f"{a} times a day {n} reads {c} pages. How many pages does {he} read in {b} days?",
                     f"{n} reads {a} times a day, {c} pages each time. How many pages is that in {b} days?",
                     f"{n} reads {a} times a day. Each time {he} reads {c} pages. How many pages does {he} read in {b} days?",
                     f"For {b} days {n} reads {c} pages {a} times a day. How many pages is that in total?",
                     f"{n} reads {c} pages at a time and does this {a} times a day. How many pages does {n} read in {b} days?",
                     f"How many pages does {n} read in {b} days if {he} reads {c} pages {a} times every day?",
                     f"{n} opens {d.his} book {a} times a day and reads {c} pages each time. After {b} days, how many pages has {he} read?")
        tail = f"{He} reads {e1} pages a day. {He} reads {e2} pages in {b} days."
    return (a, b, c), ((text, final(tail, q)),)


@family(1.2)
def boxes(d):
    many, one = d.pick(BOXES)
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a, b = d.few(), d.each()
    e1, p = mul(a, b)
    head = d.say(f"{n} has {a} {many} of {x}. Each {one} has {b} {x}.", f"{n} has {a} {many} with {b} {x} in each {one}.",
                 f"There are {b} {x} in each {one}. {n} has {a} {many}.", f"{n} buys {a} {many} of {b} {x} each.",
                 f"{n} has {x} in {a} {many}. There are {b} {x} in each {one}.",
                 f"{n} puts {b} {x} into each of {a} {many}.",
                 f"In every {one} there are {b} {x}, and {n} has {a} {many}.",
                 f"{n} has {a} {many}, and each has {b} {x}.",
                 f"Each of {a} {many} holds {b} {x}. They belong to {n}.",
                 f"{n} has {b} {x} in each of the {a} {many}.",
                 f"Each {one} that {n} has holds {b} {x}. There are {a} {many}.",
                 f"Each of the {a} {many} that {n} has holds {b} {x}.",
                 f"{n} counts {b} {x} in every one of {d.his} {a} {many}.")
    ask = d.say(f"How many {x} does {he} have", f"How many {x} are there", f"How many {x} does {n} have",
                f"Can you tell how many {x} {n} has")
    kind = d.rng.random()
    if kind < 0.6:
        tail = d.say("?", " in total?", " altogether?", " in all?",
                     " overall?")
        return (a, b), turns_about(d, f"{head} {ask}{tail}", final(f"{He} has {e1} {x}.", p), p, share=0.5)
    c = d.num(2, 25)
    if c >= p:
        return None
    if kind < 0.8:
        e2, q = sub(p, c)
        more = d.say(f"{He} gives {c} {x} to {f}.", f"{He} loses {c} {x}.", f"Then {he} sells {c} of the {x}.", f"{f} takes {c} of them.",
                     f"Then {c} of the {x} break.",
                     f"{He} gives {c} of them away.",
                     f"Now {c} {x} are sold.")
        return (a, b, c, 0), ((f"{head} {more} {ask} left?", final(f"{He} has {e1} {x}. Now {he} has {e2} {x}.", q)),)
    e2, q = add(p, c)
    more = d.say(f"{He} buys {c} more {x}.", f"{He} finds {c} more.", f"{f} gives {n} {c} more {x}.", f"Then {he} picks up {c} more {x}.",
                 f"{f} brings {c} more {x}.",
                 f"{He} gets {c} {x} from {f}.",
                 f"As a present, {n} gets {c} more {x}.")
    return (a, b, c, 1), ((f"{head} {more} {ask} now?", final(f"{He} has {e1} {x}. Now {he} has {e2} {x}.", q)),)


@family(0.8)
def compare(d):
    n, f, x = d.n, d.f, d.x
    a = d.amount(8, 50)
    b = d.num(2, a - 2)
    if b >= a:
        return None
    e, q = sub(a, b)
    both = [f"{n} has {a} {x}", f"{f} has {b} {x}"]
    d.rng.shuffle(both)
    text = d.say(f"{both[0]} and {both[1]}. How many more {x} does {n} have than {f}?",
                 f"{both[0]}. {both[1]}. How many more {x} does {n} have than {f}?",
                 f"{both[0]} and {both[1]}. How many {x} fewer does {f} have than {n}?",
                 f"How many more {x} than {f} does {n} have if {both[0]} and {both[1]}?",
                 f"If {both[0]} and {both[1]}, how many more {x} does {n} have than {f}?",
                 f"{both[0]}, {both[1]}. How many more does {n} have?",
                 f"What is the difference between the {a} {x} of {n} and the {b} {x} of {f}?",
                 f"While {both[0]}, {both[1]}. How many more {x} does {n} have?",
                 f"What is the difference if {both[0]} and {both[1]}?",
                 f"{both[0]}, while {both[1]}. What is the difference?",
                 f"{both[0]}. {both[1]}. {n} has more {x} than {f}. How many more is that?")
    return (a, b), ((text, final(f"{n} has {e} more {x}.", q)),)


@family(1.0)
def pages(d):
    n, he, He = d.n, d.he, d.He
    a, b = d.few(), d.each()
    e1, p = mul(a, b)
    if d.rng.random() < 0.4:
        e, q = div(p, a)
        text = d.say(f"A book has {p} pages. {n} reads {a} pages a day. How many days does {he} need?",
                     f"{n} reads {a} pages of a book every day. The book has {p} pages. How many days does {he} need to read it?",
                     f"How many days does {n} need for a book of {p} pages if {he} reads {a} pages a day?",
                     f"{n} reads {a} pages each day. How many days does {he} need for {p} pages?",
                     f"A book of {p} pages is read at {a} pages a day. How many days is that for {n}?",
                     f"The book of {n} has {p} pages. If {he} reads {a} pages every day, how many days does {he} need?",
                     f"{n} wants to read {p} pages. How many days will it take at {a} pages a day?",
                     f"How many days will {n} need if {he} reads {a} of {p} pages every day?",
                     f"{n} wants to read a book with {p} pages, {a} pages a day. How many days will it take?",
                     f"{n} gets a book with {p} pages and plans to read {a} pages a day. After how many days is {he} done?")
        return (p, a), ((text, final(f"{He} needs {e} days.", q)),)
    c = p + d.num(5, 40)
    e2, q = sub(c, p)
    text = d.say(f"A book has {c} pages. {n} reads {b} pages a day for {a} days. How many pages are left?",
                 f"{n} reads {b} pages a day of a book with {c} pages. How many pages are left after {a} days?",
                 f"For {a} days {n} reads {b} pages a day. {d.his.capitalize()} book has {c} pages. How many pages are left?",
                 f"{n} has a book of {c} pages. {He} reads {b} pages a day. How many pages are left after {a} days?",
                 f"There are {c} pages in a book. {n} reads {b} pages each day for {a} days. How many pages are not read yet?",
                 f"How many pages does {n} have left in a book of {c} pages if {he} reads {b} pages a day for {a} days?",
                 f"How many of the {c} pages of a book are left when {n} has read {b} pages on each of {a} days?",
                 f"On each of {a} days {n} reads {b} pages of a book of {c} pages. How many are left after that?",
                 f"{n}, whose book has {c} pages, reads {b} pages a day. How many pages are left after {a} days?",
                 f"How many pages of a {c} page book are left after {n} reads {b} pages on each of {a} days?",
                 f"{n} is reading a book that is {c} pages long and gets through {b} pages a day. How many pages does {he} still have to read after {a} days?")
    return (a, b, c), ((text, final(f"{He} reads {e1} pages. There are {e2} pages left.", q)),)


@family(0.8)
def bus(d):
    a, b, c = d.amount(5, 40), d.num(2, 20), d.num(2, 20)
    if b >= a:
        return None
    (e1, p) = sub(a, b)
    e2, q = add(p, c)
    v = d.one("bus", "train", "boat", "tram")
    text = d.say(f"There are {a} people on a {v}. {b} people get off and {c} people get on. How many people are on the {v} now?",
                 f"A {v} has {a} people on it. At the next stop {b} get off and {c} get on. How many people are on the {v} now?",
                 f"{a} people are on a {v}. First {b} people get off. Then {c} people get on. How many people are there now?",
                 f"There were {a} children on the {v}. {b} children got off and {c} got on. How many people are on the {v}?",
                 f"{a} people ride on a {v}. {b} of them get off, then {c} more get on. How many people are on it now?",
                 f"At a stop {b} people get off a {v} that had {a} people, and {c} get on. How many people are on the {v} now?",
                 f"A {v} starts with {a} people. {b} go out and {c} come in. How many people are on the {v} then?",
                 f"{b} people leave a {v} with {a} people, and {c} come in. How many people does it carry?",
                 f"A {v} that carries {a} people stops, {b} get off and {c} get on. How many people does it have then?",
                 f"A {v} with {a} people stops. {b} leave it and {c} come in. How many people does the {v} carry now?",
                 f"How many people are on a {v} after a stop if it had {a} people before, {b} got off and {c} got on?")
    return (a, b, c), ((text, final(f"After {b} get off, there are {e1} people. Now there are {e2} people.", q)),)


@family(1.0)
def simple_two_turns(d):
    """An easy first turn, then a second one about its result."""
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a, b = d.amount(3, 40), d.num(2, 30)
    e1, p = add(a, b)
    text = d.say(f"{n} has {a} {x} and buys {b} more. How many {x} does {he} have now?",
                 f"{n} has {a} {x}. {He} finds {b} more. How many {x} does {he} have?",
                 f"{n} had {a} {x}. Then {f} gave {n} {b} {x}. How many {x} does {n} have now?",
                 f"{n} gets {b} {x} and already has {a}. How many {x} does {he} have in total?",
                 f"If {n} has {a} {x} and gets {b} more, how many {x} does {he} have?",
                 f"{n} has {a} {x}. {f} brings {b} more. How many {x} does {n} have in all?",
                 f"First {n} has {a} {x}. Then {he} buys {b}. How many {x} does {he} have then?",
                 f"How many {x} does {n} have if {he} had {a} and got {b} more?",
                 f"There are {a} {x} in the box of {n}. {He} puts {b} more into it. How many {x} are there now?",
                 f"{n} starts with {a} {x} and picks up another {b}. How many {x} does {he} have now?",
                 f"{n} already owned {a} {x} when {he} got another {b} from {f}. How many {x} does {he} own now?")
    return (a, b), turns_about(d, text, final(f"Now {he} has {e1} {x}.", p), p, share=0.7)
