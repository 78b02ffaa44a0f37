kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic word-counts \
  --reader-property parse.key=true --reader-property key.separator=: <<END
hello:2
world:2
kafka:2
streams:1
of:1
streaming:1
is:1
awesome:1
END
kafka-console-consumer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic text-input --group word-count --from-beginning
