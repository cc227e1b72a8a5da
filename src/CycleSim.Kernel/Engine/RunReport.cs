using System.Globalization;
using System.Text;

namespace CycleSim.Kernel;

/// <summary>How a run ended.</summary>
/// <param name="EndPs">Clock at the end, in ps.</param>
/// <param name="EventsProcessed">Number of events that this run processed.</param>
/// <param name="IsExhausted">Whether no event was left: the model cannot make progress by itself any more.</param>
/// <param name="Waiting">
/// The processes that wait for something that nothing pending can bring about, in the order in which they were
/// started; empty when events were left.
/// </param>
public sealed record RunReport(
    long EndPs, long EventsProcessed, bool IsExhausted, IReadOnlyList<WaitingProcess> Waiting)
{
    /// <summary>Whether processes are left that wait forever, which may be a deadlock or just idle servers.</summary>
    public bool IsBlocked => Waiting.Count > 0;

    /// <summary>The report as text, one line for each waiting process.</summary>
    /// <returns>Lines separated by a line feed, without a line end after the last one.</returns>
    public string Describe()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Run ended at {EndPs} ps after {EventsProcessed} events; ");
        text.Append(IsExhausted ? "no event is left." : "events are left.");
        if (IsBlocked)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Waiting.Count} ");
            text.Append(Waiting.Count == 1 ? "process still waits:" : "processes still wait:");
            foreach (WaitingProcess process in Waiting)
                text.Append("\n  ").Append(process.Describe());
        }

        return text.ToString();
    }

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();
}
