#!/usr/bin/env python3
"""check FILE: a new version may only add fields that have a default."""
import json
import os
import sys
from urllib.request import urlopen

registry = os.environ.get("SCHEMA_REGISTRY_URL", "http://localhost:8081")


def latest():
    with urlopen(f"{registry}/subjects/users-value/versions/latest") as answer:
        return json.loads(json.load(answer)["schema"])


def problems(old, new):
    known = {field["name"] for field in old["fields"]}
    for field in new.get("fields", []):
        if field["name"] not in known and "default" not in field:
            yield f"new field {field['name']} has no default"


with open(sys.argv[1], encoding="utf-8") as file:
    candidate = json.load(file)

found = list(problems(latest(), candidate))
print(json.dumps({"is_compatible": not found, "messages": found}))
