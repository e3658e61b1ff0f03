"""Numbers to sort, split into a training and a test set by the numbers that are to be sorted."""
import hashlib

HELD = 3  # so many of each list, the last ones, are held out
UP = ("from smallest to largest",
      "ascending", "from lowest to highest", "smallest to largest", "from least to greatest", "lowest first", "in ascending order of size",
      "with the lowest number first",
      "in ascending order", "from the smallest to the largest", "from low to high", "in increasing order",
      "beginning with the smallest", "with the smallest first", "the smallest first", "smallest first", "so that the smallest is first",
      "starting from the smallest", "starting with the lowest", "starting with the smallest",
      "by size, with the least one first",
      "from the least to the greatest", "least first", "with the least first", "starting with the least",
      "from small to big", "small to big", "from smallest to biggest", "smallest to biggest", "with the smallest one in front", "from the smallest up",
      "low to high", "from the lowest number to the highest", "from the minimum to the maximum", "minimum to maximum", "starting at the minimum",
      "by increasing size", "in rising order", "going up", "so that the numbers go up",
      "so that they go up from the lowest", "with the smallest number at the front", "from the smallest number up to the biggest")
DOWN = ("from largest to smallest",
        "descending", "from highest to lowest", "largest to smallest", "from greatest to least", "highest first",
        "in descending order of size", "with the highest number first",
        "in descending order", "from the largest to the smallest", "from high to low",
        "in decreasing order", "beginning with the largest", "with the largest first", "the largest first", "largest first",
        "so that the largest is first", "starting from the largest", "starting with the highest", "starting with the largest",
        "by size, with the greatest one first",
        "from the greatest to the least", "greatest first", "with the greatest first", "starting with the greatest",
        "from big to small", "big to small", "from biggest to smallest", "biggest first", "with the biggest one in front", "from the biggest down",
        "high to low", "from the highest number to the lowest", "from the maximum to the minimum", "maximum to minimum", "starting at the maximum",
        "by decreasing size", "in falling order", "going down", "so that the numbers go down",
        "so that they go down from the highest", "with the largest number at the front", "from the biggest number down to the smallest")
FORMS = ("Sort these numbers {order}: {listed}.",
         "{listed}: sort {order}", "sort {order}: {listed}", "Please sort {listed} {order}.",
         "I have these numbers: {listed}. Please put them in order, {order}.", "What is {listed} when sorted {order}?",
         "Could you list these numbers {order}? {listed}", "Sort this list {order}: [{listed}]", "Numbers: {listed}. Order: {order}.",
         "Given the numbers {listed}, write them {order}.",
         "Sort {listed} {order}.", "Put these numbers in order, {order}: {listed}.",
         "Arrange {listed} {order}.", "Sort the array [{listed}] {order}.", "Sort the numbers {listed} {order}.", "Order {listed} {order}.",
         "Write {listed} {order}.", "Order these numbers {order}: {listed}.", "Here are some numbers: {listed}. Sort them {order}.",
         "Can you sort {listed} {order}?", "Put {listed} in order, {order}.", "List the numbers {listed} {order}.",
         "{listed}. Sort these numbers {order}.", "Order the numbers {listed} {order}.",
         "I need these numbers {order}: {listed}.",
         "Sort the following numbers {order}: {listed}.", "Please arrange these numbers {order}: {listed}.",
         "My numbers are {listed}. List them {order}.", "Take {listed} and write them {order}.", "{listed}. Could you order these {order}?",
         "Please take the numbers {listed} and sort them {order}.", "Can you arrange these numbers {order}? {listed}",
         "These are my numbers: {listed}. Please write them {order}.")


def held_out(numbers):
    """True for the twelfth of all sets of numbers that belongs to the test set, by hash."""
    return hashlib.blake2b(repr(sorted(numbers)).encode(), digest_size=8).digest()[0] % 12 == 0


def sort(rng, scale=1.0, test=False):
    """((question, answer),): two to eight numbers, mostly below 100 and different, in order; "." follows the last."""
    while True:
        count = 2 + int(max(2, round(7 * scale)) * rng.random())
        top = rng.choice((20, 50, 100, 100, 100, 100, 100, 1000))
        numbers = rng.choices(range(top), k=count) if rng.random() < 0.05 else rng.sample(range(1, top), count)
        if held_out(numbers) == test:
            break
    down = rng.random() < 0.5
    say = lambda texts: rng.choice(texts[-HELD:] if test else texts[:-HELD])
    question = say(FORMS).format(order=say(DOWN if down else UP), listed=", ".join(map(str, numbers)))
    return ((question, ", ".join(map(str, sorted(numbers, reverse=down))) + "."),)
