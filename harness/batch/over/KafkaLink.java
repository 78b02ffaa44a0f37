// Kafka for a run of a class that is spread over many machines: what no JavaScript client speaks (share groups), and what belongs
// together with it. One process beside each `day2 batch --over` and `day2 worker --over`; a line of JSON an order and an answer.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public final class KafkaLink {
  /** A result with all its evidence, or a part of a hand-in. */
  static final int LARGEST = 8 * 1024 * 1024;
  static final ObjectMapper JSON = new ObjectMapper();
  static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  final Properties client = new Properties();
  final Map<String, Claim> claims = new ConcurrentHashMap<>();
  final Map<String, Slot> slots = new ConcurrentHashMap<>();
  final Map<String, Follower> followers = new ConcurrentHashMap<>();
  Admin admin;
  KafkaProducer<String, byte[]> producer;

  public static void main(String[] arguments) throws Exception {
    KafkaLink link = new KafkaLink();
    if (arguments.length > 1) {
      try (FileReader file = new FileReader(arguments[1], StandardCharsets.UTF_8)) {
        link.client.load(file);
      }
    }
    link.client.put("bootstrap.servers", arguments[0]);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode order = JSON.readTree(line);
      // Each waits for a cluster, and none for the others.
      Thread.ofPlatform().daemon().start(() -> link.answer(order));
    }
    // Whoever gave orders is gone: what it held comes back to the others by its lock.
    Runtime.getRuntime().halt(0);
  }

  void answer(JsonNode order) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", order.path("id").asInt());
    try {
      switch (order.path("do").asText()) {
        case "prepare" -> prepare(order);
        case "put" -> put(order, answer);
        case "fetch" -> fetch(order, answer);
        case "follow" -> follow(order);
        case "started" -> started(order, answer);
        case "take" -> slots.computeIfAbsent(order.path("slot").asText(), name -> new Slot(name, order)).take(answer);
        case "renew", "accept", "release", "reject" ->
            slots.get(order.path("slot").asText()).acknowledge(order.path("do").asText(), answer);
        case "claim" -> claim(order, answer);
        case "write" -> write(order, answer);
        default -> throw new IllegalArgumentException("no such order: " + order);
      }
      say(answer);
    } catch (Throwable error) {
      Throwable cause = error instanceof ExecutionException && error.getCause() != null ? error.getCause() : error;
      answer.put("error", cause.getClass().getSimpleName() + ": " + cause.getMessage());
      say(answer);
    }
  }

  static synchronized void say(JsonNode what) {
    OUT.println(what);
    OUT.flush();
  }

  Properties with(Object... more) {
    Properties all = new Properties();
    all.putAll(client);
    for (int at = 0; at < more.length; at += 2) all.put(more[at], more[at + 1]);
    return all;
  }

  synchronized Admin admin() {
    if (admin == null) admin = Admin.create(with());
    return admin;
  }

  /** Topics and the settings of the group; what is there already is left as it is. */
  void prepare(JsonNode order) throws Exception {
    var features = admin().describeFeatures().featureMetadata().get().finalizedFeatures();
    var share = features.get("share.version");
    if (share == null || share.maxVersionLevel() < 1)
      throw new KafkaException("these brokers have no share groups (share.version): Kafka 4.2 or newer is needed");
    short replicas = (short) Math.min(3, admin().describeCluster().nodes().get().size());
    String inSync = String.valueOf(Math.max(1, replicas - 1));
    List<NewTopic> topics = new ArrayList<>();
    for (JsonNode topic : order.path("topics")) {
      Map<String, String> settings = new HashMap<>();
      settings.put("min.insync.replicas", inSync);
      settings.put("max.message.bytes", String.valueOf(LARGEST));
      topic.path("settings").properties().forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
      int partitions = topic.path("partitions").asInt();
      topics.add(new NewTopic(topic.path("name").asText(), partitions, replicas).configs(settings));
    }
    for (var created : admin().createTopics(topics).values().values()) {
      try {
        created.get();
      } catch (ExecutionException error) {
        if (!(error.getCause() instanceof TopicExistsException)) throw error;
      }
    }
    if (order.path("group").isMissingNode()) return;
    Collection<AlterConfigOp> settings = new ArrayList<>();
    order.path("settings").properties().forEach(entry ->
        settings.add(new AlterConfigOp(
            new ConfigEntry(entry.getKey(), entry.getValue().asText()), AlterConfigOp.OpType.SET)));
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, order.path("group").asText());
    admin().incrementalAlterConfigs(Map.of(group, settings)).all().get();
  }

  synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null)
      producer = new KafkaProducer<>(
          with("acks", "all", "enable.idempotence", "true", "max.request.size", LARGEST),
          new StringSerializer(), new ByteArraySerializer());
    return producer;
  }

  static byte[] bytesOf(JsonNode order) throws Exception {
    return order.has("base64") ? order.path("base64").binaryValue() : order.path("value").asText().getBytes(StandardCharsets.UTF_8);
  }

  void put(JsonNode order, ObjectNode answer) throws Exception {
    RecordMetadata at = producer()
        .send(new ProducerRecord<>(order.path("topic").asText(), order.path("key").asText(), bytesOf(order)))
        .get();
    answer.put("partition", at.partition()).put("offset", at.offset());
  }

  KafkaConsumer<String, byte[]> reader() {
    return new KafkaConsumer<>(
        with("isolation.level", "read_committed", "auto.offset.reset", "earliest", "enable.auto.commit", "false",
            "max.partition.fetch.bytes", LARGEST),
        new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** One record by its place. */
  void fetch(JsonNode order, ObjectNode answer) throws Exception {
    TopicPartition partition = new TopicPartition(order.path("topic").asText(), order.path("partition").asInt());
    long offset = order.path("offset").asLong();
    try (KafkaConsumer<String, byte[]> consumer = reader()) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (System.nanoTime() < until) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          if (record.offset() == offset) {
            answer.put("base64", record.value());
            return;
          }
          if (record.offset() > offset) throw new KafkaException(partition + " has no record " + offset + " any more");
        }
      }
      throw new KafkaException(partition + " did not give record " + offset + " within 60 s");
    }
  }

  /** From the beginning on and for good; tells when it has read what was there. */
  void follow(JsonNode order) throws Exception {
    Follower follower = new Follower(order.path("topic").asText(), order.path("quiet").asBoolean());
    followers.put(order.path("topic").asText(), follower);
    follower.start();
    follower.caughtUp(follower.ends());
  }

  /** A topic as it grows: its keys here, its records to whoever asked. */
  final class Follower {
    final String topic;
    /** Only keys are of interest. */
    final boolean quiet;
    final Set<String> keys = Collections.synchronizedSet(new HashSet<>());
    final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    final List<TopicPartition> partitions = new ArrayList<>();

    Follower(String topic, boolean quiet) {
      this.topic = topic;
      this.quiet = quiet;
    }

    void start() throws Exception {
      int count = admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      for (int partition = 0; partition < count; partition++) partitions.add(new TopicPartition(topic, partition));
      Thread.ofPlatform().daemon().start(this::run);
    }

    void run() {
      try (KafkaConsumer<String, byte[]> consumer = reader()) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (true) {
          for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            keys.add(record.key());
            if (quiet || record.value() == null) continue;
            ObjectNode event = JSON.createObjectNode();
            event.put("event", "record").put("topic", topic).put("key", record.key());
            event.put("partition", record.partition()).put("offset", record.offset());
            event.put("value", new String(record.value(), StandardCharsets.UTF_8));
            say(event);
          }
          for (TopicPartition partition : partitions) positions.put(partition, consumer.position(partition));
        }
      } catch (Throwable error) {
        ObjectNode event = JSON.createObjectNode();
        event.put("event", "lost").put("topic", topic).put("why", String.valueOf(error));
        say(event);
      }
    }

    Map<TopicPartition, Long> ends() {
      try (KafkaConsumer<String, byte[]> consumer = reader()) {
        return consumer.endOffsets(partitions);
      }
    }

    void caughtUp(Map<TopicPartition, Long> ends) throws InterruptedException {
      while (ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) < end.getValue()))
        Thread.sleep(20);
    }
  }

  /** Where the group begins in each partition: what lies before it has been dealt with, or given up. */
  void started(JsonNode order, ObjectNode answer) throws Exception {
    String group = order.path("group").asText();
    var offsets = admin().listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
        .partitionsToOffsetInfo(group).get();
    ObjectNode started = answer.putObject("offsets");
    offsets.forEach((partition, info) -> {
      if (info != null) started.put(String.valueOf(partition.partition()), info.startOffset());
    });
  }

  /** One record at a time of the share group, held for as long as whoever asked says so. */
  final class Slot {
    final KafkaShareConsumer<String, byte[]> consumer;
    final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    final java.util.ArrayDeque<ConsumerRecord<String, byte[]>> came = new java.util.ArrayDeque<>();
    ConsumerRecord<String, byte[]> held;

    Slot(String name, JsonNode order) {
      consumer = new KafkaShareConsumer<>(
          with("group.id", order.path("group").asText(), "client.id", "day2-" + name,
              "share.acknowledgement.mode", "explicit", "share.acquire.mode", "record_limit", "max.poll.records", 1,
              "max.partition.fetch.bytes", LARGEST),
          new StringDeserializer(), new ByteArrayDeserializer());
      consumer.subscribe(List.of(order.path("topic").asText()));
      Thread.ofPlatform().daemon().start(() -> {
        while (true) {
          try {
            work.take().run();
          } catch (InterruptedException end) {
            return;
          }
        }
      });
    }

    /** A consumer belongs to one thread. */
    void inTurn(Turn turn) throws Exception {
      var done = new java.util.concurrent.CompletableFuture<Void>();
      work.add(() -> {
        try {
          turn.run();
          done.complete(null);
        } catch (Throwable error) {
          done.completeExceptionally(error);
        }
      });
      done.get();
    }

    void take(ObjectNode answer) throws Exception {
      inTurn(() -> {
        while (came.isEmpty()) consumer.poll(Duration.ofSeconds(1)).forEach(came::add);
        held = came.poll();
        answer.put("key", held.key()).put("value", new String(held.value(), StandardCharsets.UTF_8));
        answer.put("deliveries", held.deliveryCount().orElse((short) 1));
      });
    }

    void acknowledge(String how, ObjectNode answer) throws Exception {
      inTurn(() -> {
        // A renewal has found out before that it is somebody else's by now.
        answer.put("lost", true);
        if (held == null) return;
        AcknowledgeType type = AcknowledgeType.valueOf(how.toUpperCase());
        ConsumerRecord<String, byte[]> record = held;
        if (type != AcknowledgeType.RENEW) held = null;
        boolean lost = false;
        try {
          consumer.acknowledge(record, type);
          for (var result : consumer.commitSync().values()) if (result.isPresent()) lost = true;
          // A renewal counts from the poll after it on. What else comes with it is next.
          if (type == AcknowledgeType.RENEW && !lost)
            for (ConsumerRecord<String, byte[]> other : consumer.poll(Duration.ZERO))
              if (other.offset() != record.offset() || other.partition() != record.partition()) came.add(other);
        } catch (KafkaException | IllegalStateException error) {
          lost = true;
        }
        if (lost) held = null;
        answer.put("lost", lost);
      });
    }
  }

  interface Turn {
    void run() throws Exception;
  }

  /** The right to write the grade of one key: whoever claims it later takes it away. */
  record Claim(KafkaProducer<String, byte[]> producer, String topic) {}

  void claim(JsonNode order, ObjectNode answer) throws Exception {
    String key = order.path("key").asText();
    String topic = order.path("topic").asText();
    KafkaProducer<String, byte[]> own = new KafkaProducer<>(
        with("acks", "all", "transactional.id", topic + "/" + key, "max.request.size", LARGEST,
            "transaction.timeout.ms", 60_000),
        new StringSerializer(), new ByteArraySerializer());
    // From here on nobody who claimed it before can write.
    own.initTransactions();
    Follower grades = followers.get(topic);
    grades.caughtUp(grades.ends());
    boolean graded = grades.keys.contains(key);
    answer.put("graded", graded);
    if (graded) own.close(Duration.ZERO);
    else claims.put(key, new Claim(own, topic));
  }

  void write(JsonNode order, ObjectNode answer) throws Exception {
    String key = order.path("key").asText();
    Claim claim = claims.remove(key);
    if (claim == null) throw new IllegalStateException("nobody has claimed " + key);
    try (KafkaProducer<String, byte[]> own = claim.producer()) {
      own.beginTransaction();
      own.send(new ProducerRecord<>(claim.topic(), key, bytesOf(order)));
      own.commitTransaction();
      answer.put("fenced", false);
    } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
      answer.put("fenced", true);
    }
  }
}
