"""Short word problems about relatives: what two of them have together, and how old they are."""
from .drawing import add, family, final, sub, up
from .having import asks, name, person, relative, small, stuff


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
