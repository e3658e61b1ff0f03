"""Buying and change; giving away and collecting."""
from .drawing import add, family, final, months, mul, sub, turns_about
from .words import GOODS, MAKING


@family(1.0)
def cost(d):
    x, n, he, He = d.pick(GOODS), d.n, d.he, d.He
    a, b = d.few(), d.each()
    e, p = mul(a, b)
    text = d.say(f"{n} buys {a} {x} for {b} dollars each. How much does {he} pay?",
                 f"At the market, {n} picks up {a} {x}. Every one of them costs {b} dollars. How much does {he} have to pay in all?",
                 f"If each of the {x} costs {b} dollars, how much does {n} spend on {a} of them?",
                 f"How much money does {n} need for {a} {x} when they are {b} dollars apiece?",
                 f"Work out how many dollars {n} pays for {a} {x}. They cost {b} dollars apiece.",
                 f"{a} {x} at {b} dollars each. What is the total?",
                 f"{n} is charged {b} dollars for each of {a} {x}. How much is {he} charged in total?",
                 f"A shop sells {x} at {b} dollars each. {n} takes home {a} of them. How many dollars does {he} spend?",
                 f"Since one costs {b} dollars, how many dollars must {n} pay for {a} {x}?",
                 f"Find the total price: {a} {x}, {b} dollars each.",
                 f"{a} {x} are bought by {n} for {b} dollars each. How many dollars does {he} spend altogether?",
                 f"{d.f} sells {n} {a} {x}. The price is {b} dollars per piece. How much does {n} pay?",
                 f"{n} would like to have {a} {x}, and each of them is {b} dollars. What will {he} have to pay?",
                 f"Tell me the price of {a} {x} if one is {b} dollars.",
                 f"{n} stands at the counter with {a} {x} in {d.his} basket. All of them cost {b} dollars each. How much does {he} pay?",
                 f"{n} buys {a} {x}. Each costs {b} dollars. How many dollars does {he} pay?",
                 f"How much do {a} {x} cost if each costs {b} dollars?",
                 f"The price of the {x} is {b} dollars each. {n} takes {a}. How much does {he} have to pay?",
                 f"{n} needs {a} {x}. They are {b} dollars each. How many dollars does {he} spend?",
                 f"{n} wants {a} {x}. One costs {b} dollars. How much does {he} pay?",
                 f"For {b} dollars each {n} buys {a} {x}. How much is that?",
                 f"How many dollars does {n} pay if {he} buys {a} {x} that cost {b} dollars each?",
                 f"What does {n} pay for {a} {x} at a price of {b} dollars?",
                 f"At {b} dollars each, how much does {n} pay for {a} {x}?",
                 f"The shop sells {x} at {b} dollars each. How much does {n} pay for {a} of them?")
    pays = f"{He} pays" if n in text else "They cost"
    turns = ((text, final(f"{pays} {e} dollars.", p)),)
    if d.rng.random() < 0.25 and n in text:
        note = d.pick([v for v in (20, 50, 100, 200, 500) if v >= p][:2])
        e2, c = sub(note, p)
        more = d.say(f"{He} pays with {note} dollars. How much change does {he} get?",
                     f"{He} puts {note} dollars on the counter. How much change does {he} get?",
                     f"What change does {he} get from {note} dollars?",
                     f"If {he} hands over {note} dollars, how many dollars does {he} get back?",
                     f"{n} started with {note} dollars. How many dollars does {he} still have?",
                     f"There were {note} dollars in {d.his} purse. How many dollars are still in it?",
                     f"Tell me how much change {he} gets if {he} hands over {note} dollars.",
                     f"How much of {d.his} {note} dollars does {he} keep?",
                     f"Work out what is left of {d.his} {note} dollars.",
                     f"{He} came to the shop with {note} dollars. How much does {he} have after paying?",
                     f"{n} pays with a note of {note} dollars. How many dollars does {n} get in return?",
                     f"Before that {he} had {note} dollars. How much money does {he} have now?",
                     f"And out of {note} dollars, how much is not spent?",
                     f"{He} gives {note} dollars. How much does {he} get back?",
                     f"{He} has {note} dollars. How many dollars does {he} have left?",
                     f"{n} has a note of {note} dollars. How much change does {he} get?",
                     f"How much change does {he} get if {he} pays with {note} dollars?",
                     f"If {he} had {note} dollars, how many dollars does {he} have left?",
                     f"How much money is left from {note} dollars?",
                     f"{n} hands over {note} dollars. How many dollars does {he} get back?")
        word = "gets" if "get" in more else "has"
        turns += ((more, final(f"{He} {word} {e2} dollars.", c)),)
    return (a, b), turns


