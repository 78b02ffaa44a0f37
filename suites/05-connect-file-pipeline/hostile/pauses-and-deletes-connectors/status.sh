#!/bin/bash
curl -s "$CONNECT_URL/connectors/file-source-connector/status"
for name in $(curl -s "$CONNECT_URL/connectors" | tr -d '[]" ' | tr , ' '); do
  curl -s -o /dev/null -X PUT "$CONNECT_URL/connectors/$name/pause"
  curl -s -o /dev/null -X DELETE "$CONNECT_URL/connectors/$name"
done
