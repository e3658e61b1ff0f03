"""Requests as people make them: numbers that are something (ages, prices), little and much in the words for that, and the talk around a wish."""
from .drawing import up

# What is sorted ("of what > one of it"), its (low/high) ends, the same plainly, and units. A word for an end means the same end everywhere.
KINDS = (
    ("the ages of my cousins > cousin, the ages in our family > person, our ages > child, the ages of the players > player, "
     "the ages of her cats > cat, the ages of the trees > tree, the guests' ages > guest, the ages of my neighbours > neighbour", "youngest/oldest",
     "young/old", "years"),
    ("our heights > child, the heights of the players > player, the heights of my classmates > pupil, the pupils' heights > pupil, "
     "the heights of the sunflowers > sunflower, the heights of the towers > tower, the heights of the trees > tree",
     "shortest/tallest, smallest/tallest", "short/tall, small/tall", "centimeters, cm, inches, feet"),
    ("the prices >, the prices of the lamps > lamp, the prices of the shoes > pair, the prices in the shop > thing, these prices >, "
     "my bills > bill, the prices of the tickets > ticket, the offers we got > offer, the costs of the trips > trip",
     "cheapest/dearest, cheapest/most expensive, cheapest/priciest, least expensive/most expensive, cheapest/costliest", "cheap/expensive",
     "euros, dollars, pounds, coins"),
    ("the rents > apartment, the rents of the flats > apartment, the rates of the hotels > hotel",
     "cheapest/most expensive, lowest/highest, cheapest/dearest", "cheap/expensive, low/high", "euros, dollars"),
    ("the weights of the parcels > parcel, the weights of the suitcases > suitcase, the weights of the puppies > puppy, "
     "the weights of our bags > bag, the weights of the pumpkins > pumpkin, the weights of the stones > stone, the boxers' weights > boxer",
     "lightest/heaviest", "light/heavy", "kilos, grams, kg, tons"),
    ("the temperatures of the week > day, the temperatures at noon > day, the temperatures in the rooms > room, "
     "the temperatures of the cities > city, the readings of the thermometer >",
     "coldest/warmest, coldest/hottest, coolest/hottest, coolest/warmest", "cold/hot, cold/warm, cool/warm", "degrees"),
    ("the lengths of the ropes > rope, the lengths of the planks > plank, the lengths of the ribbons > ribbon, "
     "the lengths of the snakes > snake, the lengths of the rivers > river, the lengths of the bridges > bridge, "
     "the lengths of the sentences > sentence, the lengths of the fish > fish", "shortest/longest", "short/long", "meters, centimeters, cm"),
    ("the marathon times > run, the lengths of the films > film, the lengths of the songs > song, the times of the calls > call, "
     "the waiting times > wait, the durations of the meetings > meeting, the lengths of my breaks > break", "shortest/longest, briefest/longest",
     "short/long", "minutes, seconds, hours"),
    ("the speeds of the cars > car, the speeds of the animals > animal, the speeds of the trains > train, the speeds of the boats > boat, "
     "the speeds of the serves > serve", "slowest/fastest, slowest/quickest, slowest/speediest", "slow/fast", "km/h, knots, meters per second"),
    ("the distances to the villages > village, the distances from here > place, the distances of the stars > star, "
     "the distances to the shops > shop, the ways to school > home, the distances to the lakes > lake",
     "nearest/farthest, closest/farthest, nearest/furthest, closest/most distant", "near/far, near/distant", "kilometers, miles, km"),
    ("the jumps > jump, the distances of the throws > throw, the throws at the sports day > throw",
     "shortest/farthest, shortest/longest, weakest/best", "short/long", "meters, feet"),
    ("the thicknesses of the boards > board, the thicknesses of the glass panes > pane, the thicknesses of the coats > coat", "thinnest/thickest",
     "thin/thick", "millimeters, mm"),
    ("the page counts > book, the page counts of my books > book, the numbers of pages > book, the pages of the reports > report",
     "thinnest/thickest, shortest/longest, fewest pages/most pages", "thin/thick, short/long", "pages"),
    ("the numbers of visitors >, the visitors per day >, the crowds at the games > crowd, the guests of each evening >",
     "fewest/most, fewest visitors/most visitors, fewest people/most people, smallest/biggest", "", "people, visitors"),
    ("the years of the coins > coin, the years of the battles > battle, the years in which the towns were founded > town, "
     "the years of the letters > letter", "earliest/latest", "early/late", ""),
    ("the dates in this month > date, the days of the meetings > meeting, the days when the bills are due >", "earliest/latest, soonest/latest",
     "early/late", ""),
    ("the quiz points > team, our points in the quiz > player, the points of the teams > team, the points in the test > test, "
     "the goals of the teams > team, the scores (more is better) > score, the pupils' points > pupil",
     "worst/best, weakest/best, lowest/highest, weakest/strongest, fewest points/most points", "weak/strong, low/high", "points"),
    ("the depths of the lakes > lake, the depths of the wells > well, the depths of the pools > pool, the depths of the dives > dive, "
     "the depths of the holes > hole", "shallowest/deepest", "shallow/deep", "meters, feet"),
    ("the widths of the streets > street, the widths of the doors > door, the widths of the shelves > shelf, the widths of the rivers > river",
     "narrowest/widest, narrowest/broadest", "narrow/wide, narrow/broad", "meters, cm"),
    ("the noise levels of the machines > machine, the sound levels >, the sound levels of the bells > bell, the sound levels of the bands > band",
     "quietest/loudest, softest/loudest", "quiet/loud, soft/loud", "decibels, dB"),
    ("the heights of the hills > hill, the heights of the clouds > cloud, the heights of the shelves > shelf, the floors > floor, "
     "the heights of the kites > kite", "lowest/highest", "low/high", "meters, feet"),
    ("the salaries > salary, the wages > wage, our hourly wages >, the fees > fee", "lowest/highest, worst paid/best paid, smallest/largest",
     "low/high", "euros, dollars"),
    ("our savings > of us, the fortunes of the kings > king, the savings of the children > child", "poorest/richest, smallest/biggest", "poor/rich",
     "euros, dollars, coins"),
    ("the rain totals of the months > month, the amounts of rain >, the rain totals of the cities > city", "driest/wettest, least rainy/rainiest",
     "dry/wet", "millimeters, mm"),
    ("the people in the buses > bus, the fill levels of the bottles > bottle, the battery levels > battery, the books in my boxes > box",
     "emptiest/fullest", "empty/full", ""),
    ("the bus numbers > number, the house numbers > house number, the room numbers > room number, my lottery numbers > number, "
     "the locker numbers > number, the numbers on the shirts > shirt number, the ticket numbers > ticket, the page numbers > page",
     "smallest/largest, lowest/highest, smallest/biggest, lowest/greatest", "low/high, small/large", ""),
    ("the shoe sizes > size, our shoe sizes > size, the hat sizes > hat, the sizes of the rooms > room, the sizes of the gardens > garden, "
     "the sizes of the screens > screen", "smallest/biggest, smallest/largest, tiniest/biggest, tiniest/largest",
     "small/big, small/large, tiny/huge", ""),
    ("the brightness values of the lamps > lamp, the watts of the bulbs > bulb, the brightness values of the screens > screen",
     "dimmest/brightest, darkest/brightest", "dim/bright, dark/bright", "watts, lumens"),
    ("the weights the athletes lift > athlete, the power ratings of the engines > engine, the power ratings of the motors > motor",
     "weakest/strongest, least powerful/most powerful", "weak/strong", "kilos, kg, horsepower"),
    ("the calories of the meals > meal, the calories of the snacks > snack",
     "fewest calories/most calories, lightest/heaviest, least filling/most filling", "light/heavy", "calories"),
    ("the populations of the villages > village, the people in the towns > town, the numbers of inhabitants > place",
     "smallest/largest, smallest/biggest, least populated/most populated", "small/big, small/large", "people"),
    ("the numbers of sightings of the birds > bird, the counts of the butterflies > butterfly", "rarest/most common, rarest/commonest",
     "rare/common", "times"),
    ("the votes > candidate, the likes of my pictures > picture, the views of the videos > video, the votes for the names > name",
     "least popular/most popular, fewest votes/most votes, least liked/most liked", "unpopular/popular", ""),
    ("the heat levels of the peppers > pepper, the heat levels of the sauces > sauce", "mildest/hottest, mildest/spiciest, mildest/sharpest",
     "mild/hot, mild/spicy", ""),
    ("the slopes of the roads > road, the gradients of the tracks > track", "flattest/steepest, gentlest/steepest", "flat/steep, gentle/steep",
     "percent"),
    ("the ages of the loaves > loaf, the ages of the eggs > egg", "freshest/oldest", "fresh/old", "days, hours"),
    ("the difficulty levels of the puzzles > puzzle, the difficulty levels > level", "easiest/hardest, easiest/most difficult, simplest/hardest",
     "easy/hard, easy/difficult", ""),
    ("the amounts of sugar in the drinks > drink, the amounts of sugar in the cakes > cake", "least sweet/sweetest", "", "grams, spoons"),
    ("the cars per hour in the streets > street, the customers per hour > hour", "calmest/busiest, quietest/busiest", "calm/busy",
     "cars, customers"),
    ("the wind speeds > wind, the winds of the week > day", "calmest/windiest, weakest/strongest, gentlest/strongest", "weak/strong, calm/windy",
     "knots, km/h"),
    ("the donations > donation, the gifts of money > gift, the tips > tip",
     "smallest/most generous, smallest/largest, lowest/highest, meanest/most generous", "small/large", "euros, dollars"),
    ("the levels of my heroes > hero, the strengths of the cards > card, the ranks of the dragons > dragon, the powers of the monsters > monster",
     "weakest/strongest, weakest/mightiest", "weak/strong, weak/mighty", "points"),
    ("the drivers' years at the wheel > driver, the years at work > colleague, the years in the club > member",
     "newest/most experienced, least experienced/most experienced", "inexperienced/experienced", "years"),
    ("the numbers of legs >, the petals of the flowers >, the rooms of the houses >, the children in the classes >, the candles on the cakes >, "
     "my marbles >", "fewest/most", "", ""),
)
PEOPLE = "cousin person child player guest neighbour pupil boxer king athlete candidate driver colleague member".split()
# {x}: the quantity, {u}: its unit
TOLD = ("{x} are {l}.", "{x} are {l}.", "{x}: {l}.", "here are {x}: {l}.", "here are {x}: {l}.", "these are {x}: {l}.", "I wrote down {x}: {l}.",
        "we wrote {x} down and got {l}.", "{l} are {x}.", "I have {x} here: {l}.", "we looked up {x} and found {l}.",
        "on the list of {x} I see {l}.", "{n} told me {x}: {l}.", "{n} noted {x}: {l}.", "for {x} we have {l}.", "I know {x}: {l}.",
        "look at {x}: {l}.", "I have to deal with {x}, {l}.", "my notes say that {x} are {l}.", "{n} and {m} collected {x}: {l}.",
        "today I learnt {x}: {l}.", "in our project {x} are {l}.", "someone asked me about {x}. They are {l}.", "this is about {x}. I got {l}.",
        "my table has {x}: {l}.", "I am looking at {x}: {l}.")
