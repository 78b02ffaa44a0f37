import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;

public class Payments {
  public static void main(String[] args) throws Exception {
    var builder = new StreamsBuilder();
    var payments = builder
        .stream("payments", Consumed.with(Serdes.String(), Serdes.String()).withTimestampExtractor(new ByPayment()))
        .groupBy((key, value) -> read(value).get("customer_id").asText(), Grouped.with(Serdes.String(), Serdes.String()));
    var numbers = Produced.with(Serdes.String(), Serdes.Long());

    payments.count().toStream().to("payment-counts", numbers);
    payments
        .aggregate(() -> "0.00", (customer, value, sum) ->
            new BigDecimal(sum).add(new BigDecimal(read(value).get("amount").asText())).setScale(2).toPlainString())
        .toStream()
        .to("customer-spending", Produced.with(Serdes.String(), Serdes.String()));
    payments
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofHours(24)))
        .count().toStream().selectKey((window, count) -> start(window)).to("payments-per-5-minutes", numbers);
    payments
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(10), Duration.ofHours(24)).advanceBy(Duration.ofMinutes(5)))
        .count().toStream().selectKey((window, count) -> start(window)).to("payments-per-10-minutes", numbers);
    payments
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(30), Duration.ofHours(24)))
        .count().toStream().selectKey((session, count) -> start(session) + "/" + session.window().endTime())
        .to("payment-sessions", numbers);

    var settings = new Properties();
    settings.put("application.id", "payments");
    settings.put("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    settings.put("default.key.serde", Serdes.StringSerde.class);
    settings.put("default.value.serde", Serdes.StringSerde.class);
    settings.put("group.protocol", "streams");
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("state.dir", "state of mine");
    new KafkaStreams(builder.build(), settings).start();
  }

  static String start(Windowed<String> window) {
    return window.key() + "@" + window.window().startTime();
  }

  static JsonNode read(String value) {
    try {
      return new ObjectMapper().readTree(value);
    } catch (Exception broken) {
      throw new RuntimeException(broken);
    }
  }

  static class ByPayment implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
      return Instant.parse(read((String) record.value()).get("timestamp").asText()).toEpochMilli();
    }
  }
}
