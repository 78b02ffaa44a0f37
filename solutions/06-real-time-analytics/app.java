import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Keeps three tables of what users do: active users per minute, revenue per hour, popular pages. */
class Analytics {
  static final Serde<String> TEXT = Serdes.String();

  @SuppressWarnings("unchecked")
  static final Serde<List<String>> TEXTS = Serdes.ListSerde(ArrayList.class, TEXT);

  public static void main(String[] args) {
    var streams = new KafkaStreams(topology(), settings());
    // On SIGTERM: commit, and leave the group in order.
    var leave = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leave.withTimeout(Duration.ofSeconds(8)))));
    streams.start();
  }

  /**
   * The minute or hour of an event is simply the key under which it is counted. There is no window that could close too
   * early: an event counts however late it comes.
   */
  static Topology topology() {
    var builder = new StreamsBuilder();
    // The time of the records themselves says nothing here; an old one would only make Kafka delete the results sooner.
    var source = Consumed.with(Serdes.Bytes(), TEXT).withTimestampExtractor(new WallclockTimestampExtractor());
    KStream<?, Event> events =
        builder.stream("user-activity", source).mapValues(Event::parse).filter((key, event) -> event != null);

    // minute -> user, collected to the list of different users, of which the length is wanted.
    var users = events.map((key, event) -> KeyValue.pair(event.minute(), event.user()));
    write("active-users-per-minute", keyed("users-by-minute", users)
        .groupByKey()
        .aggregate(List::of, (minute, user, known) -> with(known, user), store("users", TEXTS))
        .mapValues(known -> Integer.toString(known.size())));

    // hour -> amount, added up. Decimals as text stay exact; binary floating point would not.
    var amounts = events
        .filter((key, event) -> event.amount() != null)
        .map((key, event) -> KeyValue.pair(event.hour(), event.amount().toPlainString()));
    write("revenue-per-hour", keyed("amounts-by-hour", amounts)
        .groupByKey()
        .reduce(Analytics::plus, store("revenue", TEXT))
        .mapValues(sum -> new BigDecimal(sum).setScale(2, RoundingMode.UNNECESSARY).toPlainString()));

    // page -> view, counted.
    var views = events
        .filter((key, event) -> event.page() != null)
        .map((key, event) -> KeyValue.pair(event.page(), event.user()));
    write("popular-pages", keyed("views-by-page", views)
        .groupByKey()
        .count(store("views", Serdes.Long()))
        .mapValues(count -> Long.toString(count)));
    return builder.build();
  }

  /** What belongs together must meet in one partition: it takes a topic with the new keys. */
  static KStream<String, String> keyed(String name, KStream<String, String> stream) {
    return stream.repartition(Repartitioned.with(TEXT, TEXT).withName(name).withNumberOfPartitions(3));
  }

  /** A table in memory; after a restart it is read back from the topic that logs every change of it. */
  static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(String name, Serde<V> values) {
    return Materialized.<String, V>as(Stores.inMemoryKeyValueStore(name)).withKeySerde(TEXT).withValueSerde(values);
  }

  static void write(String topic, KTable<String, String> table) {
    table.toStream().to(topic, Produced.with(TEXT, TEXT));
  }

  static String plus(String sum, String amount) {
    return new BigDecimal(sum).add(new BigDecimal(amount)).toPlainString();
  }

  static List<String> with(List<String> users, String user) {
    if (users.contains(user)) return users;
    var more = new ArrayList<>(users);
    more.add(user);
    return more;
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "real-time-analytics");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, "streams-state");
    // What was read, counted and written is committed together: after a crash nothing is counted twice.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // Every change goes out at once.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "real-time-analytics-1");
    return settings;
  }
}

/** A valid event; page and amount are null where the action has none. */
record Event(String user, Instant time, String page, BigDecimal amount) {
  static final ObjectMapper JSON = new ObjectMapper()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  String minute() {
    return time.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  String hour() {
    return time.truncatedTo(ChronoUnit.HOURS).toString();
  }

  /** Null for whatever is not a valid event. */
  static Event parse(String json) {
    try {
      var object = JSON.readTree(json == null ? "" : json);
      var action = text(object, "action");
      return new Event(
          text(object, "user_id"),
          OffsetDateTime.parse(text(object, "timestamp")).toInstant(),
          action.equals("page_view") ? text(object, "page") : null,
          action.equals("purchase") ? amount(object) : null);
    } catch (JsonProcessingException | DateTimeException | InvalidEvent bad) {
      return null;
    }
  }

  static String text(JsonNode object, String member) {
    if (object.path(member).isTextual()) return object.path(member).textValue();
    throw new InvalidEvent();
  }

  static BigDecimal amount(JsonNode object) {
    if (!object.path("amount").isNumber()) throw new InvalidEvent();
    var amount = object.path("amount").decimalValue().stripTrailingZeros();
    var digits = amount.precision() - amount.scale();
    // 1e999999999 is a number, too, and would fill the memory when it is written out.
    if (amount.signum() < 0 || amount.scale() > 2 || digits > 18) throw new InvalidEvent();
    return amount;
  }

  static class InvalidEvent extends RuntimeException {}
}
