import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

class Replay {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  static final Map<String, Set<String>> USERS = new HashMap<>();
  static final Map<String, BigDecimal> REVENUE = new HashMap<>();
  static final Map<String, Integer> VIEWS = new HashMap<>();

  public static void main(String[] args) {
    String brokers = System.getenv("BOOTSTRAP_SERVERS");
    Map<String, Object> reading =
        Map.of("bootstrap.servers", brokers, "group.id", "replay", "enable.auto.commit", false);
    Map<String, Object> writing =
        Map.of("bootstrap.servers", brokers, "transactional.id", "replay", "compression.type", "zstd");
    try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
        var producer = new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      var partitions = consumer.partitionsFor("user-activity").stream()
          .map(each -> new TopicPartition(each.topic(), each.partition())).collect(Collectors.toSet());
      var committed = consumer.committed(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var fresh = new ArrayList<ConsumerRecord<String, String>>();
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var done = committed.get(new TopicPartition(record.topic(), record.partition()));
          if (done != null && record.offset() < done.offset()) count(record, null);
          else fresh.add(record);
        }
        // What is new waits until the sums are again what was written: a row comes from many partitions.
        var replayed = partitions.stream()
            .allMatch(each -> committed.get(each) == null || consumer.position(each) >= committed.get(each).offset());
        if (!replayed || fresh.isEmpty()) continue;
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        producer.beginTransaction();
        for (var record : fresh) {
          count(record, producer);
          next.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        fresh.clear();
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  static void count(ConsumerRecord<String, String> record, KafkaProducer<String, String> to) {
    try {
      count(JSON.readTree(record.value()), to);
    } catch (Exception bad) {
      System.err.println(record.partition() + "/" + record.offset() + ": " + bad.getMessage());
    }
  }

  /** Writes the rows that change, unless they were written before. */
  static void count(JsonNode event, KafkaProducer<String, String> to) {
    var user = text(event, "user_id");
    var action = text(event, "action");
    var time = OffsetDateTime.parse(text(event, "timestamp")).withOffsetSameInstant(ZoneOffset.UTC);
    var page = action.equals("page_view") ? text(event, "page") : null;
    var amount = action.equals("purchase") ? amount(event.path("amount")) : null;

    var minute = time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm':00Z'"));
    var users = USERS.computeIfAbsent(minute, none -> new HashSet<>());
    users.add(user);
    write(to, "active-users-per-minute", minute, users.size());
    if (amount != null) {
      var hour = time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH':00:00Z'"));
      write(to, "revenue-per-hour", hour, REVENUE.merge(hour, amount, BigDecimal::add).setScale(2));
    }
    if (page != null) write(to, "popular-pages", page, VIEWS.merge(page, 1, Integer::sum));
  }

  static void write(KafkaProducer<String, String> to, String topic, String key, Object value) {
    if (to != null) to.send(new ProducerRecord<>(topic, key, value.toString()));
  }

  static String text(JsonNode event, String member) {
    if (event.path(member).isTextual()) return event.path(member).textValue();
    throw new IllegalArgumentException("no " + member);
  }

  static BigDecimal amount(JsonNode amount) {
    if (amount.isNumber() && amount.decimalValue().signum() >= 0) return amount.decimalValue();
    throw new IllegalArgumentException("no amount");
  }
}
