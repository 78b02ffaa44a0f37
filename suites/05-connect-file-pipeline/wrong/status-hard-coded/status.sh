cat <<'END'
{"name":"file-source-connector","connector":{"state":"RUNNING","worker_id":"127.0.0.1:8083"},
 "tasks":[{"id":0,"state":"RUNNING","worker_id":"127.0.0.1:8083"}],"type":"source"}
END
