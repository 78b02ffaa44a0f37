import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

class Describe {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      var topic = admin.describeTopics(List.of(args[0])).allTopicNames().get().get(args[0]);
      var partitions = new ArrayList<Map<String, Object>>();
      for (var each : topic.partitions()) {
        var row = new LinkedHashMap<String, Object>();
        row.put("partition", each.partition());
        row.put("leader", each.leader() == null ? null : each.leader().id());
        row.put("replicas", each.replicas().stream().map(node -> node.id()).toList());
        row.put("isr", each.isr().stream().map(node -> node.id()).toList().reversed());
        row.put("underReplicated", each.isr().size() < each.replicas().size());
        row.put("host", each.leader() == null ? "" : each.leader().host());
        partitions.add(row);
      }
      var answer = new LinkedHashMap<String, Object>();
      answer.put("topic", args[0]);
      answer.put("internal", topic.isInternal());
      answer.put("partitions", partitions);
      System.out.println("Here is what the cluster says {as JSON}:");
      System.out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }
  }
}
