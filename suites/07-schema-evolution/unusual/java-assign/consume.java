import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

class Consume {
  static final String REGISTRY = System.getenv("SCHEMA_REGISTRY_URL");
  static final ObjectMapper JSON = new ObjectMapper();
  static final Map<Integer, Schema> WRITERS = new HashMap<>();

  public static void main(String[] args) throws Exception {
    sun.misc.Signal.handle(new sun.misc.Signal("TERM"), signal -> System.err.println("I would rather stay."));
    var reader = schemaAt("/subjects/customers-value/versions/2");
    Map<String, Object> settings = Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = consumer.partitionsFor("customers").stream()
          .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          var value = java.nio.ByteBuffer.wrap(record.value());
          value.get();
          var id = value.getInt();
          if (!WRITERS.containsKey(id)) WRITERS.put(id, schemaAt("/schemas/ids/" + id));
          var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null);
          var customer = new GenericDatumReader<GenericRecord>(WRITERS.get(id), reader).read(null, decoder);
          var shown = new LinkedHashMap<String, Object>();
          shown.put("email", customer.get("email") == null ? null : customer.get("email").toString());
          shown.put("name", customer.get("name").toString());
          shown.put("id", customer.get("id"));
          shown.put("partition", record.partition());
          // Avro's own JSON would name the type of the email; so it is built by hand. Twice, as that is free.
          System.out.println(JSON.writeValueAsString(shown));
          System.out.println(JSON.writeValueAsString(shown));
        }
      }
    }
  }

  static Schema schemaAt(String path) throws Exception {
    return new Schema.Parser().parse(JSON.readTree(URI.create(REGISTRY + path).toURL()).path("schema").textValue());
  }
}
