"""Chains of products, and amounts that are a multiple of one another, over months or between people."""
from .drawing import add, div, family, final, months, mul
from .words import EXERCISES, MAKING, TIMES


def multiple(k):
    """Other ways to say a multiple; 0 is a half: ("half", "half", "half as many"), ("twice", "double", "2 times as many") and so on."""
    if k == 0:
        return "half", "half", "half as many"
    return TIMES[k], "double" if k == 2 else TIMES[k], f"{k} times as many"


@family(2.0)
def sprints(d):
    verb, verbs, one, many, unit = d.pick(EXERCISES)
    n, he, He = d.n, d.he, d.He
    a, b = d.few(), d.few()
    c = d.pick([10, 20, 25, 30, 40, 50, 60, 75, 80, 100, 200]) if d.rng.random() < 0.85 else d.num(5, 100, 5)
    if a * b * c > 3000:
        return None
    e1, p = mul(a, c)
    e2, q = mul(p, b)
    if d.rng.random() < 0.15:  # a one-step sibling
        text = d.say(f"{n} {verbs} {a} {many}. {He} {verbs} {c} {unit} each {one}. How many {unit} does {he} {verb}?",
                     f"In every {one}, {n} {verbs} {c} {unit}. How many {unit} does {he} {verb} in {a} {many}?",
                     f"{n} does {a} {many} with {c} {unit} per {one}. Work out how many {unit} {he} {verbs}.",
                     f"How many {unit} does {n} {verb} if {he} does {a} {many} and {verbs} {c} {unit} in each of them?",
                     f"Before breakfast, {n} {verbs} {a} {many}. At {c} {unit} a {one}, how many {unit} does {he} {verb} in all?",
                     f"With every {one}, {n} adds {c} {unit}. Today {he} does {a} {many}. How many {unit} does {he} {verb} today?",
                     f"{a} {many}, {c} {unit} each: how many {unit} does {n} {verb}?",
                     f"{n}: {a} {many}, {c} {unit} per {one}. How many {unit}?",
                     f"Find the number of {unit} that {n} {verbs} in {a} {many} when there are {c} {unit} in every {one}.",
                     f"Since every {one} means {c} {unit}, how many {unit} does {n} {verb} in {a} {many}?",
                     f"{n} finishes {a} {many} today. If {he} {verbs} {c} {unit} per {one}, how many {unit} does {he} {verb} overall?",
                     f"{a} {many} are planned for {n}, with {c} {unit} for each {one}. Calculate how many {unit} {he} has to {verb}.",
                     f"Tell me how many {unit} {n} {verbs} in total: {a} {many}, and {c} {unit} in each.",
                     f"The coach asks {n} for {a} {many}. {He} {verbs} {c} {unit} every {one}. What is the total number of {unit}?",
                     f"{c} {unit} make one {one}. This morning {n} does {a} {many}. How many {unit} does {he} {verb}?",
                     f"Suppose {n} {verbs} {a} {many}, always {c} {unit} per {one}. How many {unit} does {he} {verb} in total?",
                     f"What total number of {unit} is reached by {n}, who completes {a} {many} with {c} {unit} in each one?",
                     f"{n} does {a} {many} without a break. There are {c} {unit} in each {one}. How many {unit} is that altogether?",
                     f"{n} {verbs} {a} {many} of {c} {unit}. How many {unit} is that in total?",
                     f"Each {one} is {c} {unit}. {n} {verbs} {a} {many}. How many {unit} does {n} {verb}?",
                     f"{n} does {a} {many}. One {one} is {c} {unit}. How many {unit} does {he} {verb} altogether?",
                     f"There are {c} {unit} in a {one}. How many {unit} are {a} {many}?",
                     f"If a {one} is {c} {unit}, how many {unit} are {a} {many}?",
                     f"How many {unit} does {n} {verb} in {a} {many} of {c} {unit} each?",
                     f"Today {n} finishes {a} {many}. If every {one} is {c} {unit}, how many {unit} does {he} {verb} today?")
        return (a, 1, c), ((text, final(f"{He} {verbs} {e1} {unit}.", p)),)
    per = d.one("week", "week", "month")
    text = d.say(
        f"{n} decides to {verb} {a} {many} {b} times a {per}. {He} {verbs} {c} {unit} each {one}. "
        f"How many total {unit} does {he} {verb} a {per}?",
        f"How many {unit} a {per} does {n} {verb}? {He} does {a} {many} {b} times a {per} and {verbs} {c} {unit} in each {one}.",
        f"When {n} trains, {he} {verbs} {a} {many} of {c} {unit}. {He} trains {b} times a {per}. Work out how many {unit} {he} {verbs} a {per}.",
        f"Each training of {n} has {a} {many}, with {c} {unit} per {one}. There are {b} trainings a {per}. How many {unit} does {he} {verb} each {per}?",
        f"If {n} {verbs} {c} {unit} per {one} and does {a} {many} {b} times a {per}, how many {unit} does {he} {verb} per {per}?",
        f"{n}: {a} {many} of {c} {unit}, {b} times per {per}. How many {unit} per {per}?",
        f"The coach tells {n} to come {b} times a {per} and do {a} {many} each time. At {c} {unit} a {one}, how many {unit} a {per} is that in all?",
        f"Find the number of {unit} that {n} {verbs} in a {per}: {b} trainings, {a} {many} in each training, {c} {unit} in each {one}.",
        f"To stay fit, {n} goes out {b} times per {per}. {He} {verbs} {a} {many} every time, {c} {unit} a {one}. How many {unit} per {per} is that overall?",
        f"{c} {unit} make one {one}. {n} does {a} {many} per training and trains {b} times in a {per}. Calculate how many {unit} {he} {verbs} a {per}.",
        f"Since {n} wants to get better, {he} does {a} {many} {b} times every {per}. Each {one} means {c} {unit}. How many {unit} is that in a {per}?",
        f"Tell me how many {unit} {n} {verbs} in one {per} when {a} {many} with {c} {unit} each are done {b} times that {per}.",
        f"{b} times in a {per}, {a} {many} are on the plan of {n}. Every {one} is {c} {unit}. How many {unit} must {he} {verb} a {per} altogether?",
        f"There are {c} {unit} in each {one}, {a} {many} in each training and {b} trainings in each {per}. How many {unit} does {n} {verb} each {per}?",
        f"{n} {verbs} {a} {many} {b} times a {per}. Each {one} is {c} {unit}. How many {unit} does {he} {verb} a {per}?",
        f"{n} {verbs} {b} times a {per}. Each time {he} {verbs} {a} {many} of {c} {unit}. How many total {unit} does {he} {verb} a {per}?",
        f"{b} times a {per}, {n} {verbs} {a} {many}. {He} {verbs} {c} {unit} each {one}. What is the total number of {unit} a {per}?",
        f"A {one} is {c} {unit}. {n} {verbs} {a} {many} on each of {b} days a {per}. How many {unit} does {n} {verb} in a {per}?",
        f"{n} wants to {verb} {a} {many} {b} times each {per}. The {many} are {c} {unit} long. How many {unit} is that in one {per}?",
        f"On {b} days of the {per} {n} {verbs} {a} {many}, and every {one} is {c} {unit}. How many {unit} does {he} {verb} in total in a {per}?",
        f"How many {unit} does {n} {verb} a {per} if {he} {verbs} {a} {many} of {c} {unit} {b} times a {per}?",
        f"{n} plans {a} {many} of {c} {unit} for each of {b} days a {per}. How many {unit} a {per} is that?",
        f"Every {one} {n} {verbs} is {c} {unit}. {He} {verbs} {a} {many} at a time and does this {b} times a {per}. How many {unit} a {per} is that?",
        f"{n} likes to {verb}. {He} does {a} {many} of {c} {unit} each, {b} times every {per}. How many {unit} does {he} {verb} every {per}?",
        f"{n} trains {b} times a {per}. Each training session has {a} {many}, and one {one} is {c} {unit}. How many {unit} does {he} {verb} in a {per}?")
    turns = ((text, final(f"{He} {verbs} {e1} {unit} each time. {He} {verbs} {e2} {unit} a {per}.", q)),)
    if d.rng.random() < 0.25 and q <= 1500:
        w = d.num(2, 4)
        e3, r = mul(q, w)
        more = d.say(f"How many {unit} does {he} {verb} in {w} {per}s?",
                     f"If {n} keeps this up for {w} {per}s, how many {unit} does {he} {verb}?",
                     f"Over {w} {per}s, how many {unit} are there in all?",
                     f"Now take {w} {per}s instead of one. How many {unit} does {he} {verb} in total?",
                     f"{n} goes on like this for {w} {per}s. Work out the total number of {unit}.",
                     f"{w} {per}s pass in the same way. How many {unit} does {n} {verb} in this time?",
                     f"Since {he} does the same every {per}, how many {unit} will {he} {verb} in {w} {per}s?",
                     f"The same plan is kept for {w} {per}s. How many {unit} does that make overall?",
                     f"Tell me how many {unit} {n} {verbs} within {w} {per}s.",
                     f"Every {per} is the same. Find the number of {unit} for {w} {per}s together.",
                     f"{w} {per}s: how many {unit}?",
                     f"Calculate how many {unit} {he} {verbs} when {w} {per}s are counted.",
                     f"And how many {unit} is that in {w} {per}s?",
                     f"{He} does this for {w} {per}s. How many {unit} does {he} {verb}?", f"What is the total number of {unit} in {w} {per}s?",
                     f"How many total {unit} does {n} {verb} in {w} {per}s?",
                     f"After {w} {per}s, how many {unit} is that altogether?",
                     f"What about {w} {per}s? How many {unit} does {he} {verb}?",
                     f"If {he} keeps this up for {w} {per}s, how many {unit} does {he} {verb} in that time?")
        turns += ((more, final(f"{He} {verbs} {e3} {unit} in {w} {per}s.", r)),)
    return (a, b, c), turns


