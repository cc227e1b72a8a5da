using System.Diagnostics;
using System.Globalization;

namespace CycleSim.Terminal;

/// <summary>
/// Progress where there is no terminal: a line on stderr every few seconds, from a timer, so that long parts show that they run. The first
/// line comes after one interval: what is done by then prints none.
/// </summary>
internal sealed class ProgressText : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _title;
    private readonly TextWriter _writer;
    private readonly Timer _timer;
    private long _done;
    private long _all;
    private string _text = "";
    private bool _isOver;

    /// <summary>Starts to print.</summary>
    /// <param name="title">Stands before each line.</param>
    /// <param name="interval">Time between lines.</param>
    /// <param name="writer">Where they go.</param>
    internal ProgressText(string title, TimeSpan interval, TextWriter writer)
    {
        (_title, _writer) = (title, writer);
        _timer = new Timer(_ => Print(), null, interval, interval);
    }

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Parts that are done.</param>
    /// <param name="all">Parts in all.</param>
    /// <param name="text">How it goes, in words; empty for nothing.</param>
    internal void Report(long done, long all, string text = "")
    {
        lock (_gate)
            (_done, _all, _text) = (all == _all ? Math.Max(_done, done) : done, all, text); // threads may report out of turn
    }

    /// <summary>Ends it; no line comes after this.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _timer.Dispose();
    }

    /// <summary>A line.</summary>
    /// <param name="title">Stands before it.</param>
    /// <param name="done">Parts that are done.</param>
    /// <param name="all">Parts in all; 0 while that is not known.</param>
    /// <param name="elapsed">Time since the start.</param>
    /// <param name="text">How it goes, in words; empty for nothing.</param>
    internal static string Line(string title, long done, long all, TimeSpan elapsed, string text = "")
    {
        string end = text.Length == 0 ? "" : $"; {text}";
        string time = elapsed.TotalMinutes < 1 ? $"{(int)elapsed.TotalSeconds} s" : $"{(int)elapsed.TotalMinutes} min {elapsed.Seconds} s";
        return (done, all) switch
        {
            (_, > 0) => string.Create(
                CultureInfo.InvariantCulture, $"{title}: {done:N0} of {all:N0} ({100 * done / all} %) after {time}{end}"),
            ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0} so far after {time}{end}"),
            _ => $"{title}: running for {time}{end}",
        };
    }

    private void Print()
    {
        lock (_gate)
        {
            if (!_isOver)
                _writer.WriteLine(Line(_title, _done, _all, _watch.Elapsed, _text));
        }
    }
}
