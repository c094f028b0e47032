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
    model.fit(weigh.fit_transform(texts), codes)
    two = len(model.classes_) == 2  # one row of weights then speaks for the second class
    weights = np.vstack([-model.coef_, model.coef_]) / 2 if two else model.coef_
    bias = np.hstack([-model.intercept_, model.intercept_]) / 2 if two else model.intercept_
    file = io.BytesIO()
    np.savez_compressed(
        file,
        grams=np.frombuffer(json.dumps(list(weigh.get_feature_names_out())).encode(), np.uint8),
        classes=np.frombuffer(json.dumps(list(model.classes_)).encode(), np.uint8),
        rarity=weigh.idf_.astype(np.float32),
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
    )
    return file.getvalue()


def suggest(archive: bytes, text: str) -> Guess | None:
    """What the learned model makes of `text`; None when it knows none of its pieces."""
    import numpy as np

    position, classes, rarity, weights, bias = _opened(archive)
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
    order = columns[np.argsort(-said[best])]
    because = _speaking([names[int(column)] for column in order])
    return Guess(classes[best], float(odds[best] / odds.sum()), because, learned=True)


def by_keywords(keywords: Mapping[str, Sequence[str]], text: str) -> Guess | None:
    """The category most of whose keywords stand in `text`, for a place that has no history yet."""
    found = {code: [word for word in words if word in text] for code, words in keywords.items()}
    best = max(found, key=lambda code: sum(map(len, found[code])), default=None)
    if best is None or not found[best]:
        return None
    mine, every = sum(map(len, found[best])), sum(len(w) for words in found.values() for w in words)
    return Guess(best, mine / every, tuple(found[best][:SPEAKING]), learned=False)


def grams(text: str) -> list[str]:
    """Every run of one to three characters, as the vectorizer cuts them."""
    plain = " ".join(text.lower().split())
    return [
        plain[start : start + length]
        for length in range(1, LONGEST_GRAM + 1)
        for start in range(len(plain) - length + 1)
    ]


def _speaking(ordered: Sequence[str]) -> tuple[str, ...]:
    """The strongest pieces that a person can read: two characters or more, none inside another."""
    chosen: list[str] = []
    for gram in ordered:
        apart = not any(gram in other or other in gram for other in chosen)
        if len(gram.strip()) >= 2 and gram.isalnum() and apart:
            chosen.append(gram)
        if len(chosen) == SPEAKING:
            break
    return tuple(chosen)


@lru_cache(maxsize=32)
def _opened(archive: bytes) -> tuple[dict[str, int], list[str], Any, Any, Any]:
    import numpy as np

    with np.load(io.BytesIO(archive), allow_pickle=False) as stored:
        known = json.loads(stored["grams"].tobytes())
        classes = json.loads(stored["classes"].tobytes())
        position = {gram: index for index, gram in enumerate(known)}
        return position, classes, stored["rarity"], stored["weights"], stored["bias"]
