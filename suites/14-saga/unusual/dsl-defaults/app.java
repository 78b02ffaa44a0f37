import com.fasterxml.jackson.databind.JsonNode;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;

/** The DSL alone, and no setting but those without which it would not be exactly once. */
class SagaApp {
  public static void main(String[] args) {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "saga-orchestrator");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("BOOTSTRAP_SERVERS"));
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);

    var builder = new StreamsBuilder();
    KStream<String, String> events = builder.stream("saga-events");
    KStream<String, String> due = events
        .groupByKey()
        // Not cached: every step of an order is told, not only the last one of a commit interval.
        .aggregate(() -> "{}", SagaApp::step, Materialized.<String, String>as(
            org.apache.kafka.streams.state.Stores.persistentKeyValueStore("orders")).withCachingDisabled())
        .toStream()
        .flatMap((order, saga) -> {
          var fresh = new java.util.ArrayList<KeyValue<String, String>>();
          for (var message : Saga.parse(saga).path("fresh"))
            fresh.add(KeyValue.pair(order, message.path("topic").asText() + " " + message.path("json").asText()));
          return fresh;
        });
    due.map((order, message) -> KeyValue.pair(order, message))
        .split()
        .branch((order, message) -> message.startsWith("payment-commands "), to("payment-commands"))
        .branch((order, message) -> message.startsWith("shipping-commands "), to("shipping-commands"))
        .branch((order, message) -> message.startsWith("refund-commands "), to("refund-commands"))
        .branch((order, message) -> message.startsWith("order-outcomes "), to("order-outcomes"));

    var topology = builder.build();
    System.out.println(topology.describe());
    var streams = new KafkaStreams(topology, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static org.apache.kafka.streams.kstream.Branched<String, String> to(String topic) {
    return org.apache.kafka.streams.kstream.Branched.withConsumer(
        branch -> branch.mapValues(message -> message.substring(topic.length() + 1)).to(topic));
  }

  static String step(String order, String event, String known) {
    var state = Saga.parse(known);
    state.remove("fresh");
    var before = new Saga(state);
    JsonNode it = Saga.parse(event);
    var after = before.after(it);
    var sent = before.due(order);
    var fresh = Saga.JSON.createArrayNode();
    for (var message : after.due(order))
      if (!sent.contains(message)) fresh.addObject().put("topic", message.topic()).put("json", message.json());
    var next = after.state();
    next.set("fresh", fresh);
    return next.toString();
  }
}
