import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;

/** Joins orders with their shipments, their customers, and the rates of their currencies. */
class Joins {
  static final Serde<String> TEXT = Serdes.String();

  public static void main(String[] args) {
    // TODO: make KafkaStreams of topology() and settings(), start it, and close it when the program is told to end.
    System.err.println("app is not done yet: see README.md");
    System.exit(1);
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // TODO: by which time are orders and shipments to be joined?
    KStream<String, String> orders = builder.stream("orders", Consumed.with(TEXT, TEXT));
    KStream<String, String> shipments = builder.stream("shipments", Consumed.with(TEXT, TEXT));
    // TODO: what are customers and exchange-rates: a KTable or a GlobalKTable?

    // TODO: shipped-orders: the stream of orders with the stream of shipments, within a window
    // TODO: enriched-orders: the stream of orders with the table of customers
    // TODO: orders-in-eur: the stream of orders with the table of rates
    return builder.build();
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "joins");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    // TODO: where is its state, how often does it commit, and what holds after a crash?
    return settings;
  }
}
