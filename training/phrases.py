"""Short English sentences and their French, made of a small vocabulary: gender, agreement, and colours that change sides. One in
twelve (sentence, words) is the test set's."""
import hashlib

# English, French, feminine?
NOUNS = [("cat", "chat", 0), ("dog", "chien", 0), ("house", "maison", 1), ("book", "livre", 0), ("flower", "fleur", 1), ("car", "voiture", 1),
         ("table", "table", 1), ("door", "porte", 1), ("garden", "jardin", 0), ("apple", "pomme", 1), ("chair", "chaise", 1),
         ("boat", "bateau", 0), ("horse", "cheval", 0), ("shirt", "chemise", 1), ("hat", "chapeau", 0), ("ball", "balle", 1),
         ("key", "clef", 1), ("bag", "sac", 0), ("train", "train", 0), ("bread", "pain", 0)]
# English, masculine, feminine; colours follow their noun in French.
COLOURS = [("red", "rouge", "rouge"), ("black", "noir", "noire"), ("white", "blanc", "blanche"), ("green", "vert", "verte"),
           ("blue", "bleu", "bleue"), ("yellow", "jaune", "jaune")]
SIZES = [("small", "petit", "petite"), ("big", "grand", "grande"), ("pretty", "joli", "jolie")]
PEOPLE = [("I see", "Je vois"), ("She likes", "Elle aime"), ("He wants", "Il veut"), ("We have", "Nous avons"), ("You take", "Vous prenez")]
FIXED = [("Good morning.", "Bonjour."), ("Good night.", "Bonne nuit."), ("Thank you.", "Merci."), ("How are you?", "Comment allez-vous ?"),
         ("See you tomorrow.", "À demain."), ("I love you.", "Je t'aime."), ("Yes.", "Oui."), ("No.", "Non."), ("Please.", "S'il vous plaît."),
         ("Welcome.", "Bienvenue."), ("Good evening.", "Bonsoir."), ("Goodbye.", "Au revoir.")]
TO_FRENCH = ("Translate into French: {}", "Translate to French: {}", "How do you say this in French? {}", "In French: {}",
             "Say in French: {}", "What is the French for this? {}", "Please translate this into French: {}", "Give me the French for: {}",
             "Could you put this into French? {}")
TO_ENGLISH = ("Translate into English: {}", "Translate to English: {}", "What does this mean in English? {}", "In English: {}",
              "Say in English: {}", "What is the English for this? {}", "Please translate this into English: {}", "Give me the English for: {}",
              "Could you put this into English? {}")  # the last ones are held out


def sentence(rng):
    """(English, French)"""
    (noun, nom, f), (colour, *couleur), (size, *taille) = rng.choice(NOUNS), rng.choice(COLOURS), rng.choice(SIZES)
    le, un = (("le", "un"), ("la", "une"))[f]
    whole, entier = rng.choice((
        (f"{noun}", f"{nom}"), (f"{colour} {noun}", f"{nom} {couleur[f]}"), (f"{size} {noun}", f"{taille[f]} {nom}")))
    a = "an" if whole[0] in "aeiou" else "a"
    kind = rng.random()
    if kind < 0.35:
        who, qui = rng.choice(PEOPLE)
        the, det = ("the", le) if rng.random() < 0.5 else (a, un)
        return f"{who} {the} {whole}.", f"{qui} {det} {entier}."
    if kind < 0.55:
        adjective, adjectif = rng.choice(((colour, couleur[f]), (size, taille[f])))
        return f"The {noun} is {adjective}.", f"{le.capitalize()} {nom} est {adjectif}."
    if kind < 0.7:
        return f"Where is the {whole}?", f"Où est {le} {entier} ?"
    if kind < 0.85:
        return f"This is my {whole}.", f"C'est {('mon', 'ma')[f]} {entier}."
    return f"There is {a} {whole} here.", f"Il y a {un} {entier} ici."


def held_out(english):
    return hashlib.blake2b(english.encode(), digest_size=8).digest()[0] % 12 == 0


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
