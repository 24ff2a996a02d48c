package io.salarysignals.runtime.feed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.salarysignals.domain.intake.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The side file of one input: the lines of which no record could be made, with line number, reason,
 * field, detail and the original. CSV beside CSV, else JSON Lines. Made when there is a first line.
 */
final class Rejects implements AutoCloseable {
  private static final byte[] HEADER =
      "line,reason,field,detail,original\r\n".getBytes(StandardCharsets.UTF_8);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path path;
  private final boolean csv;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private FileChannel channel;
  private long length;

  /** Opens the side file at the length that was committed; what stands behind it is dropped. */
  Rejects(Path path, boolean csv, long committed) throws IOException {
    this.path = path;
    this.csv = csv;
    if (committed == 0) {
      Files.deleteIfExists(path);
    } else {
      open();
      channel.truncate(committed);
      length = channel.size();
      channel.position(length);
    }
  }

  private void open() throws IOException {
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  void add(long line, Reason reason, String field, String detail, String original) {
    try {
      if (csv) {
        if (length == 0 && pending.size() == 0) {
          pending.write(HEADER);
        }
        String row =
            line
                + ","
                + reason
                + ","
                + quoted(field)
                + ","
                + quoted(detail)
                + ","
                + quoted(original)
                + "\r\n";
        pending.write(row.getBytes(StandardCharsets.UTF_8));
        return;
      }
      var node = JSON.createObjectNode();
      node.put("line", line).put("reason", reason.name()).put("field", field);
      node.put("detail", detail).put("original", original);
      pending.write(JSON.writeValueAsBytes(node));
      pending.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static String quoted(String text) {
    return text == null ? "" : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Writes everything to the disk and returns the file's length, to be committed. */
  long flush() throws IOException {
    if (pending.size() > 0) {
      if (channel == null) {
        open();
      }
      ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      length += pending.size();
      pending.reset();
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
