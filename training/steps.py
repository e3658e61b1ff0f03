"""Word problems of two different steps: so many a day for some days, two kinds together in groups, groups and then an event, pay, prices."""
from .chains import told
from .drawing import add, div, family, final, mul, sub, up
from .having import forms, small, stuff, who
from .words import BOXES, DAYS

DAILY = ((("eat", "eats"), "cookies carrots apples scoops slices grapes sandwiches eggs"), (("read", "reads"), "pages stories comics poems"),
         (("drink", "drinks"), "cups glasses bottles"), (("run", "runs"), "laps kilometers miles rounds"),
         (("write", "writes"), "letters pages emails lines"),
         (("sell", "sells"), "cakes newspapers flowers tickets"), (("do", "does"), "exercises push-ups puzzles"), (("bake", "bakes"), "loaves pies cakes"),
         (("make", "makes"), "toys bracelets dolls cards"), (("walk", "walks"), "kilometers miles blocks"), (("learn", "learns"), "words songs"),
         (("solve", "solves"), "problems riddles sums"), (("swim", "swims"), "laps lengths"), (("draw", "draws"), "pictures maps faces"),
         (("pick", "picks"), "apples flowers pears"), (("wash", "washes"), "cars plates windows"), (("plant", "plants"), "trees seeds bulbs"),
         (("answer", "answers"), "emails calls questions"), (("collect", "collects"), "shells eggs stamps"),
         (("deliver", "delivers"), "parcels letters pizzas"), (("fold", "folds"), "shirts towels napkins"),
         (("feed", "feeds"), "ducks cats rabbits"),
         (("take", "takes"), "photos pictures notes"), (("clean", "cleans"), "windows tables rooms"))
PETS = ("our dog", "my dog", "our cat", "the rabbit", "a monkey", "a horse")


@family(1.5)
def each_day(d):
    w, (verb, xs) = who(d), d.pick(DAILY)
    x, a, b, c = d.pick(xs.split()), d.num(1, 9), d.num(1, 9), d.num(2, 10)
    s, S, he = w.s, up(w.s), w.he
    v, do = w.v(verb), "do" if w.many else "does"
    if verb[0] in ("eat", "drink", "run") and d.rng.random() < 0.25:
        s = d.pick(PETS)
        S, v, do, he = up(s), verb[1], "does", d.one("it", "he", "she")
    first, then = d.one(("in the morning", "in the evening"), ("in the morning", "at night"), ("before lunch", "after lunch"), ("at home", "at school"),
                        ("in the morning", "in the afternoon"), ("for breakfast", "for dinner") if verb[0] == "eat" else ("at noon", "at night"))
    base, First, Then = verb[0], up(first), up(then)
    text = d.say(f"{S} {v} {a} {x} {first} and {b} {then}.", f"{S} {v} {a} {x} {first} and {b} {x} {then}.",
                 f"Every day {s} {v} {a} {x} {first} and {b} {then}.",
                 f"{S} {v} {a} {x} {first} and {b} more {then} every day.", f"Each day {s} {v} {a} {x} {first} and {b} {then}.",
                 f"{S} {v} {a} {x} {first} and another {b} {then}.", f"{First} {s} {v} {a} {x}, and {then} {b}.",
                 f"{a} {x} {first} and {b} {then}: that is what {s} {v} every day.",
                 f"On each day of the week, {s} {v} {a} {x} {first} and {b} {then}.", f"{S} {v} {x} twice a day: {a} {first} and {b} {then}.",
                 f"{First} {s} {v} {a} {x}. {Then} {he} {v} {b} more.", f"{S} {v} {x} every day, {a} {first} and {b} {then}.",
                 f"{S} {v} {a} {x} a day {first}, plus {b} {then}.", f"Day after day {s} {v} {a} {x} {first} and {b} {x} {then}.",
                 f"{S} can {base} {a} {x} {first} and {b} {then} in one day.", f"Here is what {s} {v} each day: {a} {x} {first}, {b} {then}.",
                 f"Without missing a day, {s} {v} {a} {x} {first} and {b} {then}.",
                 f"{S} {v} exactly {a} {x} {first} and exactly {b} {then}, even on Sundays.",
                 f"{First} {a} {x}, {then} {b} more: this is how many {s} {v} on a normal day.",
                 f"It is summer. {S} {v} {a} {x} {first} and {b} {x} {then} each day.",
                 f"{S} {v} not only {a} {x} {first} but also {b} {then}, day by day.",
                 f"{S} always {v} {a} {x} {first} and then {b} {then}.")
    ask = d.say(f"How many {x} {do} {he} {base} in {c} days?", f"How many {x} is that in {c} days?", f"How many {x} in {c} days?",
                f"How many {x} {do} {he} {base} in {c} days altogether?",
                f"In {c} days, how many {x} {do} {he} {base}?", f"What does that make in {c} days?",
                f"How many {x} {do} {he} need for {c} days?" if base in ("eat", "drink") else f"How many {x} in all in {c} days?",
                f"What is the total number of {x} after {c} days?", f"How many {x} will {he} {base} in the next {c} days?",
                f"Find the number of {x} for {c} days.", f"{c} days pass. How many {x} is that in total?",
                f"After {c} days, how many {x} is that altogether?", f"If {he} {do} this for {c} days, how many {x} is that overall?",
                f"{up(he)} {do} this for {c} days. How many {x} {do} {he} {base} overall?", f"And in {c} days?",
                f"Calculate how many {x} that makes in {c} days.", f"Can you tell me how many {x} {he} {v} in {c} days?",
                f"How many {x} will that be at the end of {c} days?", f"Work out the total for {c} days.",
                f"How many {x} {do} {he} {base} during a holiday of {c} days?",
                f"How many {x} does it come to over {c} days?")
    question = f"{text} {ask}"
    if d.rng.random() < 0.35 and not d.new:
        text, question = "", d.one(
            f"How many {x} {do} {s} {base} in {c} days if {he} {v} {a} {first} and {b} {then} every day?",
            f"If {s} {v} {a} {x} {first} and {b} {then} each day, how many {x} {do} {he} {base} in {c} days?",
            f"How many {x} {do} {s} {base} in {c} days, with {a} {first} and {b} {then} each day?",
            f"{S} {v} {a} {x} {first} and {b} {then} for {c} days. How many {x} is that altogether?",
            f"For {c} days, {s} {v} {a} {x} {first} and {b} {then}. How many {x} {do} {he} {base} in all?",
            f"In {c} days, how many {x} {do} {s} {base} when {he} {v} {a} {first} and {b} more {then} each day?",
            f"{a} {x} {first} and {b} {then}, every day for {c} days: how many {x} {do} {s} {base} in total?",
            f"I'd like to know how many {x} {s} {v} in {c} days. It is {a} {first} and {b} {then} each day.",
            f"Suppose {s} {v} {a} {x} {first} and {b} {x} {then} every day. What is the total number of {x} after {c} days?",
            f"{c} days in a row, {s} {v} {a} {x} {first} and {b} {then}. What is the total?",
            f"The challenge lasts {c} days. Each day {s} {v} {a} {x} {first} and {b} {then}. How many {x} is that overall?",
            f"{S} {v} {x} for {c} days: {a} {first} and {b} {then} on every single day. How many are these in total?")
    e1, p = add(a, b)
    e2, q = mul(p, c)
    begin = up(s) if s in PETS else w.answers(text)
    return (a, b, c), ((question, final(f"{begin} {v} {e1} {x} a day and {e2} {x} in {c} days.", q)),)


