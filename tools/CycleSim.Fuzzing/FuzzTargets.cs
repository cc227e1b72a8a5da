using CycleSim.Fuzzing.Targets;

namespace CycleSim.Fuzzing;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    internal static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new TraceTarget(), new TraceContentTarget(), new RequestTarget(), new Gem5Target(), new TrafficTarget(),
        new DramConfigurationTarget(), new ArrayReportTarget(), new MeasuredTableTarget(),
        new OnnxTarget(), new TopologyTarget(),
        .. JsonTarget.All,
        new IdxTarget(), new CifarTarget(), new CheckpointTarget(), new TrainingLogTarget(), new TrainingSummaryTarget(),
        new PointFileTarget(),
    ];

    internal static IFuzzTarget Find(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"no target {name}; there are {string.Join(", ", All.Select(target => target.Name))}");
}
