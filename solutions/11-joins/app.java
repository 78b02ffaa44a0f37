import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/** Joins orders with their shipments, their customers, and the rates of their currencies. */
class Joins {
  static final Serde<String> TEXT = Serdes.String();
  static final Serde<JsonNode> JSON = Json.serde();
  static final Duration APART = Duration.ofHours(24);

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
    // The time of orders and shipments is their own, the records' says nothing. The tables keep the time of their records.
    var ownTime = Consumed.with(TEXT, JSON).withTimestampExtractor(Joins::ownTime);
    KStream<String, JsonNode> orders = builder.stream("orders", ownTime);
    KStream<String, JsonNode> shipments = builder.stream("shipments", ownTime);
    // Customers are spread as their topic is; the few rates are wholly known to everyone, so that no order has to travel to them.
    var customers = builder.table("customers", Consumed.with(TEXT, JSON), Materialized.as(Stores.inMemoryKeyValueStore("customers")));
    var rates = builder.globalTable("exchange-rates", Consumed.with(TEXT, TEXT),
        Materialized.as(Stores.inMemoryKeyValueStore("rates")));

    // Shipments travel to the partition of their order. What is joined must lie in as many partitions, dealt out by the same key.
    var byOrder = shipments
        .selectKey((id, shipment) -> Json.text(shipment, "order_id"))
        .repartition(Repartitioned.with(TEXT, JSON).withName("shipments-by-order").withNumberOfPartitions(6));
    // The grace is how much later than the newest record one may come and still find its partner.
    var window = JoinWindows.ofTimeDifferenceAndGrace(APART, APART);
    var retention = Duration.ofMillis(window.size() + window.gracePeriodMs());
    var stores = StreamJoined.with(TEXT, JSON, JSON)
        .withThisStoreSupplier(Stores.inMemoryWindowStore("orders-waiting", retention, Duration.ofMillis(window.size()), true))
        .withOtherStoreSupplier(Stores.inMemoryWindowStore("shipments-waiting", retention, Duration.ofMillis(window.size()), true));
    orders
        .join(byOrder, Joins::shipped, window, stores)
        .to("shipped-orders", Produced.with(TEXT, JSON));

    // Orders travel to the partition of their customer, and get their own key back.
    orders
        .selectKey((id, order) -> Json.text(order, "customer_id"))
        .repartition(Repartitioned.with(TEXT, JSON).withName("orders-by-customer").withNumberOfPartitions(3))
        .join(customers, Joins::enriched, Joined.with(TEXT, JSON, JSON))
        .selectKey((customer, order) -> Json.text(order, "order_id"))
        .to("enriched-orders", Produced.with(TEXT, JSON));

    orders
        .join(rates, (id, order) -> Json.text(order, "currency"), Joins::inEur)
        .to("orders-in-eur", Produced.with(TEXT, TEXT));
    return builder.build();
  }

  static JsonNode shipped(JsonNode order, JsonNode shipment) {
    return Json.MAPPER.createObjectNode()
        .put("order_id", Json.text(order, "order_id"))
        .put("carrier", Json.text(shipment, "carrier"));
  }

  static JsonNode enriched(JsonNode order, JsonNode customer) {
    return Json.MAPPER.createObjectNode()
        .put("order_id", Json.text(order, "order_id"))
        .put("customer_id", Json.text(order, "customer_id"))
        .put("name", Json.text(customer, "name"))
        .put("tier", Json.text(customer, "tier"));
  }

  /** Decimals all the way from the JSON on; more than two places there are not. */
  static String inEur(JsonNode order, String rate) {
    var amount = order.get("amount").decimalValue();
    return amount.multiply(new BigDecimal(rate)).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  static long ownTime(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Instant.parse(Json.text((JsonNode) record.value(), "timestamp")).toEpochMilli();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "joins");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // What was read, kept and written is committed together: after a crash nothing is joined twice, and nothing forgotten.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "joins-1");
    return settings;
  }
}

/** JSON as Kafka keeps it: UTF-8, with numbers as the decimals that they are. */
class Json {
  static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static String text(JsonNode object, String member) {
    return object.get(member).textValue();
  }

  static Serde<JsonNode> serde() {
    return Serdes.serdeFrom((topic, node) -> write(node), (topic, bytes) -> read(bytes));
  }

  static byte[] write(JsonNode node) {
    try {
      return node == null ? null : MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static JsonNode read(byte[] bytes) {
    try {
      return bytes == null ? null : MAPPER.readTree(bytes);
    } catch (IOException bad) {
      throw new UncheckedIOException(bad);
    }
  }
}