@family(1.0)
def change(d):
    x, n, he, He = d.pick(GOODS), d.n, d.he, d.He
    a, b = d.few(), d.num(2, 12)
    e, p = mul(a, b)
    note = d.pick([v for v in (20, 50, 100, 200) if v > p][:2])
    e2, c = sub(note, p)
    text = d.say(
        f"{n} buys {a} {x} for {b} dollars each. {He} pays with {note} dollars. How much change does {he} get?",
        f"If {n} pays for {a} {x} at {b} dollars apiece with {note} dollars, how much change does {he} get?",
        f"At the market, {n} picks up {a} {x} that cost {b} dollars each. {He} hands over {note} dollars. What is {d.his} change?",
        f"What change does {n} get when {he} pays for {a} {x} with {note} dollars and one costs {b} dollars?",
        f"Work out how much money {n} keeps: {he} has {note} dollars and pays {b} dollars each for {a} {x}.",
        f"{n} has saved {note} dollars. Today {he} spends {b} dollars on each of {a} {x}. How many dollars does {he} still have?",
        f"There are {note} dollars in the purse of {n}. {He} buys {a} {x} at {b} dollars apiece. How much money remains?",
        f"{a} {x} at {b} dollars each, paid with {note} dollars. How much change does {n} get?",
        f"{n} is charged {b} dollars for each of {a} {x} and hands the seller {note} dollars. How much change is due?",
        f"Each of the {x} costs {b} dollars. If {n} takes {a} of them, how much is left of {d.his} {note} dollars?",
        f"{d.f} sells {a} {x} to {n} for {b} dollars each. {n} gives {d.f} {note} dollars. How much change does {n} get?",
        f"How much is left of {note} dollars once {n} has paid for {a} {x} at {b} dollars per piece?",
        f"{n} gets {note} dollars from an aunt and goes to buy {a} {x}. Every one costs {b} dollars. How much does {he} keep?",
        f"{n} has {note} dollars. {He} buys {a} {x} for {b} dollars each. How many dollars does {he} have left?",
        f"{n} pays {note} dollars for {a} {x} that cost {b} dollars each. How much change does {he} get back?",
        f"{n} goes to the shop with {note} dollars and buys {a} {x}. Each costs {b} dollars. How much money does {he} have left?",
        f"{n} buys {a} {x}. Each costs {b} dollars. How much change does {he} get from {note} dollars?",
        f"With {note} dollars {n} buys {a} {x} for {b} dollars each. How many dollars are left?",
        f"How many dollars does {n} have left from {note} dollars if {he} buys {a} {x} for {b} dollars each?",
        f"The {x} cost {b} dollars each. {n} takes {a} and gives {note} dollars. How much change does {he} get?",
        f"{n} had {note} dollars and bought {a} {x} for {b} dollars each. How many dollars were left?",
        f"{n} spends money on {a} {x} at {b} dollars each. {He} had {note} dollars. How many dollars does {he} have left?",
        f"Of {note} dollars {n} spent some on {a} {x}. Each was {b} dollars. How much was left?",
        f"After {n}, who has {note} dollars, pays for {a} {x} at {b} dollars each, how many dollars are left?",
        f"{n} had {note} dollars and spent some on {a} {x} at {b} dollars each. How many dollars were left?",
        f"{n} puts {note} dollars on the counter for {a} {x}, which are {b} dollars each. How much change is {he} given?")
    get, left = ("gets", "back") if "change" in text else ("has", "left")
    return (a, b, note), ((text, final(f"{He} pays {e} dollars. {He} {get} {e2} dollars {left}.", c)),)


