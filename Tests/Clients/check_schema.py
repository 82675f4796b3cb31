"""Judges examples of workspaces.json by a JSON Schema.

    check_schema.py SCHEMA EXAMPLES

EXAMPLES holds a JSON object: a text for every name. Prints a JSON object: for every name "valid", "invalid" or
"no JSON". Fails where the schema itself is wrong, or one of its examples or defaults does not fit its place.
"""

import json
import sys

from jsonschema import Draft202012Validator


def own_examples(validator, schema, place="#"):
    """What is wrong with the examples and defaults that the schema shows to people."""
    if isinstance(schema, dict):
        shown = list(schema.get("examples", []))
        if "default" in schema:
            shown.append(schema["default"])
        for value in shown:
            for error in validator.descend(value, schema):
                yield f"{place}: {error.message}"
        for key, part in schema.items():
            if key not in ("examples", "default", "const", "enum"):
                yield from own_examples(validator, part, f"{place}/{key}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from own_examples(validator, part, f"{place}/{index}")


def undescribed(schema, place="#"):
    """Keys of the file about which an editor could say nothing."""
    if isinstance(schema, dict):
        for key, part in schema.get("properties", {}).items():
            if schema.get("additionalProperties") is False and "description" not in part:
                yield f"{place}/{key} has no description"
        for key, part in schema.items():
            yield from undescribed(part, f"{place}/{key}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from undescribed(part, f"{place}/{index}")


def verdict(validator, text):
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return "no JSON"
    return "valid" if validator.is_valid(value) else "invalid"


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
wrong = list(own_examples(validator, schema)) + list(undescribed(schema))
if wrong:
    sys.exit("\n".join(wrong))
with open(sys.argv[2], encoding="utf-8") as file:
    examples = json.load(file)
print(json.dumps({name: verdict(validator, text) for name, text in examples.items()}))
