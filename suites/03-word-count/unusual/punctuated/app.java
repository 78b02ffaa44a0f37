import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.PunctuationType;
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
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("producer.compression.type", "lz4");
    var builder = new StreamsBuilder();
    KStream<String, String> lines = builder.stream("text-input");
    var store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long());
    builder.addStateStore(store.withLoggingEnabled(Map.of()));
    lines
        .flatMapValues(line -> Arrays.asList(line.trim().split("\\s+")))
        .filter((key, word) -> !word.isEmpty())
        .selectKey((key, word) -> word)
        .repartition(Repartitioned.numberOfPartitions(2))
        .process(Counter::new, "counts")
        .to("word-counts", Produced.with(Serdes.String(), Serdes.Long()));
    var streams = new KafkaStreams(builder.build(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  /** Counts at once, and tells all counts every eight seconds. */
  static class Counter extends ContextualProcessor<String, String, String, Long> {
    private KeyValueStore<String, Long> counts;

    @Override
    public void init(ProcessorContext<String, Long> context) {
      super.init(context);
      counts = context.getStateStore("counts");
      context.schedule(Duration.ofSeconds(8), PunctuationType.WALL_CLOCK_TIME, this::tell);
    }

    @Override
    public void process(Record<String, String> record) {
      var before = counts.get(record.value());
      counts.put(record.value(), before == null ? 1 : before + 1);
    }

    private void tell(long now) {
      try (var all = counts.all()) {
        all.forEachRemaining(each -> context().forward(new Record<>(each.key, each.value, now)));
      }
    }
  }
}
