"""Short word problems of equal groups: how many are in all of them, how many groups there are, how many are in each."""
from .drawing import div, family, final, mul, up
from .roles import Role, a_an

# (whole, many parts, one part, what is in each part)
WHOLES = [("train", "wagons", "wagon", "seats"), ("train", "cars", "car", "passengers"), ("hotel", "floors", "floor", "rooms"),
          ("house", "floors", "floor", "windows"), ("hall", "rows", "row", "chairs"), ("school", "classrooms", "classroom", "desks"),
          ("school", "classes", "class", "children"), ("tournament", "teams", "team", "players"), ("book", "chapters", "chapter", "pages"),
          ("building", "floors", "floor", "offices"), ("garage", "levels", "level", "cars"), ("library", "shelves", "shelf", "books"),
          ("farm", "barns", "barn", "cows"), ("zoo", "cages", "cage", "monkeys"), ("theater", "rows", "row", "seats"),
          ("plane", "rows", "row", "seats"),
          ("parking lot", "rows", "row", "cars"), ("ship", "decks", "deck", "cabins"), ("park", "paths", "path", "benches"),
          ("shop", "crates", "crate", "bottles"), ("box", "layers", "layer", "chocolates"), ("album", "pages", "page", "photos"),
          ("tree", "branches", "branch", "birds"), ("garden", "beds", "bed", "flowers"), ("street", "houses", "house", "windows"),
          ("restaurant", "tables", "table", "chairs"), ("village", "streets", "street", "houses"), ("choir", "rows", "row", "singers"),
          ("orchard", "rows", "row", "trees"), ("bakery", "trays", "tray", "rolls"), ("hospital", "rooms", "room", "beds"),
          ("cake", "layers", "layer", "cherries"), ("necklace", "strings", "string", "pearls"), ("kitchen", "drawers", "drawer", "spoons"),
          ("wall", "rows", "row", "bricks"), ("forest", "nests", "nest", "eggs"), ("camp", "tents", "tent", "people"),
          ("lake", "boats", "boat", "people"),
          ("company", "vans", "van", "parcels"), ("closet", "shelves", "shelf", "shirts"), ("bus", "rows", "row", "seats"),
          ("aquarium", "tanks", "tank", "fish"), ("fence", "parts", "part", "boards")]

ONTO = set("floor shelf deck level path page branch tray layer string bed street".split())


# (base, third person, many, one): what somebody does so many times a day
DAILY = [("swim", "swims", "laps"), ("read", "reads", "pages"), ("run", "runs", "miles"), ("save", "saves", "dollars"),
         ("solve", "solves", "puzzles"),
         ("bake", "bakes", "cakes"), ("draw", "draws", "pictures"), ("learn", "learns", "new words"), ("eat", "eats", "plums"),
         ("pick", "picks", "melons"),
         ("write", "writes", "letters"), ("do", "does", "push-ups"), ("plant", "plants", "trees"), ("wash", "washes", "cars"),
         ("make", "makes", "toys"),
         ("paint", "paints", "doors"), ("collect", "collects", "shells"), ("sell", "sells", "drinks"), ("tell", "tells", "jokes"),
         ("sing", "sings", "songs")]
TIMED = [("day", "days"), ("day", "days"), ("day", "days"), ("week", "weeks"), ("month", "months"), ("hour", "hours")]
COINS = [("nickel", "nickels", 5), ("dime", "dimes", 10), ("quarter", "quarters", 25), ("half dollar", "half dollars", 50)]
# (one, many, verb, what goes into each)
NEEDS = [("cake", "cakes", "eggs"), ("pie", "pies", "apples"), ("sandwich", "sandwiches", "slices of bread"), ("necklace", "necklaces", "beads"),
         ("kite", "kites", "sticks"), ("dress", "dresses", "buttons"), ("salad", "salads", "tomatoes"), ("table", "tables", "screws"),
         ("pot of soup", "pots of soup", "carrots"), ("poster", "posters", "pins"), ("jug of juice", "jugs of juice", "oranges"),
         ("robot", "robots", "batteries")]
KIDS = ["kids", "children", "friends", "students", "girls", "boys", "people", "players"]
HELD = ["crayons", "balls", "books", "cookies", "marbles", "pencils", "stickers", "balloons", "cards", "apples", "tickets", "hats"]


