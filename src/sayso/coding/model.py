"""The coding models: texts -> vectors, pairs of texts -> whether one is for the other. Run by onnxruntime.

Each text or pair is run alone, without padding, so that an answer depends on nothing but its own text.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..reading.words import load_tokenizer
from .word_table import WordTable

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy.typing as npt
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Floats = npt.NDArray[np.float32]

__all__ = ["WIDTH", "CodingModel"]

WIDTH = 384
_MODELS = Path(__file__).parents[1] / "models"
_PIECES = 128  # of a text or a pair; more are cut off
_CONCEPT = 48  # of them at most so many of a pair's concept
_BEGIN, _BETWEEN = "[CLS]", "[SEP]"
_KEPT = 50_000  # answers remembered
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "□")


class CodingModel:
    """The models in ``folder`` on ``threads`` threads (default: all cores); loaded when they are first needed.

    Answers are remembered: what was asked lately is not computed again.
    """

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        self.folder = folder or _MODELS / "stance"
        self.threads = threads
        self._vectors: _Recent = _Recent(_KEPT)
        self._scores: _Recent = _Recent(_KEPT)

    def embed(self, texts: Sequence[str]) -> Floats:
        """(n, 384) vectors of length 1; texts that mean much the same have vectors with a product near 1."""
        if not len(texts):
            return np.zeros((0, WIDTH), np.float32)
        return np.stack([self._vectors.get(text, self._embed) for text in texts])

    def compare(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """(n, 2) of concepts and statements: the log odds that the statement is for it; a score of being about it."""
        if not len(pairs):
            return np.zeros((0, 2), np.float32)
        return np.stack([self._scores.get(pair, self._compare) for pair in pairs])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(_MODELS / "en" / "tokenizer.json")

    @cached_property
    def _words(self) -> WordTable:
        return WordTable(_MODELS / "en" / "model.onnx")

    @cached_property
    def _embedder(self) -> InferenceSession:
        return self._session("embedder.onnx")

    @cached_property
    def _stance(self) -> InferenceSession:
        return self._session("stance.onnx")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads or 0
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text.translate(_SURROGATES), add_special_tokens=False).ids
        return ids

    def _embed(self, text: str) -> Floats:
        ids = self._framed(self._pieces(text)[: _PIECES - 2])
        vector: Floats = self._run(self._embedder, ids, len(ids))[0]
        return vector

    def _compare(self, pair: tuple[str, str]) -> Floats:
        concept = self._framed(self._pieces(pair[0])[: _CONCEPT - 2])
        room = _PIECES - len(concept) - 1
        statement = self._framed(self._pieces(pair[1])[:room])[1:]
        scores: Floats = self._run(self._stance, concept + statement, len(concept))[0]
        return scores

    def _framed(self, ids: list[int]) -> list[int]:
        begin, end = self._marks
        return [begin, *ids, end]

    @cached_property
    def _marks(self) -> tuple[int, int]:
        vocabulary = self._tokenizer.get_vocab()
        return vocabulary[_BEGIN], vocabulary[_BETWEEN]

    def _run(self, session: InferenceSession, ids: list[int], first: int) -> Any:
        segments = (np.arange(len(ids)) >= first).astype(np.int64)
        feed = {"words": self._words[np.array(ids, np.int64)][None], "segments": segments[None]}
        return session.run(None, feed)[0]


class _Recent(OrderedDict["Hashable", "Floats"]):
    """What was computed last, up to a number of answers."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def get(self, key: Any, compute: Any) -> Any:  # type: ignore[override]
        """The answer for ``key``, computed where it is not there."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        self[key] = made = compute(key)
        if len(self) > self.most:
            self.popitem(last=False)
        return made