PAIRS = (("girls", "boys", "children", "teams", "team"), ("boys", "girls", "students", "groups", "group"), ("girls", "boys", "kids", "groups", "group"),
         ("men", "women", "people", "boats", "boat"), ("adults", "children", "people", "cars", "car"),
         ("red apples", "green apples", "apples", "bags", "bag"),
         ("roses", "tulips", "flowers", "vases", "vase"), ("white eggs", "brown eggs", "eggs", "boxes", "box"),
         ("red balls", "blue balls", "balls", "boxes", "box"),
         ("pens", "pencils", "things", "cups", "cup"), ("muffins", "cookies", "pieces", "plates", "plate"),
         ("blue beads", "white beads", "beads", "chains", "chain"),
         ("cats", "dogs", "animals", "cages", "cage"), ("novels", "comics", "books", "shelves", "shelf"),
         ("sheep", "goats", "animals", "pens", "pen"), ("lemons", "limes", "fruits", "bowls", "bowl"),
         ("forks", "spoons", "pieces", "trays", "tray"),
         ("black socks", "white socks", "socks", "drawers", "drawer"), ("violins", "flutes", "instruments", "rows", "row"),
         ("parents", "teachers", "guests", "tables", "table"), ("dancers", "singers", "artists", "vans", "van"),
         ("mint candies", "fruit candies", "candies", "jars", "jar"), ("large stones", "small stones", "stones", "piles", "pile"),
         ("hens", "ducks", "birds", "coops", "coop"), ("tourists", "guides", "passengers", "minibuses", "minibus"),
         ("oak trees", "pine trees", "trees", "rows", "row"), ("gold coins", "silver coins", "coins", "stacks", "stack"))