@family(1.0)
def two_goods(d):
    x, y = d.rng.sample(GOODS, 2)
    n, he, He = d.n, d.he, d.He
    a, b, c, e = d.few(), d.num(2, 12), d.few(), d.num(2, 12)
    (e1, p), (e2, q) = mul(a, b), mul(c, e)
    e3, s = add(p, q)
    text = d.say(f"{n} buys {a} {x} for {b} dollars each and {c} {y} for {e} dollars each. How much does {he} pay in total?",
                 f"{n} buys {a} {x} and {c} {y}. Each of the {x} is {b} dollars, and each of the {y} is {e} dollars. What is the total cost?",
                 f"If {x} cost {b} dollars apiece and {y} {e} dollars apiece, how much does {n} pay for {a} {x} and {c} {y} combined?",
                 f"At the market, {n} picks up {a} {x} for {b} dollars each. Then {he} adds {c} {y} for {e} dollars each. What is {d.his} bill?",
                 f"Work out what {n} pays in all: {a} {x} for {b} dollars each, {c} {y} for {e} dollars each.",
                 f"{a} {x} at {b} dollars apiece and {c} {y} at {e} dollars apiece. What does {n} pay?",
                 f"{n} is charged {b} dollars for each of {a} {x} and {e} dollars for each of {c} {y}. How much is {he} charged in total?",
                 f"How many dollars does {n} spend in all on {a} {x} and {c} {y}? The {x} are {b} dollars each, the {y} {e} dollars each.",
                 f"{n} spends {b} dollars each on {a} {x} and {e} dollars each on {c} {y}. How much money does {he} spend altogether?",
                 f"A shop sells {x} for {b} dollars each and {y} for {e} dollars each. {n} takes {a} {x} and {c} {y}. How much does {he} owe?",
                 f"First {n} pays for {a} {x} at {b} dollars each, then for {c} {y}, which cost {e} dollars each. What does {he} pay overall?",
                 f"{d.f} sells {n} {a} {x} for {b} dollars each and {c} {y} for {e} dollars each. How much money does {n} hand over?",
                 f"Find the total that {n} pays if {a} {x} cost {b} dollars each and {c} {y} cost {e} dollars each.",
                 f"{n} buys {a} {x} and {c} {y}. The {x} cost {b} dollars each and the {y} {e} dollars each. How much does {he} pay?",
                 f"The {x} are {b} dollars each and the {y} are {e} dollars each. How much does {n} pay for {a} {x} and {c} {y}?",
                 f"{n} needs {a} {x} at {b} dollars each. {He} also buys {c} {y} at {e} dollars each. How many dollars does {he} spend?",
                 f"{n} buys {a} {x}. They cost {b} dollars each. {He} also buys {c} {y} for {e} dollars each. How much does {he} pay altogether?",
                 f"One of the {x} costs {b} dollars and one of the {y} costs {e} dollars. How much are {a} {x} and {c} {y}?",
                 f"For {a} {x} {n} pays {b} dollars each, and for {c} {y} {e} dollars each. How many dollars is that in total?",
                 f"What does {n} pay for {a} {x} at {b} dollars and {c} {y} at {e} dollars each?",
                 f"How much do {a} {x} at {b} dollars each and {c} {y} at {e} dollars each cost together?",
                 f"How many dollars does {n} need to buy {a} {x} for {b} dollars each and {c} {y} for {e} dollars each?",
                 f"{n} needs money for {a} {x} at {b} dollars each and for {c} {y} at {e} dollars each. How much?",
                 f"How much does {n} pay, with {a} {x} at {b} dollars each and {c} {y} at {e}?",
                 f"How much money does {n} need for {a} {x} at {b} dollars each and {c} {y} at {e} dollars each?",
                 f"What is the bill of {n} for {a} {x} ({b} dollars each) and {c} {y} ({e} dollars each)?",
                 f"{n} puts {a} {x} and {c} {y} on the counter. One of the {x} is {b} dollars and one of the {y} is {e} dollars. "
                 f"What does {n} have to pay?",
                 f"Shopping list of {n}: {a} {x}, {b} dollars each; {c} {y}, {e} dollars each. Total price?",
                 f"If {n} takes {a} {x} and {c} {y}, and the {x} are {b} dollars and the {y} {e} dollars apiece, what is the sum?",
                 f"For a party {n} needs {a} {x} and {c} {y}. The {x} are {b} dollars each, the {y} {e} dollars. How much money is that?",
                 f"Can you tell me how much {n} pays for {a} {x} and {c} {y} if one of the {x} is {b} dollars and one of the {y} is {e} dollars?",
                 f"{a} {x} and {c} {y} are bought by {n}, the {x} at {b} dollars apiece and the {y} at {e}. What is paid in all?",
                 f"It is Saturday. {n} buys {a} {x}, {b} dollars each, as well as {c} {y}, {e} dollars each. How much is spent?",
                 f"Today {x} are {b} dollars each and {y} are {e} dollars each. How much should {n} bring for {a} {x} and {c} {y}?",
                 f"{n} wants {a} {x}. They are {b} dollars each. Also, {he} wants {c} {y}, {e} dollars each. How much must {he} have?",
                 f"How much is it altogether when {n} buys {a} {x}, which cost {b} dollars each, and {c} {y}, which cost {e} dollars each?",
                 f"{n} goes shopping and gets {a} {x} at {b} dollars each, plus {c} {y} at {e} dollars each. What is the total cost?")
    return (a, b, c, e), ((text, final(f"The {x} cost {e1} dollars. The {y} cost {e2} dollars. {He} pays {e3} dollars.", s)),)