def repeated(d, a, b):
    """So many each, so many times: a question about `a` times `b`, and a sentence that waits for the equation. `b` is what each has."""
    mode, n, he = d.rng.random(), d.n, d.he
    if mode < 0.4:
        (do, does, x), (one, many) = d.pick(DAILY), d.pick(TIMED)
        v = d.one(n, n, "Dad", "Mom", "my sister", "our neighbor")
        he, V = {"Dad": "he", "Mom": "she", "my sister": "she", "our neighbor": d.he}.get(v, he), up(v)
        text = d.one(f"{V} {does} {b} {x} a {one}. How many {x} does {he} {do} in {a} {many}?",
                     f"{V} {does} {b} {x} every {one}. How many {x} is that in {a} {many}?",
                     f"{V} {does} {b} {x} each {one} for {a} {many}. How many {x} is that?",
                     f"Every {one} {v} {does} {b} {x}. How many {x} is that after {a} {many}?",
                     f"If {v} {does} {b} {x} a {one}, how many {x} does {he} {do} in {a} {many}?",
                     f"How many {x} does {v} {do} in {a} {many} at {b} a {one}?",
                     f"{V} {does} {b} {x} per {one}. If {he} goes on for {a} {many}, how many {x} will {he} {do}?",
                     f"For {a} {many}, {v} {does} {b} {x} every {one}. How many {x} are these in total?",
                     f"{b} {x} a {one}, {a} {many}. How many {x} does {v} {do}?",
                     f"{v.lower() if v != n else v} {does} {b} {x} a {one}, how many in {a} {many}",
                     f"How many {x} does {v} {do} in {a} {many} if {he} {does} {b} a {one}?",
                     f"{a} {many} in a row, {v} {does} {b} {x} each {one}. How many {x} in all?")
        return text.replace(" a hour", " an hour"), f"{up(he)} {does} {{}} {x}."
    if mode < 0.5:
        one, many, b = d.pick(COINS)
        v = d.one(Role(n, n, d.he, ""), Role("I", "I", "I", "", True), Role("We", "we", "we", "", True), Role("You", "you", "you", "", True))
        text = d.one(f"{v.first} {v.v('has')} {a} {many}. {up(a_an(one))} is worth {b} cents. How many cents {v.v('does')} {v.he} have?",
                     f"Each {one} is worth {b} cents. How many cents are {a} {many}?",
                     f"{up(a_an(one))} is {b} cents. How much are {a} {many} in cents?",
                     f"How many cents are {a} {many} if {a_an(one)} is worth {b} cents?",
                     f"{v.first} {v.v('finds')} {a} {many}, worth {b} cents each. "
                     f"How many cents is that?", f"There are {a} {many} in a jar. One {one} is {b} cents. How many cents are in the jar?")
        return text, f"That is {{}} cents.", b
    if mode < 0.7:
        one, many, x = d.pick(NEEDS)
        text = d.one(f"{n} needs {b} {x} for each {one}. How many {x} does {he} need for {a} {many}?",
                     f"{up(a_an(one))} takes {b} {x}. How many {x} do {a} {many} take?",
                     f"You need {b} {x} to make {a_an(one)}. How many {x} do you need for {a} {many}?",
                     f"How many {x} do we need for {a} {many} with {b} {x} in each?",
                     f"{n} makes {a} {many} with {b} {x} in each {one}. How many {x} does {he} use?",
                     f"It takes {b} {x} to make one {one}. {n} wants to make {a}. "
                     f"How many {x} does {he} need?", f"for one {one} you need {b} {x}. how many {x} for {a} {many}?",
                     f"If each {one} needs {b} {x}, how many {x} are needed for {a} {many}?")
        return text, f"{{}} {x} are needed."
    if mode < 0.85:
        who_, x = d.pick(KIDS), d.pick(HELD)
        text = d.one(f"{a} {who_} have {b} {x} each. How many {x} is that?", f"If {a} {who_} each have {b} {x}, how many {x} are there?",
                     f"There are {a} {who_}, and each of them has {b} {x}. How many {x} do they have together?",
                     f"{a} {who_} each bring {b} {x}. How many {x} do they bring?",
                     f"{n} gives {b} {x} to each of {a} {who_}. How many {x} does {he} give away?",
                     f"Each of {a} {who_} gets {b} {x}. How many {x} are needed?",
                     f"{a} {who_} with {b} {x} each, how many {x} in all", f"How many {x} do {a} {who_} have if each has {b}?")
        return text, f"That is {{}} {x}."
    holder, holders, x, doing = d.one(("car of the train", "cars of the train", "people", "are riding"), ("van", "vans", "students", "are sitting"),
                                      ("boat", "boats", "tourists", "are sitting"), ("bench", "benches", "kids", "fit"),
                                      ("shelf", "shelves", "toy cars", "are standing"),
                                      ("tent", "tents", "campers", "sleep"), ("cage", "cages", "birds", "live"),
                                      ("bus", "buses", "passengers", "are riding"),
                                      ("nest", "nests", "eggs", "are lying"), ("table", "tables", "guests", "are sitting"),
                                      ("tray", "trays", "rolls", "are lying"))
    at = "on" if holder in ("bench", "shelf", "tray") else "at" if holder == "table" else "in"
    text = d.one(f"There are {a} {holders}, and {b} {x} {doing} {at} each one. How many {x} is that?",
                 f"{b} {x} {doing} {at} each {holder}. There are {a} {holders}. "
                 f"How many {x} is that in total?", f"We have {a} {holders}. {b} {x} {doing} {at} each of them. How many {x} are there?",
                 f"How many {x} are there {at} {a} {holders} if {b} {x} {doing} {at} each?",
                 f"{a} {holders}, and {at} every one {b} {x} {doing}. How many {x} altogether?",
                 f"If {b} {x} {doing} {at} every {holder}, how many {x} are {at} {a} {holders}?")
    return text, f"There are {{}} {x}."


