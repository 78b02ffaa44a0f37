import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

class Consume {
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"),
        "group.id", "reader-" + UUID.randomUUID(),
        "auto.offset.reset", "earliest",
        "isolation.level", "read_committed",
        "key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
        "value.deserializer", AvroKafkaDeserializer.class,
        "apicurio.registry.url", System.getenv("SCHEMA_REGISTRY_URL") + "/apis/registry/v3");
    var json = new ObjectMapper();
    try (var consumer = new KafkaConsumer<byte[], GenericRecord>(settings)) {
      consumer.subscribe(List.of("customers"));
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          // All fields that the writer knew, and an email in any case.
          var customer = json.createObjectNode();
          customer.set("email", NullNode.instance);
          for (var field : record.value().getSchema().getFields()) {
            var value = record.value().get(field.pos());
            customer.set(field.name(), json.valueToTree(value instanceof CharSequence text ? text.toString() : value));
          }
          System.out.println(json.writeValueAsString(customer));
        }
      }
    }
  }
}
