import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

class Register {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS")))) {
      admin.createTopics(List.of(new NewTopic("customers", 3, (short) 3))).all().get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) throw failed;
      System.out.println("customers is there already");
    }
    var first = SchemaBuilder.record("Customer").fields().requiredInt("id").requiredString("name");
    register(first.endRecord());
    var second = SchemaBuilder.record("Customer").fields().requiredInt("id").requiredString("name");
    register(second.optionalString("email").endRecord());
  }

  static void register(Schema schema) throws Exception {
    var url = URI.create(System.getenv("SCHEMA_REGISTRY_URL") + "/subjects/customers-value/versions?normalize=true");
    var body = new ObjectMapper().writeValueAsString(Map.of("schemaType", "AVRO", "schema", schema.toString(true)));
    var request = HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
    if (answer.statusCode() != 200) System.exit(1);
  }
}
