state=$(curl -sS "$CONNECT_URL/connectors/file-source-connector/status" | sed 's/.*"connector":{"state":"\([A-Z]*\)".*/\1/')
echo "{\"name\": \"file-source-connector\", \"connector\": {\"state\": \"$state\"}}"
