"""chrF (Popović 2015), as sacrebleu computes it by default: character n-grams up to 6 without spaces, beta 2, whole corpus."""
from collections import Counter

ORDER, BETA = 6, 2


def counts(text):
    text = "".join(text.split())
    return [Counter(text[i:i + n] for i in range(len(text) - n + 1)) for n in range(1, ORDER + 1)]


def compare(hypothesis, reference):
    """[(n-grams of the hypothesis, of the reference, in both), ...] for n = 1 to ORDER; a reference too short for an n counts no
    hypothesis against it."""
    return [(sum(h.values()) if r else 0, sum(r.values()), sum((h & r).values()))
            for h, r in zip(counts(hypothesis), counts(reference))]


def score(statistics):
    """In [0, 100]: F-score of precision and recall, each a mean over the orders that both texts have."""
    both = [(m / h, m / r) for h, r, m in statistics if h and r]
    if not both:
        return 0.0
    precision, recall = (sum(x) / len(both) for x in zip(*both))
    return 100 * (1 + BETA ** 2) * precision * recall / (BETA ** 2 * precision + recall) if precision + recall else 0.0


def chrf(hypotheses, references):
    """@param references for each hypothesis a list of right texts; the closest one counts"""
    total = [(0, 0, 0)] * ORDER
    for hypothesis, texts in zip(hypotheses, references):
        best = max((compare(hypothesis, text) for text in texts), key=score)
        total = [tuple(map(sum, zip(a, b))) for a, b in zip(total, best)]
    return score(total)
