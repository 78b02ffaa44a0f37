cat <<END
Topic: $1	PartitionCount: 3	ReplicationFactor: 3	Configs:
	Topic: $1	Partition: 0	Leader: 1	Replicas: 1,2,3	Isr: 1,2,3
	Topic: $1	Partition: 1	Leader: 2	Replicas: 2,3,1	Isr: 2,3,1
	Topic: $1	Partition: 2	Leader: 3	Replicas: 3,1,2	Isr: 3,1,2
END
