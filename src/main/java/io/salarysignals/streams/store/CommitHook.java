package io.salarysignals.streams.store;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Runs a processor's action before each commit, so that what it buffers in memory is forwarded and
 * stored in the same transaction as the input that it came from. It holds no data itself.
 *
 * <p>This is the one place that leans on internals of Kafka Streams: the runtime calls {@code
 * flushCache()} on stores that implement {@link CachedStateStore}. A test fails when an upgrade
 * changes that.
 */
public final class CommitHook implements StateStore, CachedStateStore<byte[], byte[]> {
  private final String name;
  private boolean open;
  private InternalProcessorContext<?, ?> context;
  private ProcessorNode<?, ?, ?, ?> node;
  private Runnable action;

  private CommitHook(String name) {
    this.name = name;
  }

  /** A builder of hooks of this name. */
  public static StoreBuilder<CommitHook> builder(String name) {
    return new UnloggedStore<>(name, () -> new CommitHook(name));
  }

  /** Sets what to run before each commit; to be called in a processor's {@code init}. */
  public void beforeCommit(ProcessorContext<?, ?> processorContext, Runnable run) {
    context = (InternalProcessorContext<?, ?>) processorContext;
    node = context.currentNode();
    action = run;
  }

  @Override
  public void flushCache() {
    if (action == null) {
      return;
    }
    ProcessorNode<?, ?, ?, ?> previousNode = context.currentNode();
    ProcessorRecordContext previousRecord = context.recordContext();
    context.setCurrentNode(node);
    // A record context of its own: neither the headers nor the time of the last record leak.
    context.setRecordContext(
        new ProcessorRecordContext(
            context.currentSystemTimeMs(),
            -1,
            context.taskId().partition(),
            null,
            new RecordHeaders()));
    try {
      action.run();
    } finally {
      context.setCurrentNode(previousNode);
      context.setRecordContext(previousRecord);
    }
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext stateStoreContext, StateStore root) {
    stateStoreContext.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
    action = null;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
