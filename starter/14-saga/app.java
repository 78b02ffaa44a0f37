import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/** Leads orders through payment and shipment: each event is answered by the commands and outcomes that it makes due. */
class Orchestrator {
  public static void main(String[] args) {
    System.out.println(topology().describe());
    // TODO: make KafkaStreams of topology() and settings(), start it, and close it when the program is told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    var events = builder.stream("saga-events", Consumed.with(Serdes.String(), Serdes.String()));
    // TODO: a state store that knows of each order what has happened to it.
    // TODO: for each event what is due now and was not due before, to the topic where it belongs.
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "saga");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // TODO: where to begin to read, how often to commit, what holds after a kill at any moment?
    return settings;
  }
}
