import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Remembers every payment, makes a customer's rows anew with each, and writes those that differ from what it wrote before. */
class Ledger {
  record Payment(Instant time, BigDecimal amount) {}

  static final ObjectMapper JSON = new ObjectMapper();
  static final Map<String, List<Payment>> PAYMENTS = new HashMap<>();
  static final Map<String, Map<String, String>> WRITTEN = new HashMap<>();

  public static void main(String[] args) throws Exception {
    String brokers = System.getenv("BOOTSTRAP_SERVERS");
    Map<String, Object> reading =
        Map.of("bootstrap.servers", brokers, "group.id", "ledger", "enable.auto.commit", false);
    Map<String, Object> writing =
        Map.of("bootstrap.servers", brokers, "transactional.id", "ledger", "compression.type", "lz4");
    try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
        var producer = new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      var partitions = consumer.partitionsFor("payments").stream()
          .map(each -> new TopicPartition(each.topic(), each.partition())).collect(Collectors.toSet());
      var committed = consumer.committed(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var fresh = new ArrayList<ConsumerRecord<String, String>>();
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var done = committed.get(new TopicPartition(record.topic(), record.partition()));
          if (done != null && record.offset() < done.offset()) take(record, null);
          else fresh.add(record);
        }
        // What is new waits until everything is known again that was written before.
        var replayed = partitions.stream()
            .allMatch(each -> committed.get(each) == null || consumer.position(each) >= committed.get(each).offset());
        if (!replayed || fresh.isEmpty()) continue;
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        producer.beginTransaction();
        for (var record : fresh) {
          take(record, producer);
          next.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        fresh.clear();
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  static void take(ConsumerRecord<String, String> record, KafkaProducer<String, String> to) throws Exception {
    var json = JSON.readTree(record.value());
    var customer = json.get("customer_id").textValue();
    var payment = new Payment(Instant.parse(json.get("timestamp").textValue()), new BigDecimal(json.get("amount").asText()));
    PAYMENTS.computeIfAbsent(customer, none -> new ArrayList<>()).add(payment);
    var before = WRITTEN.getOrDefault(customer, Map.of());
    var now = rowsOf(customer, PAYMENTS.get(customer));
    WRITTEN.put(customer, now);
    if (to == null) return;
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    for (var key : keys) {
      var value = now.get(key);
      if (value != null && value.equals(before.get(key))) continue;
      var parts = key.split(" ", 2);
      to.send(new ProducerRecord<>(parts[0], parts[1], value));
    }
  }

  /** Topic and key, and the value. */
  static Map<String, String> rowsOf(String customer, List<Payment> payments) {
    var rows = new TreeMap<String, String>();
    rows.put("payment-counts " + customer, "" + payments.size());
    rows.put("customer-spending " + customer,
        payments.stream().map(Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2).toPlainString());
    var times = payments.stream().map(payment -> payment.time().getEpochSecond()).sorted().toList();
    for (long time : times) {
      var start = time - time % 300;
      one(rows, "payments-per-5-minutes " + customer + "@" + Instant.ofEpochSecond(start));
      for (var each : List.of(start - 300, start)) one(rows, "payments-per-10-minutes " + customer + "@" + Instant.ofEpochSecond(each));
    }
    for (int first = 0, next; first < times.size(); first = next) {
      for (next = first + 1; next < times.size() && times.get(next) - times.get(next - 1) <= 1800; ) next++;
      rows.put("payment-sessions %s@%s/%s".formatted(
          customer, Instant.ofEpochSecond(times.get(first)), Instant.ofEpochSecond(times.get(next - 1))), "" + (next - first));
    }
    return rows;
  }

  static void one(Map<String, String> rows, String key) {
    rows.merge(key, "1", (count, more) -> "" + (Integer.parseInt(count) + 1));
  }
}
