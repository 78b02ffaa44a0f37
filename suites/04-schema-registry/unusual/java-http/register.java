import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.avro.SchemaBuilder;

class Register {
  public static void main(String[] args) throws Exception {
    var user = SchemaBuilder.record("User").fields().requiredInt("id").requiredString("name").optionalString("email").endRecord();
    var body = new ObjectMapper().writeValueAsString(Map.of("schema", user.toString(true)));
    var known = post("/subjects/users-value", body);
    System.out.println(known.statusCode() + " " + known.body());
    if (known.statusCode() == 200) return;
    var answer = post("/subjects/users-value/versions?normalize=true", body);
    System.out.println(answer.statusCode() + " " + answer.body());
    System.exit(answer.statusCode() == 200 ? 0 : 1);
  }

  static HttpResponse<String> post(String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(System.getenv("SCHEMA_REGISTRY_URL") + path))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
