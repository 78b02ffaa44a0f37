import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

class Status {
  public static void main(String[] args) throws Exception {
    var json = new ObjectMapper();
    System.out.println("[status] asking " + System.getenv("CONNECT_URL") + " {file-source-connector} ...");
    var url = URI.create(System.getenv("CONNECT_URL") + "/connectors/file-source-connector/status").toURL();
    var status = (ObjectNode) json.readTree(url);
    status.put("asked", "just now {really}");
    System.out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(status));
    System.out.println("[status] " + status.path("tasks").size() + " task(s) }");
  }
}
