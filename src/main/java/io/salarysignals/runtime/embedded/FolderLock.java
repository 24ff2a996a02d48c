package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One live application per data folder. The system drops the lock when its holder dies. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path folder) {
    Path file = folder.resolve(".lock");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StackException("cannot open " + file, e);
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Held by another stack of this JVM: refused below like any other holder.
    } catch (IOException e) {
      close(channel);
      throw new StackException("cannot lock " + file, e);
    }
    String owner = owner(channel);
    close(channel);
    throw new StackException(
        "the data folder "
            + folder
            + " is in use by another salary-signals (pid "
            + owner
            + "); stop it or choose another folder with --data");
  }

  private static String owner(FileChannel channel) {
    try {
      ByteBuffer text = ByteBuffer.allocate(32);
      channel.read(text, 0);
      return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackException("cannot release the data folder's lock", e);
    }
  }
}
