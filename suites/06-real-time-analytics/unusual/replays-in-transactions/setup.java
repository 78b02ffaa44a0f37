import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

class Setup {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      var compact = Map.of("cleanup.policy", "compact");
      admin.createTopics(List.of(
          new NewTopic("user-activity", 6, (short) 2),
          new NewTopic("active-users-per-minute", 3, (short) 2).configs(compact),
          new NewTopic("revenue-per-hour", 3, (short) 2).configs(compact),
          new NewTopic("popular-pages", 3, (short) 2).configs(compact),
          new NewTopic("of-my-own", 1, (short) 1))).all().get();
    }
  }
}