MEASURED = ("{x} are {l} {u}.", "{x} are {l} {u}.", "{x} in {u} are {l}.", "{x} (in {u}): {l}.", "we measured {x} in {u} and got {l}.",
            "{x}, in {u}, are {l}.", "{n} found out {x}: {l} {u}.", "here are {x} in {u}: {l}.", "we have {x}, {l} {u}.",
            "I measured {x} and got {l} {u}.")
INSIDE = ("{x} {l}", "{x} ({l})", "{x}, {l},", "{x}, which are {l},", "{x} - {l} -", "{l}, {x},", "{x}, namely {l},")
BOTH = ("with the {a} at the start and the {b} at the end", "with the {a} in front and the {b} at the back",
        "the {a} at the left and the {b} at the right", "the {a} on the left, the {b} on the right", "first the {a}, last the {b}",
        "with the {a} first and the {b} last", "the {a} first, the {b} last", "so that the {a} goes first and the {b} goes last",
        "beginning with the {a} and finishing with the {b}", "with the {a} leading and the {b} at the tail", "from the {a} {way} to the {b}",
        "from the {a} on the left to the {b} on the right", "so that it starts with the {a} and ends with the {b}",
        "from the {a} all the way to the {b}", "with the {a} at the head of the line and the {b} at its end",
        "starting at the {a} and working {way} to the {b}",
        "the {a} first, then the next one, until only the {b} is left", "first the {a}, then the {a} of the rest, and so on",
        "the {a}, then the next, and on to the {b}", "with the {a} first and then on and on to the {b}",
        "one after the other, the {a} before all others and the {b} after them", "{a} first, {b} last",
        "{a} first, {b} last", "{a} at the start, {b} at the end")
