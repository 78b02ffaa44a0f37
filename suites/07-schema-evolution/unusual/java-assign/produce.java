import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

class Produce {
  public static void main(String[] args) throws Exception {
    var json = new ObjectMapper();
    var url = System.getenv("SCHEMA_REGISTRY_URL") + "/subjects/customers-value/versions/" + args[0];
    var version = json.readTree(URI.create(url).toURL());
    var schema = new Schema.Parser().parse(version.path("schema").textValue());
    var header = ByteBuffer.allocate(5).put((byte) 0).putInt(version.path("id").intValue()).array();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"), "compression.type", "lz4");
    try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      for (var line : input.lines().toList()) {
        var value = new ByteArrayOutputStream();
        value.write(header);
        var encoder = EncoderFactory.get().binaryEncoder(value, null);
        new GenericDatumWriter<GenericRecord>(schema).write(customer(schema, json.readValue(line, Map.class)), encoder);
        encoder.flush();
        producer.send(new ProducerRecord<>("customers", 1, null, value.toByteArray()));
      }
    }
  }

  static GenericRecord customer(Schema schema, Map<?, ?> given) {
    var customer = new GenericData.Record(schema);
    schema.getFields().forEach(field -> customer.put(field.name(), given.get(field.name())));
    return customer;
  }
}
