import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Suppressed.BufferConfig;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.WindowStore;

/** Tells the highest reading of each sensor and minute once the minute is closed, and puts aside what comes too late for that. */
class LateData {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Duration GRACE = Duration.ofMinutes(2);
  static final Serde<String> TEXT = Serdes.String();

  public static void main(String[] args) {
    var streams = new KafkaStreams(topology(), settings());
    // On SIGTERM: commit, and leave the group in order.
    var leave = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leave.withTimeout(Duration.ofSeconds(8)))));
    streams.start();
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // Stream time is that of the readings: from here on a record's time is the one in its value.
    var source = Consumed.with(TEXT, TEXT).withTimestampExtractor(new ReadingTime());
    var readings = builder.stream("readings", source).processValues(Judge::new);

    readings.split()
        .branch((sensor, judged) -> judged.late(), Branched.withConsumer(late -> late
            .mapValues(Judged::reading)
            .to("late-readings", Produced.with(TEXT, TEXT))))
        .defaultBranch(Branched.withConsumer(onTime -> onTime
            .mapValues(judged -> Reading.celsius(judged.reading()))
            .groupByKey(Grouped.with(TEXT, Serdes.Long()))
            .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
            .reduce(Math::max, Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("maxima")
                .withKeySerde(TEXT).withValueSerde(Serdes.Long()))
            // One record a window: nothing is told before it is closed.
            .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
            .toStream((window, highest) -> window.key() + "@" + window.window().startTime())
            .mapValues(highest -> Long.toString(highest))
            .to("sensor-maxima", Produced.with(TEXT, TEXT))));
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "late-data");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, "streams-state");
    // What was read, kept and written is committed together: after a crash no window is told twice.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // A cache would hold windows back until the next commit.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "late-data-1");
    return settings;
  }
}

/** The reading as it came, and whether its window was closed by then. */
record Judged(String reading, boolean late) {}

/** Late is what comes when its window has ended and the grace period is over; the windows themselves would drop it silently. */
class Judge extends ContextualFixedKeyProcessor<String, String, Judged> {
  @Override
  public void process(FixedKeyRecord<String, String> record) {
    var window = LateData.WINDOW.toMillis();
    var end = Math.floorDiv(record.timestamp(), window) * window + window;
    var closed = end + LateData.GRACE.toMillis() <= context().currentStreamTimeMs();
    context().forward(record.withValue(new Judged(record.value(), closed)));
  }
}

class ReadingTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Instant.parse(Reading.of((String) record.value()).path("timestamp").textValue()).toEpochMilli();
  }
}

class Reading {
  static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode of(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException("no reading: " + json, bad);
    }
  }

  static long celsius(String json) {
    return of(json).path("celsius").longValue();
  }
}
