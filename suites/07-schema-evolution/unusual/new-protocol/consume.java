import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

class Consume {
  static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"),
        "group.id", "customers-reader",
        "group.protocol", "consumer",
        "enable.auto.commit", false,
        "auto.offset.reset", "earliest");
    var schemas = new HashMap<Integer, Schema>();
    var newest = schema("/subjects/customers-value/versions/2");
    try (var consumer = new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer())) {
      consumer.subscribe(List.of("customers"));
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(250))) {
          ByteBuffer value = record.value();
          if (value.get() != 0) continue;
          int id = value.getInt();
          if (!schemas.containsKey(id)) schemas.put(id, schema("/schemas/ids/" + id));
          var body = new byte[value.remaining()];
          value.get(body);
          var customer = new GenericDatumReader<GenericRecord>(schemas.get(id), newest)
              .read(null, DecoderFactory.get().binaryDecoder(body, null));
          // GenericRecord's own text is JSON, with email as a plain string or null.
          System.out.println(customer);
        }
      }
    }
  }

  static Schema schema(String path) throws IOException {
    var url = URI.create(System.getenv("SCHEMA_REGISTRY_URL") + path).toURL();
    return new Schema.Parser().parse(JSON.readTree(url).path("schema").textValue());
  }
}