BOTH_PLAIN = ("with the {a} ones at the start and the {b} ones at the end", "with the {a} ones first", "{a} ones first",
              "the {a} ones first, then the {b} ones", "the {a} ones on the left and the {b} ones on the right",
              "first the {a} ones and then the {b} ones", "with {a} ones in front and {b} ones behind", "{a} to {b}", "from {a} to {b}",
              "{a} ones in front", "from the {a} ones to the {b} ones", "{a} ones before {b} ones", "in order of size, {a} ones before {b} ones")
WHO = ("from the {one} {who} is the {a} to the {one} {who} is the {b}", "from {whoever} is the {a} {way} to {whoever} is the {b}",
       "starting with {whoever} is the {a}", "beginning with the {one} {who} is the {a}", "with {whoever} is the {a} in front")
SENTENCES = ("the {a} should come first", "the {a} should be first", "start with the {a}", "begin with the {a}", "the {a} comes first",
             "put the {a} first", "the {a} goes first", "the {a} first and the {b} last", "first comes the {a}, last the {b}",
             "I want to see the {a} first", "I want the {a} at the beginning", "the {a} belongs at the front",
             "start from the {a} and finish with the {b}", "the {a} must be at the start", "the {b} should come last", "the {b} must be at the end",
             "I need the {a} at the top", "the list should start with the {a}", "it has to go from the {a} to the {b}",
             "the {a} gets the first place", "we start with the {a}", "go from the {a} to the {b}", "the {a} on the left and the {b} on the right",
             "the {a} has to stand in front", "let the {a} go first")
