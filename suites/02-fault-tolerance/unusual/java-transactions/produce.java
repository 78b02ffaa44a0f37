import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;

class Produce {
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"),
        "transactional.id", "fault-test-" + ProcessHandle.current().pid(),
        "compression.type", "zstd");
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      producer.initTransactions();
      int count = 0;
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        var record = new ProducerRecord<>("fault-test", "line-" + count++, line);
        record.headers().add("length", Integer.toString(line.length()).getBytes());
        producer.beginTransaction();
        producer.send(record);
        commit(producer);
      }
    }
  }

  static void commit(KafkaProducer<?, ?> producer) {
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException notYet) {
        System.err.println("The commit takes long, trying again: " + notYet.getMessage());
      }
    }
  }
}
