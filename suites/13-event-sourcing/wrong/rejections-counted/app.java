import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Decides commands into events, and keeps a table of balances that is made from the events alone. */
class Accounts {
  static final Serde<String> TEXT = Serdes.String();

  public static void main(String[] args) {
    var topology = topology();
    System.out.println(topology.describe());
    var streams = new KafkaStreams(topology, settings());
    // On SIGTERM: commit, and leave the group in order.
    var leave = CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leave.withTimeout(Duration.ofSeconds(8)))));
    streams.start();
  }

  static Topology topology() {
    var builder = new StreamsBuilder();
    // The write side. Commands of one account are in one partition, so that they are decided in their order.
    for (var store : new String[] {Decide.BALANCES, Decide.SEEN})
      builder.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), TEXT, TEXT));
    builder.stream("commands", Consumed.with(TEXT, TEXT))
        .processValues(Decide::new, Decide.BALANCES, Decide.SEEN)
        .to("account-events", Produced.with(TEXT, TEXT));

    // The read side knows nothing of commands.
    builder.stream("account-events", Consumed.with(TEXT, TEXT))
        .groupByKey(Grouped.with(TEXT, TEXT))
        .aggregate(() -> null, (account, event, balance) -> readModel(balance, event),
            Materialized.<String, String>as(Stores.inMemoryKeyValueStore("read-model")).withKeySerde(TEXT).withValueSerde(TEXT))
        .toStream()
        .to("account-balances", Produced.with(TEXT, TEXT));
    return builder.build();
  }

  static String readModel(String balance, String json) {
    var event = Event.parse(json);
    if (balance == null || !event.path("type").textValue().equals("rejected") || !event.has("amount")) return Event.apply(balance, json);
    return Event.text(new BigDecimal(balance).subtract(event.get("amount").decimalValue()));
  }

  static Properties settings() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "accounts");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        System.getenv().getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092,localhost:9093,localhost:9094"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getenv().getOrDefault("STATE_DIR", "streams-state"));
    // A command that was read, what is remembered of it, and its event are committed together: no event is written twice.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // Every change goes out at once.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A name that stays: after a crash the broker knows it again, and need not wait for the lost one's time-out.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "accounts-1");
    return settings;
  }
}

/** One event a command, unless the account has seen the command before. */
class Decide extends ContextualFixedKeyProcessor<String, String, String> {
  static final String BALANCES = "balances";
  static final String SEEN = "seen-commands";
  KeyValueStore<String, String> balances;
  KeyValueStore<String, String> seen;

  @Override
  public void init(FixedKeyProcessorContext<String, String> context) {
    super.init(context);
    balances = context.getStateStore(BALANCES);
    seen = context.getStateStore(SEEN);
  }

  @Override
  public void process(FixedKeyRecord<String, String> record) {
    var account = record.key();
    var command = Event.parse(record.value());
    // Another account may use the same id.
    var id = account + "/" + command.path("command_id").textValue();
    if (seen.putIfAbsent(id, "") != null) return;

    var event = Event.of(command, decide(command, balances.get(account)));
    balances.put(account, Event.apply(balances.get(account), event));
    context().forward(record.withValue(event));
  }

  /** @param balance null where the account is not open */
  static String decide(ObjectNode command, String balance) {
    var type = command.path("type").textValue();
    if (type.equals("open")) return balance == null ? "opened" : "rejected";
    var amount = command.path("amount").decimalValue();
    if (balance == null || amount.signum() <= 0) return "rejected";
    if (type.equals("deposit")) return "deposited";
    return amount.compareTo(new BigDecimal(balance)) <= 0 ? "withdrawn" : "rejected";
  }
}

class Event {
  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(bad);
    }
  }

  static String of(ObjectNode command, String type) {
    var event = JSON.createObjectNode().put("command_id", command.path("command_id").textValue()).put("type", type);
    if (command.has("amount")) event.set("amount", command.get("amount"));
    return event.toString();
  }

  /** The balance after the event; null where the account is not open. */
  static String apply(String balance, String json) {
    var event = parse(json);
    var amount = event.path("amount").decimalValue();
    return switch (event.path("type").textValue()) {
      case "opened" -> "0.00";
      case "deposited" -> text(new BigDecimal(balance).add(amount));
      case "withdrawn" -> text(new BigDecimal(balance).subtract(amount));
      default -> balance;
    };
  }

  static String text(BigDecimal balance) {
    return balance.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