@family(1.2)
def give_away(d):
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a = d.amount(8, 50)
    b = d.num(2, max(3, min(25, a // 2)))
    e1, p = sub(a, min(b, a - 2))
    b = a - p
    if d.rng.random() < 0.45 or p < 4:
        text = d.say(f"{n} has {a} {x}. {He} gives {b} {x} to {f}. How many {x} does {he} have left?",
                     f"{n} owns {a} {x} and passes {b} of them on to {f}. How many {x} does {n} still own?",
                     f"{f} receives {b} {x} from {n}, who had {a}. How many {x} does {n} have now?",
                     f"How many {x} remain if {n} uses up {b} of {d.his} {a} {x}?",
                     f"{n} keeps {a} {x} in a bag. {He} takes out {b} and hands them over to {f}. How many {x} are still in the bag?",
                     f"{b} of the {a} {x} that {n} owns are lost. How many does {he} still have?",
                     f"Work out how many {x} {n} has left: {he} had {a} and sold {b}.",
                     f"{a} {x} belong to {n}. {b} of them are given to {f}. How many {x} still belong to {n}?",
                     f"After school {n} had {a} {x}, but on the way home {he} lost {b} of them. How many {x} did {he} still have?",
                     f"Since {f} needs some {x}, {n} hands {f} {b} of {d.his} {a} {x}. How many {x} does {n} keep?",
                     f"{f} takes {b} {x} away from {n}. If {n} had {a} {x}, how many does {n} have left?",
                     f"{n} had {a} {x}, gave away {b}. How many left?",
                     f"{n} has {a} {x}. {f} is given {b} of these by {n}. Find the number of {x} that {n} has now.",
                     f"There were {a} {x} on a table, and {b} of them were taken away by {n}. How many {x} are still there?",
                     f"Tell me how many {x} {n} has after passing {b} {x} to {f} if {he} had {a} at first.",
                     f"{n} has {a} {x}. {He} sells {b} of them. How many {x} are left?",
                     f"{n} had {a} {x} and lost {b}. How many {x} does {he} have now?",
                     f"There were {a} {x} on the table. {n} took {b} of them. How many {x} are left on the table?",
                     f"If {n} has {a} {x} and gives {b} away, how many {x} does {he} have left?",
                     f"{n} has {a} {x}. {f} takes {b} of them. How many {x} does {n} have left?",
                     f"Of {a} {x} that {n} has, {he} sells {b}. How many {x} does {he} keep?",
                     f"{n} loses {b} of {d.his} {a} {x}. How many {x} are left?",
                     f"{n} gives {f} {b} {x}. Before that {he} had {a}. How many {x} does {he} have now?",
                     f"How many {x} does {n} have left if {he} had {a} and lost {b}?",
                     f"{n} had {a} {x}. After {he} gave {b} to {f}, how many {x} were left?",
                     f"If {f} gets {b} of the {a} {x} of {n}, how many {x} does {n} still have?",
                     f"{n} does not need all {a} {x} and throws {b} of them away. How many {x} remain?",
                     f"How many {x} stay with {n} when {b} out of {a} go to {f}?",
                     f"{n} has a bag of {a} {x}. {b} are taken out and given to {f}. How many {x} does that leave in the bag?",
                     f"It is the birthday of {f}. {n}, who has {a} {x}, makes {f} a present of {b} of them. How many {x} does {n} have now?",
                     f"{n} shows {f} all {d.his} {x}. There are {a}, and {f} may keep {b}. How many {x} does {n} take home?",
                     f"{a} {x} minus the {b} that {n} gave to {f}: how many does {n} have?",
                     f"Suppose {n} has {a} {x} and sends {b} of them to {f}. How many {x} would {n} still have?",
                     f"On a walk by the river {n} dropped {b} {x} into the water. If {he} had {a} {x} before, how many are left?",
                     f"Please tell me how many {x} {n} has left of {a} after giving away {b}.",
                     f"How many {x} did {n} keep? {He} had {a} of them and gave {b} to {f}.",
                     f"From {d.his} {a} {x}, {n} picks out {b} and gives them to {f}. How many {x} does {n} still have?")
        if "table" in text:
            return (a, b), ((text, final(f"There are {e1} {x} left.", p)),)
        return (a, b), turns_about(d, text, final(f"{He} has {e1} {x} left.", p), p)
    c = d.num(2, max(3, p // 2))
    if c > p:
        return None
    first = d.say(f"gives {b} {x} to {f}",
                  f"hands {b} {x} over to {f}", f"passes {b} {x} on to {f}", f"gives {f} {b} {x}", f"hands {f} {b} of them",
                  f"loses {b} of them", f"sells {b} of them to {f}", f"uses up {b} {x}", f"gives {b} of them to {f}",
                  f"throws away {b} {x}", f"sells {f} {b} {x}", f"sends {b} {x} to {f}", f"parts with {b} of them",
                  f"lets {f} take {b} {x}", f"leaves {b} {x} with {f}",
                  f"loses {b} {x}", f"sells {b} {x}", f"gives away {b} of them",
                  f"drops {b} {x}", f"lends {f} {b} {x}", f"puts {b} {x} into a box for {f}", f"throws {b} of them away",
                  f"makes {f} a gift of {b} {x}")
    if d.rng.random() < 0.5:
        (e2, q), second = sub(p, c), d.one(f"gives {c} to {d.his} brother", f"loses {c}", f"eats {c}")
    else:
        (e2, q), second = add(p, c), d.one(f"buys {c} more", f"finds {c} more", f"gets {c} more")
    text = d.say(f"{n} has {a} {x}. {He} {first} and then {second}. How many {x} does {he} have now?",
                 f"How many {x} does {n} have at last if {he} starts with {a} {x}, then {first} and after that {second}?",
                 f"There are {a} {x} in the bag of {n}. {He} {first}. Then {he} {second}. How many {x} does {n} have after that?",
                 f"In the morning {n} has {a} {x}. At noon {he} {first}, and in the evening {he} {second}. How many {x} does {he} have at night?",
                 f"{n} has {a} {x}. One day {he} {first}, and the next day {he} {second}. How many {x} does {n} own now?",
                 f"Work out how many {x} {n} has in the end: {he} has {a} {x}, {first} and then {second}.",
                 f"If {n} has {a} {x}, {first} and later {second}, how many {x} does {he} end up with?",
                 f"{a} {x} belong to {n}. {He} {first}, and then {he} {second}. What is the number of {x} that {he} has now?",
                 f"{n} keeps {a} {x} at home. {He} {first} before {he} {second}. How many {x} does {he} keep in the end?",
                 f"Tell me how many {x} {n} has at last. {He} starts with {a} {x}, {first} and {second}.",
                 f"{n} begins the day with {a} {x}. During the day {he} {first}. Before bed {he} {second}. How many {x} does {he} have then?",
                 f"{n} has {a} {x}, {first}, {second}. How many {x} now?",
                 f"{n} gets {a} {x} as a present. A week later {he} {first}. The week after that {he} {second}. How many {x} does {he} have?",
                 f"Find the number of {x} that {n} has when {he} has {a} {x} at first, {first} and afterwards {second}.",
                 f"{n} counts {a} {x}. Then {he} {first}. Next {he} {second}. If {he} counts again, how many {x} are there?",
                 f"{n} has {a} {x}. First {he} {first}. Then {he} {second}. How many {x} does {he} have in the end?",
                 f"{n} starts with {a} {x}, {first} and {second}. How many {x} does {he} have now?",
                 f"{n} had {a} {x}. {He} {first}. After that {he} {second}. How many {x} does {he} have?",
                 f"At first {n} has {a} {x}. {He} {first}, then {he} {second}. How many {x} are there now?",
                 f"How many {x} does {n} have in the end if {he} has {a} {x}, {first} and then {second}?",
                 f"{n}, who had {a} {x}, {first} and later {second}. How many {x} does {he} have?",
                 f"{n} owns {a} {x}. Today {he} {first}. Later {he} {second}. How many {x} are left with {n}?",
                 f"With {a} {x} at first, {n} {first}. {He} then {second}. How many {x} does {n} have?",
                 f"{n}, who has {a} {x}, {first}. Later {he} {second}. How many {x} does {n} have now?",
                 f"Suppose {n} has {a} {x}. {He} {first}, and then {he} {second}. How many {x} would that be?",
                 f"How many {x} does {n} have now? At first {he} has {a} {x}. Then {he} {first} and {second}.",
                 f"{n} brings {a} {x} to school. There {he} {first}. Back home {he} {second}. How many {x} does that make?",
                 f"On Monday {n} has {a} {x}. On Tuesday {he} {first}. On Wednesday {he} {second}. How many {x} does {n} have on Thursday?",
                 f"{n} has {a} {x}. How many {x} does {he} have after {he} {first} and {second}?",
                 f"{a} {x} are in the room of {n}. {He} {first}, and a day later {he} {second}. How many {x} are there then?",
                 f"{n} has {a} {x}, but not for long: {he} {first}. Then {he} {second}. How many {x} are there in the end?",
                 f"Can you work out how many {x} {n} has? There are {a} {x} at first, then {he} {first} and {second}.",
                 f"It is raining, so {n} counts {d.his} {x}: {a}. After lunch {he} {first}. After dinner {he} {second}. How many {x} are there now?",
                 f"In the morning {n} has {a} {x}. During the day {he} {first}, and in the evening {he} {second}. How many {x} does {n} have at night?")
    return (a, b, c, q), ((text, final(f"First {he} has {e1} {x}. Then {he} has {e2} {x}.", q)),)


@family(1.2)
def collect(d):
    verb, _, past = d.pick(MAKING)
    n, f, x, he, He = d.n, d.f, d.x, d.he, d.He
    a, b = d.amount(3, 40), d.amount(3, 40)
    e1, p = add(a, b)
    on, (m1, m2, m3), joint = months(d, 3)
    kind = d.rng.random()
    if kind < 0.2:
        text = d.say(f"{n} has {a} {x} and {f} has {b} {x}. How many {x} do they have together?",
                     f"How many {x} are there in all when {n} owns {a} and {f} owns {b}?",
                     f"{n} owns {a} {x}, and {b} {x} are owned by {f}. How many {x} do the two own together?",
                     f"If {n} has {a} {x} and {f} has {b} {x}, how many do both of them have combined?",
                     f"Work out the total: {n} has {a} {x} and {f} has {b}.",
                     f"After school {n} and {f} lay their {x} on the floor, {a} from {n} and {b} from {f}. How many {x} lie there altogether?",
                     f"{a} {x} are in the bag of {n} and {b} {x} are in the bag of {f}. How many {x} are in the two bags?",
                     f"{n} keeps {a} {x} at home, while {f} keeps {b}. Overall, how many {x} do they keep?",
                     f"{n}: {a} {x}. {f}: {b} {x}. Total?",
                     f"Tell me how many {x} {n} and {f} have together if {n} holds {a} of them and {f} holds {b}.",
                     f"{n} and {f} need {x} for a game. {n} picks up {a} and {f} picks up {b}. How many {x} do they have overall?",
                     f"{n} adds {a} {x} to the {b} {x} of {f}. How many {x} do they have now?",
                     f"One box holds {a} {x}, a second box holds {b} {x}. How many {x} do the boxes hold in total?",
                     f"How many {x} do the {a} of {n} and the {b} of {f} make in all?",
                     f"{n} has {a} {x}. {f} has {b}. How many {x} do they have in total?",
                     f"How many {x} do {n} and {f} have if {n} has {a} and {f} has {b}?",
                     f"There are {a} {x} in one box and {b} {x} in another. How many {x} are there in both boxes?",
                     f"{n} has {a} {x}, {f} has {b} {x}. What is the total number of {x}?",
                     f"{a} {x} belong to {n} and {b} to {f}. How many {x} do they have altogether?",
                     f"{n} brings {a} {x} and {f} brings {b}. How many {x} do they have in all?",
                     f"{n} puts {a} {x} and {f} puts {b} {x} into a box. How many {x} are in it?",
                     f"{n}, who has {a} {x}, and {f}, who has {b}, put them together. How many {x} do they have?",
                     f"With the {a} {x} of {n} and the {b} of {f}, how many {x} is that?",
                     f"{n} and {f} put their {a} and {b} {x} together. How many {x} is that?",
                     f"{n} and {f} count their {x}. {n} has {a} and {f} has {b}. How many {x} do the two of them have in total?")
        return (a, b), ((text, final(f"There are {e1} {x} altogether." if "box" in text else f"Together they have {e1} {x}.", p)),)
    if kind < 0.5:
        text = d.say(f"{n} {past} {a} {x} {on} {m1} and {b} {x} {on} {m2}. How many {x} did {he} {verb} altogether?",
                     f"How many {x} did {n} {verb} in total? {He} {past} {a} {on} {m1} and {b} {on} {m2}.",
                     f"If {n} {past} {a} {x} {on} {m1} and another {b} {on} {m2}, how many {x} did {he} {verb} in all?",
                     f"{a} {x} were {past} by {n} {on} {m1} and {b} {on} {m2}. How many {x} is that together?",
                     f"Work out how many {x} {n} {past} in these two {joint}: {a} {on} {m1}, {b} {on} {m2}.",
                     f"{n} {past} {a} {x} {on} {m1}. One {joint[:-1]} later, {on} {m2}, {he} {past} {b} {x}. How many {x} did {he} {verb} overall?",
                     f"It was a busy time for {n}: {he} {past} {a} {x} {on} {m1} and {b} {x} {on} {m2}. How many {x} did {he} {verb} altogether?",
                     f"{n} {past} {a} {x} {on} {m1}, {b} {on} {m2}. Total?",
                     f"In two {joint} {n} {past} {x}. There were {a} {on} {m1} and {b} {on} {m2}. How many were there in total?",
                     f"{on.capitalize()} {m1} and {m2} {n} {past} {a} and {b} {x}. How many {x} did {he} {verb} in both {joint}?",
                     f"After {n} {past} {a} {x} {on} {m1}, {he} {past} {b} {x} {on} {m2}. What is the total number of {x} {he} {past}?",
                     f"The {x} that {n} {past}: {a} {on} {m1}, {b} {on} {m2}. How many are these in all?",
                     f"{n}, who {past} {a} {x} {on} {m1}, {past} another {b} {x} {on} {m2}. How many {x} did {he} {verb} in the two {joint}?",
                     f"{n} wrote down how many {x} {he} {past}: {a} {on} {m1} and {b} {on} {m2}. What do these numbers add up to?",
                     f"How many {x} in all were {past} by {n} if there were {a} {on} {m1} and another {b} {on} {m2}?",
                     f"{n} {past} {a} {x} {on} {m1} and then {b} {x} {on} {m2}. Find the total number of {x}.",
                     f"Since {n} {past} {a} {x} {on} {m1} and {b} {on} {m2}, how many {x} did {he} {verb} in these two {joint}?",
                     f"Tell me the number of {x} {n} {past} in both {joint} together, {a} {on} {m1} and {b} {on} {m2}.",
                     f"{n} {past} {a} {x} {on} {m1}. {He} {past} {b} more {on} {m2}. How many {x} did {he} {verb} in total?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}, and {on} {m2} {he} {past} {b}. How many {x} is that?",
                     f"{n} {past} {a} {x} {on} {m1}, then {b} {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"First {n} {past} {a} {x}, {on} {m1}. Then {he} {past} {b}, {on} {m2}. How many {x} did {he} {verb}?",
                     f"{n} {past} {x}: {a} {on} {m1} and {b} {on} {m2}. What is the total?",
                     f"How many {x} did {n} {verb} altogether if {he} {past} {a} {on} {m1} and {b} {on} {m2}?",
                     f"After {a} {x} {on} {m1}, {n} {past} another {b} {on} {m2}. How many {x} did {he} {verb} over the two {joint}?")
        return (a, b), ((text, final(f"{He} {past} {e1} {x} altogether.", p)),)
    if kind < 0.65:
        text = d.say(f"{n} {past} {a} {x} {on} {m1} and {b} more {on} {m2} than {on} {m1}. How many {x} did {he} {verb} altogether?",
                     f"{n} {past} {a} {x} {on} {m1}, which is {b} fewer than {he} {past} {on} {m2}. How many {x} did {he} {verb} in these two {joint}?",
                     f"How many {x} did {n} {verb} in total? {on.capitalize()} {m1} {he} {past} {a}, and {on} {m2} {b} more than {on} {m1}.",
                     f"If {n} {past} {a} {x} {on} {m1} and {b} more than that {on} {m2}, how many {x} is that altogether?",
                     f"Work out the total number of {x} {n} {past}: {a} {on} {m1}, and {b} more {on} {m2} than {on} {m1}.",
                     f"{a} {x} were {past} by {n} {on} {m1}, and {b} more than that {on} {m2}. How many {x} were {past} in both {joint} together?",
                     f"{n} {past} {a} {x} {on} {m1}. The number {on} {m2} was higher by {b}. How many {x} did {he} {verb} overall?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}. {m2} was busier: {b} more than {on} {m1}. What is the total for the two {joint}?",
                     f"After {n} {past} {a} {x} {on} {m1}, {he} {past} {b} more than that {on} {m2}. How many {x} were there in all?",
                     f"{n} {past} {x} for two {joint}. It was {a} {on} {m1}, and {on} {m2} it was {b} more than {on} {m1}. How many {x} is that?",
                     f"Compared with {m1}, {n} {past} {b} more {x} {on} {m2}. {He} {past} {a} {on} {m1}. How many {x} did {he} {verb} in both {joint}?",
                     f"{n} {past} {a} {x} {on} {m1}, {b} more than that {on} {m2}. Total of both {joint}?",
                     f"Tell me how many {x} {n} {past} altogether if {he} {past} {a} {on} {m1} and {b} more {on} {m2} than {on} {m1}.",
                     f"{n} {past} {b} fewer {x} {on} {m1} than {on} {m2}. {on.capitalize()} {m1} {he} {past} {a}. How many {x} did {he} {verb} in all?",
                     f"There were {a} {x} that {n} {past} {on} {m1}. {on.capitalize()} {m2} there were {b} more than {on} {m1}. What is the total?",
                     f"Since {n} {past} {a} {x} {on} {m1} and even {b} more than that {on} {m2}, how many {x} did {he} {verb} combined?",
                     f"{n} {past} {a} {x} {on} {m1}. {on.capitalize()} {m2} {he} {past} {b} more than {on} {m1}. How many {x} did {he} {verb} in total?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}, and {b} more than that {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"{n} {past} {a} {x} {on} {m1}. It was {b} more {on} {m2}. How many {x} did {n} {verb} in these two {joint}?",
                     f"{n}, who {past} {a} {x} {on} {m1}, {past} {b} more than that {on} {m2}. How many {x} did {he} {verb} in all?",
                     f"{on.capitalize()} {m2} {n} {past} {b} more {x} than {on} {m1}, when {he} {past} {a}. How many {x} did {he} {verb} in total?",
                     f"{n} {past} {b} more {x} {on} {m2} than {on} {m1}. {on.capitalize()} {m1} it was {a}. How many {x} did {n} {verb} altogether?",
                     f"How many {x} did {n} {verb} in all if it was {a} {on} {m1} and {b} more than the {a} {on} {m2}?",
                     f"{on.capitalize()} {m2} {n} {past} {b} more {x} than the {a} {he} {past} {on} {m1}. How many {x} did {he} {verb} altogether?",
                     f"{on.capitalize()} {m1} {n} {past} {a} {x}. The number for {m2} was {b} higher. How many {x} did {he} {verb} over the two {joint}?")
        e2, q = add(a, p)
        return (a, b, 1), ((text, final(f"{He} {past} {e1} {x} {on} {m2}. {He} {past} {e2} {x} altogether.", q)),)
    c = d.num(3, 30)
    e2, q = add(p, c)
    text = d.say(f"{n} {past} {a} {x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. How many {x} did {he} {verb} in these three {joint}?",
                 f"How many {x} did {n} {verb} in all? It was {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}.",
                 f"If {n} {past} {a} {x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}, how many {x} did {he} {verb} overall?",
                 f"{a} {x} were {past} by {n} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. How many {x} were {past} in the three {joint} together?",
                 f"Work out the total of the {x} {n} {past}: {a} {on} {m1}, {b} {on} {m2}, {c} {on} {m3}.",
                 f"For three {joint} {n} {past} {x}: {on} {m1} it was {a}, {on} {m2} {b}, and {on} {m3} {c}. How many were there altogether?",
                 f"{n} {past} {a} {x} {on} {m1}, another {b} {on} {m2} and another {c} {on} {m3}. How many {x} is that in total?",
                 f"{on.capitalize()} {m1}, {m2} and {m3} {n} {past} {a}, {b} and {c} {x}. What is the total?",
                 f"{m1}: {a} {x}. {m2}: {b} {x}. {m3}: {c} {x}. How many {x} did {n} {verb} in these {joint}?",
                 f"It was a good time for {n}. {He} {past} {a} {x} {on} {m1}, {b} {on} {m2} and then {c} {on} {m3}. What is the sum?",
                 f"Tell me how many {x} {n} {past} from {m1} to {m3} if there were {a} the first {joint[:-1]}, {b} the next and {c} the last.",
                 f"After {a} {x} {on} {m1} and {b} {on} {m2}, {n} {past} {c} {on} {m3}. How many {x} did {he} {verb} in three {joint}?",
                 f"{n} wonders how many {x} {he} {past}. It was {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. What do these add up to?",
                 f"The first {a} {x} were {past} by {n} {on} {m1}, then {b} {on} {m2} and {c} {on} {m3}. Find the total number of {x}.",
                 f"{n} {past} {a}, then {b}, then {c} {x} {on} {m1}, {m2} and {m3}. How many {x} did {n} {verb} altogether?",
                 f"{n} {past} {a} {x} {on} {m1}, {b} {x} {on} {m2}, and {c} {x} {on} {m3}. How many {x} did {n} {verb} in total?",
                 f"{on.capitalize()} {m1} {n} {past} {a} {x}. Then {he} {past} {b} {on} {m2} and {c} {on} {m3}. How many {x} did {he} {verb} altogether?",
                 f"{n} {past} {x} in three {joint}: {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}. What is the total?",
                 f"First {n} {past} {a} {x} {on} {m1}, then {b} {on} {m2}, and then {c} {on} {m3}. How many {x} did {he} {verb} in all?",
                 f"{n} {past} {a} {x} {on} {m1}. {He} {past} {b} {on} {m2}. {He} {past} {c} {on} {m3}. How many {x} did {he} {verb}?",
                 f"How many {x} did {n} {verb} in three {joint} if it was {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}?",
                 f"From {m1} to {m3} {n} {past} {a}, {b} and {c} {x}. How many {x} is that altogether?",
                 f"With {a} {x} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}, how many {x} did {n} {verb}?",
                 f"How many {x} did {n} {verb} from {m1} to {m3}, with {a} {on} {m1}, {b} {on} {m2} and {c} {on} {m3}?",
                 f"{n} wrote down how many {x} {he} {past}: {a} {on} {m1}, {b} {on} {m2}, {c} {on} {m3}. How many {x} did {he} {verb} in total?")
    return (a, b, c), ((text, final(f"In two {joint} {he} {past} {e1} {x}. In three {joint} {he} {past} {e2} {x}.", q)),)
