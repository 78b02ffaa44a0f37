import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/** Decides commands into events, and keeps a table of balances that is made from the events alone. */
class Accounts {
  public static void main(String[] args) {
    // TODO: make KafkaStreams of topology() and settings(), start it, and close it when the program is told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    var commands = builder.stream("commands", Consumed.with(Serdes.String(), Serdes.String()));
    // TODO: decide each command, with a state store that knows the account; write the events to account-events.
    // TODO: read account-events, and make account-balances of it.
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "accounts");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    // TODO: where to begin to read, how often to commit, what holds after a crash?
    return settings;
  }
}
