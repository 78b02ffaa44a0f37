import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

class PlainAccounts {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String BROKERS = System.getenv("BOOTSTRAP_SERVERS");
  static final Map<String, Long> CENTS = new HashMap<>();
  static final Map<String, Set<String>> SEEN = new HashMap<>();

  public static void main(String[] args) throws Exception {
    Map<String, Object> in = Map.of("bootstrap.servers", BROKERS, "group.id", "plain-accounts", "group.protocol", "consumer",
        "auto.offset.reset", "earliest", "enable.auto.commit", false, "isolation.level", "read_committed");
    Map<String, Object> out = Map.of("bootstrap.servers", BROKERS, "transactional.id", "plain-accounts");
    try (var producer = new KafkaProducer<>(out, new StringSerializer(), new StringSerializer());
        var consumer = new KafkaConsumer<>(in, new StringDeserializer(), new StringDeserializer())) {
      // First of all: it ends the transaction that a crash left open, so that all events can be read back.
      producer.initTransactions();
      readBack();
      consumer.subscribe(List.of("commands"));
      while (true) {
        var commands = consumer.poll(Duration.ofMillis(500));
        if (commands.isEmpty()) continue;
        producer.beginTransaction();
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        var changed = new HashSet<String>();
        for (var record : commands) {
          positions.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
          var account = record.key();
          var command = JSON.readTree(record.value());
          if (SEEN.getOrDefault(account, Set.of()).contains(command.get("command_id").asText())) continue;
          // Whatever else the command has stands in the event, too.
          var event = ((ObjectNode) command).put("type", decide(CENTS.get(account), command));
          apply(account, event);
          changed.add(account);
          producer.send(new ProducerRecord<>("account-events", account, event.toString()));
        }
        for (var account : changed) {
          var cents = CENTS.get(account);
          var balance = cents == null ? "0" : BigDecimal.valueOf(cents, 2).toPlainString();
          producer.send(new ProducerRecord<>("account-balances", account, balance));
        }
        producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  static String decide(Long cents, JsonNode command) {
    return switch (command.get("type").asText()) {
      case "open" -> cents == null ? "opened" : "rejected";
      case "deposit" -> cents != null && cents(command) > 0 ? "deposited" : "rejected";
      default -> cents != null && cents(command) > 0 && cents(command) <= cents ? "withdrawn" : "rejected";
    };
  }

  static void apply(String account, JsonNode event) {
    SEEN.computeIfAbsent(account, none -> new HashSet<>()).add(event.get("command_id").asText());
    switch (event.get("type").asText()) {
      case "opened" -> CENTS.put(account, 0L);
      case "deposited" -> CENTS.merge(account, cents(event), Long::sum);
      case "withdrawn" -> CENTS.merge(account, -cents(event), Long::sum);
      default -> { }
    }
  }

  static long cents(JsonNode node) {
    return Math.round(node.get("amount").asDouble() * 100);
  }

  static void readBack() throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", BROKERS, "isolation.level", "read_committed",
        "auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions = consumer.partitionsFor("account-events").stream()
          .map(each -> new TopicPartition("account-events", each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
        for (var record : consumer.poll(Duration.ofMillis(200))) apply(record.key(), JSON.readTree(record.value()));
    }
  }
}
