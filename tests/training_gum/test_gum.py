from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import FormatError
from training.gum import GumDocument, convert, load_gum
from training.treebank import read_links, read_treebank

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gum" / "dev"

# word, lemma, part of speech, head, relation; "_" joins a word to the next one
Row = tuple[str, str, str, int, str]
HEADLINE: list[Row] = [("Ferry", "ferry", "NOUN", 2, "nsubj"), ("stops", "stop", "VERB", 0, "root")]
INDIRECT: list[Row] = [
    ("The", "the", "DET", 2, "det"), ("mayor", "mayor", "NOUN", 5, "nsubj"), ("has", "have", "AUX", 5, "aux"),
    ("not", "not", "PART", 5, "advmod"), ("said", "say", "VERB", 0, "root"), ("that", "that", "SCONJ", 8, "mark"),
    ("ferries", "ferry", "NOUN", 8, "nsubj"), ("stop_", "stop", "VERB", 5, "ccomp"), (".", ".", "PUNCT", 5, "punct"),
]  # fmt: skip
DIRECT: list[Row] = [
    ('"_', '"', "PUNCT", 3, "punct"), ("We", "we", "PRON", 3, "nsubj"), ("wait_", "wait", "VERB", 0, "root"),
    (",_", ",", "PUNCT", 3, "punct"), ('"', '"', "PUNCT", 3, "punct"), ("said", "say", "VERB", 3, "parataxis"),
    ("Oda_", "Oda", "PROPN", 6, "nsubj"), (".", ".", "PUNCT", 3, "punct"),
]  # fmt: skip
GOES_ON: list[Row] = [
    ('"_', '"', "PUNCT", 3, "punct"), ("I", "I", "PRON", 3, "nsubj"), ("think", "think", "VERB", 0, "root"),
    ("it", "it", "PRON", 5, "nsubj"), ("rains_", "rain", "VERB", 3, "ccomp"), ("._", ".", "PUNCT", 3, "punct"),
    ('"', '"', "PUNCT", 3, "punct"),
]  # fmt: skip
PLAIN: list[Row] = [
    ("Lund", "Lund", "PROPN", 2, "nsubj"), ("criticised", "criticise", "VERB", 0, "root"),
    ("it_", "it", "PRON", 2, "obj"),
    (".", ".", "PUNCT", 2, "punct"),
]  # fmt: skip
UNITS = [
    ("1", "0", "span", "Ferry stops"),
    ("2", "3", "attribution-negative", "The mayor has not said"),
    ("3", "0", "span", "that ferries stop ."),
    ("4", "0", "span", '" We wait , "'),
    ("5", "4", "attribution-positive", "said Oda ."),
    ("6", "7", "attribution-positive", '" I think'),
    ("7", "0", "span", 'it rains . "'),
    ("8", "0", "span", "Lund criticised it ."),
]


def conllu(*sentences: tuple[bool, list[Row]]) -> str:
    blocks = []
    for opens, rows in sentences:
        lines = ["# newpar"] if opens else []
        for n, (form, lemma, upos, head, relation) in enumerate(rows, 1):
            misc = "SpaceAfter=No" if form.endswith("_") else "_"
            cells = [str(n), form.rstrip("_"), lemma, upos, "_", "_", str(head), relation, "_", misc]
            lines.append("\t".join(cells))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def rs4(units: list[tuple[str, str, str, str]]) -> str:
    segments = "".join(
        f'<segment id="{i}" parent="{p}" relname="{r}">{t.replace(chr(34), "&quot;")}</segment>' for i, p, r, t in units
    )
    return f"<rst><header/><body>{segments}</body></rst>"


SENTENCES = conllu((True, HEADLINE), (True, INDIRECT), (True, DIRECT), (False, GOES_ON), (True, PLAIN))


def document(cues: set[str] | None) -> GumDocument:
    treebank = read_treebank(SENTENCES)
    links = read_links(rs4(UNITS), treebank, "attribution")
    return convert("GUM_news_ferry", "news", treebank, links, cues)


def test_the_text_is_rebuilt_with_its_paragraphs() -> None:
    assert document(set()).text == (
        'Ferry stops\n\nThe mayor has not said that ferries stop.\n\n"We wait," said Oda. "I think it rains."\n\n'
        "Lund criticised it."
    )


def test_source_cue_and_content_follow_polnear() -> None:
    found = [
        tuple([s.surface for s in role] for role in (a.source, a.cue, a.content)) for a in document(set()).attributions
    ]
    # The quotation that goes on belongs to Oda, and what is said within it is no attribution of its own.
    assert found == [
        (["The mayor"], ["has not said"], ["that ferries stop"]),
        (["Oda"], ["said"], ['"We wait,"', '"I think it rains."']),
    ]


def test_offsets_point_at_the_words() -> None:
    made = document({"criticised"})
    for a in made.attributions:
        for span in (*a.source, *a.cue, *a.content):
            assert made.text[span.start : span.end] == span.surface


def test_a_cue_without_an_attribution_is_unsure() -> None:
    made = document({"criticised", "said"})
    assert [made.text[a:b] for a, b in made.unsure] == ["Lund criticised it."]


def test_nothing_is_unsure_where_no_word_may_be_a_cue() -> None:
    assert document(set()).unsure == []


def test_without_a_list_every_clause_outside_is_unsure() -> None:
    made = document(None)
    assert [made.text[a:b] for a, b in made.unsure] == ["Ferry stops", "Lund criticised it."]


def test_words_written_as_one_share_its_letters() -> None:
    text = "\n".join(
        ["1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_", "1\tdo\tdo\tAUX\t_\t_\t3\taux\t_\t_",
         "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_",
         "3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_"]
    )  # fmt: skip
    treebank = read_treebank(text)
    assert treebank.text == "don't go"
    assert [treebank.text[t.start : t.end] for t in treebank.tokens] == ["do", "n't", "go"]


@pytest.mark.parametrize("broken", ["<rst>", rs4(UNITS[:-1]), rs4([*UNITS, ("9", "0", "span", "More .")])])
def test_a_discourse_tree_that_does_not_fit_is_refused(broken: str) -> None:
    with pytest.raises(FormatError):
        read_links(broken, read_treebank(SENTENCES), "attribution")


def test_a_line_without_ten_columns_is_refused() -> None:
    with pytest.raises(FormatError):
        read_treebank("1\tword\n")


def test_a_folder_is_read_by_genre(tmp_path: Path) -> None:
    for genre in ("news", "fiction"):
        (tmp_path / f"GUM_{genre}_ferry.conllu").write_text(SENTENCES, encoding="utf-8")
        (tmp_path / f"GUM_{genre}_ferry.rs4").write_text(rs4(UNITS), encoding="utf-8")
    assert [d.name for d in load_gum(tmp_path)] == ["GUM_news_ferry"]
    assert [d.genre for d in load_gum(tmp_path, ["fiction"])] == ["fiction"]


def test_it_does_without_torch() -> None:
    code = "import sys, training.gum; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the GUM treebank is not here")
def test_the_real_treebank_is_read() -> None:
    documents = load_gum(SHARED, cue_words={"said"})
    assert sum(len(d.attributions) for d in documents) > 50
    for d in documents:
        assert all(b1 < a2 for (_, b1), (a2, _) in zip(d.unsure, d.unsure[1:], strict=False))
