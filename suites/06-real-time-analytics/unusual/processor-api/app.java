import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

class Dashboard {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String USERS = "active-users-per-minute", REVENUE = "revenue-per-hour", PAGES = "popular-pages";

  public static void main(String[] args) {
    var text = Serdes.String();
    var builder = new StreamsBuilder();
    builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("rows"), text, Serdes.Long()));
    builder.stream("user-activity", Consumed.with(Serdes.ByteArray(), text))
        .flatMap((key, value) -> changes(value))
        .repartition(Repartitioned.with(text, text).withName("changes"))
        .process(Rows::new, "rows")
        .to((key, value, context) -> new String(context.headers().lastHeader("table").value()), Produced.with(text, text));

    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "dashboard");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("BOOTSTRAP_SERVERS"));
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv("TMPDIR"));
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put("auto.offset.reset", "earliest");
    var streams = new KafkaStreams(builder.build(), settings);
    streams.setStateListener((now, before) -> System.out.println(before + " -> " + now));
    streams.start();
  }

  /** "table key" -> what comes to it. */
  static List<KeyValue<String, String>> changes(String value) {
    try {
      var event = JSON.readTree(value);
      var user = text(event, "user_id");
      var time = OffsetDateTime.parse(text(event, "timestamp")).toInstant();
      var active = KeyValue.pair(USERS + " " + time.truncatedTo(ChronoUnit.MINUTES), user);
      return switch (text(event, "action")) {
        case "page_view" -> List.of(active, KeyValue.pair(PAGES + " " + text(event, "page"), "1"));
        case "purchase" -> List.of(active, KeyValue.pair(REVENUE + " " + hour(time), cents(event.path("amount"))));
        default -> List.of(active);
      };
    } catch (Exception bad) {
      System.out.println("skipped: " + bad);
      return List.of();
    }
  }

  static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  static String cents(JsonNode amount) {
    if (!amount.isNumber() || amount.doubleValue() < 0) throw new IllegalArgumentException("amount");
    return Long.toString(Math.round(amount.doubleValue() * 100));
  }

  static String text(JsonNode event, String member) {
    if (!event.path(member).isTextual()) throw new IllegalArgumentException(member);
    return event.path(member).textValue();
  }

  static class Rows extends ContextualProcessor<String, String, String, String> {
    private KeyValueStore<String, Long> rows;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      rows = context.getStateStore("rows");
    }

    @Override
    public void process(Record<String, String> change) {
      var blank = change.key().indexOf(' ');
      var table = change.key().substring(0, blank);
      long amount = 1;
      if (table.equals(USERS) && rows.putIfAbsent(change.key() + " " + change.value(), 1L) != null) return;
      if (table.equals(REVENUE)) amount = Long.parseLong(change.value());
      var known = rows.get(change.key());
      long sum = (known == null ? 0 : known) + amount;
      rows.put(change.key(), sum);
      var shown = table.equals(REVENUE) ? "%d.%02d".formatted(sum / 100, sum % 100) : Long.toString(sum);
      var row = change.withKey(change.key().substring(blank + 1)).withValue(shown);
      row.headers().add("table", table.getBytes());
      context().forward(row);
    }
  }
}