@family(1.2)
def groups(d):
    whole, many, one, x = d.pick(WHOLES)
    a, b = d.few(), d.num(2, 12) if d.rng.random() < 0.75 else d.num(10, 60, 10)
    if not d.new and d.rng.random() < 0.45:
        text, told, *worth = repeated(d, a, b)
        e, q = mul(a, *(worth or [b]))
        return (a, *(worth or [b])), ((text, final(told.format(e), q)),)
    the = d.one("a", "a", "the", "our" if whole in ("school", "village", "street", "garden", "kitchen", "library", "house") else "the")
    the = a_an(whole) if the == "a" else f"{the} {whole}"
    on = "on" if whole in ("train", "ship", "farm", "street", "lake", "wall", "cake", "plane", "bus", "necklace") else "in"
    at = "at" if one == "table" else "on" if one in ONTO else "in"
    e, q = mul(a, b)
    text = d.say(f"{up(the)} has {a} {many} with {b} {x} each. How many {x} are there?",
                 f"{up(the)} has {a} {many} with {b} {x} each. How many {x} are there in total?",
                 f"{up(the)} has {a} {many}. Each {one} has {b} {x}. How many {x} are there?",
                 f"{up(the)} has {a} {many}. There are {b} {x} {at} each {one}. How many {x} are there?",
                 f"{up(the)} has {a} {many} and each {one} has {b} {x}. How many {x} does it have?",
                 f"{up(the)} has {a} {many} with {b} {x} {at} each. How many {x} is that altogether?",
                 f"There are {a} {many} {on} {the}. Every {one} has {b} {x}. How many {x} are there altogether?",
                 f"There are {a} {many} with {b} {x} each {on} {the}. How many {x} are there?",
                 f"How many {x} are {on} {the} with {a} {many} of {b} {x} each?",
                 f"How many {x} does {the} have if there are {a} {many} with {b} {x} each?",
                 f"How many {x} are there {at} {a} {many} with {b} {x} each?",
                 f"{a} {many} with {b} {x} each. How many {x}?",
                 f"{a} {many}, {b} {x} {at} each. How many {x} are there?",
                 f"Each {one} has {b} {x}. How many {x} are there {at} {a} {many}?",
                 f"One {one} has {b} {x}. How many {x} do {a} {many} have?",
                 f"There are {b} {x} {at} {a_an(one)}. How many {x} are {at} {a} {many}?",
                 f"If each of {a} {many} has {b} {x}, how many {x} are there?",
                 f"{up(the)} consists of {a} {many}. With {b} {x} per {one}, how many {x} are there?" if on == "in" else
                 f"{up(the)} has {a} {many}. With {b} {x} per {one}, how many {x} are there?",
                 f"What is the number of {x} {on} {the} with {a} {many} and {b} {x} per {one}?",
                 f"{up(on)} {the} there are {a} {many}, and {at} every {one} there are {b} {x}. How many {x} is that in all?")
    return (a, b), ((text, final(f"There are {e} {x}.", q)),)


