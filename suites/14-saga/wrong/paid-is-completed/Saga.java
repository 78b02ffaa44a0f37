import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What has happened to one order so far: the types of its events, each once, and its amount. It forgets nothing, and so does not
 * mind how often events come, or in which order.
 */
record Saga(ObjectNode state) {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** A command or an outcome, for one of the topics. */
  record Message(String topic, String json) {}

  /** @param stored what {@link #toString} gave, or null for an order that nothing is known of */
  static Saga of(String stored) {
    return new Saga(stored == null ? JSON.createObjectNode() : parse(stored));
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(json, bad);
    }
  }

  /** @return the same order, one event later */
  Saga after(JsonNode event) {
    var next = state.deepCopy();
    next.put(event.path("type").asText(), true);
    if (event.has("amount")) next.set("amount", event.get("amount"));
    return new Saga(next);
  }

  boolean has(String type) {
    return state.has(type);
  }

  /** All that this order is owed by now, in the order in which it became due. */
  List<Message> due(String order) {
    var due = new ArrayList<Message>();
    if (!has("ORDER_CREATED")) return due;
    due.add(message("payment-commands", about(order).set("amount", state.get("amount"))));
    if (has("PAYMENT_FAILED")) due.add(message("order-outcomes", about(order).put("outcome", "CANCELLED")));
    if (!has("PAYMENT_COMPLETED")) return due;
    due.add(message("shipping-commands", about(order)));
    if (has("PAYMENT_COMPLETED") && !has("SHIPMENT_FAILED")) due.add(message("order-outcomes", about(order).put("outcome", "COMPLETED")));
    if (has("SHIPMENT_FAILED")) {
      due.add(message("refund-commands", about(order).set("amount", state.get("amount"))));
      due.add(message("order-outcomes", about(order).put("outcome", "CANCELLED")));
    }
    return due;
  }

  static ObjectNode about(String order) {
    return JSON.createObjectNode().put("order_id", order);
  }

  static Message message(String topic, JsonNode object) {
    return new Message(topic, object.toString());
  }

  @Override
  public String toString() {
    return state.toString();
  }
}
