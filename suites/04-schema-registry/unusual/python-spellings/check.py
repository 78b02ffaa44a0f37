import json
import os
import sys
import urllib.request

with open(sys.argv[1]) as file:
    body = {"schema": file.read(), "references": []}
request = urllib.request.Request(os.environ["SCHEMA_REGISTRY_URL"] + "/compatibility/subjects/users-value/versions?verbose=true")
request.add_header("Content-Type", "application/vnd.schemaregistry.v1+json")
answer = json.load(urllib.request.urlopen(request, json.dumps(body).encode()))
print(json.dumps({"asked": body, "is_compatible": None}))
print(json.dumps(answer, indent=4))
sys.exit(0 if answer["is_compatible"] else 3)
