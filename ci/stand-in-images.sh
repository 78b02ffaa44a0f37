#!/usr/bin/env bash
# Builds stand-ins for the public images, for machines that can pull none: Debian's libc and shells, the machine's JDK and
# Node, and the jars from the grader's cache, laid out and started as in the public images. The engine does not know them:
# their names are given to it in DAY2_KAFKA_IMAGE, DAY2_REGISTRY_IMAGE, DAY2_NODE_IMAGE and DAY2_JDK_IMAGE.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
export PATH="$project/node_modules/.bin:$PATH"
image=${DAY2_STAND_IN:-day2-stand-in}

# The JDK and the jars of this very checkout, fetched where they are not in the cache yet.
read -r java_home jars < <(cd "$project" && node --input-type=module -e '
  import { prepareRuntime } from "#harness/runtime/runtime.ts"
  const { jdk, jars } = await prepareRuntime(text => process.stderr.write(`${text}\n`))
  console.log(jdk.home, jars.folder)')
key=$(basename "$jars")-$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$java_home/release")-$(sha256sum "$0" | cut -c1-12)
if [ "$(docker image inspect -f '{{index .Config.Labels "day2.key"}}' "$image-kafka" 2>/dev/null)" = "$key" ]; then
  echo "stand-in images are up to date"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root" "$work/debs"
(cd "$work/debs" && apt-get download -qq libc6 zlib1g libgcc-s1 libstdc++6 bash-static busybox-static)
for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
rm -rf "$root"/usr/share/{doc,man,locale}
mkdir -p "$root"/{bin,tmp,proc,sys,dev,root,home/appuser,etc/kafka/docker,etc/kafka/secrets,usr/logs,usr/local/bin} \
  "$root"/{mnt/shared/config,var/lib/kafka/data,opt/kafka/bin,opt/kafka/libs,opt/kafka/config,deployments}
chmod 1777 "$root/tmp"
cp "$root/usr/bin/bash-static" "$root/bin/bash" 2>/dev/null || cp "$root/bin/bash-static" "$root/bin/bash"
[ -e "$root/bin/busybox" ] || cp "$root/usr/bin/busybox" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
mkdir -p "$root/usr/bin"
ln -sf /bin/env "$root/usr/bin/env"
printf 'root:x:0:0:root:/root:/bin/bash\nappuser:x:1000:1000::/home/appuser:/bin/bash\n' > "$root/etc/passwd"
printf 'root:x:0:\nappuser:x:1000:\n' > "$root/etc/group"
printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"

mkdir -p "$root/opt/java"
cp -a "$(readlink -f "$java_home")" "$root/opt/java/openjdk"
rm -rf "$root"/opt/java/openjdk/{jmods,lib/src.zip,man,demo,sample}
cp "$(readlink -f "$project/node_modules/.bin/node")" "$root/usr/local/bin/node"
cp "$jars"/kafka/*.jar "$root/opt/kafka/libs/"
cp -a "$jars"/registry/. "$root/deployments/"

bin=$root/opt/kafka/bin
cat > "$bin/kafka-run-class.sh" <<'SH'
#!/bin/bash
exec "${JAVA_HOME:-/opt/java/openjdk}/bin/java" ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS-} ${KAFKA_JMX_OPTS-} \
  ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/tools-log4j2.yaml} -cp '/opt/kafka/libs/*' ${KAFKA_OPTS-} "$@"
SH
cat > "$bin/kafka-server-start.sh" <<'SH'
#!/bin/bash
export KAFKA_LOG4J_OPTS=${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml}
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G}
exec /opt/kafka/bin/kafka-run-class.sh kafka.Kafka "$@"
SH
cat > "$bin/connect-distributed.sh" <<'SH'
#!/bin/bash
export KAFKA_LOG4J_OPTS=${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/connect-log4j2.yaml}
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx2G -Xms256M}
exec /opt/kafka/bin/kafka-run-class.sh org.apache.kafka.connect.cli.ConnectDistributed "$@"
SH
(cd "$project" && node --input-type=module -e '
  import { KAFKA_TOOLS } from "#harness/tools/kafka-tools.ts"
  import { writeFileSync } from "node:fs"
  for (const [name, main] of Object.entries(KAFKA_TOOLS))
    writeFileSync(`${process.argv[1]}/${name}.sh`, `#!/bin/bash\nexec /opt/kafka/bin/kafka-run-class.sh ${main} "$@"\n`)
' "$bin")
for name in log4j2 connect-log4j2; do
  cat > "$root/opt/kafka/config/$name.yaml" <<'YAML'
Configuration:
  Properties:
    Property:
      - name: logPattern
        value: "[%d] %p %m (%c)%n"
  Appenders:
    Console:
      name: STDOUT
      PatternLayout:
        pattern: "${logPattern}"
  Loggers:
    Root:
      level: INFO
      AppenderRef:
        - ref: STDOUT
YAML
done
cat > "$root/opt/kafka/config/tools-log4j2.yaml" <<'YAML'
Configuration:
  status: WARN
  Appenders:
    Console:
      name: STDERR
      target: SYSTEM_ERR
      PatternLayout:
        pattern: "[%d] %p %m (%c)%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        - ref: STDERR
YAML
cp "$root"/opt/kafka/config/{log4j2,tools-log4j2}.yaml "$root/etc/kafka/docker/"
touch "$root/opt/kafka/config/server.properties" "$root/etc/kafka/docker/server.properties"

# What turns KAFKA_* into settings and formats the storage is the public image's own class.
cat > "$root/etc/kafka/docker/run" <<'SH'
#!/bin/bash
result=$(/opt/kafka/bin/kafka-run-class.sh kafka.docker.KafkaDockerWrapper setup --default-configs-dir /etc/kafka/docker \
  --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1) ||
  echo "$result" | grep -i 'already formatted' || { echo "$result"; exit 1; }
exec /opt/kafka/bin/kafka-server-start.sh /opt/kafka/config/server.properties
SH
cat > "$root/deployments/run.sh" <<'SH'
#!/bin/bash
exec /opt/java/openjdk/bin/java ${JAVA_OPTS_APPEND-} -jar /deployments/quarkus-run.jar
SH
chmod 755 "$bin"/*.sh "$root/etc/kafka/docker/run" "$root/deployments/run.sh" "$root/bin/bash" "$root/bin/busybox"

path=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
chown -R 1000:1000 "$root"/{opt/kafka,etc/kafka,usr/logs,mnt/shared,var/lib/kafka,home/appuser} 2>/dev/null || true
tar -C "$root" -c . | docker import --change "ENV PATH=$path" --change 'ENV JAVA_HOME=/opt/java/openjdk' \
  --change 'ENV LANG=C.UTF-8' - "$image-base" > /dev/null
build() { # name, then the lines of a Dockerfile on standard input
  { echo "FROM $image-base"; cat; } | DOCKER_BUILDKIT=0 docker build -q -t "$image-$1" - > /dev/null
}
build kafka <<EOD
LABEL day2.key=$key
EXPOSE 9092
USER appuser
VOLUME ["/etc/kafka/secrets", "/var/lib/kafka/data", "/mnt/shared/config"]
CMD ["/etc/kafka/docker/run"]
EOD
build registry <<EOD
EXPOSE 8080
USER 1000
WORKDIR /deployments
CMD ["/deployments/run.sh"]
EOD
build node <<EOD
CMD ["node"]
EOD
build jdk <<EOD
CMD ["jshell"]
EOD
echo "built $image-kafka, $image-registry, $image-node and $image-jdk"
