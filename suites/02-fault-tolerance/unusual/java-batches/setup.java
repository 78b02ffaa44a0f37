import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

class Setup {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", "localhost:9092,localhost:9093,localhost:9094"))) {
      var topics = List.of(new NewTopic("fault-test", 3, (short) 3), new NewTopic("fault-test-errors", 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
  }
}
