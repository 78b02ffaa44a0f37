import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/** Tells the highest reading of each sensor and minute once the minute is closed, and puts aside what comes too late for that. */
class LateData {
  public static void main(String[] args) {
    // TODO: make KafkaStreams of topology() and settings(), start it, and close it when the program is told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // TODO: whose time do the readings have?
    var readings = builder.stream("readings", Consumed.with(Serdes.String(), Serdes.String()));
    // TODO: late-readings
    // TODO: sensor-maxima
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "late-data");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    // TODO: where to begin to read, how often to commit, what holds after a crash?
    return settings;
  }
}
