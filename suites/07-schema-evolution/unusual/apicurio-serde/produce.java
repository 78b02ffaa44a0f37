import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.Scanner;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

class Produce {
  public static void main(String[] args) throws Exception {
    var registry = System.getenv("SCHEMA_REGISTRY_URL");
    var json = new ObjectMapper();
    var version = json.readTree(URI.create(registry + "/subjects/customers-value/versions/" + args[0]).toURL());
    var schema = new Schema.Parser().parse(version.path("schema").textValue());
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"),
        "key.serializer", "org.apache.kafka.common.serialization.IntegerSerializer",
        "value.serializer", AvroKafkaSerializer.class,
        "transactional.id", "produce-" + args[0],
        "compression.type", "zstd",
        "apicurio.registry.url", registry + "/apis/registry/v3",
        "apicurio.registry.auto-register", true);
    try (var producer = new KafkaProducer<Integer, GenericRecord>(settings); var lines = new Scanner(System.in)) {
      producer.initTransactions();
      producer.beginTransaction();
      while (lines.hasNextLine()) {
        var line = json.readTree(lines.nextLine());
        var customer = new GenericData.Record(schema);
        customer.put("id", line.path("id").intValue());
        customer.put("name", line.path("name").textValue());
        if (schema.getField("email") != null) customer.put("email", line.path("email").textValue());
        producer.send(new ProducerRecord<>("customers", line.path("id").intValue(), customer));
      }
      producer.commitTransaction();
    }
  }
}