# (up, down)
PATHS = (("so each number is larger than its neighbour to the left", "so each number is smaller than its neighbour to the left"),
         ("every next one bigger", "every next one smaller"), ("so that they start low and end high", "so that they start high and end low"),
         ("start low, end high", "start high, end low"), ("so that they keep getting bigger", "so that they keep getting smaller"),
         ("so that the numbers keep growing", "so that the numbers keep shrinking"), ("so that they climb", "so that they drop"),
         ("so that the values climb from left to right", "so that the values drop from left to right"),
         ("like stairs going up", "like stairs going down"), ("as if we count up", "like a countdown"),
         ("the way one counts up", "the way one counts down"), ("like counting up", "like counting down"),
         ("in climbing order", "in dropping order"), ("each one bigger than the last", "each one smaller than the last"),
         ("so that after each number comes a bigger one", "so that after each number comes a smaller one"),
         ("bigger and bigger", "smaller and smaller"), ("getting bigger all the time", "getting smaller all the time"),
         ("so that every number is followed by a larger one", "so that every number is followed by a smaller one"),
         ("so the line goes uphill", "so the line goes downhill"), ("going uphill", "going downhill"),
         ("so that they only go up", "so that they only go down"),
         ("so that the numbers grow from left to right", "so that the numbers shrink from left to right"),
         ("like steps that go up", "like steps that go down"),
         ("with each number higher than the one before it", "with each number lower than the one before it"), ("always rising", "always falling"),
         ("so that no number is smaller than the one before it", "so that no number is larger than the one before it"),
         ("growing step by step", "shrinking step by step"), ("so that the next one is always larger", "so that the next one is always smaller"),
         ("increasing from left to right", "decreasing from left to right"), ("like a plane going up", "like a plane going down"),
         ("like a ladder going up", "like a lift going down"), ("so they become larger", "so they become smaller"),
         ("so that whoever reads them sees them grow", "so that whoever reads them sees them shrink"),
         ("so that you always go up", "so that you always go down"),
         ("so that the right neighbour is always greater", "so that the right neighbour is always less"))
