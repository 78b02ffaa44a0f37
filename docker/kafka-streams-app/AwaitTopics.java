import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Ends when all topics named as arguments are there. A Streams application that starts before its topics gives up, and one with
 * a static member id gets the same refusal again until its session has expired.
 */
class AwaitTopics {
  public static void main(String[] topics) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    try (var admin = Admin.create(settings)) {
      Set<String> there = Set.of();
      while (!there.containsAll(List.of(topics))) {
        Thread.sleep(1000);
        there = admin.listTopics().names().get();
      }
    }
  }
}