# (things, groups, group, verb)
SPLIT = [("children", "teams", "team", "split"), ("students", "groups", "group", "divided"), ("eggs", "cartons", "carton", "packed"),
         ("flowers", "vases", "vase", "put"), ("cookies", "bags", "bag", "packed"), ("books", "piles", "pile", "sorted"),
         ("players", "teams", "team", "divided"), ("apples", "bags", "bag", "packed"), ("people", "boats", "boat", "divided"),
         ("soldiers", "rows", "row", "split"), ("chairs", "rows", "row", "put"), ("cards", "piles", "pile", "sorted"),
         ("bottles", "crates", "crate", "packed"),
         ("guests", "rooms", "room", "divided"), ("rolls", "baskets", "basket", "put"), ("desks", "rows", "row", "arranged"),
         ("sheep", "pens", "pen", "divided"), ("toys", "boxes", "box", "packed"), ("dancers", "circles", "circle", "arranged"),
         ("tulips", "bunches", "bunch", "tied"), ("pencils", "cups", "cup", "put"), ("campers", "tents", "tent", "divided")]
CUT = [("rope", "meters"), ("ribbon", "meters"), ("string", "meters"), ("board", "centimeters"), ("pipe", "meters"), ("stick", "centimeters"),
       ("wire", "meters"), ("strip of paper", "centimeters")]


# what is sold in packs, and the packs
PACKS = [("batteries", "pack", "packs"), ("buns", "bag", "bags"), ("eggs", "carton", "cartons"), ("juice cans", "case", "cases"),
         ("tiles", "box", "boxes"),
         ("candles", "box", "boxes"), ("pens", "pack", "packs"), ("paper plates", "pack", "packs"), ("light bulbs", "box", "boxes"),
         ("golf balls", "tube", "tubes"),
         ("bottles of water", "crate", "crates"), ("stickers", "sheet", "sheets"), ("balloons", "bag", "bags"), ("rolls", "bag", "bags")]
# what fits, where, how many of that
SEATS = [("guests", "table", "tables", "sit at"), ("students", "van", "vans", "ride in"), ("people", "boat", "boats", "sit in"),
         ("children", "bench", "benches", "sit on"),
         ("photos", "page", "pages", "fit on"), ("books", "shelf", "shelves", "fit on"), ("campers", "tent", "tents", "sleep in"),
         ("people", "taxi", "taxis", "ride in"),
         ("cupcakes", "tray", "trays", "fit on"), ("coats", "rack", "racks", "fit on"), ("parcels", "cart", "carts", "fit on"),
         ("plants", "pot", "pots", "grow in")]
LOADS = [("boxes", "truck"), ("bricks", "cart"), ("people", "boat"), ("logs", "wagon"), ("chairs", "van"), ("people", "elevator"),
         ("bags", "donkey"), ("sacks", "truck")]


