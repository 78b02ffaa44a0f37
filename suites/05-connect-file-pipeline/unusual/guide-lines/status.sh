curl http://localhost:8083/connectors/file-source-connector/status
