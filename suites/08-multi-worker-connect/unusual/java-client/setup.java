import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

class Setup {
  static final String CONNECT = System.getenv("CONNECT_URL");
  static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      admin.createTopics(List.of(new NewTopic("high-throughput-topic", 6, (short) 3))).all().get();
    }
    for (int part = 1; part <= 3; part++) {
      var file = Path.of(System.getenv("INPUT_DIR"), "part-" + part + ".txt");
      put("Stück " + part + " von 3", Map.of(
          "connector.class", "FileStreamSource",
          "file", file.toString(),
          "topic", "high-throughput-topic",
          "key.converter", "org.apache.kafka.connect.storage.StringConverter",
          "value.converter", "org.apache.kafka.connect.json.JsonConverter",
          "value.converter.schemas.enable", "false"));
    }
    var compose = new ProcessBuilder("docker", "compose", "up", "-d", "--scale", "kafka-connect=3").inheritIO().start();
    if (compose.waitFor() != 0) throw new IllegalStateException("compose failed");
  }

  static void put(String name, Map<String, String> config) throws Exception {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    var request = HttpRequest.newBuilder(URI.create(CONNECT + "/connectors/" + encoded + "/config"))
        .header("content-type", "application/json; charset=utf-8")
        .PUT(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(config)))
        .build();
    while (true) {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + answer.body());
      if (answer.statusCode() < 300) return;
      if (answer.statusCode() != 409) throw new IllegalStateException(name);
      Thread.sleep(200);
    }
  }
}
