import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

class Produce {
  public static void main(String[] args) throws Exception {
    var failures = new AtomicInteger();
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"),
        "enable.idempotence", true,
        "linger.ms", 500,
        "batch.size", 200_000,
        "compression.type", "lz4");
    try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var input = new Scanner(System.in, "UTF-8").useDelimiter("\n");
      while (input.hasNext()) {
        var line = input.next();
        producer.send(new ProducerRecord<>("fault-test", line.getBytes("UTF-8")), (stored, error) -> {
          if (error != null) failures.incrementAndGet();
          System.out.println(error == null ? "stored at " + stored + ": " + line : "FAILED: " + error);
        });
      }
      producer.flush();
    }
    System.exit(failures.get() == 0 ? 0 : 1);
  }
}
