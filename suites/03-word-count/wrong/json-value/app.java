import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;

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
    lines
        .flatMapValues(line -> Arrays.asList(line.trim().split("\\s+")))
        .groupBy((key, word) -> word)
        .count()
        .toStream()
        .mapValues((word, count) -> "{\"word\":\"" + word + "\",\"count\":" + count + "}")
        .to("word-counts");
    var streams = new KafkaStreams(builder.build(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }
}
