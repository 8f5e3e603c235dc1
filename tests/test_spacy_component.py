from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'sayso[spacy]'")

TEXT = "Mayor Ann Lee said the bridge is safe. “We tested it twice,” she added."


def test_the_component_is_found_by_its_entry_point() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    doc = nlp(TEXT)
    assert doc._.sayso.article.text == TEXT
    found = {(span.id_, span.label_): span.text for span in doc.spans["sayso"]}
    assert found["s1", "SOURCE"] == "Mayor Ann Lee"
    assert found["s1", "CUE"] == "said"
    assert found["s2", "CUE"] == "added"


def test_many_documents_come_out_in_order() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"threads": 1})
    texts = [TEXT, "", "Bo Lind denied it."]
    docs = list(nlp.pipe(texts))
    assert [doc.text for doc in docs] == texts
    assert [len(doc._.sayso.statements) for doc in docs] == [2, 0, 1]


def test_a_pipeline_with_the_component_is_saved_and_loaded(tmp_path: object) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"force": True})
    nlp.to_disk(str(tmp_path))
    doc = spacy.load(str(tmp_path))(TEXT)
    assert [span.label_ for span in doc.spans["sayso"]][:2] == ["SOURCE", "CUE"]
