"""The model of py3langid (https://github.com/adbar/py3langid), which tells the language of a few words.

The library unpacks it for each run, with the help of numpy, which takes most of a second. Here it is unpacked
once, to the user's folder for caches, and only what a text needs of it is read; where that cannot be, it is
unpacked for each run that needs it.
"""

import contextlib
import importlib.util
import json
import math
import mmap
import os
import struct
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from qa_lint.data import cache_folder

# Where the numbers begin: before, it is told what they are.
_HEAD = 4096
# For more texts than this, to load numpy takes less time than to do without.
_MANY = 500


class Model:
    """A naive Bayes classifier over features of a text, each a sequence of bytes that tells something.

    An automaton finds them: from a state a byte leads to that which `moves` has in the row of the state.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Takes what `_unpacked` gives. Raises `ValueError` if it is not that."""
        head = json.loads(bytes(data[:_HEAD]))
        self._languages: list[str] = head["languages"]
        self._priors: list[float] = head["priors"]
        parts = []
        start = _HEAD
        for kind, size in head["parts"]:
            parts.append(memoryview(data)[start : start + size].cast(kind))
            start += size
        if len(data) != start:
            raise ValueError("the model is of another size than it says")
        self._rows, self._features, self._moves, self._weights = parts
        self._row = struct.Struct(f"{len(self._priors)}e")
        self._asked = 0

    def probabilities(self, text: str) -> dict[str, float]:
        """How likely each language is to be that of `text`; together they make 1."""
        plain = unicodedata.normalize("NFC", text.lower() if text.isupper() else text)
        data = plain.encode("utf-8", "surrogatepass")
        counts = Counter(self._found(data))
        scores = self._scores(counts) if counts else [0.0] * len(self._languages)
        top, scale = max(scores), 1 / math.sqrt(len(data) or 1)  # keeps texts of any length comparable
        shares = [math.exp((score - top) * scale) for score in scores]
        total = sum(shares)
        found: dict[str, float] = {}
        for language, share in zip(self._languages, shares, strict=True):  # one in two scripts stands twice
            found[language] = found.get(language, 0.0) + share / total
        return found

    def _found(self, data: bytes) -> Iterator[int]:
        """The features of a text."""
        rows, moves, features = self._rows, self._moves, self._features
        state = 0
        for byte in data:
            state = moves[(rows[state] << 8) + byte]
            feature = features[state]
            if feature >= 0:
                yield feature

    def _scores(self, counts: Counter[int]) -> Sequence[float]:
        self._asked += 1
        if self._asked > _MANY:
            return self._scores_by_numpy(counts)
        scores = self._priors
        for feature, count in counts.items():
            weight = math.log1p(count)
            values = self._row.unpack_from(self._weights, feature * self._row.size)
            scores = [score + weight * value for score, value in zip(scores, values, strict=True)]
        return scores

    def _scores_by_numpy(self, counts: Counter[int]) -> Sequence[float]:
        import numpy as np

        weights = np.frombuffer(self._weights, dtype=np.float16).reshape(-1, len(self._priors))
        times = np.log1p(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
        scores: list[float] = (times @ weights[list(counts)].astype(np.float64) + self._priors).tolist()
        return scores


def model(languages: Sequence[str]) -> Model:
    """The model for telling `languages` apart, which are codes of ISO 639."""
    with contextlib.suppress(OSError, RuntimeError):
        path = _path(languages)
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            return _opened(path)
        _write(path, _unpacked(languages))
        return _opened(path)
    return Model(_unpacked(languages))


def _path(languages: Sequence[str]) -> Path:
    found = importlib.util.find_spec("py3langid")
    status = os.stat(found.origin) if found and found.origin else None
    stamp = repr((found and found.origin, status and status.st_mtime_ns, *languages))
    name = blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return cache_folder() / f"py3langid-1-{name}.words"


def _opened(path: Path) -> Model:
    with path.open("rb") as file:
        return Model(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _unpacked(languages: Sequence[str]) -> bytes:
    """The part of the library's model that is about `languages`, as `Model` takes it."""
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE
    from py3langid.modelio import load_model

    weights, priors, names, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    chosen = [at for at, name in enumerate(names) if name in languages]
    parts: list[tuple[str, Any]] = [
        ("I", np.asarray(rows, dtype=np.uint32)),
        ("i", np.asarray(features, dtype=np.int32)),
        ("I", np.asarray(moves, dtype=np.uint32)),
        ("B", weights[:, chosen].astype(np.float16)),
    ]
    head = {
        "languages": [names[at] for at in chosen],
        "priors": priors[chosen].tolist(),
        "parts": [(kind, part.nbytes) for kind, part in parts],
    }
    return b"".join([json.dumps(head).encode().ljust(_HEAD), *(part.tobytes() for _, part in parts)])
