for second in $(seq 20); do echo "$second: not yet"; sleep 1; done
exec java Payments.java
