import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Produced;

/** A small Streams application that loads the classes which a submission's Java programs are likely to load. */
public class Training {
  public static void main(String[] args) throws Exception {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "training");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    config.put(StreamsConfig.STATE_DIR_CONFIG, "streams");
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put("auto.offset.reset", "earliest");

    Map<String, Object> producing = Map.of("bootstrap.servers", args[0]);
    try (var producer = new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 20; i++) producer.send(new ProducerRecord<>("training", "k" + i, "some words " + i)).get();
    }

    var seen = new CountDownLatch(5);
    var builder = new StreamsBuilder();
    builder.<String, String>stream("training")
        .flatMapValues(value -> List.of(value.split("\\s+")))
        .groupBy((key, word) -> word)
        .count()
        .toStream()
        .peek((word, count) -> seen.countDown())
        .to("training-counts", Produced.with(Serdes.String(), Serdes.Long()));
    try (var streams = new KafkaStreams(builder.build(), config)) {
      streams.start();
      seen.await(60, TimeUnit.SECONDS);
      streams.close(Duration.ofSeconds(10));
    }
    new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"a\":1}").toString();
    System.exit(0);
  }
}
