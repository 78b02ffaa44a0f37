import json
import os
import urllib.request

SCHEMA = """
{
  "fields": [
    {"type": {"type": "int"}, "name": "id", "doc": "who it is"},
    {"doc": "Zażółć \\"gęślą\\" jaźń", "name": "name", "type": {"type": "string", "avro.java.string": "String"}},
    {"default": null, "type": ["null", {"type": "string"}], "name": "email"}
  ],
  "name": "User",
  "doc": "Somebody.",
  "type": "record"
}
"""


def call(method, path, body):
    request = urllib.request.Request(os.environ["SCHEMA_REGISTRY_URL"] + path, method=method)
    request.add_header("Content-Type", "application/vnd.schemaregistry.v1+json; charset=utf-8")
    with urllib.request.urlopen(request, json.dumps(body).encode()) as answer:
        return json.load(answer)


print(call("PUT", "/config/users-value", {"compatibility": "BACKWARD_TRANSITIVE"}))
print(call("POST", "/subjects/users-value/versions", {"schemaType": "AVRO", "schema": SCHEMA}))
print(call("POST", "/subjects/users-key/versions", {"schema": '"string"'}))
