package io.salarysignals.domain.repricing;

/**
 * The layout of states and episodes as a run of numbers, for stores. What is written reads back to
 * the same.
 */
public final class WatchFormat {
  /** Takes numbers one after the other. */
  public interface Writer {
    void integer(long value);

    void number(double value);
  }

  /** Gives them back. */
  public interface Reader {
    long integer();

    double number();
  }

  private WatchFormat() {}

  public static void write(WatchState state, Writer out) {
    out.integer(state.regimeStart);
    out.integer(state.through);
    out.integer(state.pane == null ? -1 : state.pane.ordinal());
    out.integer(state.panes);
    out.integer(state.watched ? 1 : 0);
    out.integer(state.fitFrom);
    out.integer(state.fitTo);
    write(state.likeForLike, out);
    write(state.total, out);
    out.integer(state.episodes.size());
    state.episodes.forEach(episode -> write(episode, out));
  }

  public static WatchState readState(Reader in) {
    WatchState state = new WatchState();
    state.regimeStart = (int) in.integer();
    state.through = (int) in.integer();
    int pane = (int) in.integer();
    state.pane = pane < 0 ? null : PaneLength.values()[pane];
    state.panes = (int) in.integer();
    state.watched = in.integer() != 0;
    state.fitFrom = (int) in.integer();
    state.fitTo = (int) in.integer();
    read(state.likeForLike, in);
    read(state.total, in);
    for (int left = (int) in.integer(); left > 0; left--) {
      state.episodes.add(readEpisode(in));
    }
    return state;
  }

  private static void write(Chart chart, Writer out) {
    out.number(chart.n);
    out.number(chart.mean);
    out.number(chart.squares);
    out.number(chart.up);
    out.number(chart.down);
    out.integer(chart.upSince);
    out.integer(chart.downSince);
  }

  private static void read(Chart chart, Reader in) {
    chart.n = in.number();
    chart.mean = in.number();
    chart.squares = in.number();
    chart.up = in.number();
    chart.down = in.number();
    chart.upSince = (int) in.integer();
    chart.downSince = (int) in.integer();
  }

  public static void write(Episode e, Writer out) {
    out.integer(e.direction);
    out.integer(e.cause.ordinal());
    out.integer(e.pane.ordinal());
    out.integer(e.onset);
    out.integer(e.detected);
    out.integer(e.baselineFrom);
    out.number(e.chart);
    out.number(e.initialEffect);
    out.number(e.initialT);
    out.integer(e.freshPanes);
    out.integer(e.looks.size());
    e.looks.forEach(look -> write(look, out));
    out.integer(e.closed);
    out.integer(e.explanation == null ? -1 : e.explanation.ordinal());
    out.number(e.standing);
    out.integer(e.fading);
    out.integer(e.ended);
    out.integer(e.reverted ? 1 : 0);
  }

  public static Episode readEpisode(Reader in) {
    Episode e = new Episode();
    e.direction = (int) in.integer();
    e.cause = Episode.Cause.values()[(int) in.integer()];
    e.pane = PaneLength.values()[(int) in.integer()];
    e.onset = (int) in.integer();
    e.detected = (int) in.integer();
    e.baselineFrom = (int) in.integer();
    e.chart = in.number();
    e.initialEffect = in.number();
    e.initialT = in.number();
    e.freshPanes = (int) in.integer();
    for (int left = (int) in.integer(); left > 0; left--) {
      e.looks.add(readLook(in));
    }
    e.closed = (int) in.integer();
    int explanation = (int) in.integer();
    e.explanation = explanation < 0 ? null : Verdict.values()[explanation];
    e.standing = in.number();
    e.fading = (int) in.integer();
    e.ended = (int) in.integer();
    e.reverted = in.integer() != 0;
    return e;
  }

  private static void write(Look look, Writer out) {
    out.integer(look.end());
    out.integer(look.panes());
    out.number(look.pValue());
    out.integer(look.eligible() ? 1 : 0);
    for (double value :
        new double[] {
          look.effect(),
          look.low(),
          look.high(),
          look.before(),
          look.after(),
          look.breadth(),
          look.medianEffect(),
          look.leaveOneOut(),
          look.lastPanes(),
          look.withoutBest(),
          look.shape(),
          look.topT(),
          look.totalError(),
          look.outlyingPart(),
          look.volumeRatio(),
          look.named(),
          look.matched()
        }) {
      out.number(value);
    }
    Decomposition d = look.decomposition();
    out.integer(d == null ? 0 : 1);
    if (d != null) {
      out.integer(d.likeForLike());
      out.integer(d.mix());
      out.integer(d.entry());
      out.integer(d.exit());
    }
    out.integer(look.n());
    out.integer(look.employers());
  }

  private static Decomposition readDecomposition(Reader in) {
    long like = in.integer();
    long mix = in.integer();
    long entry = in.integer();
    long exit = in.integer();
    return new Decomposition(like + mix + entry + exit, like, mix, entry, exit);
  }

  private static Look readLook(Reader in) {
    return new Look(
        (int) in.integer(),
        (int) in.integer(),
        in.number(),
        in.integer() != 0,
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.integer() == 0 ? null : readDecomposition(in),
        in.integer(),
        (int) in.integer());
  }
}