def needed(d, t, k):
    """How many packs, tables, trips or days `t` takes with `k` at a time: the question, and a sentence that waits for the equation."""
    mode, n, he = d.rng.random(), d.n, d.he
    I, do, need = d.one(("I", "do", "need"), ("we", "do", "need"), (n, "does", "needs"), (n, "does", "needs"))
    he = he if I == n else I
    if mode < 0.3:
        x, one, many = d.pick(PACKS)
        text = d.one(f"There are {k} {x} in a {one}. {up(I)} {need} {t} {x}. How many {many} should {he} get?",
                     f"{up(I)} {need} {t} {x}. They come in {many} of {k}. "
                     f"How many {many} {do} {he} need?", f"{up(x)} are sold in {many} of {k}. How many {many} {do} {I} need for {t} {x}?",
                     f"How many {many} of {k} {x} {do} {I} have to buy to get {t} {x}?",
                     f"One {one} has {k} {x}. If {I} {need} {t} {x}, how many {many} is that?",
                     f"If a {one} holds {k} {x} and {I} {need} {t}, how many {many} must {he} buy?",
                     f"{up(I)} {need} {t} {x} for the party. Each {one} has {k} of them. "
                     f"How many {many} should {he} buy?", f"a {one} has {k} {x}. how many {many} for {t} {x}?",
                     f"How many {many} does it take to get {t} {x} "
                     f"if there are {k} in each {one}?", f"{n} bought {t} {x} in {many} of {k}. How many {many} did {d.he} buy?")
        return text, f"That takes {{}} {many}."
    if mode < 0.55:
        x, one, many, fit = d.pick(SEATS)
        word = fit.split()[-1]
        text = d.one(f"{k} {x} can {fit} one {one}. How many {many} do we need for {t} {x}?",
                     f"There are {t} {x}. {k} can {fit} each {one}. How many {many} are needed?",
                     f"We have {t} {x}, and {k} {fit} each {one}. How many {many} does it take?",
                     f"If {k} {x} {fit} a {one}, how many {many} do {t} {x} need?",
                     f"{n} has {t} {x} and puts {k} {word} each {one}. How many {many} does {d.he} need?" if fit.startswith("fit") else
                     f"{t} {x} are here, {k} for each {one}. How many {many} do they fill?",
                     f"How many {many} should we get for {t} {x} if {k} {fit} each?",
                     f"A {one} has room for {k} {x}. How many {many} will be full with {t} {x}?",
                     f"{t} {x} want places, {k} per {one}: how many {many}?" if not fit.startswith(("fit", "grow")) else f"{t} {x}, {k} {word} a "
                     f"{one}. How many {many}?",
                     f"how many {many} for {t} {x} if {k} go {word if word != 'at' else 'to'} each {one}?")
        return text, f"That takes {{}} {many}."
    if mode < 0.7:
        x, one = d.pick(LOADS)
        text = d.one(f"A {one} can carry {k} {x} at a time. How many trips does it need for {t} {x}?",
                     f"{t} {x} must be moved. The {one} takes {k} per trip. "
                     f"How many trips is that?", f"How many trips does a {one} make with {t} {x} if it takes {k} each time?",
                     f"There are {t} {x} to move, and the {one} holds {k}. How many trips are needed?",
                     f"If a {one} holds {k} {x}, how many trips do {t} {x} take?",
                     f"We need to bring {t} {x} home with a {one} that holds {k}. How many times must it go?",
                     f"Each trip the {one} carries {k} {x}. After how many trips have all {t} {x} been moved?")
        return text, f"That takes {{}} trips."
    (base, does, x), (one, many) = d.pick(DAILY), d.pick(TIMED)
    text = d.one(f"{n} {does} {k} {x} a {one}. How many {many} does {d.he} need for {t} {x}?",
                 f"{n} {does} {k} {x} every {one}. In how many {many} will {d.he} {base} {t} {x}?",
                 f"{n} wants to {base} {t} {x}. {d.He} {does} {k} a {one}. How many {many} will that take?",
                 f"If {n} {does} {k} {x} per {one}, how many {many} "
                 f"does it take to {base} {t} {x}?", f"How many {many} does {n} need to {base} {t} {x} at {k} {x} a {one}?",
                 f"{n} {does} {k} {x} each {one}. After how many {many} is it {t} {x}?",
                 f"It is {t} {x} that {n} has to {base}, {k} every {one}. How many {many} is that?",
                 f"{n} has {t} {x} to {base} and {does} {k} of them a {one}. How many {many} until {d.he} is done?"
                 if base not in ("save", "collect", "eat") else
                 f"{n} {does} {k} {x} a {one}, how many {many} for {t}?",
                 f"How long will it take {n} in {many} to {base} {t} {x} if {d.he} {does} {k} every {one}?")
    return text.replace(" a hour", " an hour"), f"That takes {{}} {many}."


