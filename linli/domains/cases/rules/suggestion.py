"""Suggesting a category from the words of a report, with the words that speak for it.

A linear model over character n-grams, taught by what the sub-district's own dispatchers decided.
It is kept as plain numbers (a numpy archive), so that reading it runs nobody's code.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONGEST_GRAM = 3
FEWEST_CASES = 30
SPEAKING = 3  # how many pieces of text a reason names
LONGEST_PIECE = 4  # characters of a piece put together from what overlaps; few words are longer
WIDEST = 2.0  # categories: what is spread as evenly as over two (楼下, 小区, 我们) speaks for none
FAINTEST = 0.3  # of what the strongest piece says


@dataclass(frozen=True, slots=True)
class Guess:
    """A category's code, how sure the model is (0 to 1), and the pieces of text that spoke for it."""

    code: str
    share: float
    because: tuple[str, ...]
    learned: bool


def train(texts: Sequence[str], codes: Sequence[str]) -> bytes | None:
    """Learn from decided cases; None while there are too few of them, or only one category."""
    if len(texts) < FEWEST_CASES or len(set(codes)) < 2:
        return None
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    weigh = TfidfVectorizer(
        analyzer="char", ngram_range=(1, LONGEST_GRAM), min_df=2, max_features=20_000
    )
    model = LogisticRegression(max_iter=400, C=10.0, class_weight="balanced")
    weighed = weigh.fit_transform(texts)
    model.fit(weighed, codes)
    two = len(model.classes_) == 2  # one row of weights then speaks for the second class
    weights = np.vstack([-model.coef_, model.coef_]) / 2 if two else model.coef_
    bias = np.hstack([-model.intercept_, model.intercept_]) / 2 if two else model.intercept_
    file = io.BytesIO()
    np.savez_compressed(
        file,
        grams=np.frombuffer(json.dumps(list(weigh.get_feature_names_out())).encode(), np.uint8),
        classes=np.frombuffer(json.dumps(list(model.classes_)).encode(), np.uint8),
        rarity=weigh.idf_.astype(np.float32),
        spread=_spread(weighed, codes, model.classes_),
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
    )
    return file.getvalue()


def _spread(weighed: Any, codes: Sequence[str], classes: Any) -> Any:
    """Over how many categories each piece is spread: the perplexity (e to the entropy) of its
    categories, each counted as if it had as many cases as any other."""
    import numpy as np

    of_class = (np.asarray(codes) == np.asarray(classes)[:, None]).astype(np.float32)
    rate = (weighed > 0).T.astype(np.float32) @ of_class.T / of_class.sum(axis=1)
    share = rate / rate.sum(axis=1, keepdims=True)
    said = share * np.log(share, out=np.zeros_like(share), where=share > 0)
    return np.exp(-said.sum(axis=1)).astype(np.float32)


def suggest(
    archive: bytes, text: str, keywords: Mapping[str, Sequence[str]] | None = None
) -> Guess | None:
    """What the learned model makes of `text`; None when it knows none of its pieces.

    `keywords` of the categories' codes are the words that a reason is best told in.
    """
    import numpy as np

    position, classes, rarity, spread, weights, bias = _opened(archive)
    counts: dict[int, int] = {}
    for gram in grams(text):
        if gram in position:
            counts[position[gram]] = counts.get(position[gram], 0) + 1
    if not counts:
        return None
    columns = np.fromiter(counts, dtype=np.int64)
    values = np.fromiter(counts.values(), dtype=np.float32) * rarity[columns]
    values /= np.linalg.norm(values)
    said = weights[:, columns] * values
    scores = said.sum(axis=1) + bias
    odds = np.exp(scores - scores.max())
    best = int(scores.argmax())
    names = {index: gram for gram, index in position.items() if index in counts}
    strength = {names[int(c)]: float(s) for c, s in zip(columns, said[best], strict=True)}
    narrow = {names[int(column)] for column in columns[spread[columns] < WIDEST]}
    because = _words(plain(text), (keywords or {}).get(classes[best], ()), strength) or _pieces(
        plain(text), {gram: says for gram, says in strength.items() if gram in narrow}
    )
    return Guess(classes[best], float(odds[best] / odds.sum()), because, learned=True)


def by_keywords(keywords: Mapping[str, Sequence[str]], text: str) -> Guess | None:
    """The category most of whose keywords stand in `text`, for a place that has no history yet."""
    found = {code: [word for word in words if word in text] for code, words in keywords.items()}
    best = max(found, key=lambda code: sum(map(len, found[code])), default=None)
    if best is None or not found[best]:
        return None
    mine, every = sum(map(len, found[best])), sum(len(w) for words in found.values() for w in words)
    return Guess(best, mine / every, tuple(found[best][:SPEAKING]), learned=False)


def plain(text: str) -> str:
    """Case and runs of blanks made one, as the vectorizer does."""
    return " ".join(text.lower().split())


def grams(text: str) -> list[str]:
    """Every run of one to three characters, as the vectorizer cuts them."""
    known = plain(text)
    return [
        known[start : start + length]
        for length in range(1, LONGEST_GRAM + 1)
        for start in range(len(known) - length + 1)
    ]


def _words(text: str, keywords: Sequence[str], strength: Mapping[str, float]) -> tuple[str, ...]:
    """The category's own words in `text` whose pieces spoke for it, the strongest first."""
    said = {
        word: sum(strength.get(gram, 0.0) for gram in grams(word))
        for word in keywords
        if len(word) >= 2 and word in text
    }
    spoke = [word for word in sorted(said, key=lambda word: -said[word]) if said[word] > 0]
    return tuple(spoke[:SPEAKING])


def _pieces(text: str, strength: Mapping[str, float]) -> tuple[str, ...]:
    """The strongest pieces that a person can read: two characters or more, overlapping ones made
    one as long as they stay short."""
    readable = {gram: says for gram, says in strength.items() if len(gram) >= 2 and gram.isalnum()}
    loud = FAINTEST * max(readable.values(), default=0.0)
    spans: list[tuple[int, int]] = []
    for gram in sorted(readable, key=lambda gram: -readable[gram]):
        if readable[gram] <= 0 or readable[gram] < loud:
            break
        start = text.index(gram)
        mine = (start, start + len(gram))
        met = [each for each in spans if each[0] < mine[1] and mine[0] < each[1]]
        whole = (min(each[0] for each in (mine, *met)), max(each[1] for each in (mine, *met)))
        if whole[1] - whole[0] <= LONGEST_PIECE and (met or len(spans) < SPEAKING):
            spans = [each for each in spans if each not in met]
            spans.append(whole)
    return tuple(text[start:end] for start, end in spans)


@lru_cache(maxsize=32)
def _opened(archive: bytes) -> tuple[dict[str, int], list[str], Any, Any, Any, Any]:
    import numpy as np

    with np.load(io.BytesIO(archive), allow_pickle=False) as stored:
        known = json.loads(stored["grams"].tobytes())
        classes = json.loads(stored["classes"].tobytes())
        position = {gram: index for index, gram in enumerate(known)}
        # Without a spread it was learned by an earlier version, until tonight.
        spread = stored["spread"] if "spread" in stored.files else np.ones(len(known))
        return position, classes, stored["rarity"], spread, stored["weights"], stored["bias"]