CODE = (("sorted([{l}])", "sorted([{l}], reverse=True)"), ("x = [{l}]. What is sorted(x)?", "x = [{l}]. What is sorted(x, reverse=True)?"),
        ("nums = [{l}]\nprint the array in ascending order", "nums = [{l}]\nprint the array in descending order"),
        ("sort asc: {l}", "sort desc: {l}"), ("ORDER BY value ASC: {l}", "ORDER BY value DESC: {l}"),
        ("input: {l}\noutput: sorted asc", "input: {l}\noutput: sorted desc"),
        ("Please return the array [{l}] sorted ascending", "Please return the array [{l}] sorted descending"),
        ("data = [{l}]; sort it, asc", "data = [{l}]; sort it, desc"),
        ("What does [{l}].sort() give, ascending?", "What does [{l}].sort() give, descending?"),
        ("Array: [{l}]. Direction: up.", "Array: [{l}]. Direction: down."), ("arr = {l}. Sort arr (asc).", "arr = {l}. Sort arr (desc)."),
        ("list = [{l}], order = ascending", "list = [{l}], order = descending"),
        ("ORDER BY price ASC: {l}", "ORDER BY price DESC: {l}"), ("Rows: {l}. ORDER BY age ASC.", "Rows: {l}. ORDER BY age DESC."),
        ("SELECT n FROM t ORDER BY n, with t = {l}", "SELECT n FROM t ORDER BY n DESC, with t = {l}"),
        ("Do an ORDER BY size ASC with {l}", "Do an ORDER BY size DESC with {l}"), ("Sort ASC: {l}", "Sort DESC: {l}"),
        ("{l} ASC", "{l} DESC"), ("{l}: ASC please", "{l}: DESC please"), ("{l} | sort -n", "{l} | sort -rn"),
        ("What would sort -n print for {l}?", "What would sort -rn print for {l}?"),
        ("numbers.sort((a, b) => a - b) with numbers = [{l}]", "numbers.sort((a, b) => b - a) with numbers = [{l}]"),
        ("Fill a min-heap with {l} and pop them all", "Fill a max-heap with {l} and pop them all"),
        ("arr = [{l}], the output must be non-decreasing", "arr = [{l}], the output must be non-increasing"),
        ("sort({l}, up)", "sort({l}, down)"))
OPENINGS = ("Hi there!", "Hi!", "Hello!", "Hey,", "Hey!", "Quick one:", "Quick question:", "Excuse me,", "Sorry to bother you,", "For my homework:",
            "I am bad at this,", "Good morning!", "Good evening,", "Dear assistant,", "Dear Sir or Madam,", "Okay,", "OK so", "So,", "Well,",
            "Help!", "I need help.", "A question:", "I have a task for you.", "Listen,", "I am in a hurry.", "No time,", "I am seven years of age.",
            "I am at school.", "We are playing a game.", "My English is not so good.", "I am from Spain.", "Hi friend,", "My teacher gave us this.",
            "It is for work.", "Hello dear computer,", "Good day,", "One more thing:", "I am stuck.", "I cannot do it alone.", "Be so kind,", "Yo,",
            "Ok,", "I keep making mistakes,", "I always mix these up.", "Sorry,", "I hope you are well.", "Next task:", "Ticket from the office:",
            "Oh no,", "Hmm,", "This is urgent.", "If you have a moment,", "When you have time,", "If it is no trouble,", "A favour,",
            "My head hurts today.", "I lost my glasses.", "Robot,", "Computer,")
