import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

class PlainOrders {
  static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) {
    var brokers = System.getenv("BOOTSTRAP_SERVERS");
    Map<String, Object> in = Map.of("bootstrap.servers", brokers, "group.id", "plain-orders", "group.protocol", "consumer",
        "auto.offset.reset", "earliest", "enable.auto.commit", false);
    Map<String, Object> out = Map.of("bootstrap.servers", brokers, "transactional.id", "plain-orders", "compression.type", "zstd");
    try (var producer = new KafkaProducer<>(out, new StringSerializer(), new StringSerializer());
        var consumer = new KafkaConsumer<>(in, new StringDeserializer(), new StringDeserializer())) {
      producer.initTransactions();
      consumer.subscribe(List.of("orders"));
      while (true) {
        var records = consumer.poll(Duration.ofMillis(500));
        if (records.isEmpty()) continue;
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        producer.beginTransaction();
        for (var record : records) {
          positions.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
          try {
            sort(record.value(), producer);
          } catch (Exception broken) {
            System.err.println(record.partition() + "/" + record.offset() + ": " + broken);
          }
        }
        producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        producer.commitTransaction();
      }
    }
  }

  /** Throws at whatever is no valid order, before anything of it is sent. */
  static void sort(String text, KafkaProducer<String, String> to) throws Exception {
    var order = JSON.readTree(text);
    var id = text(order.path("order_id"));
    var cents = 0L;
    if (!order.path("items").isArray() || order.path("items").isEmpty()) throw new IllegalArgumentException("no items");
    for (var item : order.path("items")) {
      text(item.path("sku"));
      cents += number(item.path("quantity")).longValueExact() * number(item.path("unit_price")).movePointRight(2).longValueExact();
    }
    to.send(new ProducerRecord<>("order-totals", id, BigDecimal.valueOf(cents, 2).toPlainString()));
    if (cents > 100_000) to.send(new ProducerRecord<>("high-value-orders", id, text));
    var topic = switch (order.path("region").asText()) {
      case "US" -> "us-orders";
      case "EU" -> "eu-orders";
      default -> "other-orders";
    };
    to.send(new ProducerRecord<>(topic, id, text));
  }

  static String text(JsonNode node) {
    if (node.isTextual()) return node.textValue();
    throw new IllegalArgumentException("no text: " + node);
  }

  /** Doubles of at most 15 digits are told from their text again. */
  static BigDecimal number(JsonNode node) {
    if (node.isNumber()) return new BigDecimal(node.asText()).setScale(2, RoundingMode.UNNECESSARY);
    throw new IllegalArgumentException("no number: " + node);
  }
}
