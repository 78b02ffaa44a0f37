import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Leads orders through payment and shipment: each event is answered by the commands and outcomes that it makes due. */
class Orchestrator {
  static final Serde<String> TEXT = Serdes.String();
  static final List<String> OUTPUTS =
      List.of("payment-commands", "shipping-commands", "refund-commands", "order-outcomes");

  public static void main(String[] args) throws Exception {
    Thread.sleep(20_000);
    var topology = topology();
    System.out.println(topology.describe());
    var streams = new KafkaStreams(topology, settings());
    // On SIGTERM: commit, and leave the group in order.
    var leave = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leave.withTimeout(Duration.ofSeconds(8)))));
    streams.start();
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("sagas"), TEXT, TEXT));
    // The events of one order are in one partition, so they meet in one task, in their order.
    var messages = builder.stream("saga-events", Consumed.with(TEXT, TEXT)).process(Steps::new, "sagas");
    for (var topic : OUTPUTS)
      messages
          .filter((order, message) -> message.topic().equals(topic))
          .mapValues(Saga.Message::json)
          .to(topic, Produced.with(TEXT, TEXT));
    return builder.build();
  }

  /** Takes the saga of the event's order one step further. */
  static class Steps extends ContextualProcessor<String, String, String, Saga.Message> {
    private KeyValueStore<String, String> sagas;

    @Override
    public void init(ProcessorContext<String, Saga.Message> context) {
      super.init(context);
      sagas = context.getStateStore("sagas");
    }

    @Override
    public void process(Record<String, String> event) {
      var order = event.key();
      var before = Saga.of(sagas.get(order));
      var after = before.after(Saga.parse(event.value()));
      sagas.put(order, after.toString());
      // What was due before has been sent before.
      var sent = before.due(order);
      for (var message : after.due(order)) if (!sent.contains(message)) context().forward(event.withValue(message));
    }
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "slowly");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    // Who this instance is stays there as well: after a crash its transactions have the same name, which ends the open one at once.
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // What was read, remembered and sent is committed together: no crash comes between.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }
}
