import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Without Streams: after a start it reads again what was read before, in silence, and goes on in transactions. */
public class PlainWindows {
  static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws Exception {
    var brokers = System.getenv("BOOTSTRAP_SERVERS");
    var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", brokers, "group.id", "plain-windows", "enable.auto.commit", false,
            "auto.offset.reset", "earliest", "isolation.level", "read_committed"),
        new StringDeserializer(), new StringDeserializer());
    var producer = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", brokers, "transactional.id", "plain-windows", "compression.type", "zstd"),
        new StringSerializer(), new StringSerializer());
    producer.initTransactions();

    var all = new ArrayList<TopicPartition>();
    for (var info : consumer.partitionsFor("readings")) all.add(new TopicPartition("readings", info.partition()));
    var committed = consumer.committed(new java.util.HashSet<>(all));
    var windows = new HashMap<Integer, Windows>();
    for (var partition : all) windows.put(partition.partition(), new Windows());
    consumer.assign(all);
    consumer.seekToBeginning(all);

    while (true) {
      var records = consumer.poll(Duration.ofMillis(300));
      if (records.isEmpty()) continue;
      producer.beginTransaction();
      for (var record : records) {
        var partition = new TopicPartition(record.topic(), record.partition());
        var known = committed.get(partition);
        for (var result : windows.get(record.partition()).take(record)) {
          if (known == null || record.offset() >= known.offset()) producer.send(result);
        }
      }
      var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
      for (var partition : records.partitions()) {
        var known = committed.get(partition);
        var position = consumer.position(partition);
        if (known == null || position > known.offset()) positions.put(partition, new OffsetAndMetadata(position));
      }
      producer.sendOffsetsToTransaction(positions, new ConsumerGroupMetadata("plain-windows"));
      producer.commitTransaction();
    }
  }
}

class Windows {
  long streamTime = Long.MIN_VALUE;
  /** By their starts. */
  final TreeMap<Instant, Map<String, Long>> open = new TreeMap<>();

  List<ProducerRecord<String, String>> take(ConsumerRecord<String, String> record) throws Exception {
    JsonNode reading = PlainWindows.JSON.readTree(record.value());
    var time = Instant.parse(reading.get("timestamp").asText());
    var start = time.truncatedTo(ChronoUnit.MINUTES);
    streamTime = Math.max(streamTime, time.toEpochMilli());
    if (closed(start)) return List.of(new ProducerRecord<>("late-readings", record.key(), record.value()));
    open.computeIfAbsent(start, none -> new TreeMap<>())
        .merge(reading.get("sensor").asText(), reading.get("celsius").asLong(), Math::max);
    var results = new ArrayList<ProducerRecord<String, String>>();
    while (!open.isEmpty() && closed(open.firstKey())) {
      var window = open.pollFirstEntry();
      window.getValue().forEach((sensor, highest) ->
          results.add(new ProducerRecord<>("sensor-maxima", sensor + "@" + window.getKey(), highest.toString())));
    }
    return results;
  }

  boolean closed(Instant start) {
    return start.plus(3, ChronoUnit.MINUTES).toEpochMilli() <= streamTime;
  }
}
