import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** As many do: a new transactional id at each start. What a kill left open then hides the positions until its time is over. */
class PlainSaga {
  static final String BROKERS = System.getenv("BOOTSTRAP_SERVERS"), MEMORY = "what-we-know-of-orders";

  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", BROKERS))) {
      if (!admin.listTopics().names().get().contains(MEMORY))
        admin.createTopics(List.of(new NewTopic(MEMORY, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact")))).all().get();
    }
    Map<String, Object> in = Map.of("bootstrap.servers", BROKERS, "group.id", "plain-saga", "group.protocol", "consumer",
        "auto.offset.reset", "earliest", "enable.auto.commit", false, "isolation.level", "read_committed");
    Map<String, Object> out = Map.of("bootstrap.servers", BROKERS, "transactional.id", "saga-" + java.util.UUID.randomUUID());
    try (var producer = new KafkaProducer<>(out, new StringSerializer(), new StringSerializer());
        var consumer = new KafkaConsumer<>(in, new StringDeserializer(), new StringDeserializer())) {
      // First of all: it ends the transaction that a kill left open.
      producer.initTransactions();
      var known = remembered();
      System.out.println("Going on with " + known.size() + " orders");
      consumer.subscribe(List.of("saga-events"));
      Runtime.getRuntime().addShutdownHook(new Thread(consumer::wakeup));
      while (true) {
        var events = consumer.poll(Duration.ofMillis(500));
        if (events.isEmpty()) continue;
        producer.beginTransaction();
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var event : events) {
          positions.put(new TopicPartition(event.topic(), event.partition()), new OffsetAndMetadata(event.offset() + 1));
          var order = event.key();
          var before = Saga.of(known.get(order));
          var after = before.after(Saga.parse(event.value()));
          var sent = before.due(order);
          for (var message : after.due(order))
            if (!sent.contains(message)) producer.send(new ProducerRecord<>(message.topic(), order, message.json()));
          known.put(order, after.toString());
          producer.send(new ProducerRecord<>(MEMORY, order, after.toString()));
        }
        producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        producer.commitTransaction();
      }
    } catch (WakeupException end) {
      System.out.println("told to end");
    }
  }

  static Map<String, String> remembered() {
    var known = new HashMap<String, String>();
    Map<String, Object> settings = Map.of("bootstrap.servers", BROKERS, "isolation.level", "read_committed");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var all = List.of(new TopicPartition(MEMORY, 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var end = consumer.endOffsets(all).get(all.get(0));
      while (consumer.position(all.get(0)) < end)
        for (var record : consumer.poll(Duration.ofMillis(200))) known.put(record.key(), record.value());
    }
    return known;
  }
}