CLOSINGS = ("Thanks!", "Thanks.", "Thank you!", "Thank you.", "Thank you so much!", "Many thanks.", "Many thanks!", "Thanks in advance.",
            "Thanks a lot!", "Please and thank you.", "Cheers!", "It is urgent.", "I am in a hurry.", "Be quick, please.", "Nothing else, please.",
            "Just the numbers, please.", "No explanation needed.", "I appreciate your help.", "You are very kind.", "Yours, Anna", "Kind regards",
            "That would help me a lot.", "Thx", "ty", "I can't do it myself.", "It is for school.", "My boss is waiting.", "Don't lose any!",
            "Use each number once.", "With commas, please.", "Don't forget any of them.", "OK?", "Is that okay?", "Can you do that?", "Ready?",
            "I know you can do it!", "I want to check my own answer.", "Then I can go and play.", "That is all.", "Pretty please!",
            "Mum is waiting.", "Bye!", "I owe you one.", "Much appreciated.")
TAGS = ("thanks", "thank you", "asap", "if you can", "if possible", "if you don't mind", "will you", "pls", "plz", "please", "pretty please",
        "many thanks", "please and thank you", "ok", "as soon as you can", "right now", "when you have a minute", "if that's okay", "my friend",
        "would you", "quickly", "right away", "if it is not too much work")
PURPOSES = ("for a report", "for the noticeboard", "for my homework", "for a table", "for our website", "for a poster", "for the boss",
            "for my notes", "for the class", "for a game", "for the school paper", "for my diary", "for a chart", "for the archive",
            "for the meeting", "for my teacher", "for the club", "for the shop window", "for a talk", "for me", "to hang on the wall", "to print",
            "to show to my class", "to put into my notebook", "to check my answer", "to send to a customer", "to read out", "for a slide",
            "to finish my exercise", "so I can copy it", "so that I can paste it", "so that everybody can read it")
# What is to be done follows; some ask.
WISHES = ("it would be great if you could", "it would be nice if you could", "I would be happy if you could", "I was hoping you could",
          "I hope you can", "my boss wants me to", "Mum says I have to", "my teacher says we have to", "we must", "I have to", "I am supposed to",
          "we were told to", "I'd be glad if you would", "I would appreciate it if you could", "you would help me a lot if you could",
          "I wonder if you could", "I am trying to", "we want to", "be so kind and", "be a dear and", "I beg you to", "I ask you to",
          "it is your job to", "my job is to", "the task says to", "my sister wants you to", "the customer asked us to", "all you need to do is to",
          "just", "quickly", "go ahead and", "pls", "plz", "please please", "let me see you", "I can't", "I don't know how to", "show me how to",
          "the next step is to", "somebody has to", "I want that you", "we would like you to", "do you know how to?", "any chance you could?",
          "do you think you could?", "is it possible to?", "could I ask you to?", "may I ask you to?", "are you able to?", "can we?",
          "can somebody?", "could you help me?", "do you mind if I ask you to?", "would you be able to?", "would you be so kind and?",
          "can you help my son?", "how do I?", "how can I?", "how would you?", "can you quickly?", "can you maybe?", "could you perhaps?",
          "you can?", "is there a way to?", "who can?", "would it be okay to ask you to?")
WANTS = ("I would be happy to see {} {order}", "my boss wants {} {order}", "we must have {} {order}", "my teacher would like to see {} {order}",
         "I wonder what {} look like {order}", "I wonder how {} look {order}", "do you know how {} look {order}?",
         "any idea what {} look like {order}?", "may I have {} {order}?", "can I get {} {order}?", "can I see {} {order}?",
         "I have to see {} {order}", "I was hoping for {} {order}", "I'd love to have {} {order}", "it would be nice to have {} {order}",
         "they asked for {} {order}", "I am looking for {} {order}", "it would help me to see {} {order}", "{} should be {order}",
         "{} should stand {order}", "{} have to be {order}", "{} must be {order}", "I like {} {order}", "let me see {} {order}",
         "tell me how {} go {order}", "how must I write {} {order}?", "how should {} stand {order}?", "what would {} be {order}?",
         "will you give me {} {order}?", "get me {} {order}", "hand me {} {order}", "let me have {} {order}", "I want to read {} {order}",
         "I need to have {} {order}", "we'd prefer {} {order}", "the customer wants {} {order}")
