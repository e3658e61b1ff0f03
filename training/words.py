"""Word lists the problem generator draws from. Small on purpose: a frequent word becomes one token."""

GIRLS = ["Emma", "Natalia", "Anna", "Lily", "Mia", "Sara", "Julia", "Maria", "Kate", "Lucy", "Nina", "Zoe", "Ella", "Grace",
         "Amy", "Rosa", "Betty", "Clara", "Diana", "Eva"]
BOYS = ["Tom", "Ben", "Jack", "Sam", "Leo", "Max", "Paul", "Noah", "Adam", "David", "John", "James", "Peter", "Mark", "Luke",
        "Omar", "Ryan", "Eric", "Carl", "Ivan"]

# Things that can be owned, sold, found and given away (plural).
THINGS = ["clips", "apples", "books", "cards", "stickers", "marbles", "pencils", "balloons", "cookies", "candies", "flowers",
          "stamps", "shells", "coins", "oranges", "eggs", "toys", "pens", "cakes", "beads", "stones", "tickets"]
# Things with a price.
GOODS = ["books", "pens", "toys", "shirts", "tickets", "cakes", "pizzas", "hats", "balls", "cups", "plants", "notebooks",
         "lamps", "games", "socks", "bags"]
BOXES = [("boxes", "box"), ("bags", "bag"), ("baskets", "basket"), ("jars", "jar"), ("packs", "pack"), ("shelves", "shelf")]
PLANTS = [("trees", "garden"), ("flowers", "garden"), ("chairs", "hall"), ("seats", "theater"), ("desks", "room"),
          ("plants", "field")]
# (base, third person, past) of verbs whose object is one of THINGS.
MAKING = [("sell", "sells", "sold"), ("make", "makes", "made"), ("find", "finds", "found"), ("buy", "buys", "bought"),
          ("collect", "collects", "collected"), ("pack", "packs", "packed")]
# (base, third person, one, many, unit) of exercises counted in laps.
EXERCISES = [("run", "runs", "sprint", "sprints", "meters"), ("run", "runs", "lap", "laps", "meters"),
             ("swim", "swims", "lap", "laps", "meters"), ("walk", "walks", "round", "rounds", "meters"),
             ("ride", "rides", "loop", "loops", "meters"), ("row", "rows", "lap", "laps", "meters"),
             ("jump", "jumps", "set", "sets", "times")]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
# Common words that no problem uses: they give the tokenizer pieces for text it was not trained on.
OTHER = """the and you that was for are with his they this from had not but what all were when your can said there use each
which she how their will other about out many then them these some her would make like him into time has look two more write
see number way could people than first water been call who now find long down day did get come made may part over new sound
take only little work know place year live back give most very after thing our just name good sentence man think say great
where help through much before line right too mean old any same tell boy follow came want show also around form three small
set put end does another well large must big even such because turn here why ask went men read need land different home
us move try kind hand picture again change off play spell air away animal house point page letter mother answer found study
still learn should world high every near add food between own below country plant last school father keep tree never start
city earth eye light thought head under story saw left few while along might close something seem next hard open example
begin life always those both paper together got group often run important until children side feet car mile night walk white
sea began grow took river four carry state once book hear stop without second later miss idea enough eat face watch far""".split()
