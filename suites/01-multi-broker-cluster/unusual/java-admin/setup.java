import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

class Setup {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      admin.createTopics(List.of(
          new NewTopic("replicated-events", Optional.of(6), Optional.empty()),
          new NewTopic("user-events", 12, (short) 3).configs(Map.of(
              "min.insync.replicas", "2", "cleanup.policy", "delete", "retention.ms", "604800000")))).all().get();
      System.out.println("Created: " + admin.listTopics().names().get());
    }
  }
}
