import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

class Setup {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      admin.createTopics(List.of(new NewTopic("file-events", 3, (short) 2))).all().get();
    }
    var config = Map.of(
        "connector.class", "FileStreamSourceConnector",
        "tasks.max", 3,
        "file", System.getenv("INPUT_FILE"),
        "topic", "file-events",
        "value.converter", "org.apache.kafka.connect.json.JsonConverter",
        "value.converter.schemas.enable", false);
    var url = URI.create(System.getenv("CONNECT_URL") + "/connectors/file-source-connector/config");
    var request = HttpRequest.newBuilder(url)
        .header("content-type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(config)))
        .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      while (answer.statusCode() == 409) {
        Thread.sleep(200);
        answer = client.send(request, BodyHandlers.ofString());
      }
      System.out.println(answer);
      if (answer.statusCode() >= 300) System.exit(1);
    }
  }
}
