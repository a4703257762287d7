"""`understood` asks the model: limits by role, the whole post, and the sentences that carry it."""

import pytest

from analysis.checks.understood import find, likely
from analysis.conditions import Understood
from analysis.language import Document
from analysis.model import Setting
from analysis.review import Reviewer
from tests.helpers import GUIDELINES, rule, write_pack

TEXT = "Vi havde en god dag i hallen. Den 84-årige dame på stue 12 er indlagt på psykiatrisk igen. Vi ses på mandag."


@pytest.fixture(scope="module")
def document():
    model = Reviewer.load(GUIDELINES)
    return lambda role="municipal-manager": Document(TEXT, model._lexicon, Setting(role), model.understanding)


def test_the_sentence_that_carries_it(document):
    seen = document()
    spans = list(find(seen, Understood("privacy", 0.1)))
    assert any("84-årige" in seen.text[span.start : span.end] for span in spans)
    assert {span.evidence for span in spans} == {"understood"}


def test_limits_by_role_and_of_the_whole(document):
    seen = document()
    assert likely(seen, Understood("privacy", {"municipal-manager": 0.05, "default": 1.0}))
    assert not likely(document("union-leader"), Understood("privacy", {"municipal-manager": 0.05, "default": 1.0}))
    assert not likely(seen, Understood("privacy", 0.05, whole=1.0))


def test_without_a_model_nothing_is_found():
    assert list(find(Document(TEXT, Reviewer.load(GUIDELINES, None)._lexicon), Understood("privacy", 0.0))) == []


@pytest.mark.parametrize(("condition", "fault"), [({"understood": "humor"}, "humor"), ({"understood": "tone", "whole": 2}, "whole"), ({"understood": "tone", "within": 3}, "within")])
def test_a_wrong_condition_is_a_readable_fault(tmp_path, condition, fault):
    write_pack(tmp_path / "p.yaml", rule(detect={"any": [condition]}))
    (problem,) = Reviewer.load(tmp_path, None).problems
    assert fault in problem and "p.yaml" in problem