@family(1.2)
def split_up(d):
    k, v, mode = d.few(), d.num(2, 12), d.rng.random()
    t = k * v
    e, q = div(t, k)
    if not d.new and d.rng.random() < 0.35:
        text, told = needed(d, t, k)
        return (t, k), ((text, final(told.format(e), q)),)
    if mode < 0.2:
        x, unit = d.pick(CUT)
        text = d.say(f"A {x} of {t} {unit} is cut into pieces of {k} {unit}. How many pieces are there?",
                     f"A {x} is {t} {unit} long. It is cut into pieces of {k} {unit}. How many pieces are there?",
                     f"How many pieces of {k} {unit} can be cut from a {x} of {t} {unit}?",
                     f"How many pieces of {k} {unit} do you get from {t} {unit} of {x}?",
                     f"{d.n} has a {x} of {t} {unit} and cuts it into pieces of {k} {unit}. How many pieces does {d.he} get?",
                     f"{d.n} cuts a {x} of {t} {unit}. Each piece is {k} {unit} long. How many pieces are there?",
                     f"{t} {unit} of {x}, pieces of {k} {unit}. How many pieces?",
                     f"If I cut a {x} of {t} {unit} into pieces of {k} {unit}, how many pieces do I get?",
                     f"I have a {x} of {t} {unit}. How many pieces of {k} {unit} can I make?",
                     f"We need pieces of {k} {unit}. How many do we get from a {x} of {t} {unit}?",
                     f"Each piece should be {k} {unit} long. How many pieces does a {x} of {t} {unit} give?",
                     f"A builder cuts {t} {unit} of {x} into pieces of {k} {unit}. How many pieces is that?",
                     f"How many pieces come out of a {x} of {t} {unit} when every piece measures {k} {unit}?",
                     f"A {x} measures {t} {unit}. {d.n} needs pieces of {k} {unit}. How many pieces can {d.he} make from it?",
                     f"Every piece must be {k} {unit} long, and the whole {x} has {t} {unit}. How many pieces will that be?",
                     f"Cut a {x} of {t} {unit} into pieces that are {k} {unit} long. How many pieces do you have then?",
                     f"Into how many pieces of {k} {unit} can a {x} of {t} {unit} be cut?",
                     f"I wonder how many pieces of {k} {unit} there are in a {x} of {t} {unit}.",
                     f"Once a {x} of {t} {unit} has been cut into pieces of {k} {unit}, how many pieces lie on the table?",
                     f"Length of the {x}: {t} {unit}. Length of a piece: {k} {unit}. Number of pieces?",
                     f"My father divides a {x} of {t} {unit} into equal pieces. If each has {k} {unit}, how many pieces are these?",
                     f"All the pieces of a {x} are {k} {unit} long. Together they measure {t} {unit}. How many pieces are there?",
                     f"Please work out how many pieces a {x} of {t} {unit} makes if each is {k} {unit} long.",
                     f"Someone takes a {x} that is {t} {unit} long and saws or cuts off {k} {unit} at a time. How many pieces does it make?")
        return (t, k), ((text, final(f"There are {e} pieces.", q)),)
    x, many, one, verb = d.pick(SPLIT)
    w = d.one("A teacher", "A worker", "A helper", d.n, "Our neighbor")
    do = {"split": "splits", "divided": "divides", "packed": "packs", "put": "puts", "sorted": "sorts", "arranged": "arranges", "tied": "ties"}[verb]
    if mode < 0.6:
        text = d.say(f"{t} {x} are {verb} into {many} of {k}. How many {many} are there?",
                     f"There are {t} {x}. They are {verb} into {many} of {k}. How many {many} are there?",
                     f"There are {t} {x}. {k} of them go into each {one}. How many {many} are there?",
                     f"{w} {do} {t} {x} into {many} of {k}. How many {many} are there?",
                     f"{w} {do} {t} {x} into {many}, {k} in each {one}. How many {many} is that?",
                     f"How many {many} of {k} can you make with {t} {x}?",
                     f"How many {many} are needed for {t} {x} if each {one} has {k}?",
                     f"How many {many} are there if {t} {x} are {verb} into {many} of {k}?",
                     f"If there are {k} {x} in each {one}, how many {many} do {t} {x} make?",
                     f"{t} {x}, {k} per {one}. How many {many}?",
                     f"{t} {x} in {many} of {k}: how many {many}?",
                     f"Each {one} has {k} {x}. How many {many} are there for {t} {x}?",
                     f"We have {t} {x} and put {k} in each {one}. How many {many} do we need?",
                     f"{k} {x} make a {one}. How many {many} do {t} {x} make?",
                     f"Put {k} {x} in each {one} until all {t} are used. How many {many} do you get?",
                     f"{t} {x} have to be {verb} into {many}. If each {one} has {k}, how many {many} will there be?",
                     f"I wonder how many {many} there will be when {t} {x} are {verb} into {many} of {k}.",
                     f"Altogether there are {t} {x}, always {k} to a {one}. What is the number of {many}?",
                     f"Into how many {many} of {k} can {t} {x} be {verb}?",
                     f"Every {one} gets {k} of the {t} {x}. Find the number of {many}.",
                     f"{w} has {t} {x} and wants {many} of {k}. How many {many} will that be?",
                     f"Note: {k} {x} in a {one}, {t} {x} in all. Number of {many}?",
                     f"All {t} {x} are {verb} into {many}. No {one} has more or fewer than {k}. How many {many} are there?",
                     f"After {t} {x} have been {verb} into {many} of {k}, how many {many} can we count?",
                     f"Please tell me the number of {many} if there are {k} {x} in each and {t} {x} altogether.",
                     f"Some {many} have {t} {x} together, and there are {k} in each. How many {many} are these?",
                     f"One {one} is for {k} {x}. There are {t} {x} in all. How many {many} does that take?")
        return (t, k), ((text, final(f"There are {e} {many}.", q)),)
    equal = "equal " if one in ("team", "group", "pile", "row", "circle", "bunch") else ""
    text = d.say(f"{t} {x} are {verb} into {k} {equal}{many}. How many {x} are in each {one}?",
                 f"{t} {x} are {verb} into {k} {many}. How many {x} are in each {one}?",
                 f"There are {t} {x}. They are {verb} equally into {k} {many}. How many {x} are in each?",
                 f"There are {t} {x} in {k} {equal}{many}. How many {x} are in one {one}?",
                 f"{w} {do} {t} {x} into {k} {equal}{many}. How many {x} are in each {one}?",
                 f"{w} {do} {t} {x} equally into {k} {many}. How many {x} go into each {one}?",
                 f"How many {x} are in each {one} if {t} {x} are {verb} into {k} {equal}{many}?",
                 f"How many {x} go into each of {k} {many} if there are {t} {x}?",
                 f"If {t} {x} are {verb} equally into {k} {many}, how many {x} does each {one} have?",
                 f"{t} {x}, {k} {equal}{many}. How many {x} in each {one}?",
                 f"{t} {x} for {k} {many}: how many per {one}?",
                 f"{k} {many} have {t} {x} in total, all the same number. How many {x} has each {one}?",
                 f"We have {t} {x} and {k} {many}. Each {one} gets the same number. How many {x} does each {one} get?",
                 f"{t} {x} must be {verb} evenly into {k} {many}. How many {x} will each {one} have?",
                 f"What is the number of {x} in a {one} when {k} {many} share {t} {x} evenly?",
                 f"I wonder how many {x} there are in one {one}. All {k} {many} have the same number, and together that is {t}.",
                 f"We count {t} {x} in {k} {many}. Every {one} has as many as the next. How many {x} is that?",
                 f"There are {k} {many} for {t} {x}, and no {one} may get more than another. How many {x} does one {one} get?",
                 f"Note: {t} {x}, {k} {many}, the same number in each. Number of {x} in a {one}?",
                 f"Find out how many {x} belong in each of {k} {many} when {t} {x} are {verb} evenly.",
                 f"{w} has {t} {x} and wants {k} {many} with equally many in each. How many {x} is that for each {one}?",
                 f"Once {t} {x} have been {verb} into {k} {equal}{many}, how many {x} can you count in one {one}?",
                 f"Each of {k} {many} has the same number of {x}, {t} in all. Work out that number.",
                 f"Help me with {t} {x} and {k} {many}. If every {one} gets the same number, how many {x} is that?",
                 f"Suppose that {t} {x} have been {verb} fairly into {k} {many}. How many {x} are in a single {one}?",
                 f"Make {k} {equal}{many} out of {t} {x}. How many {x} will there be per {one}?")
    return (t, k, 0), ((text, final(f"There are {e} {x} in each {one}.", q)),)
