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
                     f"How many {x} will a machine make in {b} days when it runs {a} hours a day and makes {c} {x} per hour?",
                     f"A factory produces {c} {x} per hour and is open {a} hours a day. How many {x} does it produce in {b} days?",
                     f"If a machine makes {c} {x} an hour and runs for {a} hours each day, how many {x} does it make in {b} days?",
                     f"Work out how many {x} a machine makes in {b} days if it runs {a} hours per day at {c} {x} per hour.",
                     f"A robot works for {b} days, {a} hours every day, and makes {c} {x} in each hour. Find the total number of {x}.",
                     f"Each day a machine runs for {a} hours, and each hour it produces {c} {x}. How many {x} does it produce in {b} days?",
                     f"{c} {x} are made by a machine every hour. It runs {a} hours a day. How many {x} will be ready after {b} days?",
                     f"A machine is switched on for {a} hours a day over {b} days. Each hour {c} {x} come out of it. How many {x} come out in all?",
                     f"There is a new machine in the hall. It makes {c} {x} per hour and runs {a} hours per day. How many {x} does it make in {b} days?",
                     f"{c} {x} per hour, {a} hours per day, {b} days. How many {x} does the machine make?",
                     f"When a machine makes {c} {x} an hour, how many {x} is that for {b} days with {a} hours of work each?",
                     f"Tell me the number of {x} that a factory makes in {b} days if it works {a} hours a day and makes {c} of them an hour.",
                     f"A machine can make {c} {x} in an hour. Since it rests at night, it works only {a} hours a day. How many {x} can it make in {b} days?",
                     f"Over {b} days, a machine is used {a} hours per day. It makes {c} {x} per hour. Calculate how many {x} it makes altogether.",
                     f"A machine has to run {b} days. Every day it runs {a} hours, and every hour adds {c} {x}. How many {x} are there at the end?",
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
                     f"How much money will {n} make in {b} days if {he} works {a} hours per day and is paid {c} dollars per hour?",
                     f"If {n} earns {c} dollars an hour and works {a} hours a day, how much money does {he} earn in {b} days?",
                     f"At {d.his} new job {n} gets {c} dollars per hour. {He} works {a} hours per day. How much money does {he} make in {b} days?",
                     f"Work out what {n} earns in {b} days of {a} hours each when every hour brings {c} dollars.",
                     f"{n} helps in a shop for {b} days. {He} is there {a} hours a day and is paid {c} dollars an hour. How much is {he} paid in all?",
                     f"An hour of work pays {c} dollars. {n} works {a} hours each day. How many dollars does {he} have after {b} days?",
                     f"{n} receives {c} dollars for every hour of work. How many dollars does {he} receive for {b} days if {he} works {a} hours each day?",
                     f"Over {b} days {n} works {a} hours a day. If {he} earns {c} dollars per hour, how much does {he} earn altogether?",
                     f"{n} has a job at {c} dollars per hour, {a} hours per day. How much does {he} earn over {b} days?",
                     f"{c} dollars an hour, {a} hours a day, {b} days. How much does {n} earn?",
                     f"Calculate the pay of {n} for {b} days. {He} works {a} hours a day, and the pay is {c} dollars an hour.",
                     f"To save for a bike, {n} works {a} hours every day and makes {c} dollars each hour. How many dollars does {he} make in {b} days?",
                     f"When {n} works, {he} is paid {c} dollars per hour. {He} works {b} days, {a} hours on each. How many dollars does {he} earn overall?",
                     f"Tell me how much {n} is paid for {b} days if {he} works {a} hours every day and an hour pays {c} dollars.",
                     f"The boss of {n} pays {c} dollars for each hour. {n} works {a} hours a day. What is the total pay for {b} days?",
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
                     f"How many pages will {n} finish in {b} days if {he} reads {a} times a day and {c} pages each time?",
                     f"If {n} reads {c} pages {a} times a day, how many pages does {he} read in {b} days?",
                     f"{n} loves books. {He} sits down to read {a} times a day and reads {c} pages every time. How many pages does {he} read in {b} days?",
                     f"Each time {n} reads, {he} reads {c} pages. {He} reads {a} times a day. How many pages is that after {b} days?",
                     f"{n} opens {d.his} book {a} times each day and reads {c} pages whenever {he} does. How many pages does {he} read in {b} days?",
                     f"Work out the number of pages that {n} reads in {b} days when {he} reads {c} pages {a} times per day.",
                     f"Over {b} days {n} reads {a} times per day. Every time {he} gets through {c} pages. How many pages does {he} read altogether?",
                     f"{c} pages, {a} times a day, {b} days. How many pages does {n} read?",
                     f"{c} pages are read by {n} {a} times each day. How many pages are read in {b} days?",
                     f"Tell me how many pages {n} reads over {b} days if {he} reads {a} times daily, {c} pages at a time.",
                     f"{n} takes {a} breaks a day for reading. In each of them {he} reads {c} pages. Find out how many pages {he} reads in {b} days.",
                     f"Every day {n} reads {a} chapters of {c} pages each. How many pages does {he} read in {b} days?",
                     f"A chapter has {c} pages. {n} reads {a} chapters a day. How many pages are read after {b} days?",
                     f"When school is out, {n} reads {a} stories a day. Each story has {c} pages. How many pages does {he} read in {b} days?",
                     f"How many pages are {b} days of reading for {n}, who reads {c} pages {a} times a day?",
                     f"Since {n} reads {c} pages in one go and does so {a} times a day, how many pages does {he} read in {b} days?",
                     f"{n} reads on {b} days. There are {a} readings each day, and each reading is {c} pages long. How many pages does {he} read in total?",
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
    head = d.say(f"{n} has {a} {many} of {x}. Each {one} has {b} {x}.",
                 f"{n} owns {a} {many}, and every {one} is filled with {b} {x}.",
                 f"In the room of {n} there are {a} {many} with {b} {x} apiece.",
                 f"{b} {x} go into one {one}. {n} fills {a} {many} with them.",
                 f"{n} keeps {d.his} {x} in {a} {many}, {b} in each.",
                 f"{n} sorts {d.his} {x} into {a} {many}. {b} of them go into each {one}.",
                 f"{n} likes {x} and has {a} {many} of them, each with {b} {x}.",
                 f"{a} {many} belong to {n}. Every {one} contains {b} {x}.",
                 f"One {one} holds {b} {x}. {n} has {a} such {many}.",
                 f"At home, {n} has {a} {many} with {b} {x} per {one}.",
                 f"{n} is given {a} {many}. There are {b} {x} per {one}.",
                 f"{n} receives {a} {many} from {f}, and there are {b} {x} in every {one}.",
                 f"{n} has {a} {many}, {b} {x} in each.",
                 f"After school, {n} fills {a} {many}. {b} {x} go into each {one}.",
                 f"{n} has {a} {many} with {b} {x} in each {one}.",
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
    ask = d.say(f"How many {x} does {he} have",
                f"How many {x} has {he} got",
                f"How many {x} has {n} got",
                f"What is the number of {x} that {he} has",
                f"What is the number of {x} that {n} has",
                f"What number of {x} does {he} have",
                f"So how many {x} does {n} have",
                f"And how many {x} does {he} have",
                f"Then how many {x} does {he} have",
                f"How many of the {x} does {n} have",
                f"How many {x} will {he} have",
                f"How many {x} will {n} have",
                f"Can you tell me how many {x} {he} has",
                f"Can you work out how many {x} {n} has",
                f"Do you know how many {x} {n} has",
                f"So how many {x} are there",
                f"How many {x} are there", f"How many {x} does {n} have",
                f"Can you tell how many {x} {n} has")
    kind = d.rng.random()
    if kind < 0.6:
        tail = d.say("?",
                     " overall?",
                     " all together?",
                     " when all are counted?",
                     f" in these {many}?",
                     f" in all {a} {many}?",
                     f" in {d.his} {a} {many}?",
                     " in total?", " altogether?", " in all?",
                     " if you add them all up?")
        text = f"{head} {ask}{tail}"
        if not d.new and d.rng.random() < 0.4:  # not said in two parts
            text = d.pick((f"How many {x} does {n} have if {he} has {a} {many} with {b} {x} in each {one}?",
                           f"How many {x} are in the {a} {many} of {n} if each {one} holds {b}?",
                           f"If each of the {a} {many} of {n} holds {b} {x}, how many {x} does {he} have in total?",
                           f"Find the number of {x} that {n} has in {a} {many} of {b} each.",
                           f"Work out how many {x} {n} has in {a} {many} when {b} {x} are in every {one}.",
                           f"{n} has {a} {many}, {b} {x} in each. How many {x}?",
                           f"{a} {many}, {b} {x} in each. How many {x} does {n} have?",
                           f"When {n} fills {a} {many} with {b} {x} apiece, how many {x} does {he} have altogether?",
                           f"With {b} {x} in each {one}, how many {x} does {n} have in {a} {many}?",
                           f"Tell me how many {x} there are overall if {n} has {a} {many} and each {one} contains {b} {x}.",
                           f"{n} has {a} {many}. What is the total number of {x} if there are {b} {x} per {one}?",
                           f"{n} counts {b} {x} in every {one}. How many {x} does {he} have in {d.his} {a} {many} combined?",
                           f"Calculate how many {x} {n} owns if {he} keeps them in {a} {many}, {b} to a {one}.",
                           f"All {a} {many} of {n} hold the same number of {x}, {b} each. How many {x} are there together?"))
        return (a, b), turns_about(d, text, final(f"{He} has {e1} {x}.", p), p, share=0.5)
    c = d.num(2, 25)
    if c >= p:
        return None
    if kind < 0.8:
        e2, q = sub(p, c)
        more = d.say(f"{He} gives {c} {x} to {f}.",
                     f"{He} hands {c} of them over to {f}.",
                     f"{n} passes {c} {x} on to {f}.",
                     f"{f} receives {c} {x} from {n}.",
                     f"{f} takes {c} {x} away from {n}.",
                     f"{n} hands {f} {c} of the {x}.",
                     f"{c} of the {x} are given to {f}.",
                     f"{f} gets {c} {x} from {n}.",
                     f"{f} borrows {c} of them.",
                     f"{He} lets {f} keep {c} of them.",
                     f"Later {he} uses up {c} {x}.",
                     f"On the way home {he} loses {c} {x}.",
                     f"Then {c} {x} are sold.",
                     f"Then {n} throws {c} {x} away.",
                     f"The next day {c} of them are gone.",
                     f"{He} loses {c} {x}.", f"Then {he} sells {c} of the {x}.", f"{f} takes {c} of them.",
                     f"Then {c} of the {x} break.",
                     f"{He} gives {c} of them away.",
                     f"Now {c} {x} are sold.")
        return (a, b, c, 0), ((f"{head} {more} {ask} left?", final(f"{He} has {e1} {x}. Now {he} has {e2} {x}.", q)),)
    e2, q = add(p, c)
    more = d.say(f"{He} buys {c} more {x}.",
                 f"{f} hands {n} {c} extra {x}.",
                 f"{f} hands {c} more {x} over to {n}.",
                 f"{f} passes {c} {x} on to {n}.",
                 f"{n} receives {c} {x} from {f}.",
                 f"{n} is given another {c} {x} by {f}.",
                 f"{n} takes {c} {x} from {f}.",
                 f"{c} more {x} are added.",
                 f"{n} adds {c} {x}.",
                 f"Later {he} earns {c} more {x}.",
                 f"{n} wins {c} {x} from {f}.",
                 f"Another {c} {x} come in the mail.",
                 f"At the market, {he} buys another {c} {x}.",
                 f"Then {f} leaves {c} {x} with {n}.",
                 f"{He} is given {c} extra {x}.",
                 f"{He} finds {c} more.", f"{f} gives {n} {c} more {x}.", f"Then {he} picks up {c} more {x}.",
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
                 f"{n} owns {a} {x}. How many more is that than the {b} {x} of {f}?",
                 f"By how many {x} is {n} ahead of {f} if {both[0]} and {both[1]}?",
                 f"{f} has only {b} {x}, but {n} has {a}. How many fewer {x} does {f} have?",
                 f"Work out how many more {x} {n} has. {both[0]}, and {both[1]}.",
                 f"{n} collects {x} and has {a} of them. {f} has {b}. How many more {x} does {n} have?",
                 f"{both[0]} and {both[1]}. How many {x} does {f} still need to have as many as {n}?",
                 f"After the game {n} counts {a} {x} and {f} counts {b}. How many more {x} does {n} have?",
                 f"Compared with {f}, who has {b} {x}, how many more does {n} have with {a} {x}?",
                 f"{a} {x} belong to {n} and {b} {x} belong to {f}. How many more belong to {n}?",
                 f"Tell me how many fewer {x} {f} has than {n} when {both[0]} and {both[1]}.",
                 f"There are {a} {x} in the bag of {n} and {b} in the bag of {f}. How many more are in the bag of {n}?",
                 f"{n} has more {x} than {f}, {a} against {b}. How many more?",
                 f"When {n} keeps {a} {x} and {f} keeps {b}, how many {x} more does {n} keep?",
                 f"At school, {both[0]}, and {both[1]}. By how many {x} does {n} beat {f}?",
                 f"{n} {a} {x}, {f} {b} {x}. How many more does {n} have?",
                 f"{f} counts {b} {x} and {n} counts {a}. Find out how many {x} less {f} has than {n}.",
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
                     f"How many days does {n} take to read a book of {p} pages at a speed of {a} pages per day?",
                     f"If {n} reads {a} pages a day, after how many days has {he} read all {p} pages of a book?",
                     f"{n} borrows a book from the library. It has {p} pages, and {he} reads {a} pages per day. How many days does {he} need for it?",
                     f"Every day {n} gets through {a} pages. In how many days does {he} finish a book with {p} pages?",
                     f"Work out how many days {n} needs to finish {p} pages when {he} reads {a} pages each day.",
                     f"There are {p} pages in a book. Reading {a} of them per day, how many days does {n} need?",
                     f"{p} pages, {a} a day. How many days does {n} need?",
                     f"Find the number of days that {n} needs for a book of {p} pages if {he} reads {a} pages daily.",
                     f"{n} starts a new book today. It is {p} pages long, and {he} plans to read {a} pages every day. How many days will {he} need?",
                     f"A book is {p} pages long. {n} reads it in parts of {a} pages, one part a day. How many days does {he} need?",
                     f"When {a} pages are read each day, how many days does it take {n} to read {p} pages?",
                     f"{n} has {p} pages to read for school. {He} manages {a} pages a day. After how many days is {he} done?",
                     f"Each evening {n} reads {a} pages before going to bed. How many days does {he} need to finish {d.his} book of {p} pages?",
                     f"Tell me how many days it takes if {n} reads {a} pages a day and wants to finish all {p} pages.",
                     f"At {a} pages per day, how many days does {n} spend on {p} pages?",
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
                 f"How many pages must {n} still read if {d.his} book has {c} pages and {he} has read {b} pages a day for {a} days?",
                 f"If {n} reads {b} pages a day for {a} days, how many pages of a book with {c} pages remain?",
                 f"{n} gets a book with {c} pages for {d.his} birthday. {He} reads {b} pages per day for {a} days. How many pages remain?",
                 f"After {a} days of reading {b} pages per day, how many of the {c} pages in the book does {n} have left?",
                 f"Work out how many pages are still unread when {n} has read {b} pages a day for {a} days in a book of {c} pages.",
                 f"The book is {c} pages long. For {a} days {n} reads {b} pages daily. What number of pages is still to be read?",
                 f"{n} reads {b} pages every day. After {a} days, how many of the {c} pages of {d.his} book are still to be read?",
                 f"{n} started a book of {c} pages {a} days ago and has read {b} pages each day. How many pages does {he} have left?",
                 f"{c} pages in the book, {b} read each day, {a} days. How many pages are left for {n}?",
                 f"{n} needs to read {c} pages for school. For {a} days {he} reads {b} pages each day. How many pages does {he} still have to read?",
                 f"On vacation {n} reads {b} pages per day for {a} days. How many pages are left to read of the {c} pages in {d.his} book?",
                 f"Tell me how many pages {n} has left. {He} read {b} pages on each of {a} days, and the book has {c} pages.",
                 f"{b} pages a day are read by {n} for {a} days in a book with {c} pages. How many pages are not read?",
                 f"Of the {c} pages in {d.his} book, {n} reads {b} every day. How many pages remain after {a} days?",
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
                 f"How many people are on a {v} that had {a} people on it after {b} got off and {c} got on?",
                 f"If {b} people get off a {v} with {a} people and {c} get on, how many people are on it?",
                 f"{a} passengers sit in a {v}. {b} passengers get off at the first stop and {c} board. How many people are on the {v} now?",
                 f"{c} people board a {v} after {b} people have left it. There were {a} people on it before. How many people are on it now?",
                 f"The {v} leaves the city with {a} people. At the next stop {c} people get on, but {b} get off. How many people are on the {v} now?",
                 f"A {v} carries {a} passengers. {b} of them leave and {c} new ones come aboard. How many passengers are there now?",
                 f"Work out how many people are on a {v} if it had {a} on board, {b} got off and {c} boarded.",
                 f"It is a rainy morning, and a {v} carries {a} people. At the station {b} step out and {c} step in. How many people are on it now?",
                 f"{a} people on a {v}, {b} off, {c} on. How many people are there now?",
                 f"When a {v} stops, {b} of its {a} people get off and {c} others get on. How many people travel on?",
                 f"On a {v} there are {a} people. {b} leave at a stop, and {c} more join. What is the number of people on the {v} now?",
                 f"Tell me how many people the {v} carries now. It had {a} on it, lost {b} and picked up {c} at the last stop.",
                 f"At a stop, a {v} with {a} people picks up {c} and lets off {b}. How many people are on the {v} after the stop?",
                 f"First {a} people board an empty {v}. Later {b} of them get off and {c} others board. How many people ride on it then?",
                 f"Calculate the number of people on a {v} that first had {a} people, then let {b} out and took {c} in.",
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
                 f"{f} hands {n} {b} {x}. Before that {n} had {a}. How many {x} does {n} have now?",
                 f"If {f} passes {b} {x} on to {n}, who already has {a}, how many {x} does {n} have?",
                 f"{n} is given {b} {x} by {f} and had {a} before. How many {x} does {he} own now?",
                 f"Work out how many {x} {n} has if {he} keeps {a} in a box and {b} in a bag.",
                 f"At the market, {n} buys {a} {x}. Later {he} buys {b} more. How many {x} does {he} have altogether?",
                 f"{n} picks up {a} {x} in the morning and {b} in the evening. How many {x} does {he} have in total?",
                 f"{a} {x} belong to {n}. {He} adds another {b}. How many {x} are there now?",
                 f"{n} owns {a} {x} and receives {b} from {f}. How many {x} does {he} own in the end?",
                 f"{n} had {a} {x}, and {b} more were added. How many {x} does {he} have overall?",
                 f"When {n}, who owns {a} {x}, takes {b} from {f}, how many {x} does {n} have?",
                 f"Tell me how many {x} {n} has now. {He} had {a} and won {b} in a game.",
                 f"{n} has {a} {x}, gets {b}. How many now?",
                 f"It was a good day for {n}. {He} earned {b} {x} and already had {a} at home. How many {x} does {he} have now?",
                 f"What is the total number of {x} if {n} has {a} and {f} gives {n} another {b}?",
                 f"{n} keeps {a} {x} in one bag and {b} in another. How many {x} does {he} have combined?",
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
