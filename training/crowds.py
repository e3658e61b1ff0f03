"""Short word problems of crowds: people, birds and cars that come and go."""
from .drawing import add, family, final, sub, up

# (who, where, how some go, how some come)
CROWDS = [("people", "on a bus", "get off", "get on"), ("passengers", "on a bus", "get off", "get on"), ("people", "on a train", "get off", "get on"),
          ("people", "in a room", "leave", "come in"), ("people", "in a line", "leave", "join the line"),
          ("birds", "in a tree", "fly away", "arrive"),
          ("ducks", "on a pond", "swim away", "come"), ("cars", "in a parking lot", "drive away", "arrive"),
          ("children", "in a pool", "get out", "jump in"),
          ("fish", "in a tank", "are taken out", "are put in"), ("books", "on a shelf", "are taken away", "are put there"),
          ("guests", "at a party", "go home", "arrive"), ("boats", "in a harbor", "sail away", "come in"),
          ("planes", "at an airport", "take off", "land"),
          ("cookies", "in a jar", "are eaten", "are added"), ("children", "on a playground", "go home", "come"),
          ("frogs", "on a log", "jump off", "jump on"),
          ("people", "in an elevator", "get out", "get in"), ("customers", "in a shop", "leave", "come in"),
          ("students", "in a library", "leave", "come in"),
          ("sheep", "in a field", "run away", "come back"), ("bees", "on a flower", "fly off", "land on it"),
          ("people", "at the bus stop", "leave", "come"),
          ("plates", "on a table", "are taken away", "are added"), ("cats", "on a roof", "jump down", "climb up"),
          ("trucks", "in a yard", "leave", "arrive"),
          ("patients", "in a waiting room", "go in to the doctor", "arrive"), ("pigeons", "on the square", "fly away", "land"),
          ("candles", "on a cake", "go out", "are lit again"), ("eggs", "in the fridge", "are used", "are bought")]


@family(1.2)
def waiting(d):
    x, at, go, come = d.pick(CROWDS[:-2] if d.rng.random() < 0.95 else CROWDS[-1:])
    a, b, c = d.amount(4, 35), d.num(2, 15), d.num(2, 15)
    At, mode = up(at), d.rng.random()
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
