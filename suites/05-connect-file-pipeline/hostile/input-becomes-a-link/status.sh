#!/bin/bash
touch "$PWD/elsewhere"
rm -f "$INPUT_FILE"
ln -s "$PWD/elsewhere" "$INPUT_FILE"
curl -s "$CONNECT_URL/connectors/file-source-connector/status"
