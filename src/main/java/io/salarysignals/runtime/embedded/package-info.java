/**
 * The embedded default: a real single-node Kafka broker and a real schema registry in processes of
 * their own, on loopback, with their data in one folder. Only this package may use Kafka's server
 * classes; they are not on the class path of a production process.
 */
package io.salarysignals.runtime.embedded;
