using CycleSim.Traces.Analysis;

namespace CycleSim.Cli.Output;

/// <summary>What a component did in a trace.</summary>
/// <param name="summary">Its totals.</param>
internal sealed class TracedComponent(ComponentSummary summary)
{
    public long Events => summary.Events;

    public long Records => summary.Records;

    public long Reads => summary.Reads;

    public long Writes => summary.Writes;

    public long Bytes => summary.Bytes;

    /// <summary>Events that waited.</summary>
    public long Waited => summary.Waiting;

    public long WaitedCycles => summary.WaitedCycles;

    public long FirstPs => summary.FirstPs;

    public long LastPs => summary.LastPs;

    /// <summary>Events in equal parts of the traced time.</summary>
    public IReadOnlyList<long> Histogram => summary.Histogram;
}