@family(3.0)
def two_months(d):
    """Half or k times as many in a second month; often a second turn about a third month."""
    verb, _, past = d.pick(MAKING)
    on, (m1, m2, m3), joint = months(d, 3)
    n, he, He, x = d.n, d.he, d.He, d.x
    half = d.rng.random() < 0.6
    if half:
        a = d.num(4, 60, 2)
        k, e1, b = 0, *div(a, 2)
        how = "half as many"
    else:
        k = d.pick([2, 2, 3, 3, 4, 5])
        a = d.num(3, 24 if k < 4 else 12)
        e1, b = mul(a, k)
        how = f"{TIMES[k]} as many"
    num, part, digits = multiple(k)
    e2, s = add(a, b)
    friends = verb == "sell" and d.rng.random() < 0.7
    first = f"{n} sold {x} to {a} of {d.his} friends {on} {m1}" if friends else f"{n} {past} {a} {x} {on} {m1}"
    text = d.say(
        f"{first}, and then {he} {past} {how} {x} {on} {m2}. How many {x} did {n} {verb} altogether {on} {m1} and {m2}?",
        f"How many {x} did {n} {verb} in total if {he} {past} {a} {on} {m1} and {how} {on} {m2}?",
        f"{on.capitalize()} {m2}, {n} {past} {how} {x} as {on} {m1}. {on.capitalize()} {m1} it had been {a}. How many {x} did {he} {verb} altogether?",
        f"{first}. {d.his.capitalize()} number for {m2} was {part} that of {m1}. How many {x} were {past} overall?",
        f"{first}. Work out how many {x} {he} {past} {on} both {joint} together if it was {how} {on} {m2}.",
        f"{n}: {a} {x} {past} {on} {m1}. {m2}: {how}. Total?",
        f"{a} {x} were {past} by {n} {on} {m1}, and {digits} {on} {m2}. Find the total number of {x}.",
        f"{n} looks at {d.his} notes: {a} {x} {past} {on} {m1}, {how} {on} {m2}. How many {x} is that for both {joint} combined?",
        f"If {n} {past} {a} {x} {on} {m1} and {part} that number {on} {m2}, how many {x} did {he} {verb} in all?",
        f"{first}. When {m2} came, {he} {past} {digits} {x} as {on} {m1}. How many {x} did {n} {verb} during the two {joint}?",
        f"Tell me how many {x} {n} {past} {on} {m1} and {m2} together: {a} {on} the first of these {joint}, {how} {on} the second.",
        f"{first}. Compared with {m1}, {he} {past} {how} {on} {m2}. Calculate how many {x} that is for both {joint}.",
        f"The number of {x} that {n} {past} {on} {m2} was {part} the number {on} {m1}, which was {a}. How many {x} were there altogether?",
        f"Since {n} {past} {a} {x} {on} {m1} and then {num} that many {on} {m2}, how many {x} were {past} in these two {joint}?",
        f"It went well for {n}: {a} {x} {past} {on} {m1} and {how} {on} {m2}. How many {x} did {he} {verb} in total?",
        f"First, {on} {m1}, {n} {past} {a} {x}. Then, {on} {m2}, it was {digits}. How many {x} does that make in all?",
        f"{first}, and then {he} {past} {how} {x} {on} {m2}. How many {x} did {he} {verb} {on} {m1} and {m2}?",
        f"{first}. {on.capitalize()} {m2} {he} {past} {how} {x}. How many {x} did {n} {verb} altogether?",
        f"{first}. {He} {past} {how} {x} {on} {m2} as {on} {m1}. How many {x} did {he} {verb} in total?",
        f"{first} and {how} {on} {m2}. How many {x} is that altogether?",
        f"{first}. Then {he} {past} {how} {on} {m2}. How many {x} did {he} {verb} in all?",
        f"{first}, then {how} {x} {on} {m2}. How many did {n} {verb} in these two {joint}?",
        f"{first}. After that, {on} {m2}, {he} {past} {how} {x}. How many {x} are there in total?",
        f"{first}, but {on} {m2} {he} {past} {how}. How many {x} did {he} {verb} {on} {m1} and {m2} altogether?",
        f"{first}. The next {joint[:-1]}, {on} {m2}, {he} {past} {how}. What is the total number of {x} {he} {past}?",
        f"How many {x} did {n} {verb} over two {joint} if {he} {past} {a} {on} {m1} and {how} {on} {m2}?")
    turns = ((text, final(f"{He} {past} {e1} {x} {on} {m2}. {He} {past} {e2} {x} altogether.", s)),)
    if d.rng.random() < 0.5:
        j = d.pick([2, 3, 3, 4] if b <= 15 else [2, 3] if b <= 30 else [2])
        word = d.one("items", x, x)
        e3, c = mul(b, j)
        if d.rng.random() < 0.2 and b % 2 == 0:
            j, (e3, c) = 0, div(b, 2)
        e4, total = add(s, c)
        times = "half as many" if j == 0 else f"{TIMES[j]} as many"
        num = multiple(j)[0]
        second = d.say(
            f"{n} {past} {times} {word} {on} {m3} as {he} did {on} {m2}. How many {word} did {he} {verb} in these three {joint}?",
            f"If {he} {past} {times} {word} {on} {m3} as {on} {m2}, how many {word} did {he} {verb} in all three {joint}?",
            f"How many {word} did {n} {verb} in three {joint} if the number {on} {m3} was {num} that of {m2}?",
            f"{m3} was next: {times} {word} as {on} {m2}. Work out the total for the three {joint}.",
            f"Compared with {m2}, {n} {past} {times} {word} {on} {m3}. How many {word} were {past} from {m1} to {m3} in total?",
            f"Now add {m3}, with {times} {word} as {on} {m2}. How many {word} are there overall?",
            f"{on.capitalize()} {m3} the number of {word} was {num} the number {on} {m2}. Find the total of all three {joint}.",
            f"The next number is for {m3}, when {times} {word} were {past} as {on} {m2}. How many {word} did {he} {verb} {on} {m1}, {m2} and {m3}?",
            f"{m3}: {times} {word} as {on} {m2}. Total of all three {joint}?",
            f"Since {n} {past} {times} {word} {on} {m3} as {on} {m2}, what is the number of {word} for the three {joint} combined?",
            f"When {m3} came, {n} {past} {times} {word} as {on} {m2}. Tell me how many {word} {he} {past} {on} {m1}, {m2} and {m3} together.",
            f"After {m2} came {m3}, and {he} {past} {times} {word} as {on} {m2}. Calculate how many {word} {he} {past} in these three {joint}.",
            f"{n} {past} {times} {word} {on} {m3} as {he} did {on} {m2}. How many {word} did {he} {verb} in all three {joint}?",
            f"{on.capitalize()} {m3} {he} {past} {times} {word} as {on} {m2}. How many {word} is that in three {joint}?",
            f"{on.capitalize()} {m3} {n} {past} {times} {word} as {on} {m2}. How many {word} did {he} {verb} from {m1} to {m3}?",
            f"{n} {past} {times} {word} {on} {m3} as {on} {m2}. How many {word} did {he} {verb} altogether?",
            f"And {on} {m3} {he} {past} {times} {word} as {on} {m2}. How many {word} is that in total?",
            f"What if {he} {past} {times} {word} {on} {m3} as {on} {m2}? How many {word} are that in three {joint}?",
            f"Then, {on} {m3}, {n} {past} {times} {word} as {on} {m2}. How many {word} are these three {joint} together?",
            f"Compared with {m2}, {n} {past} {times} {word} {on} {m3}. How many {word} does that make over the three {joint}?")
        turns += ((second, final(f"{He} {past} {e3} {word} {on} {m3}. {He} {past} {e4} {word} in three {joint}.", total)),)
    return (a, k), turns


