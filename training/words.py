"""Word lists the problem generator draws from. A frequent word becomes one token."""

GIRLS = ("Emma Natalia Anna Lily Mia Sara Julia Maria Kate Lucy Nina Zoe Ella Grace Amy Rosa Clara Diana Eva Alice Hannah Jane "
         "Laura Lisa Mary Rachel Ruth Sophie Olivia Sofia Chloe Ava Ivy Ruby Ellen Helen Irene Iris Jenny Lena Lola Megan Molly "
         "Naomi Nora Polly Sally Susan Tina Vera Wendy Zara Abby Carla Carmen Dora Fiona Gina Heidi Isabel Jade Karen Leah Linda "
         "Marta Nadia Priya Rita Stella Layla").split()
BOYS = ("Tom Ben Jack Sam Leo Max Paul Noah Adam David John James Peter Mark Luke Omar Ryan Eric Ali Bob Dan Frank George Henry Joe "
        "Kevin Michael Mike Aaron Alan Andrew Anton Arthur Bruno Carlos Charlie Colin Diego Dylan Edgar Edward Felix Finn Gary "
        "Harry Hugo Isaac Ivan Jacob Jake Juan Kenji Kyle Liam Louis Marco Nathan Nick Oliver Oscar Owen Pedro Philip Ravi Robert "
        "Simon Steve Theo Victor Walter").split()

# Things that can be owned, sold, found and given away (plural).
THINGS = ("clips apples books cards stickers marbles pencils balloons cookies candies flowers stamps shells coins oranges eggs toys "
          "pens cakes beads stones tickets bananas peaches nuts crayons postcards photos rocks seeds buttons bottles puzzles "
          "muffins roses cherries pears lemons dolls badges tomatoes potatoes carrots onions grapes plums mangoes melons "
          "strawberries berries donuts pies cupcakes waffles chocolates sandwiches pancakes candles blocks bricks nails ropes "
          "ribbons rings bracelets pins magnets keys hats caps socks gloves scarves shirts kites balls drums whistles bells flags "
          "maps magazines letters pictures drawings posters notebooks markers brushes rulers leaves acorns feathers sticks "
          "mushrooms medals tiles robots masks cups spoons forks knives bowls envelopes presents beans pumpkins bows bulbs").split()
# Things with a price.
GOODS = ("books pens toys shirts tickets cakes pizzas hats balls cups plants notebooks lamps games socks bags shoes apples pencils "
         "sandwiches plates chairs posters scarves drinks jackets coats skirts belts gloves caps watches umbrellas blankets pillows "
         "towels mugs bowls spoons knives puzzles dolls kites candles brushes burgers melons pies salads muffins").split()
BOXES = [("boxes", "box"), ("bags", "bag"), ("baskets", "basket"), ("jars", "jar"), ("packs", "pack"), ("shelves", "shelf"),
         ("drawers", "drawer"), ("albums", "album")]
PLANTS = [("trees", "garden"), ("flowers", "garden"), ("chairs", "hall"), ("seats", "theater"), ("desks", "room"),
          ("plants", "field"), ("tables", "hall"), ("cars", "parking lot")]
# (base, third person, past) of verbs whose object is one of THINGS.
MAKING = [("sell", "sells", "sold"), ("make", "makes", "made"), ("find", "finds", "found"), ("buy", "buys", "bought"),
          ("collect", "collects", "collected"), ("pack", "packs", "packed"), ("count", "counts", "counted"),
          ("order", "orders", "ordered")]
# (base, third person, one, many, unit) of exercises counted in laps.
EXERCISES = [("run", "runs", "sprint", "sprints", "meters"), ("run", "runs", "lap", "laps", "meters"),
             ("swim", "swims", "lap", "laps", "meters"), ("walk", "walks", "round", "rounds", "meters"),
             ("ride", "rides", "loop", "loops", "meters"), ("row", "rows", "lap", "laps", "meters"),
             ("jump", "jumps", "set", "sets", "times")]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
