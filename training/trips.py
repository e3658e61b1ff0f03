"""Short word problems of trips: speed, hours, the parts of the way and what is left of it."""
from .drawing import add, div, family, final, mul, sub, up

# (mover, verb, base, low, high and step of the speed)
MOVERS = [("car", "drives", "drive", 30, 90, 10), ("bus", "drives", "drive", 20, 60, 10), ("train", "goes", "go", 40, 100, 10),
          ("truck", "drives", "drive", 30, 60, 10), ("ship", "sails", "sail", 10, 30, 5), ("boat", "goes", "go", 5, 20, 5),
          ("cyclist", "rides", "ride", 8, 20, 2), ("rider", "rides", "ride", 6, 14, 2), ("hiker", "walks", "walk", 3, 6, 1),
          ("runner", "runs", "run", 6, 12, 1), ("tractor", "drives", "drive", 10, 30, 5), ("bird", "flies", "fly", 10, 50, 10)]
STOPS = ("to school", "to the lake", "to the next village", "to the beach", "to town", "to the market", "to the station", "to work")


@family(1.2)
def trip(d):
    mover, does, do, low, high, step = d.pick(MOVERS)
    w, it = f"A {mover}", d.he if mover in ("cyclist", "rider", "hiker", "runner") else "it"
    unit, mode = d.one("kilometers", "kilometers", "miles"), d.rng.random()
    if mode < 0.35:
        v, h = d.num(low, high, step), d.num(2, 6)
        e, q = mul(v, h)
        text = d.say(f"{w} {does} {v} {unit} an hour. How many {unit} does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} in an hour. How many {unit} does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} per hour. How far does {it} {do} in {h} hours?",
                     f"{w} {does} {v} {unit} every hour for {h} hours. How many {unit} is that?",
                     f"{w} {does} at {v} {unit} an hour for {h} hours. How far does {it} {do}?",
                     f"{w} {does} for {h} hours at {v} {unit} per hour. How many {unit} does {it} {do}?",
                     f"How far does a {mover} {do} in {h} hours at {v} {unit} an hour?",
                     f"How many {unit} does a {mover} {do} in {h} hours if {it} {does} {v} {unit} an hour?",
                     f"In an hour a {mover} {does} {v} {unit}. How many {unit} does {it} {do} in {h} hours?",
                     f"The speed of a {mover} is {v} {unit} an hour. How far does {it} {do} in {h} hours?",
                     f"{v} {unit} an hour for {h} hours. How many {unit} does the {mover} {do}?",
                     f"If a {mover} {does} {v} {unit} an hour, how far does {it} {do} in {h} hours?",
                     f"{h} hours at {v} {unit} an hour: how many {unit}?",
                     f"Every hour the {mover} {does} {v} {unit}. After {h} hours, how many {unit} is that?")
        return (v, h), ((text, final(f"{up(it)} {does} {e} {unit}.", q)),)
    if mode < 0.45:
        v, h = d.num(low, high, step), d.num(2, 6)
        t = v * h
        e, h = div(t, v)
        text = d.say(f"{w} {does} {v} {unit} an hour. How many hours does {it} need for {t} {unit}?",
                     f"{w} {does} {v} {unit} an hour. How long does {it} take for {t} {unit}?",
                     f"{w} {does} {v} {unit} per hour. In how many hours does {it} {do} {t} {unit}?",
                     f"How many hours does a {mover} need for {t} {unit} at {v} {unit} an hour?",
                     f"How long does a {mover} need for {t} {unit} if {it} {does} {v} {unit} an hour?",
                     f"It is {t} {unit} to the coast. {w} {does} {v} {unit} an hour. How many hours does it take?",
                     f"{t} {unit} at {v} {unit} an hour: how many hours?",
                     f"The way is {t} {unit} long. At {v} {unit} an hour, how many hours does the {mover} need?",
                     f"{w} has to {do} {t} {unit}. {up(it)} {does} {v} {unit} every hour. How many hours is that?",
                     f"If a {mover} {does} {v} {unit} an hour, how many hours are {t} {unit}?",
                     f"After how many hours has a {mover} gone {t} {unit} if {it} {does} {v} {unit} an hour?",
                     f"The {mover} {does} {v} {unit} in an hour. What time in hours does {it} need for {t} {unit}?",
                     f"How many hours will a {mover} be on the way over {t} {unit} when {it} {does} {v} {unit} an hour?")
        return (t, v), ((text, final(f"{up(it)} needs {e} hours.", h)),)
    person = d.rng.random() < 0.5 and mover in ("car", "train", "cyclist", "rider", "hiker", "runner")
    w, s, it = (d.n, d.n, d.he) if person else (w, f"a {mover}", it)
    if mode < 0.75:
        a, b = d.amount(2, 30), d.amount(2, 30)
        e, q = add(a, b)
        to, to2 = d.rng.sample(STOPS, 2)
        if not person:
            to, to2 = d.one(("in the morning", "in the afternoon"), ("on Monday", "on Tuesday"), ("before the break", "after it"),
                            ("today", "tomorrow"))
        text = d.say(f"{w} {does} {a} {unit} {to} and then {b} {unit} {to2}. How many {unit} does {it} {do}?",
                     f"{w} {does} {a} {unit} {to} and {b} {unit} {to2}. How many {unit} is that altogether?",
                     f"{w} {does} {a} {unit} {to}. Then {it} {does} {b} {unit} {to2}. How many {unit} does {it} {do} in total?",
                     f"{w} {does} {a} {unit} {to} and {b} {unit} {to2}. How far does {it} {do} in all?",
                     f"{w} first {does} {a} {unit} and then {b} {unit} more. How far is that?",
                     f"How far does {s} {do} with {a} {unit} {to} and {b} {unit} {to2}?",
                     f"How many {unit} does {s} {do} if {it} {does} {a} {unit} {to} and {b} {unit} {to2}?",
                     f"If {s} {does} {a} {unit} {to} and {b} {unit} {to2}, how far is that?",
                     f"{a} {unit} {to}, {b} {unit} {to2}. How many {unit} does {s} {do}?",
                     f"First {s} {does} {a} {unit}, then another {b} {unit}. How many {unit} does {it} {do} in all?",
                     f"{w} {does} {a} {unit}, stops for a rest and {does} {b} {unit} more. How many {unit} is that?",
                     f"The trip of {s} has two parts, {a} {unit} and {b} {unit}. How long is the trip?",
                     f"What is the total way if {s} {does} {a} {unit} {to} and {b} {unit} {to2}?",
                     f"After {a} {unit} {s} takes a break, and after it {it} {does} another {b} {unit}. How many {unit} long is the whole way?")
        return (a, b), ((text, final(f"{up(it)} {does} {e} {unit}.", q)),)
    a, b = d.amount(2, 30), d.num(2, 30)
    t = a + b
    e, q = sub(t, a)
    to = d.pick(("to the island", "to the coast", "to the harbor") if mover in ("ship", "boat", "bird") else STOPS)
    text = d.say(f"It is {t} {unit} {to}. {w} {does} {a} {unit}. How many {unit} are left?",
                 f"It is {t} {unit} {to}. {w} has done {a} {unit}. How far is it still?",
                 f"{w} has to {do} {t} {unit} and has already done {a}. How many {unit} are left?",
                 f"The way {to} is {t} {unit} long. {w} has done {a} {unit}. How many {unit} does {it} still have to {do}?",
                 f"{w} wants to {do} {t} {unit}. After {a} {unit} {it} stops. How many {unit} are left?",
                 f"How far does {s} still have to {do} after {a} of {t} {unit}?",
                 f"How many {unit} are left if {s} has done {a} of {t} {unit}?",
                 f"A trip is {t} {unit} long. How much is left after {a} {unit}?",
                 f"{t} {unit} {to}, {a} {unit} are done. How many {unit} are left?",
                 f"If {s} has to {do} {t} {unit} and has done {a} {unit}, how far is it still?",
                 f"{a} of the {t} {unit} {to} are behind {s}. How many {unit} are left?",
                 f"{w} is on the way {to}, {t} {unit} away. {up(it)} stops after {a} {unit}. How far is it from there?",
                 f"In all it is {t} {unit} {to}. {w} {does} {a} {unit} and stops. How long is the rest of the way?",
                 f"{w} is {a} {unit} into a trip of {t} {unit}. How many {unit} remain?")
    return (t, a), ((text, final(f"There are {e} {unit} left.", q)),)
