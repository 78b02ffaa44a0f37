import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Window;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers;

/** Keeps five tables of what customers pay: in all, in windows of five and of ten minutes, and in sessions. */
class Aggregates {
  static final Serde<String> TEXT = Serdes.String();
  /** A payment may come that much later than newer ones, and still counts in its windows and its session. */
  static final Duration LATENESS = Duration.ofHours(24);

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
    var source = Consumed.with(Serdes.Bytes(), TEXT).withTimestampExtractor(new PaymentTime());
    // What belongs to a customer must meet in one partition: it takes a topic with the customer as key. All five tables read it.
    KGroupedStream<String, String> payments = builder
        .stream("payments", source)
        .mapValues(Payment::parse)
        .selectKey((key, payment) -> payment.customer())
        .mapValues(payment -> payment.amount().toPlainString())
        .repartition(Repartitioned.with(TEXT, TEXT).withName("by-customer").withNumberOfPartitions(3))
        .groupByKey();

    write("payment-counts", payments
        .count()
        .toStream()
        .mapValues(String::valueOf));

    // Decimals as text stay exact; binary floating point would not.
    write("customer-spending", payments
        .aggregate(() -> "0", (customer, amount, sum) -> plus(sum, amount), Materialized.with(TEXT, TEXT))
        .toStream()
        .mapValues(sum -> new BigDecimal(sum).setScale(2, RoundingMode.UNNECESSARY).toPlainString()));

    var fiveMinutes = TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), LATENESS);
    write("payments-per-5-minutes", payments
        .windowedBy(fiveMinutes)
        .count()
        .toStream((customer, count) -> customer.key() + "@" + customer.window().startTime())
        .mapValues(String::valueOf));

    var tenMinutes = TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(10)).advanceBy(Duration.ofMinutes(5));
    write("payments-per-10-minutes", payments
        .windowedBy(tenMinutes)
        .count()
        .toStream((customer, count) -> customer.key() + "@" + customer.window().startTime())
        .mapValues(String::valueOf));

    // A session that has become longer is another row; the table says null for the one that it was.
    write("payment-sessions", payments
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(30), LATENESS))
        .count()
        .toStream((customer, count) -> customer.key() + "@" + firstAndLast(customer.window()))
        .mapValues(count -> count == null ? null : String.valueOf(count)));
    return builder.build();
  }

  static String firstAndLast(Window session) {
    return session.startTime() + "/" + session.endTime();
  }

  static void write(String topic, KStream<String, String> rows) {
    rows.to(topic, Produced.with(TEXT, TEXT));
  }

  static String plus(String sum, String amount) {
    return new BigDecimal(sum).add(new BigDecimal(amount)).toPlainString();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "aggregates-and-windows");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // What was read, counted and written is committed together: after a crash nothing is counted twice.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // Every change goes out at once.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // Tables in memory; after a restart they are read back from the topics that log every change of them.
    settings.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, InMemoryDslStoreSuppliers.class);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "aggregates-and-windows-1");
    return settings;
  }
}

record Payment(String customer, BigDecimal amount, Instant time) {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static Payment parse(String json) {
    try {
      var payment = JSON.readTree(json);
      return new Payment(
          payment.path("customer_id").textValue(),
          payment.path("amount").decimalValue(),
          Instant.parse(payment.path("timestamp").textValue()));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(json, broken);
    }
  }
}

/** The time of a payment is its own, not that of the record. */
class PaymentTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Payment.parse((String) record.value()).time().toEpochMilli();
  }
}