@family(1.5)
def both_split(d):
    x, y, both, many, one = d.pick(PAIRS)
    c, k = d.num(2, 8), d.num(2, 9)
    a = d.num(1, c * k - 1)
    b = c * k - a
    per = d.rng.random() < 0.55  # groups of c; else c groups
    e1, p = add(a, b)
    e2, q = div(p, c)
    n, he = d.n, d.he
    head = d.say(f"There are {a} {x} and {b} {y}.", f"We have {a} {x} and {b} {y}.", f"{n} has {a} {x} and {b} {y}.",
                 f"{a} {x} and {b} {y} are here.",
                 f"There are {a} {x} and there are {b} {y}.",
                 f"{n} sees {a} {x} and {b} {y}.", f"{a} {x} and {b} {y}.", f"Imagine {a} {x} and {b} {y}.", f"Take {a} {x} and {b} {y}.",
                 f"{n} counts {a} {x} and {b} {y}.", f"Here are {a} {x} and also {b} {y}.", f"Of all the {both}, {a} are {x} and {b} are {y}.",
                 f"We count the {both}: {a} {x}, {b} {y}.", f"Among the {both} we find {a} {x} and {b} {y}.",
                 f"First we see {a} {x}, then {b} {y}.", f"Suppose that there are {a} {x} plus {b} {y}.",
                 f"{n} is in charge of {a} {x} and {b} {y}.", f"I have got {a} {x} as well as {b} {y}.",
                 f"The number of {x} is {a}, and the number of {y} is {b}.", f"On {d.pick(DAYS)} there are {a} {x} and {b} {y}.",
                 f"Somebody has counted {a} {x} and {b} {y}.",
                 f"{a} of the {both} are {x}, and the other {b} are {y}.",
                 f"You can see {a} {x} here and {b} {y} there.",
                 f"My note says: {a} {x}, {b} {y}.",
                 f"There are two kinds of {both}: {a} {x} and {b} {y}.",
                 f"In one place there are {a} {x}, in another {b} {y}.",
                 f"Our list has {a} {x} and {b} {y} on it.",
                 f"This is a question on {a} {x} and {b} {y}.",
                 f"There are not only {a} {x} but also {b} {y}.",
                 f"Today {n} has to look after {a} {x} and {b} {y}.",
                 f"You start with {a} {x}, and {b} {y} are added.",
                 f"Besides {a} {x}, {n} also has {b} {y}.", f"There are {a} {x}, and with them {b} {y}.")
    if per:
        ask = d.say(f"They make {many} of {c}. How many {many} are there?", f"They are split into {many} of {c}. How many {many} are there?",
                    f"{c} fit in one {one}. How many {many} are needed?",
                    f"There are {c} in each {one}. How many {many} are there?", f"How many {many} of {c} is that?",
                    f"How many {many} of {c} {both} can be made?",
                    f"If each {one} has {c} {both}, how many {many} are there?",
                    f"Every {one} takes {c} {both}. How many {many} does it take for all?",
                    f"With {c} {both} per {one}, how many {many} is that?", f"Each {one} gets {c} of them. What is the number of {many}?",
                    f"{c} {both} go into every {one}. How many {many} will there be?",
                    f"If {c} {both} are put in each {one}, how many {many} does that make?",
                    f"Into how many {many} of {c} can they be divided?",
                    f"{n} wants to divide them into {many} with {c} {both} each. How many {many} will {he} get?",
                    f"A {one} is for {c} {both}. Find the number of {many}.", f"How many {many} can be made, {c} {both} to a {one}?",
                    f"Please work out how many {many} of {c} that makes.", f"{up(many)} of {c}: how many?",
                    f"All of them are put into {many}, and each {one} has {c}. How many {many} are used in all?",
                    f"{up(many)} of {c} are made from all of them. How many {many} is that?",
                    f"I wonder how many {many} there will be when every {one} has {c} {both}.",
                    f"All the {both} have to go into {many}, exactly {c} per {one}. How many {many} is that altogether?",
                    f"As soon as a {one} has {c} {both}, the next {one} is begun. How many {many} are there at the end?",
                    f"No {one} may have more than {c} {both}. How many {many} must there be at least?",
                    f"Form {many} of {c} and count them. How many are there?",
                    f"What number of {many} comes out if every {one} has {c} of the {both}?",
                    f"They are divided up, {c} {both} to every {one}. How many {many} does this give?",
                    f"The rule is: {c} {both} per {one}. How many {many} will all of them make?",
                    f"{n} would like to know how many {many} of {c} they make.",
                    f"Note: {c} {both} per {one}. Number of {many}?",
                    f"After they have been divided into {many} of {c}, how many {many} can you count?",
                    f"How many {many} do we need, with {c} in each?")
        whole = (f"How many {many} are needed for {a} {x} and {b} {y} if each {one} holds {c}?",
                 f"How many {many} of {c} can we make from {a} {x} and {b} {y}?",
                 f"If {a} {x} and {b} {y} are put into {many} of {c}, how many {many} are there?",
                 f"{n} puts {a} {x} and {b} {y} into {many}, {c} in each. How many {many} does {he} need?",
                 f"A {one} is for {c} {both}. How many {many} do {a} {x} and {b} {y} need?",
                 f"{up(many)} with {c} {both} each take {a} {x} and {b} {y}. What is the number of {many}?",
                 f"How many {many} do {a} {x} and {b} {y} fill, if {c} go into each {one}?",
                 f"I want to split {a} {x} and {b} {y} into {many} of {c}. How many {many} do I get?",
                 f"Into how many {many} of {c} can you divide {a} {x} and {b} {y}?",
                 f"I wonder how many {many} {a} {x} and {b} {y} make when there are {c} {both} in each {one}.",
                 f"Here are {a} {x} and {b} {y}, and a {one} takes {c} {both}. How many {many} does it take?",
                 f"Divide {a} {x} and {b} {y} into {many} of {c}. How many {many} are there then?",
                 f"{a} {x} plus {b} {y}, {c} per {one}: how many {many}?",
                 f"Each {one} is for {c} {both}, and there are {a} {x} and {b} {y}. How many {many} is that in total?")
        done = f"That is {e2} {many}."
    else:
        ask = d.say(f"They make {c} equal {many}. How many {both} are in each {one}?", f"They are split into {c} {many}. How many are in each {one}?",
                    f"They go into {c} {many}, the same number in each. How many {both} are in each {one}?",
                    f"How many {both} go into each of {c} {many}?",
                    f"There are {c} {many}, all with the same number of {both}. How many {both} does each {one} have?",
                    f"{n} divides them equally into {c} {many}. How many {both} does each {one} get?",
                    f"If they are shared out evenly among {c} {many}, how many {both} will be in each?",
                    f"How many {both} per {one} if there are {c} {many}?", f"Each of the {c} {many} gets the same number. How many is that?",
                    f"We want to use {c} {many} and have the same number in every one. How many {both} go into a {one}?",
                    f"Sort them into {c} {many} of the same size. How many {both} are in one {one}?",
                    f"Put an equal number into each of {c} {many}. What is that number?",
                    f"They are put in {c} {many}, and every {one} must have equally many. How many {both} is that?",
                    f"Find the number of {both} in each {one} when they are divided among {c} {many}.",
                    f"All the {both} go to {c} {many}, and no {one} gets more than another. How many {both} does a {one} get?",
                    f"Please split them evenly. There are {c} {many}. How many {both} belong in each {one}?",
                    f"When {c} {many} take them all, equally many in each, how many {both} does one {one} have?",
                    f"There are {c} {many} for them all, each with as many as the next. How many {both} are in a {one}?",
                    f"I wonder how many {both} one {one} has if {c} {many} share them equally.",
                    f"Note: {c} {many}, all equal. Number of {both} in a {one}?",
                    f"Share them out so that all {c} {many} have equally many. How many {both} does that make per {one}?",
                    f"{n} uses {c} {many} and wants no difference between them. How many {both} belong to each {one}?",
                    f"After an equal split into {c} {many}, how many {both} do you find in one {one}?",
                    f"They are taken to {c} {many}, and every {one} ends up with the same number. What is this number?",
                    f"Use exactly {c} {many} for them, and treat each {one} the same. How many {both} does it get?",
                    f"In {c} {many} there is the same number of {both}. Work out how many that is for a single {one}.",
                    f"{n} would like to know how many {both} belong in each of {c} equal {many}.",
                    f"How many {both} does a single {one} have once {c} {many} have been given the same number?",
                    f"The number of {many} is {c}, and they are all alike. How many {both} must be in each?",
                    f"Divided over {c} {many}, how many {both} is that for each {one}?")
        whole = (f"How many {both} are in each {one} if {a} {x} and {b} {y} are split equally into {c} {many}?",
                 f"If {a} {x} and {b} {y} are divided into {c} equal {many}, how many {both} does each {one} have?",
                 f"{n} puts {a} {x} and {b} {y} into {c} {many}, equally many in each. How many {both} are in one {one}?",
                 f"{c} {many} take {a} {x} and {b} {y}, the same number in each. How many {both} does each {one} get?",
                 f"How many {both} go into one {one}, if {a} {x} and {b} {y} fill {c} {many} equally?",
                 f"I want to split {a} {x} and {b} {y} into {c} {many}. How many {both} should I put in each {one}?",
                 f"There are {c} {many} for {a} {x} and {b} {y}. How many {both} go into each {one}, if all get the same number?",
                 f"Divide {a} {x} and {b} {y} fairly among {c} {many}. How many {both} go to each {one}?",
                 f"I wonder how many {both} are in one {one} when {c} {many} have {a} {x} and {b} {y}, all the same number.",
                 f"{a} {x} plus {b} {y}, {c} equal {many}: how many {both} in each {one}?",
                 f"After {a} {x} and {b} {y} have been divided evenly into {c} {many}, how many {both} does a {one} have?",
                 f"What is the number of {both} per {one} when {a} {x} and {b} {y} are put into {c} {many} evenly?")
        done = f"Each {one} has {e2} {both}."
    text = d.pick(whole) if d.rng.random() < 0.35 and not d.new else f"{head} {ask}"
    return (a, b, c, int(per)), ((text, final(f"There are {e1} {both}. {done}", q)),)


