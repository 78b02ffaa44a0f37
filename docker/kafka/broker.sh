#!/bin/bash
# A broker of the compose lab: the image's own start, with the tools by the guide's names.
. /opt/day2/common.sh
exec /etc/kafka/docker/run
