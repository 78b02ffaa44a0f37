import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Tells the balance of an account from the events in the topic alone. */
class Balance {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  public static void main(String[] args) throws JsonProcessingException {
    var account = args[0];
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"),
        "isolation.level", "read_committed",
        "auto.offset.reset", "earliest");
    // Null until it is opened.
    BigDecimal balance = null;
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions = consumer.partitionsFor("account-events").stream()
          .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
        for (var record : consumer.poll(Duration.ofMillis(200)))
          if (account.equals(record.key())) balance = apply(balance, record.value());
    }
    System.out.println(JSON.createObjectNode().put("account", account).put("balance", balance == null ? null : balance.toPlainString()));
  }

  static BigDecimal apply(BigDecimal balance, String json) throws JsonProcessingException {
    var event = JSON.readTree(json);
    var amount = event.path("amount").decimalValue();
    return switch (event.path("type").textValue()) {
      case "opened" -> BigDecimal.ZERO;
      case "deposited" -> balance.add(amount);
      case "withdrawn" -> balance.subtract(amount);
      default -> balance;
    };
  }
}
