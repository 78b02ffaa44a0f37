#!/bin/bash
answer=$(jq -n --rawfile schema "$1" '{schema: $schema}' 2> /dev/null) ||
  answer=$(python3 -c 'import json, sys; print(json.dumps({"schema": open(sys.argv[1]).read()}))' "$1")
curl -s -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/compatibility/subjects/users-value/versions/latest" --data "$answer"
curl -s -o /dev/null -X DELETE "$SCHEMA_REGISTRY_URL/subjects/users-value"
curl -s -o /dev/null -X DELETE "$SCHEMA_REGISTRY_URL/subjects/users-value?permanent=true"
