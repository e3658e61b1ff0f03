"""Short English sentences and their French, made of a small vocabulary: gender, agreement, and colours that change sides. One in
twelve (sentence, words) is the test set's."""
import functools
import itertools

from .split import one_in

# English, French, feminine? The h of those here is mute.
NOUNS = [("cat", "chat", 0), ("dog", "chien", 0), ("house", "maison", 1), ("book", "livre", 0), ("flower", "fleur", 1), ("car", "voiture", 1),
         ("table", "table", 1), ("door", "porte", 1), ("garden", "jardin", 0), ("apple", "pomme", 1), ("chair", "chaise", 1),
         ("boat", "bateau", 0), ("horse", "cheval", 0), ("shirt", "chemise", 1), ("hat", "chapeau", 0), ("ball", "balle", 1),
         ("key", "clef", 1), ("bag", "sac", 0), ("train", "train", 0), ("bird", "oiseau", 0), ("tree", "arbre", 0), ("school", "école", 1),
         ("star", "étoile", 1), ("church", "église", 1), ("island", "île", 1), ("hotel", "hôtel", 0), ("airplane", "avion", 0),
         ("clock", "horloge", 1), ("elephant", "éléphant", 0), ("picture", "image", 1), ("plate", "assiette", 1), ("fish", "poisson", 0),
         ("cow", "vache", 1), ("mouse", "souris", 1), ("rabbit", "lapin", 0), ("duck", "canard", 0), ("cake", "gâteau", 0),
         ("lemon", "citron", 0), ("pear", "poire", 1), ("knife", "couteau", 0), ("spoon", "cuillère", 1), ("fork", "fourchette", 1),
         ("glass", "verre", 0), ("bottle", "bouteille", 1), ("bed", "lit", 0), ("window", "fenêtre", 1), ("kitchen", "cuisine", 1),
         ("bedroom", "chambre", 1), ("street", "rue", 1), ("bridge", "pont", 0), ("city", "ville", 1), ("village", "village", 0),
         ("mountain", "montagne", 1), ("river", "rivière", 1), ("dress", "robe", 1), ("coat", "manteau", 0), ("shoe", "chaussure", 1),
         ("umbrella", "parapluie", 0), ("pen", "stylo", 0), ("letter", "lettre", 1)]
# English, masculine, feminine; colours follow their noun in French.
COLOURS = [("red", "rouge", "rouge"), ("black", "noir", "noire"), ("white", "blanc", "blanche"), ("green", "vert", "verte"),
           ("blue", "bleu", "bleue"), ("yellow", "jaune", "jaune"), ("gray", "gris", "grise"), ("pink", "rose", "rose")]
SIZES = [("small", "petit", "petite"), ("big", "grand", "grande"), ("pretty", "joli", "jolie")]
PEOPLE = [("I see", "Je vois"), ("She likes", "Elle aime"), ("He wants", "Il veut"), ("We have", "Nous avons"), ("You take", "Vous prenez"),
          ("I have", "J'ai"), ("I want", "Je veux"), ("She has", "Elle a"), ("He buys", "Il achète"), ("We see", "Nous voyons"),
          ("You have", "Vous avez"), ("She is looking for", "Elle cherche")]
FIXED = [("Good morning.", "Bonjour."), ("Good night.", "Bonne nuit."), ("Thank you.", "Merci."), ("How are you?", "Comment allez-vous ?"),
         ("See you tomorrow.", "À demain."), ("I love you.", "Je t'aime."), ("Yes.", "Oui."), ("No.", "Non."), ("Please.", "S'il vous plaît."),
         ("Welcome.", "Bienvenue."), ("Good evening.", "Bonsoir."), ("Goodbye.", "Au revoir."), ("See you soon.", "À bientôt."),
         ("Excuse me.", "Excusez-moi."), ("You are welcome.", "De rien."), ("I am sorry.", "Je suis désolé."), ("I am hungry.", "J'ai faim."),
         ("I am thirsty.", "J'ai soif."), ("I am cold.", "J'ai froid."), ("I am tired.", "Je suis fatigué."), ("Good luck.", "Bonne chance."),
         ("What time is it?", "Quelle heure est-il ?"), ("What is your name?", "Comment vous appelez-vous ?"), ("Of course.", "Bien sûr."),
         ("My name is Anna.", "Je m'appelle Anna."), ("It is raining.", "Il pleut."), ("It is hot today.", "Il fait chaud aujourd'hui."),
         ("I do not know.", "Je ne sais pas."), ("I do not understand.", "Je ne comprends pas."), ("Maybe.", "Peut-être."),
         ("Do you speak English?", "Parlez-vous anglais ?"), ("I speak a little French.", "Je parle un peu français."),
         ("Where do you live?", "Où habitez-vous ?"), ("I live in Paris.", "J'habite à Paris."), ("How much is it?", "Combien ça coûte ?"),
         ("Happy birthday.", "Joyeux anniversaire."), ("Have a good day.", "Bonne journée."), ("Enjoy your meal.", "Bon appétit."),
         ("Come with me.", "Venez avec moi."), ("Wait for me.", "Attendez-moi."), ("It is late.", "Il est tard.")]
