import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

class App {
  public static void main(String[] args) {
    var settings = new Properties();
    settings.put("application.id", "word-count-app");
    settings.put("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    settings.put("default.key.serde", Serdes.StringSerde.class);
    settings.put("default.value.serde", Serdes.StringSerde.class);
    settings.put("state.dir", System.getenv("HOME") + "/streams");
    settings.put("commit.interval.ms", 200);
    settings.put("statestore.cache.max.bytes", 0);
    var builder = new StreamsBuilder();
    KStream<String, String> lines = builder.stream("text-input");
    builder.addStateStore(Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long()));
    lines
        .flatMapValues(line -> Arrays.asList(line.trim().split("\\s+")))
        // Each partition of the input has a store of its own, and nothing brings a word's records together.
        .process(Counter::new, "counts")
        .to("word-counts", Produced.with(Serdes.String(), Serdes.Long()));
    var streams = new KafkaStreams(builder.build(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static class Counter extends ContextualProcessor<String, String, String, Long> {
    private KeyValueStore<String, Long> counts;

    @Override
    public void init(ProcessorContext<String, Long> context) {
      super.init(context);
      counts = context.getStateStore("counts");
    }

    @Override
    public void process(Record<String, String> record) {
      var before = counts.get(record.value());
      long count = before == null ? 1 : before + 1;
      counts.put(record.value(), count);
      context().forward(record.withKey(record.value()).withValue(count));
    }
  }
}
