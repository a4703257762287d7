"""The schema that editors use: every key explained in Danish, and the shipped packs are valid by it."""

import json
from datetime import date

import jsonschema
import pytest

from analysis import located_yaml
from analysis.guidelines import pack_files
from analysis.schema_published import published
from analysis.schema_texts import TEXTS
from tests.helpers import GUIDELINES

FREE = {"mask", "words", "default", "union-leader", "municipal-manager", "chief-executive", "elected-politician", "facebook", "linkedin", "x", "instagram"}


def properties(shape, path=()):
    if isinstance(shape, dict):
        for name, value in shape.get("properties", {}).items():
            yield (*path, name), value
        for key, value in shape.items():
            yield from properties(value, (*path, key))
    elif isinstance(shape, list):
        for number, value in enumerate(shape):
            yield from properties(value, (*path, number))


def test_every_key_has_a_title_and_a_line_of_help():
    missing = [path for path, shape in properties(published()) if path[-1] not in FREE and not (shape.get("title") and shape.get("description"))]
    assert missing == []


def test_every_text_is_used():
    told = json.dumps(published(), ensure_ascii=False)
    assert [key for key, (_, description, _) in TEXTS.items() if json.dumps(description, ensure_ascii=False) not in told] == []


def test_examples_are_valid_where_they_stand():
    schema = published()
    for path, shape in properties(schema):
        for example in shape.get("examples", ()):
            errors = list(jsonschema.Draft202012Validator({**shape, "$defs": schema["$defs"]}).iter_errors(example))
            assert not errors, (path, example, errors)


def test_the_shipped_schema_is_the_one_the_command_prints():
    assert json.loads((GUIDELINES / "schema.json").read_text("utf-8")) == published(), "python -m analysis guidelines schema > guidelines/schema.json"


@pytest.mark.parametrize("file", pack_files(GUIDELINES), ids=lambda file: file.stem)
def test_the_shipped_packs_are_valid_by_the_editors_schema(file):
    plain = json.loads(json.dumps(located_yaml.load(file).data, default=date.isoformat))
    assert [error.message for error in jsonschema.Draft202012Validator(published()).iter_errors(plain)] == []