@family(1.5)
def times_as_many(d):
    k = d.pick([0, 2, 2, 3, 4, 5])
    a = d.num(4, 60, 2) if k == 0 else d.num(3, 24 if k < 4 else 12)
    e1, b = div(a, 2) if k == 0 else mul(a, k)
    how = "half as many" if k == 0 else f"{TIMES[k]} as many"
    num, part, digits = multiple(k)
    n, f, x = d.n, d.f, d.x
    every = f"For every 2 {x} that {n} has, {f} has 1." if k == 0 else f"For each of the {x} that {n} has, {f} has {k}."
    head = d.say(f"{n} has {a} {x}. {f} has {how} {x} as {n}.",
                 f"{f} has {part} the number of {x} that {n} has. {n} has {a}.",
                 f"At the market, {n} buys {a} {x}. {f} buys {how} {x} as {n}.",
                 f"{n} keeps {a} {x} in a box. {f} keeps {how} in another.",
                 f"{a} {x} lie on the desk of {n}, and {digits} lie on the desk of {f}.",
                 f"Suppose {n} has {a} {x} and {f} has {part} that number.",
                 f"Compared with {n}, {f} has {how} {x}. The number for {n} is {a}.",
                 f"{n}: {a} {x}. {f}: {how}.",
                 f"{every} The {x} of {n} are {a} in number.",
                 f"{n} and {f} both collect {x}. So far {n} has found {a}, and {f} has found {digits}.",
                 f"When {n} counts {d.his} {x}, there are {a}. {f} has {digits} as {n}.",
                 f"{f} is given {how} {x} as {n}. {n} is given {a}.",
                 f"After school, {n} picks up {a} {x} and {f} picks up {how}.",
                 f"The number of {x} that {f} has is {num} the number of {x} that {n} has, and {n} has {a}.",
                 f"{n} holds {a} {x}, and {f} holds {num} that many.",
                 f"{n} has {a} {x}, and {f} has {how}.",
                 f"{f} has {how} {x} as {n}. {n} has {a} {x}.", f"There are {a} {x} in the bag of {n}. {f} has {how}.",
                 f"{n} and {f} have {x}. {n} has {a} and {f} has {how}.",
                 f"While {n} has {a} {x}, {f} has {how} {x}.",
                 f"{n} counts {a} {x}. {f} counts {how}.",
                 f"{n}, who has {a} {x}, knows {f}, who has {how}.",
                 f"{n} has {a} {x} while {f} has {how}.",
                 f"{f} owns {how} {x} as {n}, who owns {a}.",
                 f"{n} owns {a} {x} while {f} owns {how}.",
                 f"{n} has collected {a} {x}. {f} has collected {how} as {n}.")
    if d.rng.random() < 0.25:
        ask = d.say(f"How many {x} does {f} have?",
                    f"Find the number of {x} that {f} has.",
                    f"Work out how many {x} {f} has.",
                    f"How many {x} is that for {f}?",
                    f"Tell me how many {x} {f} has.",
                    f"Calculate the number of {x} of {f}.",
                    f"And {f}: how many {x}?",
                    f"How many {x} are owned by {f}?",
                    f"Can you say how many {x} {f} has?",
                    f"Do not count {n}: how many {x} does {f} have?",
                    f"How many {x} must {f} have?",
                    f"How many does {f} have?", f"What is the number of {x} that {f} has?",
                    f"How many {x} are there in the bag of {f}?",
                    f"What number of {x} does {f} have?",
                    f"How many {x} does {f} own?",
                    f"How many are the {x} of {f}?",
                    f"How many {x} belong to {f}?",
                    f"If somebody counts the {x} of {f}, how many are there?")
        return (a, k, 1), ((f"{head} {ask}", final(f"{f} has {e1} {x}.", b)),)
    e2, s = add(a, b)
    ask = d.say(f"How many {x} do they have altogether?",
                f"Find the total number of {x} that {n} and {f} have.",
                f"Work out how many {x} {n} and {f} have combined.",
                f"How many {x} are there if {n} and {f} put theirs together?",
                f"How many {x} do the two of them have overall?",
                f"Tell me the number of {x} for both together.",
                f"How many {x} does that make for {n} and {f} in total?",
                f"Both put their {x} into one bag. How many {x} are in it?",
                f"If all {x} are counted, how many are there?",
                f"Add them up: how many {x} are there?",
                "Total?",
                f"How many {x} are owned by {n} and {f} together?",
                f"Calculate how many {x} they have between them.",
                f"How many {x} do they have in total?", f"How many {x} do {n} and {f} have together?",
                f"How many {x} have {n} and {f} altogether?",
                f"What is the total number of {x}?",
                f"How many {x} are there in total?",
                f"How many {x} is that in all?",
                f"If they put all their {x} together, how many {x} are there?")
    return (a, k), ((f"{head} {ask}", final(f"{f} has {e1} {x}. They have {e2} {x} altogether.", s)),)
