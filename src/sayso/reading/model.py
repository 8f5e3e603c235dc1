"""The encoder session: words in, answers out, one window at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .attributions import Answers, Found, RoleHead, decode
from .relay_marks import asked, untold
from .sense_head import Sense, SenseHead
from .windows import Window, even_windows, sections, window_inputs
from .words import Words, load_tokenizer, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from .attributions import FloatArray

__all__ = ["Model", "Passage", "Settings"]

SECTION = 20_000
_ANSWERS = ("anchor", "token", "cue", "gate", "sense", "sure")
_RELAYS = "relays.onnx"


class Passage(NamedTuple):
    """Words of a text, the attributions among them, and what the model tells of relays, as ``RelayMarks.of`` takes
    it.
    """

    words: Words
    found: list[tuple[Found, Sense]]
    relays: FloatArray


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is to be run.

    Window ``size`` in word pieces, anchor ``threshold``, and the weights of the confidence (``calibration``).
    """

    size: int
    threshold: float
    calibration: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read ``settings.json``."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(int(data["size"]), float(data["threshold"]), tuple(data["calibration"]))


class Model:
    """The weights in ``folder``, run by onnxruntime on ``threads`` threads (default: all cores)."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.folder = folder
        self.threads = threads
        self.settings = Settings.load(folder / "settings.json")

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer that the weights were trained with."""
        return load_tokenizer(self.folder / "tokenizer.json")

    @cached_property
    def head(self) -> RoleHead:
        """The role head's weights."""
        return RoleHead(**self._weights("roles.npz"))

    @cached_property
    def senses(self) -> SenseHead:
        """The weights of the head for acts."""
        return SenseHead(**self._weights("senses.npz"))

    def _weights(self, name: str) -> dict[str, FloatArray]:
        with np.load(self.folder / name) as arrays:
            return {part: arrays[part].astype(np.float32) for part in arrays.files}

    @cached_property
    def session(self) -> InferenceSession:
        """The encoder, loaded when it is first needed."""
        return self._load("model.onnx")

    @cached_property
    def relay_session(self) -> InferenceSession | None:
        """What tells of relays, from the encoder's states beneath its last layers, if the model has that."""
        return self._load(_RELAYS) if self.folder.joinpath(_RELAYS).exists() else None

    def _load(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads or 0
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self.folder / name)
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def find(self, text: str, *, relays: bool = False) -> Iterator[Passage]:
        """The attributions of ``text`` with what their statements do and, with ``relays``, what the model tells of
        relays, passage by passage: never are the answers for all of a long text in memory.
        """
        for words in sections(split_words(text, self.tokenizer), SECTION):
            answers, told = self._read(words, relays=relays)
            found = decode(answers, self.head, words.paragraph, self.settings.threshold)
            yield Passage(words, [(one, self.senses.of(answers, one)) for one in found], told)

    def answers(self, words: Words) -> Answers:
        """What the encoder says of every word."""
        return self._read(words, relays=False)[0]

    def _read(self, words: Words, *, relays: bool) -> tuple[Answers, FloatArray]:
        windows = even_windows(words, self.settings.size - 2)
        relay_session = self.relay_session if relays else None
        parts = [self._run(words, w, relay_session) for w in windows]
        anchor, *others, told = (np.concatenate(p) for p in zip(*parts, strict=True))
        return Answers(anchor[:, 0], *others), told

    def _run(self, words: Words, window: Window, relay_session: InferenceSession | None) -> list[FloatArray]:
        inputs = window_inputs(words, window)
        feed = {name: inputs[name][None] for name in ("ids", "case", "space", "quote")}
        feed["first"] = first = inputs["first"][window.core - window.start :]
        if relay_session is None:
            return [*self.session.run(_ANSWERS, feed), untold(len(first))]
        *out, below = self.session.run([*_ANSWERS, "below"], feed)
        told, wanted = untold(len(first)), asked(words.case[window.core : window.end], out[0][:, 0])
        if len(wanted):
            (told[wanted],) = relay_session.run(["relays"], {"below": below, "wanted": first[wanted]})
        return [*out, told]
