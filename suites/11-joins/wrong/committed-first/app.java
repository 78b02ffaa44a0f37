import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What was read is committed at once; what is written of it waits for company, and is lost in a crash. */
class PlainJoins {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  static final Map<String, List<JsonNode>> orders = new HashMap<>();
  static final Map<String, List<JsonNode>> shipments = new HashMap<>();
  static final Map<String, JsonNode> customers = new HashMap<>();
  static final Map<String, BigDecimal> rates = new HashMap<>();
  static final List<ProducerRecord<String, String>> results = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    var main = Thread.currentThread();
    var out = Map.<String, Object>of("bootstrap.servers", brokers(), "linger.ms", 8000);
    try (var producer = new KafkaProducer<>(out, new StringSerializer(), new StringSerializer());
        var tables = consumer(Map.of());
        var events = consumer(Map.of("group.id", "plain-joins", "group.protocol", "consumer"))) {
      var partitions = partitionsOf(tables, "customers", "exchange-rates");
      tables.assign(partitions);
      readUpTo(tables, tables.endOffsets(partitions));
      readBack(events);
      events.subscribe(List.of("orders", "shipments"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        events.wakeup();
        try {
          main.join(5000);
        } catch (InterruptedException ignored) {
        }
      }));
      while (true) {
        tables.poll(Duration.ZERO).forEach(PlainJoins::take);
        var batch = events.poll(Duration.ofMillis(200));
        if (batch.isEmpty()) continue;
        batch.forEach(PlainJoins::take);
        events.commitSync();
        results.forEach(producer::send);
        results.clear();
      }
    } catch (org.apache.kafka.common.errors.WakeupException end) {
      System.out.println("Good bye");
    }
  }

  /** What this group has taken before, once more, for what waits; the results of it were written then. */
  static void readBack(KafkaConsumer<String, String> events) {
    try (var again = consumer(Map.of())) {
      var partitions = partitionsOf(again, "orders", "shipments");
      var committed = new HashMap<TopicPartition, Long>();
      events.committed(new HashSet<>(partitions))
          .forEach((partition, position) -> committed.put(partition, position == null ? 0 : position.offset()));
      again.assign(partitions);
      readUpTo(again, committed);
    }
    results.clear();
  }

  static void readUpTo(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    consumer.seekToBeginning(ends.keySet());
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
      for (var each : consumer.poll(Duration.ofMillis(200)))
        if (each.offset() < ends.get(new TopicPartition(each.topic(), each.partition()))) take(each);
    ends.forEach(consumer::seek);
  }

  static void take(ConsumerRecord<String, String> record) {
    switch (record.topic()) {
      case "orders" -> order(parse(record.value()));
      case "shipments" -> {
        var shipment = parse(record.value());
        shipments.computeIfAbsent(text(shipment, "order_id"), id -> new ArrayList<>()).add(shipment);
        orders.getOrDefault(text(shipment, "order_id"), List.of()).forEach(order -> pair(order, shipment));
      }
      case "customers" -> customers.put(record.key(), parse(record.value()));
      default -> rates.put(record.key(), new BigDecimal(record.value()));
    }
  }

  static void order(JsonNode order) {
    var id = text(order, "order_id");
    orders.computeIfAbsent(id, each -> new ArrayList<>()).add(order);
    shipments.getOrDefault(id, List.of()).forEach(shipment -> pair(order, shipment));
    var customer = customers.get(text(order, "customer_id"));
    if (customer != null)
      tell("enriched-orders", id, JSON.createObjectNode().put("tier", text(customer, "tier")).put("name", text(customer, "name"))
          .put("customer_id", text(order, "customer_id")).put("order_id", id).set("order", order).toString());
    var rate = rates.get(text(order, "currency"));
    if (rate != null)
      tell("orders-in-eur", id, order.get("amount").decimalValue().multiply(rate).setScale(2, RoundingMode.UNNECESSARY).toPlainString());
  }

  static void pair(JsonNode order, JsonNode shipment) {
    var apart = Duration.between(Instant.parse(text(order, "timestamp")), Instant.parse(text(shipment, "timestamp"))).abs();
    if (apart.compareTo(Duration.ofDays(1)) > 0) return;
    var id = text(order, "order_id");
    tell("shipped-orders", id, JSON.createObjectNode().put("carrier", text(shipment, "carrier")).put("order_id", id).toString());
  }

  static void tell(String topic, String key, String value) {
    results.add(new ProducerRecord<>(topic, key, value));
  }

  static List<TopicPartition> partitionsOf(KafkaConsumer<?, ?> consumer, String... topics) {
    return Stream.of(topics).flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
  }

  static KafkaConsumer<String, String> consumer(Map<String, Object> more) {
    var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", brokers(), "auto.offset.reset", "earliest",
        "enable.auto.commit", false, "isolation.level", "read_committed"));
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  static String brokers() {
    return System.getenv("BOOTSTRAP_SERVERS");
  }

  static String text(JsonNode object, String member) {
    return object.get(member).textValue();
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (Exception bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
