import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

class PlainWordCount {
  static final String BROKERS = System.getenv("BOOTSTRAP_SERVERS");

  public static void main(String[] args) throws Exception {
    var main = Thread.currentThread();
    Map<String, Object> in = Map.of("bootstrap.servers", BROKERS, "group.id", "plain-word-count", "group.protocol", "consumer",
        "auto.offset.reset", "earliest", "enable.auto.commit", false, "isolation.level", "read_committed");
    Map<String, Object> out = Map.of("bootstrap.servers", BROKERS, "transactional.id", "plain-word-count",
        "compression.type", "snappy");
    try (var producer = new KafkaProducer<>(out, new StringSerializer(), new LongSerializer());
        var consumer = new KafkaConsumer<>(in, new StringDeserializer(), new StringDeserializer())) {
      // First of all: it ends the transaction that a crash left open, so that all counts can be read back.
      producer.initTransactions();
      var counts = readBack();
      System.out.println("Going on from " + counts);
      consumer.subscribe(List.of("text-input"));
      Runtime.getRuntime().addShutdownHook(new Thread(consumer::wakeup));
      while (true) {
        var lines = consumer.poll(Duration.ofMillis(500));
        if (lines.isEmpty()) continue;
        producer.beginTransaction();
        var changed = new HashMap<String, Long>();
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var line : lines) {
          positions.put(new TopicPartition(line.topic(), line.partition()), new OffsetAndMetadata(line.offset() + 1));
          for (var word : line.value().split(" +")) changed.put(word, counts.merge(word, 1L, Long::sum));
        }
        changed.forEach((word, count) -> producer.send(new ProducerRecord<>("word-counts", word, count)));
        producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  static Map<String, Long> readBack() {
    var counts = new HashMap<String, Long>();
    Map<String, Object> settings = Map.of("bootstrap.servers", BROKERS, "isolation.level", "read_committed",
        "auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new LongDeserializer())) {
      var partitions = consumer.partitionsFor("word-counts").stream()
          .map(each -> new TopicPartition("word-counts", each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
        for (var record : consumer.poll(Duration.ofMillis(200))) counts.put(record.key(), record.value());
    }
    return counts;
  }
}
