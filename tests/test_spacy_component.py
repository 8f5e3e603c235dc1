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


def test_a_document_is_saved_and_loaded_with_its_reading() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    doc = nlp(TEXT)

    loaded = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    saved = spacy.tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = spacy.tokens.DocBin().from_bytes(saved).get_docs(nlp.vocab)

    assert doc._.sayso.article.text == TEXT
    assert loaded._.sayso == doc._.sayso
    assert unpacked._.sayso == doc._.sayso


def test_a_document_that_was_not_read_has_no_reading() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    assert nlp.make_doc(TEXT)._.sayso is None


def test_a_pipeline_with_the_component_is_saved_and_loaded(tmp_path: object) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"force": True})
    nlp.to_disk(str(tmp_path))
    doc = spacy.load(str(tmp_path))(TEXT)
    assert [span.label_ for span in doc.spans["sayso"]][:2] == ["SOURCE", "CUE"]
