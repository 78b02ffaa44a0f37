import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/** Tells the total of each order, picks out the big ones, and sorts all of them by region. */
class StatelessStreams {
  public static void main(String[] args) {
    // TODO: make KafkaStreams of topology() and settings(), start it, and close it when the program is told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    var json = builder.stream("orders", Consumed.with(Serdes.Bytes(), Serdes.String()));
    // TODO: parse the orders, leave out those that are not valid, make the id the key.
    // TODO: order-totals
    // TODO: high-value-orders
    // TODO: us-orders, eu-orders, other-orders
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stateless-streams");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    // TODO: where to begin to read, how often to commit?
    return settings;
  }
}