@family(2.5)
def filled(d):
    """Groups of the same size, and then some go, some come, or all are shared."""
    w, (many, one) = who(d,
                         others=False), d.pick(BOXES + [("packets", "packet"), ("packs", "pack"), ("bowls", "bowl"), ("plates", "plate"),
                                                        ("trays", "tray"), ("cartons", "carton")])
    m, a, b, kind = stuff(d, 0), d.num(2, 8), d.num(2, 12), d.rng.random()
    s, S, t, T, he, He, has, does = forms(w)
    past = d.rng.random() < 0.5
    have, x = "had" if past else has, m.x
    e1, p = mul(a, b)
    buy = ("bought" if past else w.v(("buy", "buys"))) if d.rng.random() < 0.4 else have
    puts, counts, fills, give, are, held = ("put", "counted", "filled", "gave", "were", "had") if past else (
        *(w.v(verb) for verb in (("put", "puts"), ("count", "counts"), ("fill", "fills"), ("give", "gives"))), "are", "has")
    head = d.say(f"{S} {buy} {a} {many} of {b} {x}.", f"{S} {buy} {a} {many} of {x} with {b} in each.",
                 f"{S} {buy} {a} {many} with {b} {x} in each {one}.",
                 f"{S} {buy} {a} {many} with {b} {x} each.", f"{S} {buy} {a} {many} of {x}. Each {one} has {b} {x}.",
                 f"{S} {buy} {a} {many}. There are {b} {x} in each {one}.",
                 f"{S} {buy} {a} {many} of {x}, {b} in each.", f"{S} {buy} {a} {many} of {x}. In every {one} there are {b}.",
                 f"{S} {buy} {a} {many}, and {b} {x} {are} in each of them.", f"{S} {have} {x} in {a} {many}, {b} to each {one}.",
                 f"{S} {puts} {x} into {a} {many}, {b} into each one.", f"{S} {fills} {a} {many} with {b} {x} each.",
                 f"{S} {puts} {b} {x} into each of {a} {many}.", f"{S} {have} {a} {many}, and every one of them {held} {b} {x} in it.",
                 f"{S} {have} {a} full {many} of {x}. A full {one} {held} {b}.", f"There {are} {b} {x} in every {one}, and {s} {have} {a} {many}.",
                 f"One {one} {held} {b} {x}. {S} {buy} {a} such {many}.", f"With {b} {x} in each, {s} {have} {a} {many}.",
                 f"On {d.pick(DAYS)} {s} {buy} {a} {many} of {x}, {b} to a {one}.".replace(" a album", " an album"),
                 f"{S} {counts} {a} {many} at home, each with {b} {x} in it.", f"{S} {buy} {x}: {a} {many}, and in every {one} {b} of them.",
                 f"{S} {buy} {a} {many} that hold {b} {x} each.")
    whole = d.rng.random() < 0.3 and not d.new
    if kind < 0.35:  # shared
        options = [c for c in range(2, 11) if p % c == 0 and p // c <= 30 and c != p]
        if not options:
            return None
        c = d.pick(options)
        whom = d.one("friends", "friends", "children", "kids", "cousins", "people", "neighbors", "classmates")
        single = {"children": "child", "people": "person"}.get(whom, whom[:-1])
        share = "shared" if past else w.v(("share", "shares"))
        ask = d.say(f"{He} {share} all of them equally among {c} {whom}. How many {x} does each {single} get?",
                    f"{He} {share} the {x} among {c} {whom}. How many does each get?",
                    f"{c} {whom} share them equally. How many {x} does each {single} get?",
                    f"They are shared by {c} {whom}. How many {x} does each one get?", f"How many {x} does each of {c} {whom} get, if all get the same?",
                    f"{He} {share} all the {x} equally among {w.his} {c} {whom}. How many {x} does each one get?",
                    f"How many {x} are there for each of {c} {whom}?",
                    f"{c} {whom} get all of the {x} in equal parts. How many {x} does a {single} get?",
                    f"{He} {give} the same number of {x} to each of {c} {whom} until none {are} left. How many {x} does one {single} get?",
                    f"The {x} {are} divided equally among {c} {whom}. What does each {single} get?",
                    f"If {c} {whom} divide them equally, how many {x} does each one have?",
                    f"How many {x} can {he} give to each of {c} {whom} if everybody gets the same?",
                    f"{c} {whom} each get the same number of {x}, and none are left. How many is that?",
                    f"Then {c} {whom} {'came' if past else 'come'}, and {he} {share} everything equally among them. "
                    f"How many {x} does each {single} get?",
                    f"There are {c} {whom}, and each of them gets the same number of {x}. How many does a {single} get?",
                    f"{He} {'wanted' if past else w.v(('want', 'wants'))} to share all of them fairly among {c} {whom}. "
                    f"How many {x} should each {single} get?",
                    f"What is the share of each {single} if {c} {whom} get equal parts?",
                    f"Find the number of {x} for each {single}, when {c} {whom} share them all.",
                    f"Split between {c} {whom}, how many {x} does everyone get?",
                    f"All the {x} go to {c} {whom}, the same number to each. How many {x} is that for one {single}?")
        e2, q = div(p, c)
        text = f"{head} {ask}"
        if whole:
            head, text = "", d.one(
                f"How many {x} does each of {c} {whom} get if {s} {share} {a} {many} of {b} {x} equally among them?",
                f"If {s} {share} {a} {many} with {b} {x} each among {c} {whom}, how many {x} does each {single} get?",
                f"{S} {have} {a} {many} of {b} {x} for {c} {whom}. How many {x} does each {single} get if it is fair?",
                f"{c} {whom} share the {x} that {s} {have} in {a} {many} of {b}. How many {x} does each {single} get?",
                f"{S} {share} {a} {many} of {x} equally among {c} {whom}, and {b} {x} {are} in each {one}. How many does each {single} get?",
                f"How many {x} does a {single} get when {c} {whom} share what {s} {have}: {a} {many} with {b} {x} in each?")
        return (a, b, c, 0), ((text, final(f"{w.answers(head)} {has} {e1} {x}. Each {single} gets {e2} {x}.", q)),)
    grows, c = kind > 0.75, small(d)
    if not grows and c >= p:
        return None
    clause, = told(d, w, m, ((grows, c, ""),), past)
    e2, q = (add if grows else sub)(p, c)
    ask = d.say(f"{He} {clause}. How many {x} {does} {he} have now?", f"Then {he} {clause}. How many {x} {does} {he} have now?",
                f"{He} {clause}. How many {x} are {'there' if grows else 'left'}?",
                f"Then {he} {clause}. How many {x} {does} {t} have{'' if grows else ' left'}?",
                f"After that {he} {clause}. How many {x} are {'there' if grows else 'left'}?",
                f"{He} {clause}. How many {x} {does} {he} have{'' if grows else ' left'}?",
                f"{He} {clause}, so how many {x} {does} {he} have now?", f"Later {he} {clause}. How many {x} {does} {t} have then?",
                f"How many {x} {does} {he} have after {he} {clause}?", f"The next day {he} {clause}. What is the number of {x} now?",
                f"{He} also {clause}. How many {x} {does} {he} have altogether?" if grows else f"But {he} {clause}. How many {x} remain?",
                f"{He} {clause} after that. How many {x} is that {'in total' if grows else 'now'}?",
                f"A little later {he} {clause}. Tell me how many {x} {he} {has} now.",
                f"{He} {clause}. Find the number of {x} that {he} {has} now.",
                f"{He} {clause}. So how many {x} are {'there in all' if grows else 'still there'}?",
                f"In the evening {he} {clause}. How many {x} {does} {he} {'own' if grows else 'keep'}?",
                f"It is a rainy day. {He} {clause}. How many {x} {does} {he} have now?",
                f"On {d.pick(DAYS)} {he} {clause}. And how many {x} are there now?",
                f"{He} {clause}. What number of {x} {does} {he} have in the end?")
    text = f"{head} {ask}"
    if whole:
        left, head = "" if grows else " left", ""
        text = d.one(f"How many {x} {does} {s} have{left} if {he} {buy} {a} {many} of {b} {x} and {clause}?",
                     f"If {s} {have} {a} {many} of {b} {x} and {clause}, how many {x} {does} {he} have{left}?",
                     f"{S} {have} {a} {many} of {b} {x} and {clause}. How many {x} {does} {he} have now?",
                     f"First {s} {buy} {a} {many} of {b} {x}, then {he} {clause}. How many {x} are {'there' if grows else 'left'}?",
                     f"{S} {have} {a} {many} with {b} {x} in each, and then {he} {clause}. How many {x} are there now?",
                     f"What is the number of {x} that {s} {has}{left} if {he} {have} {a} {many} with {b} each and {clause}?",
                     f"{S} {buy} {a} {many}, {b} {x} in each, and {clause}. How many {x} {does} {t} have{left}?")
    return (a, b, c, 1 + grows), ((text, final(f"{w.answers(head)} {has} {e1} {x}, then {e2} {x}{'' if grows else ' left'}.", q)),)


JOBS = ((("mow", "mows", "mowed"), "lawn", "lawns"), (("wash", "washes", "washed"), "car", "cars"), (("walk", "walks", "walked"), "dog", "dogs"),
        (("sell", "sells", "sold"), "cake", "cakes"), (("clean", "cleans", "cleaned"), "window", "windows"),
        (("deliver", "delivers", "delivered"), "letter", "letters"), (("paint", "paints", "painted"), "fence", "fences"),
        (("sell", "sells", "sold"), "ticket", "tickets"), (("bake", "bakes", "baked"), "pie", "pies"),
        (("plant", "plants", "planted"), "tree", "trees"), (("work", "works", "worked"), "hour", "hours"),
        (("fix", "fixes", "fixed"), "bike", "bikes"),
        (("sell", "sells", "sold"), "cup of lemonade", "cups of lemonade"), (("sew", "sews", "sewed"), "shirt", "shirts"),
        (("repair", "repairs", "repaired"), "watch", "watches"), (("write", "writes", "wrote"), "report", "reports"),
        (("give", "gives", "gave"), "lesson", "lessons"), (("carry", "carries", "carried"), "box", "boxes"),
        (("sell", "sells", "sold"), "newspaper", "newspapers"), (("draw", "draws", "drew"), "portrait", "portraits"),
        (("deliver", "delivers", "delivered"), "pizza", "pizzas"), (("polish", "polishes", "polished"), "shoe", "shoes"),
        (("build", "builds", "built"), "birdhouse", "birdhouses"), (("teach", "teaches", "taught"), "class", "classes"),
        (("cut", "cuts", "cut"), "hedge", "hedges"))


@family(1.2)
def paid_twice(d):
    w, (verb, one, many) = who(d), d.pick(JOBS)
    a, b, c = d.num(2, 12), d.num(1, 9), d.num(1, 9)
    s, S, t, T, he, He, has, does = forms(w)
    on = d.rng.sample(DAYS, 2)
    first, then = d.one((f"on {on[0]}", f"on {on[1]}"), (f"on {on[0]}", f"on {on[1]}"), ("yesterday", "today"), ("in the morning", "in the afternoon"),
                        ("last week", "this week"))
    v, earns, gets, money = w.v(verb), w.v(("earn", "earns")), w.v(("get", "gets")), d.one("dollars", "dollars", "euros", "pounds")
    did = verb[2] if first in ("yesterday", "last week") or d.rng.random() < 0.3 else v
    is_paid, an, his = w.v(("are paid", "is paid")), f"{'an' if one == 'hour' else 'a'} {one}", w.his
    B, C, First, Then = f"{b} {one if b == 1 else many}", f"{c} {one if c == 1 else many}", up(first), up(then)
    each = d.say(f"{S} {earns} {a} {money} for each {one}.", f"{S} {earns} {a} {money} for every {one}.", f"{S} {gets} {a} {money} per {one}.",
                 f"{S} {earns} {a} {money} for {an}.", f"For each {one} {s} {earns} {a} {money}.",
                 f"Every {one} brings {s} {a} {money}.", f"{S} {gets} paid {a} {money} for each {one}.", f"{S} {is_paid} {a} {money} per {one}.",
                 f"{S} {w.v(('charge', 'charges'))} {a} {money} for each {one}.", f"{S} {has} a small job that pays {a} {money} per {one}.",
                 f"People pay {s} {a} {money} for each {one}.", f"{a} {money} per {one} is what {s} {earns}.",
                 f"One {one} is worth {a} {money} to {s}.", f"To save for a new bike, {s} {w.v(('take', 'takes'))} {a} {money} for every {one}.",
                 f"{S} {w.v(('work', 'works'))} hard and {gets} {a} {money} for each {one}.",
                 f"In {his} job, {s} {earns} {a} {money} for each {one}.",
                 f"When {s} {v} {an}, {he} {earns} {a} {money}.", f"{S} {v} {many}, and each {one} brings {w.him} {a} {money}.",
                 f"There is a job for {s} that brings {a} {money} per {one}.", f"If {s} {v} {an}, {he} {gets} {a} {money} for it.",
                 f"The pay that {s} {gets} is {a} {money} a {one}.")
    work = d.say(f"{He} {did} {B} {first} and {C} {then}.", f"{First} {he} {did} {B}, and {then} {C}.",
                 f"{He} {did} {B} {first} and {c} more {then}.", f"{He} {did} {B} {first} and {c} {then}.",
                 f"{He} {did} {B} {first}. {Then} {he} {did} {c} more.", f"There {'was' if b == 1 else 'were'} {B} {first} and {c} {then}.",
                 f"{First}, {he} {did} {B}; {then}, {he} {did} {C}.", f"{He} {did} {B} {first} and then another {c} {then}.",
                 f"{First} {he} {did} {B}. {Then} {he} {did} {C}.", f"{He} {did} {B} {first} and, after a good rest, {C} {then}.",
                 f"The weather was bad, but {he} {did} {B} {first} and {C} {then}.", f"{First} {he} {did} {B} and {then} {he} {did} {C}.",
                 f"{He} started with {B} {first} and went on with {C} {then}.", f"{He} {did} not only {B} {first} but also {C} {then}.",
                 f"{He} wrote it down: {B} {first}, {C} {then}.", f"{He} {did} {B} {first} plus {C} {then}.",
                 f"This is what {he} {did}: {B} {first}, then {C} {then}.", f"{B} {first}, {c} {then}.",
                 f"{First} it was {b} {many} for {w.him}, {then} it was {c}.")
    ask = d.say(f"How much {does} {he} earn?", f"How much money {does} {he} earn in total?", f"How much {does} {he} earn altogether?",
                f"How many {money} {does} {he} earn?", f"How much money {does} {t} get in all?", f"How much did {he} earn?",
                "How much money is that?", f"How much {does} {t} make in total?", f"How much money {does} {he} take home?",
                f"What is {his} total pay?", f"How many {money} is that in all?", f"Find the total amount that {he} {earns}.",
                f"How many {money} {does} {he} get for the whole work?", f"How much money {has} {he} earned by now?",
                f"Please work out {his} pay.", f"So how many {money} {does} {t} make altogether?", f"What are {his} earnings in {money}?",
                "How much money did the work bring?", f"How much {is_paid.split()[0]} {he} paid overall?",
                f"What {does} {he} earn with all that?")
    text = f"{each} {work} {ask}"
    if d.rng.random() < 0.35 and not d.new:
        each, text = "", d.one(
            f"How much {does} {s} earn for {B} {first} and {c} {then} if each {one} brings {a} {money}?",
            f"If {s} {gets} {a} {money} per {one} and {did} {B} {first} and {C} {then}, how much {does} {he} earn?",
            f"{S} {did} {B} {first} and {C} {then}. How much {does} {he} earn at {a} {money} per {one}?",
            f"{S} {did} {B} {first} and {C} {then}, and {he} {gets} {a} {money} for each. How much is that in total?",
            f"How many {money} {does} {s} earn with {B} {first} and {C} {then}, at {a} {money} each?",
            f"{S} {did} {B} {first} and {C} {then}. Each {one} earns {w.him} {a} {money}. How much money {does} {he} get altogether?",
            f"For {B} {first} and {C} {then}, {s} {gets} {a} {money} per {one}. What is the total?",
            f"What {does} {s} get in all for {B} {first} and {C} {then} when one {one} pays {a} {money}?",
            f"{First} {s} {did} {B}, {then} {C}. The price is {a} {money} per {one}. How much {does} {he} make overall?",
            f"How much money {does} {s} earn in total, if {he} {did} {B} {first} and {c} more {then}, for {a} {money} each?",
            f"{B} {first} and {C} {then} at {a} {money} per {one}: what {does} {s} earn?")
    e1, p = add(b, c)
    e2, q = mul(p, a)
    return (a, b, c), ((text, final(f"{w.answers(each)} {v} {e1} {many} and {earns} {e2} {money}.", q)),)


WARES = (("pencil", "pencils"), ("notebook", "notebooks"), ("pen", "pens"), ("apple", "apples"), ("sandwich", "sandwiches"), ("juice", "juices"),
         ("ball", "balls"), ("book", "books"), ("cake", "cakes"),
         ("cookie", "cookies"), ("ticket", "tickets"), ("drink", "drinks"), ("cup", "cups"), ("toy", "toys"), ("hat", "hats"), ("shirt", "shirts"),
         ("banana", "bananas"), ("burger", "burgers"),
         ("ruler", "rulers"), ("eraser", "erasers"), ("doll", "dolls"), ("coffee", "coffees"), ("muffin", "muffins"), ("card", "cards"),
         ("tea", "teas"), ("orange", "oranges"), ("marker", "markers"), ("balloon", "balloons"), ("kite", "kites"), ("pretzel", "pretzels"),
         ("magazine", "magazines"), ("candle", "candles"), ("pizza", "pizzas"), ("salad", "salads"), ("mug", "mugs"), ("poster", "posters"),
         ("folder", "folders"))


@family(1.5)
def and_one(d):
    (x, xs), (y, ys) = d.rng.sample(WARES, 2)
    w, money = who(d), d.one("dollars", "dollars", "euros", "pounds", "cents")
    p, r, k = d.num(2, 9), d.num(2, 12), d.num(2, 6)
    s, S, t, T, he, He, has, does = forms(w)
    buys, a, b = w.v(("buy", "buys")), f"a{'n' if x[0] in 'aeiou' else ''} {x}", f"a{'n' if y[0] in 'aeiou' else ''} {y}"
    one = d.one(f"1 {y}", b, f"one {y}")
    wants, needs, takes, asked = (w.v(verb) for verb in (("want", "wants"), ("need", "needs"), ("take", "takes"), ("order", "orders")))
    A, B, Xs = up(a), up(b), up(xs)
    prices = d.say(f"{A} costs {p} {money} and {b} costs {r} {money}.", f"{A} costs {p} {money}. {B} costs {r} {money}.",
                   f"{A} is {p} {money} and {b} is {r}.",
                   f"One {x} costs {p} {money}, one {y} costs {r} {money}.", f"{Xs} cost {p} {money} each and {ys} cost {r} {money} each.",
                   f"{Xs} are {p} {money} each, and {b} is {r} {money}.", f"You pay {p} {money} for {a} and {r} {money} for {b}.",
                   f"At the shop {a} costs {p} {money}, while {b} costs {r} {money}.",
                   f"In a store, {xs} cost {p} {money} apiece and {ys} {r} {money} apiece.",
                   f"They sell {xs} for {p} {money} and {ys} for {r} {money} each.", f"Price list: {x} {p} {money}, {y} {r} {money}.",
                   f"{up(x)}: {p} {money}. {up(y)}: {r} {money}.", f"It costs {p} {money} to buy {a} and {r} {money} to buy {b}.",
                   f"For {p} {money} you get {a}, for {r} {money} {b}.", f"One can buy {a} for {p} {money} and {b} for {r} {money}.",
                   f"The shop around the corner asks {p} {money} for {a} and {r} {money} for {b}.",
                   f"Each {x} costs {p} {money}. Each {y} costs {r} {money}.", f"{A} is sold for {p} {money} and {b} for {r} {money}.",
                   f"There is a sale today: {xs} for {p} {money} each, {ys} for {r} {money} each.",
                   f"One {x} is {p} {money}. One {y} is {r} {money}.", f"The sign says that {a} is {p} {money} and that {b} is {r} {money}.",
                   f"The price of {a} is {p} {money}, that of {b} {r} {money}.")
    ask = d.say(f"How much do {k} {xs} and {one} cost?", f"{S} {buys} {k} {xs} and {one}. How much {does} {he} pay?", f"How much are {k} {xs} and {one}?",
                f"{S} {buys} {k} {xs} and {one}. How much is that?", f"What do {k} {xs} and {one} cost together?",
                f"How much {does} {s} pay for {k} {xs} and {one}?", f"{S} {wants} {k} {xs} and {one}. How much money {does} {he} need?",
                f"What is the total price of {k} {xs} and {one}?", f"{S} {takes} {k} {xs} and {one} to the till. What {does} {he} have to pay?",
                f"How many {money} {does} {s} need for {k} {xs} and {one}?", f"{S} {asked} {k} {xs} and {one}. How much is it in all?",
                f"{S} {takes} {k} {xs} and {one}. How much is the bill?", f"{S} bought {k} {xs} and {one}. How much did {he} spend?",
                f"Find the total cost of {k} {xs} and {one}.", f"If {s} {buys} {k} {xs} and {one}, how many {money} is that?",
                f"How much will {k} {xs} plus {one} cost altogether?", f"I would like {k} {xs} and {one}. What do I pay?",
                f"{k} {xs} and {one}, please! How much is it?", f"How much money is needed to buy {k} {xs} and {one}?",
                f"After school {s} {buys} {k} {xs} as well as {one}. What is the total?",
                f"{S} {needs} {k} {xs}. {He} also {needs} {one}. How much {does} {he} spend overall?",
                f"What is to be paid for {k} {xs} with {one}?")
    text = f"{prices} {ask}" if d.rng.random() > 0.35 or d.new else d.one(
        f"How much do {k} {xs} and {one} cost if {a} costs {p} {money} and {b} costs {r} {money}?",
        f"{S} {buys} {k} {xs} at {p} {money} each and {one} for {r} {money}. How much {does} {he} pay?",
        f"{S} {buys} {k} {xs}, which cost {p} {money} each, and {one}, which costs {r} {money}. What is the total?",
        f"If {xs} are {p} {money} each and {b} is {r} {money}, how much {does} {s} pay for {k} {xs} and {one}?",
        f"How many {money} {does} {s} spend on {k} {xs} at {p} {money} each and {one} at {r} {money}?",
        f"{S} {buys} {one} for {r} {money} and also {k} {xs} for {p} {money} each. How much {does} {he} spend altogether?",
        f"At {p} {money} per {x} and {r} {money} per {y}, what do {k} {xs} and {one} cost altogether?",
        f"{S} {needs} {k} {xs} and {one}. {Xs} cost {p} {money} each, and {b} costs {r} {money}. How much money {does} {he} need?",
        f"{k} {xs} for {p} {money} each and {one} for {r} {money}: how much is that in total?",
        f"How much is it in all when {s} {buys} {k} {xs} at {p} {money} apiece, plus {one} at {r} {money}?",
        f"I pay {p} {money} for each of {k} {xs} and {r} {money} for {b}. How much do I spend?")
    e1, m = mul(p, k)
    e2, q = add(m, r)
    return (p, r, k), ((text, final(f"The {xs} cost {e1} {money}. All cost {e2} {money}.", q)),)
