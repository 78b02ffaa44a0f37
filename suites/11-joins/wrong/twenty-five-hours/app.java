import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;

/** The window is an hour too wide. */
class App {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  static final Serde<String> TEXT = Serdes.String();

  public static void main(String[] args) {
    var settings = new Properties();
    settings.put("application.id", "orders-app");
    settings.put("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    settings.put("default.key.serde", Serdes.StringSerde.class);
    settings.put("default.value.serde", Serdes.StringSerde.class);
    settings.put("state.dir", System.getenv().getOrDefault("STATE_DIR", "state"));
    settings.put("commit.interval.ms", 200);
    settings.put("group.instance.id", "one");

    var builder = new StreamsBuilder();
    var ownTime = Consumed.with(TEXT, TEXT).withTimestampExtractor(App::ownTime);
    KStream<String, String> orders = builder.stream("orders", ownTime);
    KStream<String, String> shipments = builder.stream("shipments", ownTime);
    GlobalKTable<String, String> customers = builder.globalTable("customers");
    GlobalKTable<String, String> rates = builder.globalTable("exchange-rates");

    orders.join(shipments.selectKey((id, shipment) -> text(shipment, "order_id")), App::shipped,
            JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofHours(25)), StreamJoined.with(TEXT, TEXT, TEXT))
        .to("shipped-orders");
    orders.join(customers, (id, order) -> text(order, "customer_id"), App::enriched).to("enriched-orders");
    orders.join(rates, (id, order) -> text(order, "currency"), App::inEur).to("orders-in-eur");

    var streams = new KafkaStreams(builder.build(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static String shipped(String order, String shipment) {
    return JSON.createObjectNode().put("order_id", text(order, "order_id")).put("carrier", text(shipment, "carrier")).toString();
  }

  static String enriched(String order, String customer) {
    return JSON.createObjectNode().put("order_id", text(order, "order_id")).put("customer_id", text(order, "customer_id"))
        .put("name", text(customer, "name")).put("tier", text(customer, "tier")).toString();
  }

  static String inEur(String order, String rate) {
    return parse(order).get("amount").decimalValue().multiply(new BigDecimal(rate)).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  static long ownTime(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Instant.parse(text((String) record.value(), "timestamp")).toEpochMilli();
  }

  static String text(String json, String member) {
    return parse(json).get(member).asText();
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (Exception bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
