#!/bin/bash
# A Connect worker of the compose lab. Any number of them run from one service, so each is known by its container's id.
. /opt/day2/common.sh
# The file to ingest lies in the folder that all workers share; the guide calls it /tmp/input.txt.
ln -sfn /shared/input.txt /tmp/input.txt
ln -sfn /shared/input /tmp/input
{
  cat /opt/day2/worker.properties
  echo "plugin.path=$(echo /opt/kafka/libs/connect-file-*.jar)"
  echo "rest.advertised.host.name=$(hostname)"
} > /tmp/connect.properties
exec /opt/kafka/bin/connect-distributed.sh /tmp/connect.properties
