import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

// Objects are parsed and written anew, with all their members.
public class OrdersApplication {
  static final ObjectMapper MAPPER = new ObjectMapper()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static final Serde<JsonNode> JSON = Serdes.serdeFrom(
      (topic, node) -> {
        try {
          return MAPPER.writeValueAsBytes(node);
        } catch (Exception e) {
          throw new RuntimeException(e);
        }
      },
      (topic, bytes) -> {
        try {
          return MAPPER.readTree(bytes);
        } catch (Exception e) {
          return JsonNodeFactory.instance.missingNode();
        }
      });

  public static void main(String[] args) throws Exception {
    Properties props = new Properties();
    props.put(StreamsConfig.APPLICATION_ID_CONFIG, "orders-application");
    props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092,localhost:9093,localhost:9094");

    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, JsonNode> orders = builder
        .stream("orders", Consumed.with(Serdes.String(), JSON))
        .filter((key, order) -> order != null && isValid(order))
        .selectKey((key, order) -> order.get("order_id").asText());
    Produced<String, JsonNode> asJson = Produced.with(Serdes.String(), JSON);

    orders.mapValues(order -> String.format(java.util.Locale.ROOT, "%.2f", total(order)))
        .to("order-totals", Produced.with(Serdes.String(), Serdes.String()));
    orders.filter((key, order) -> total(order).compareTo(BigDecimal.valueOf(1000)) > 0).to("high-value-orders", asJson);
    orders.filter((key, order) -> region(order).equals("US")).to("us-orders", asJson);
    orders.filter((key, order) -> region(order).equals("EU")).to("eu-orders", asJson);
    orders.filterNot((key, order) -> region(order).equals("US") || region(order).equals("EU")).to("other-orders", asJson);

    KafkaStreams streams = new KafkaStreams(builder.build(), props);
    CountDownLatch latch = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread("streams-shutdown-hook") {
      @Override
      public void run() {
        streams.close();
        latch.countDown();
      }
    });
    streams.start();
    latch.await();
  }

  static String region(JsonNode order) {
    return order.path("region").asText("");
  }

  static boolean isValid(JsonNode order) {
    if (!order.isObject() || !order.path("order_id").isTextual()) return false;
    JsonNode items = order.path("items");
    if (!items.isArray() || items.size() == 0) return false;
    for (JsonNode item : items) {
      if (!item.path("sku").isTextual() || !item.path("quantity").isNumber() || !item.path("unit_price").isNumber()) return false;
    }
    return true;
  }

  static BigDecimal total(JsonNode order) {
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode item : order.get("items"))
      total = total.add(item.get("unit_price").decimalValue().multiply(item.get("quantity").decimalValue()));
    return total;
  }
}
