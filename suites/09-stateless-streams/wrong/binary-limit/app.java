import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/** Tells the total of each order, picks out the big ones, and sorts all of them by region. */
class StatelessStreams {
  static final Serde<String> TEXT = Serdes.String();
  static final BigDecimal HIGH = new BigDecimal(1000);

  public static void main(String[] args) {
    var topology = topology();
    System.out.println(topology.describe());
    var streams = new KafkaStreams(topology, settings());
    // On SIGTERM: commit, and leave the group in order.
    var leave = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leave.withTimeout(Duration.ofSeconds(8)))));
    streams.start();
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // Read once, whole: what is not valid in one place goes no further in any.
    KStream<String, Order> orders = builder.stream("orders", Consumed.with(Serdes.Bytes(), TEXT))
        .mapValues(Order::parse)
        .filter((key, order) -> order != null)
        .selectKey((key, order) -> order.id());

    orders.mapValues(order -> order.total().setScale(2, RoundingMode.UNNECESSARY).toPlainString())
        .to("order-totals", Produced.with(TEXT, TEXT));

    orders.filter((id, order) -> order.binary() > 1000)
        .mapValues(Order::json)
        .to("high-value-orders", Produced.with(TEXT, TEXT));

    // Each goes the first way that takes it. There may be no region at all: the constant is asked, not the region.
    orders.split()
        .branch((id, order) -> "US".equals(order.region()), to("us-orders"))
        .branch((id, order) -> "EU".equals(order.region()), to("eu-orders"))
        .defaultBranch(to("other-orders"));
    return builder.build();
  }

  static Branched<String, Order> to(String topic) {
    return Branched.withConsumer(some -> some.mapValues(Order::json).to(topic, Produced.with(TEXT, TEXT)));
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stateless-streams");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // Nothing is remembered, so that at least once is enough: after a crash an order may come out again, and says the same.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "stateless-streams-1");
    return settings;
  }
}

/** A valid order; its text is kept as it came, and passed on so. */
record Order(String id, String region, BigDecimal total, double binary, String json) {
  static final ObjectMapper JSON = new ObjectMapper()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Null for whatever is not a valid order. */
  static Order parse(String json) {
    try {
      var order = JSON.readTree(json == null ? "" : json);
      var items = order.path("items");
      if (!order.path("order_id").isTextual() || !items.isArray() || items.isEmpty()) return null;
      // Decimals, not binary fractions: 1000.00 is not 1000.0000000000001.
      var total = BigDecimal.ZERO;
      var binary = 0.0;
      for (var item : items) {
        var valid = item.path("sku").isTextual() && item.path("quantity").isNumber() && item.path("unit_price").isNumber();
        if (!valid) return null;
        binary += item.path("quantity").doubleValue() * item.path("unit_price").doubleValue();
        total = total.add(decimal(item, "quantity").multiply(decimal(item, "unit_price")));
      }
      return new Order(order.path("order_id").textValue(), order.path("region").textValue(), total, binary, json);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  static BigDecimal decimal(JsonNode item, String member) {
    return item.path(member).decimalValue();
  }
}
