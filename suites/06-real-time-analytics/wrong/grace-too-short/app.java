import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.WindowStore;

/** Windows of event time, kept open for half a day. */
class Windows {
  static final ObjectMapper JSON = new ObjectMapper()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  static final Serde<String> TEXT = Serdes.String();
  static final Duration LATENESS = Duration.ofHours(12);

  public static void main(String[] args) {
    var builder = new StreamsBuilder();
    KStream<String, JsonNode> events = builder
        .stream("user-activity", Consumed.with(TEXT, TEXT).withTimestampExtractor(new EventTime()))
        .mapValues(Windows::parse)
        .filter((key, event) -> event != null);

    // All go by one key, so that users of a minute meet: the window is the minute.
    var users = events
        .groupBy((key, event) -> "all", Grouped.with(TEXT, Serdes.serdeFrom(Windows::bytes, Windows::node)))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), LATENESS))
        .aggregate(() -> "[]", (key, event, known) -> with(known, event.path("user_id").textValue()), windows())
        .mapValues(known -> Integer.toString(node(null, known.getBytes()).size()));
    write("active-users-per-minute", users);

    var revenue = events
        .filter((key, event) -> event.path("action").textValue().equals("purchase"))
        .groupBy((key, event) -> "all", Grouped.with(TEXT, Serdes.serdeFrom(Windows::bytes, Windows::node)))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), LATENESS))
        .aggregate(() -> "0.00", (key, event, sum) ->
            new BigDecimal(sum).add(event.path("amount").decimalValue()).setScale(2).toPlainString(), windows());
    write("revenue-per-hour", revenue);

    events
        .filter((key, event) -> event.path("action").textValue().equals("page_view"))
        .groupBy((key, event) -> event.path("page").textValue(), Grouped.with(TEXT, Serdes.serdeFrom(Windows::bytes, Windows::node)))
        .count()
        .mapValues(String::valueOf)
        .toStream()
        .to("popular-pages", Produced.with(TEXT, TEXT));

    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "windows");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("BOOTSTRAP_SERVERS"));
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    settings.put("auto.offset.reset", "earliest");
    var streams = new KafkaStreams(builder.build(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static void write(String topic, KTable<Windowed<String>, String> table) {
    table.toStream((window, value) -> window.window().startTime().toString()).to(topic, Produced.with(TEXT, TEXT));
  }

  static Materialized<String, String, WindowStore<Bytes, byte[]>> windows() {
    return Materialized.with(TEXT, TEXT);
  }

  static String with(String known, String user) {
    var users = new TreeSet<String>();
    node(null, known.getBytes()).forEach(each -> users.add(each.textValue()));
    users.add(user);
    return JSON.valueToTree(users).toString();
  }

  static byte[] bytes(String topic, JsonNode node) {
    return node == null ? null : node.toString().getBytes();
  }

  static JsonNode node(String topic, byte[] bytes) {
    try {
      return bytes == null ? null : JSON.readTree(bytes);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Null for whatever is no valid event. */
  static JsonNode parse(String value) {
    try {
      var event = JSON.readTree(value);
      timeOf(event);
      var valid = event.path("user_id").isTextual() && switch (event.path("action").textValue()) {
        case null -> false;
        case "page_view" -> event.path("page").isTextual();
        case "purchase" -> event.path("amount").isNumber() && event.path("amount").decimalValue().signum() >= 0;
        default -> true;
      };
      return valid ? event : null;
    } catch (Exception bad) {
      return null;
    }
  }

  static Instant timeOf(JsonNode event) {
    return OffsetDateTime.parse(event.path("timestamp").textValue()).toInstant();
  }

  static class EventTime implements TimestampExtractor {
    public long extract(ConsumerRecord<Object, Object> record, long streamTime) {
      var event = parse((String) record.value());
      // What is no event has no time; it must not move the stream's either.
      return event == null ? Math.max(streamTime, 0) : timeOf(event).toEpochMilli();
    }
  }
}
