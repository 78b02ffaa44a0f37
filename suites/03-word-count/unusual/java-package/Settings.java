package com.example.streams;

import java.util.Properties;

class Settings {
  static Properties read() {
    var settings = new Properties();
    settings.put("application.id", "counts-of-" + WordCountApp.INPUT);
    settings.put("bootstrap.servers", System.getenv("BOOTSTRAP_SERVERS"));
    settings.put("auto.offset.reset", "earliest");
    settings.put("commit.interval.ms", 500);
    return settings;
  }
}
