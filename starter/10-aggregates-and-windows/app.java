import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/** Keeps five tables of what customers pay: in all, in windows of five and of ten minutes, and in sessions. */
class Aggregates {
  public static void main(String[] args) {
    // TODO: print topology().describe(), make KafkaStreams of topology() and settings(), start it, and close it when told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // TODO: which time does a payment have?
    var payments = builder.stream("payments", Consumed.with(Serdes.Bytes(), Serdes.String()));
    // TODO: bring together what belongs to a customer.
    // TODO: payment-counts, customer-spending
    // TODO: payments-per-5-minutes, payments-per-10-minutes
    // TODO: payment-sessions
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "aggregates-and-windows");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // TODO: how often to commit, what holds after a crash?
    return settings;
  }
}