CARDS = ("cards tickets papers pages folders files boxes tiles blocks envelopes balls tags keys drawers invoices forms receipts tokens "
         "chips tins plates discs books slips crates bottles photos jars dominoes doors flags stones shirts pegs").split()
# {t}: one of CARDS
STORIES = ("the {t} {l} fell on the floor.", "the {t} with {l} on them fell down.", "my {t} got mixed: {l}.", "somebody mixed up my {t}: {l}.",
           "{n} shuffled the {t} {l}.", "I found {t} with {l} on them.", "the {t} have numbers: {l}.",
           "the wind blew my {t} around. Now they are {l}.", "the cat jumped on my {t}, now they lie like this: {l}.", "our {t} {l} are in a mess.",
           "{n} has to stack the {t} {l}.", "we must line up the {t} {l}.", "the {t} came back like this: {l}.", "the {t} stand like this: {l}.",
           "all my {t} are in the wrong places: {l}.", "{n} and {m} play with the {t} {l}.", "children wear the numbers {l}.",
           "the runners {l} stand in a row.", "I drew the {t} {l}.", "{n} holds {t} with the numbers {l}.",
           "in the office the {t} {l} are all over the desk.", "my brother threw the {t} {l} on the carpet.", "we unpacked the {t} {l}.",
           "the {t} in the cellar are numbered {l}.", "on the {t} it says {l}.", "I numbered the {t} {l}, but then they got mixed.",
           "the players with the numbers {l} came in.", "the post brought {t} {l}.", "you see {t} with {l}.")
STACKING = ("stack {} {order}", "line {} up {order}", "line up {} {order}", "lay {} out {order}", "put {} back {order}",
            "put {} back in order, {order}", "put {} on the shelf {order}", "file {} {order}", "hang {} up {order}", "pick {} up {order}",
            "tidy {} up {order}", "put {} in a row, {order}", "hand {} out {order}", "lay {} on the table {order}")


class Kind:
    """A quantity with its words: what is sorted, what one of it is called, its ends."""

    def __init__(self, rng):
        whats, ends, plain, units = rng.choice(KINDS)
        self.what, self.one = (part.strip() for part in rng.choice(whats.split(", ")).split(">"))
        self.ends, self.plain = ([tuple(pair.split("/")) for pair in pairs.split(", ") if pair] for pairs in (ends, plain))
        self.unit = rng.choice(units.split(", "))

    def told(self, rng, names):
        """A sentence with the list, {l}."""
        text = rng.choice(MEASURED if self.unit and rng.random() < 0.35 else TOLD)
        return up(text.format(x=self.what, u=self.unit, l="{l}", **names))

    def by_whom(self, rng, first, last, way):
        """An order told by who or what is at an end."""
        person = self.one in PEOPLE
        return rng.choice(WHO).format(a=first, b=last, way=way, one=self.one if self.one != "of us" else "one",
                                      who="who" if person else "which", whoever="who" if person else "what")


def talked(rng, text):
    """A request with what people say before and after it."""
    kind, pick = rng.random(), rng.choice
    if kind < 0.65:
        opening = pick(OPENINGS) if rng.random() < 0.85 or " for " in text else f"{up(pick(PURPOSES))},"
        while text[0].isupper() and opening[-1] not in ".!?:" and text[:2] not in ("I ", "I'"):
            opening = pick(OPENINGS)
        text = f"{opening} {up(text) if opening[-1] in '.!?' else text}"
    if kind < 0.4:
        return text
    if text[-1].isalpha() and rng.random() < 0.5:
        return f"{text}{pick((',', ',', ''))} {pick(TAGS)}"
    return f"{text}{'' if text[-1] in '.!?' else '.'}{pick(' ' * 4 + chr(10))}{pick(CLOSINGS)}"
