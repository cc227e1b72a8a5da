using System.Collections.Concurrent;
using System.Diagnostics;

namespace CycleSim.Terminal.Tests;

/// <summary>Progress where there is no terminal.</summary>
public sealed class ProgressTests
{
    [Theory]
    [InlineData(0, 0, 0, "study: running for 0 s")]
    [InlineData(4_096_000, 0, 12, "study: 4,096,000 so far after 12 s")]
    [InlineData(0, 7, 59, "study: 0 of 7 (0 %) after 59 s")]
    [InlineData(2, 3, 60, "study: 2 of 3 (66 %) after 1 min 0 s")]
    [InlineData(30_000_000, 40_000_000, 7385, "study: 30,000,000 of 40,000,000 (75 %) after 123 min 5 s")]
    public void A_line_says_how_far_the_work_is(int done, int all, int seconds, string line) =>
        Assert.Equal(line, ProgressText.Line("study", done, all, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_line_ends_with_how_the_work_goes() => Assert.Equal(
        "lenet5: 30 of 100 (30 %) after 7 s; epoch 1, loss 0.3",
        ProgressText.Line("lenet5", 30, 100, TimeSpan.FromSeconds(7), "epoch 1, loss 0.3"));

    [Theory]
    [InlineData(null, 5)]
    [InlineData("", 5)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("86400", 86400)]
    [InlineData("86401", 5)]
    [InlineData("-1", 5)]
    [InlineData("1.5", 5)]
    [InlineData("often", 5)]
    public void Users_set_the_time_between_lines(string? text, int seconds) => Assert.Equal(seconds, ProgressLine.Seconds(text));

    [Fact]
    public void Lines_come_while_nothing_is_reported_and_none_comes_after_the_end()
    {
        using var written = new LineWriter();
        using (var text = new ProgressText("study", TimeSpan.FromMilliseconds(10), written))
        {
            text.Report(1, 4);
            for (var watch = Stopwatch.StartNew(); written.Lines.Count < 3 && watch.Elapsed.TotalMinutes < 1;)
                Thread.Sleep(10);
        }

        string?[] lines = [.. written.Lines];
        Assert.True(lines.Length >= 3);
        Assert.All(lines, line => Assert.StartsWith("study: 1 of 4 (25 %) after ", line, StringComparison.Ordinal));
        Thread.Sleep(50);
        Assert.Equal(lines, written.Lines);
    }

    [Fact]
    public void Work_that_cannot_say_how_far_it_is_gives_its_result() => Assert.Equal(7, ProgressLine.Run("study", () => 7));

    [Fact]
    public void What_is_done_soon_prints_nothing()
    {
        var written = new StringWriter();
        using (var text = new ProgressText("study", TimeSpan.FromHours(1), written))
            text.Report(4, 4);
        Assert.Equal("", written.ToString());
    }

    /// <summary>Keeps what another thread writes.</summary>
    private sealed class LineWriter : StringWriter
    {
        internal ConcurrentQueue<string?> Lines { get; } = [];

        public override void WriteLine(string? value) => Lines.Enqueue(value);
    }
}