TO_FRENCH = ("Translate into French: {}",
             "Translate: {} (English to French)", "to French: {}", "Can you translate this into French? {}",
             "{} Translate this into French.", "Put this sentence into French: {}", "Write this in French: {}", "English: {} French:",
             "I need this in French: {}",
             "Translate to French: {}", "How do you say this in French? {}", "In French: {}",
             "Say in French: {}", "What is the French for this? {}", "Please translate this into French: {}", "Give me the French for: {}",
             "Could you put this into French? {}")
TO_ENGLISH = ("Translate into English: {}",
              "Translate: {} (French to English)", "to English: {}", "Can you translate this into English? {}",
              "{} Translate this into English.", "Put this sentence into English: {}", "Write this in English: {}", "French: {} English:",
              "I need this in English: {}",
              "Translate to English: {}", "What does this mean in English? {}", "In English: {}",
              "Say in English: {}", "What is the English for this? {}", "Please translate this into English: {}", "Give me the English for: {}",
              "Could you put this into English? {}")  # the last ones are held out


def elided(whole, word, short):
    """A French word before another: "l'arbre", "mon école", though "la petite école"."""
    return f"{short}{whole}" if whole[0] in "aehioâéêîô" else f"{word} {whole}"


WEIGHTS = (0.3, 0.12, 0.08, 0.12, 0.11, 0.07, 0.07, 0.06, 0.07)  # of what `kinds` lists


def kinds(noun, colour, size):
    """[[(English, French), ...], ...]: the sentences of each kind that these three words make."""
    (noun, nom, f), (colour, *couleur), (size, *taille) = noun, colour, size
    un, colouré, grand = ("un", "une")[f], couleur[f], taille[f]
    le, mon = (lambda whole: elided(whole, ("le", "la")[f], "l'")), (lambda whole: elided(whole, ("mon", "ma")[f], "mon "))
    de, a = (lambda whole: elided(whole, "de", "d'")), (lambda whole: f"{'an' if whole[0] in 'aeiou' else 'a'} {whole}")
    things = (noun, nom), (f"{colour} {noun}", f"{nom} {colouré}"), (f"{size} {noun}", f"{grand} {nom}")
    like = (colour, colouré), (size, grand)
    return (
        [made for who, qui in PEOPLE for x, y in things for made in ((f"{who} the {x}.", f"{qui} {le(y)}."), (f"{who} {a(x)}.", f"{qui} {un} {y}."))],
        [(f"The {noun} is {x}.", f"{le(nom).capitalize()} est {y}.") for x, y in like],
        [(f"The {size} {noun} is {colour}.", f"{le(grand)} {nom} est {colouré}.".capitalize())],
        [(f"Where is the {x}?", f"Où est {le(y)} ?") for x, y in things],
        [(f"This is my {x}.", f"C'est {mon(y)}.") for x, y in things],
        [(f"My {noun} is {x}.", f"{mon(nom).capitalize()} est {y}.") for x, y in like],
        [(f"I do not have {a(x)}.", f"Je n'ai pas {de(y)}.") for x, y in things],
        [(f"Do you have {a(x)}?", f"Avez-vous {un} {y} ?") for x, y in things],
        [(f"There is {a(x)} here.", f"Il y a {un} {y} ici.") for x, y in things])


def sentence(rng):
    """(English, French)"""
    return rng.choice(rng.choices(kinds(rng.choice(NOUNS), rng.choice(COLOURS), rng.choice(SIZES)), WEIGHTS)[0])


@functools.cache
def trained():
    """All (English, French) that training may say."""
    made = {pair for words in itertools.product(NOUNS, COLOURS, SIZES) for kind in kinds(*words) for pair in kind}
    return {pair for pair in made if not held_out(pair[0])} | set(FIXED)


def held_out(english):
    return one_in(12, english)


def pair(rng, test=False):
    """(English, French) of the training set, or of the test set; the fixed ones are trained on and never measured."""
    if not test and rng.random() < 0.05:
        return rng.choice(FIXED)
    while held_out((made := sentence(rng))[0]) != test:
        pass
    return made


def ask(pair, french, form):
    """((question, answer),) for a pair, into French or into English. @param form chooses one of the ways to ask"""
    english, said = pair
    return ((form(TO_FRENCH).format(english), said),) if french else ((form(TO_ENGLISH).format(said), english),)


def phrase(rng, test=False):
    """((question, answer),)"""
    return ask(pair(rng, test), rng.random() < 0.5, lambda forms: forms[-1] if test else rng.choice(forms[:-1]))
